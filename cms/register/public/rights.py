"""The rights of the people concerned, as far as they follow from an entry: one fixed list would be wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.register.entry import Entry
from cms.register.enums import BasisFlag, NoneYes, Role, YesNo


@dataclass(frozen=True)
class Right:
    """A right and where it stands. ``is_prominent``: the law wants it set apart (Art. 21(4))."""

    name: Any
    articles: Any
    text: Any
    is_prominent: bool = False


WITHDRAWAL = Right(
    _("Withdrawal of consent"),
    _("Art. 7(3) GDPR"),
    _("You can withdraw your consent at any time. What was done until then stays lawful."),
)
OBJECTION = Right(
    _("Objection"),
    _("Art. 21(1) GDPR"),
    _(
        "You can object at any time, on grounds relating to your particular situation, to processing that rests on a "
        "public task or on a legitimate interest."
    ),
    is_prominent=True,
)
PORTABILITY = Right(
    _("Data portability"),
    _("Art. 20 GDPR"),
    _("You can receive the data that you gave us in a common electronic format, or have them passed on."),
)
HUMAN_DECISION = Right(
    _("Decision by a person"),
    _("Art. 22(3) GDPR"),
    _("You can ask that a person looks at an automated decision, state your view and contest the decision."),
)


def _always(is_social_data: bool) -> Iterator[Right]:
    """Rights that exist whatever the legal basis. For social data the Social Code says more about them."""
    yield Right(
        _("Access"),
        _("Art. 15 GDPR, section 83 SGB X") if is_social_data else _("Art. 15 GDPR"),
        _("You can ask which data we hold on you, and get a copy."),
    )
    yield Right(
        _("Rectification"),
        _("Art. 16 GDPR, section 84 SGB X") if is_social_data else _("Art. 16 GDPR"),
        _("You can have wrong data corrected and incomplete data completed."),
    )
    yield Right(
        _("Erasure"),
        _("Art. 17 GDPR, section 84 SGB X") if is_social_data else _("Art. 17 GDPR"),
        _("You can have data erased that we no longer need and need not keep by law."),
    )
    yield Right(
        _("Restriction of processing"),
        _("Art. 18 GDPR, section 84 SGB X") if is_social_data else _("Art. 18 GDPR"),
        _("You can have the processing restricted, for instance while it is examined whether data are right."),
    )


def _complaint(is_social_data: bool) -> Right:
    return Right(
        _("Complaint"),
        _("Art. 77 GDPR, section 81 SGB X") if is_social_data else _("Art. 77 GDPR"),
        _("You can complain to a supervisory authority if you think that the processing is unlawful."),
    )


def rights_of(entry: Entry) -> list[Right]:
    """The rights that an entry tells of, those that depend on its legal bases in the middle.

    Empty for a processor's record: there the controllers named in it answer (Art. 28(3)(e)).
    """
    if entry.data.get("role") == Role.PROCESSOR:
        return []
    flags = basis_flags(entry)
    is_social_data = entry.data.get("social_data") == YesNo.YES
    rights = list(_always(is_social_data))
    if flags & {BasisFlag.CONSENT, BasisFlag.CONTRACT}:
        rights.append(PORTABILITY)
    if BasisFlag.CONSENT in flags:
        rights.append(WITHDRAWAL)
    if flags & {BasisFlag.PUBLIC_TASK, BasisFlag.LEGITIMATE_INTEREST}:
        rights.append(OBJECTION)
    if entry.data.get("automated_decisions") == NoneYes.YES:
        rights.append(HUMAN_DECISION)
    return [*rights, _complaint(is_social_data)]


def are_bases_known(entry: Entry) -> bool:
    """Whether the entry tells on which legal bases the processing rests."""
    return any(row.get("legal_bases") for row in entry.data.get("purposes", []))


def basis_flags(entry: Entry) -> set[str]:
    """What kinds of legal basis an entry rests on: values of `BasisFlag`."""
    words = entry.wording.get("legal_basis", {})
    used = (basis["basis"] for row in entry.data.get("purposes", []) for basis in row.get("legal_bases", []))
    return {flag for code in used for flag in words.get(code, {}).get("flags", [])}
