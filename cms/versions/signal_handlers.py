from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from cms.versions.cutting import cut_version
from cms.versions.models import VersionedPageMixin


@receiver(page_published)
def cut_version_on_publish(instance: Any, revision: Revision | None = None, alias: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, VersionedPageMixin) and not alias:
        cut_version(instance, revision)
