"""The fixed choices of a register entry. What an organisation may extend stands in catalogues instead."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    CONTROLLER = "controller", _("Controller (Art. 30(1))")
    PROCESSOR = "processor", _("Processor (Art. 30(2))")


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


class Publicity(TextChoices):
    YES = "yes", _("Public")
    PARTLY = "partly", _("Partly public")
    NO = "no", _("Internal")


class YesNo(TextChoices):
    """An answer that may still be open: the empty value means "not examined yet"."""

    NO = "no", _("No")
    YES = "yes", _("Yes")


class NoneYes(TextChoices):
    NONE = "none", pgettext_lazy("no transfers, no automated decisions", "None")
    YES = "yes", _("Yes")


class DpiaThreshold(TextChoices):
    NOT_REQUIRED = "not_required", _("No assessment required")
    REQUIRED = "required", _("Assessment required")


class Source(TextChoices):
    """Where the data come from (Art. 14(2)(f))."""

    PERSON = "person", _("From the data subject")
    OTHER = "other", _("From others")
    BOTH = "both", _("From the data subject and from others")


class Provision(TextChoices):
    """Whether the person has to provide the data (Art. 13(2)(e))."""

    MANDATORY = "mandatory", _("Mandatory")
    VOLUNTARY = "voluntary", _("Voluntary")
    NOT_FROM_PERSON = "not_from_person", _("Not collected from the data subject")


class Safeguard(TextChoices):
    """What a third-country transfer rests on (Art. 44 to 49)."""

    ADEQUACY = "adequacy", _("Adequacy decision (Art. 45)")
    PUBLIC_BODIES = "public_bodies", _("Instrument between public bodies (Art. 46(2)(a))")
    BCR = "bcr", _("Binding corporate rules (Art. 46(2)(b), 47)")
    SCC = "scc", _("Standard data protection clauses (Art. 46(2)(c), (d))")
    CODE_OF_CONDUCT = "code_of_conduct", _("Code of conduct (Art. 46(2)(e))")
    CERTIFICATION = "certification", _("Certification (Art. 46(2)(f))")
    DEROGATION = "derogation", _("Derogation for specific situations (Art. 49(1) subpara. 1)")
    DEROGATION_INTERESTS = "derogation_interests", _("Compelling legitimate interests (Art. 49(1) subpara. 2)")


class Act(TextChoices):
    """The law that a legal basis stands in."""

    GDPR = "gdpr", _("GDPR")
    SGB1 = "sgb1", _("Social Code, Book I")
    SGB4 = "sgb4", _("Social Code, Book IV")
    SGB5 = "sgb5", _("Social Code, Book V")
    SGB10 = "sgb10", _("Social Code, Book X")
    SGB11 = "sgb11", _("Social Code, Book XI")
    BDSG = "bdsg", _("Federal Data Protection Act (BDSG)")
    TDDDG = "tdddg", _("TDDDG")
    UWG = "uwg", _("Unfair Competition Act (UWG)")
    HGB = "hgb", _("Commercial Code (HGB)")
    AO = "ao", _("Fiscal Code (AO)")
    TMG = "tmg", _("TMG (repealed)")
    TTDSG = "ttdsg", _("TTDSG (now TDDDG)")
    OTHER = "other", _("Other")


class BasisFlag(TextChoices):
    """What follows from a legal basis: which rights exist depends on it (Art. 7(3), 20(1), 21(1))."""

    CONSENT = "consent", _("Consent")
    CONTRACT = "contract", _("Contract")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation")
    VITAL_INTEREST = "vital_interest", _("Vital interest")
    PUBLIC_TASK = "public_task", _("Public task")
    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest")
    SPECIAL_CATEGORY = "special_category", _("Special categories (Art. 9)")


class Goal(TextChoices):
    """What a technical or organisational measure is for (Art. 32(1))."""

    PSEUDONYMISATION = "pseudonymisation", _("Pseudonymisation")
    ENCRYPTION = "encryption", _("Encryption")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality")
    INTEGRITY = "integrity", _("Integrity")
    AVAILABILITY = "availability", _("Availability")
    RESILIENCE = "resilience", _("Resilience")
    RECOVERY = "recovery", _("Recovery")
    EVALUATION = "evaluation", _("Regular evaluation")


class Trigger(TextChoices):
    """The event that starts a retention period."""

    COLLECTION = "collection", _("Collection of the data")
    END_OF_PURPOSE = "end_of_purpose", _("End of the purpose")
    END_OF_BUSINESS_YEAR = "end_of_business_year", _("End of the business year")
    END_OF_CALENDAR_YEAR = "end_of_calendar_year", _("End of the calendar year")
    END_OF_MEMBERSHIP = "end_of_membership", _("End of the membership")
    END_OF_CONTRACT = "end_of_contract", _("End of the contract")
    WITHDRAWAL = "withdrawal", _("Withdrawal of consent")
    OBJECTION = "objection", _("Objection")
    DRAW_HELD = "draw_held", _("Draw held")
    LAST_CONTACT = "last_contact", _("Last contact")
    LAST_LOGIN = "last_login", _("Last login")
    DECISION = "decision", _("Final decision")
    UNCONFIRMED = "unconfirmed", _("Request left unconfirmed")


class RecordedEvent(TextChoices):
    """Why the history of an entry has a record."""

    PUBLISHED = "published", _("Published")
    WORDING = "wording", _("Wording of a catalogue or contact changed")
    UNPUBLISHED = "unpublished", _("Unpublished")
