from cms.register.models.activity import ProcessingActivity
from cms.register.models.catalogue_row import CatalogueRow
from cms.register.models.catalogues import (
    CATALOGUES,
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    Measure,
    PurposeCategory,
    RecipientCategory,
    RetentionRule,
    Unit,
)
from cms.register.models.data import ConcernedSubject, ProcessedData
from cms.register.models.editions import (
    EditionRequest,
    EditionRow,
    EditionRowContent,
    RegisterEdition,
    RowRedaction,
    RowRedactionRequest,
)
from cms.register.models.parties import EntryController, EntryProcessor, EntryRecipient, ServedController, Transfer
from cms.register.models.public_entry import EntryFacet, PublicEntry
from cms.register.models.purposes import Purpose, PurposeLegalBasis
from cms.register.models.records import ActivityRecord
from cms.register.models.register_page import AbstractRegisterPage, RegisterPage
from cms.register.models.reminders import ReviewReminder
from cms.register.models.security import EntryMeasure, EntrySystem, InternalField

__all__ = [
    "CATALOGUES",
    "AbstractRegisterPage",
    "ActivityRecord",
    "CatalogueRow",
    "ConcernedSubject",
    "DataCategory",
    "DataSubjectCategory",
    "EditionRequest",
    "EditionRow",
    "EditionRowContent",
    "EntryController",
    "EntryFacet",
    "EntryMeasure",
    "EntryProcessor",
    "EntryRecipient",
    "EntrySystem",
    "InternalField",
    "LegalBasis",
    "Measure",
    "ProcessedData",
    "ProcessingActivity",
    "PublicEntry",
    "Purpose",
    "PurposeCategory",
    "PurposeLegalBasis",
    "RecipientCategory",
    "RegisterEdition",
    "RegisterPage",
    "RetentionRule",
    "ReviewReminder",
    "RowRedaction",
    "RowRedactionRequest",
    "ServedController",
    "Transfer",
    "Unit",
]
