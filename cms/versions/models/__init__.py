from cms.versions.models.chain import ChainHead
from cms.versions.models.mixin import VersionedPageMixin
from cms.versions.models.redaction import AbstractRedaction, AbstractRedactionRequest, Redaction, RedactionRequest
from cms.versions.models.tasks import FourEyesApprovalTask
from cms.versions.models.version import FrozenFile, PublishedVersion, VersionContent, VersionFile

__all__ = [
    "AbstractRedaction",
    "AbstractRedactionRequest",
    "ChainHead",
    "FourEyesApprovalTask",
    "FrozenFile",
    "PublishedVersion",
    "Redaction",
    "RedactionRequest",
    "VersionContent",
    "VersionFile",
    "VersionedPageMixin",
]
