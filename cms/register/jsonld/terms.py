"""Which terms of DPV our fixed choices mean. Catalogue rows name their own term in their field ``dpv``.

All terms are of the release in `cms.register.jsonld.context.DPV_RELEASE`, accepted and not deprecated there.
"""

from cms.register.enums import (
    BasisFlag,
    DpiaThreshold,
    Goal,
    Provision,
    Publicity,
    Role,
    Safeguard,
    Source,
    Status,
    Trigger,
)

PROCESS = ("dpv:Process", "dpv:PersonalDataProcess")
"""An entry. Both are named, so that readers without reasoning find it by either."""

NOT_APPLICABLE = "dpv:NotApplicable"
NOT_AVAILABLE = "dpv:NotAvailable"

KIND: dict[str, str] = {
    "purpose": "dpv:Purpose",
    "legal_basis": "dpv:LegalBasis",
    "data_subject": "dpv:DataSubject",
    "data_category": "dpv:PersonalData",
    "recipient": "dpv:Recipient",
    "measure": "dpv:TechnicalOrganisationalMeasure",
    "retention": "dpv:StorageDuration",
}
"""The general class of every catalogue: what a row is when it has no term of its own."""

CONFORMS_TO: dict[str, str] = {
    Role.CONTROLLER.value: "http://data.europa.eu/eli/reg/2016/679/art_30/par_1/oj",
    Role.PROCESSOR.value: "http://data.europa.eu/eli/reg/2016/679/art_30/par_2/oj",
}
"""The paragraph that an entry is a record of, by its European Legislation Identifier."""

STATUS: dict[str, str] = {
    Status.DRAFT.value: "dpv:ActivityPlanned",
    Status.ACTIVE.value: "dpv:ActivityOngoing",
    Status.RETIRED.value: "dpv:ActivityCompleted",
}

SOURCE: dict[str, tuple[str, ...]] = {
    Source.PERSON.value: ("dpv:DataSubjectDataSource",),
    Source.OTHER.value: ("dpv:ThirdPartyDataSource",),
    Source.BOTH.value: ("dpv:DataSubjectDataSource", "dpv:ThirdPartyDataSource"),
}

PROVISION: dict[str, str] = {
    Provision.MANDATORY.value: "dpv:Required",
    Provision.VOLUNTARY.value: "dpv:Optional",
    Provision.NOT_FROM_PERSON.value: "dpv:NotRequired",
}

DPIA_THRESHOLD: dict[str, str] = {
    DpiaThreshold.REQUIRED.value: "eu-gdpr:DPIARequired",
    DpiaThreshold.NOT_REQUIRED.value: "eu-gdpr:DPIANotRequired",
}

BASIS_FLAG: dict[str, str] = {
    BasisFlag.CONSENT.value: "dpv:Consent",
    BasisFlag.CONTRACT.value: "dpv:Contract",
    BasisFlag.LEGAL_OBLIGATION.value: "dpv:LegalObligation",
    BasisFlag.VITAL_INTEREST.value: "dpv:VitalInterest",
    BasisFlag.PUBLIC_TASK.value: "dpv:PublicInterest",
    BasisFlag.LEGITIMATE_INTEREST.value: "dpv:LegitimateInterest",
}
"""What a legal basis without a term of its own is a kind of. That one is for special categories has no term in DPV."""

TRANSFER_BASIS: dict[str, tuple[str, ...]] = {
    Safeguard.ADEQUACY.value: ("eu-gdpr:A45-3",),
    Safeguard.PUBLIC_BODIES.value: ("eu-gdpr:A46-2-a",),
    Safeguard.BCR.value: ("eu-gdpr:A46-2-b",),
    Safeguard.SCC.value: ("eu-gdpr:A46-2-c", "eu-gdpr:A46-2-d"),
    Safeguard.CODE_OF_CONDUCT.value: ("eu-gdpr:A46-2-e",),
    Safeguard.CERTIFICATION.value: ("eu-gdpr:A46-2-f",),
    Safeguard.DEROGATION.value: tuple(f"eu-gdpr:A49-1-{letter}" for letter in "abcdefg"),
    Safeguard.DEROGATION_INTERESTS.value: ("eu-gdpr:A49-2",),
}
"""What a transfer rests on. Of several terms ours is the broader one. DPV's A49-2 is Art. 49(1) subpara. 2."""

TRANSFER_TOOL: dict[str, str] = {
    Safeguard.BCR.value: "eu-gdpr:BindingCorporateRules",
    Safeguard.SCC.value: "eu-gdpr:StandardContractualClauses",
    Safeguard.CODE_OF_CONDUCT.value: "eu-gdpr:CodesOfConductForDataTransfers",
    Safeguard.CERTIFICATION.value: "eu-gdpr:CertificationMechanismsForDataTransfers",
}

TRIGGER: dict[str, str] = {
    Trigger.COLLECTION.value: "dpv:Collect",
    Trigger.END_OF_PURPOSE.value: "dpv:ActivityCompleted",
    Trigger.END_OF_CONTRACT.value: "dpv:ContractTerminationStatus",
    Trigger.WITHDRAWAL.value: "dpv:ConsentWithdrawn",
    Trigger.OBJECTION.value: "eu-gdpr:A21",
    Trigger.UNCONFIRMED.value: "dpv:ConsentRequested",
}
"""What the event that starts a retention period has to do with. The other events have no counterpart in DPV."""

GOAL: dict[str, str] = {
    Goal.PSEUDONYMISATION.value: "dpv:Pseudonymisation",
    Goal.ENCRYPTION.value: "dpv:Encryption",
    Goal.RECOVERY.value: "dpv:DisasterRecoveryProcedures",
    Goal.EVALUATION.value: "dpv:EffectivenessDeterminationProcedures",
}

ACCESS_RIGHTS: dict[str, str] = {
    Publicity.YES.value: "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
    Publicity.PARTLY.value: "http://publications.europa.eu/resource/authority/access-right/RESTRICTED",
    Publicity.NO.value: "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC",
}
"""The EU Publications Office's table of access rights."""
