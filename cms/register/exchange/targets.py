"""What a column of the main sheet may hold."""

from django.utils.translation import gettext as _

from cms.register.exchange.headings import IGNORED, LEGAL_BASES, RETENTION, SAFEGUARDS
from cms.register.exchange.shape import Rows, entry_shape


def may_repeat(target: str) -> bool:
    """Whether several columns may hold parts of the same."""
    lists = {LEGAL_BASES, RETENTION, SAFEGUARDS, IGNORED, "note", ""}
    return target in lists or isinstance(entry_shape().get(target), Rows)


def label_of(target: str) -> str:
    """What people call a target of the main sheet."""
    special = {
        LEGAL_BASES: _("Legal bases of the purposes"),
        RETENTION: _("Retention of the data categories"),
        SAFEGUARDS: _("Suitable safeguards of the transfers"),
        IGNORED: _("(leave out)"),
    }
    return special[target] if target in special else str(entry_shape()[target].label)


def targets() -> list[tuple[str, str]]:
    """What a column of the main sheet may hold, for a select box."""
    return [(name, label_of(name)) for name in (IGNORED, *entry_shape(), LEGAL_BASES, RETENTION, SAFEGUARDS)]
