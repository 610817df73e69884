"""A plan as a page shows it, and whether it is one that somebody waits for."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from cms.core.refusals import Refused
from cms.register.exchange.limits import IN_REQUEST
from cms.register.exchange.plan import Plan

SHOWN = 200
"""Lines of one list."""


def check_size(plan: Plan) -> None:
    """Refuse what takes longer than somebody waits for a page.

    Raises:
        Refused: There are too many drafts to write.
    """
    if len(plan.changes) > IN_REQUEST.changes:
        raise Refused(too_many_changes(), reverse("privacy_register_import:review"))


def too_many_changes() -> str:
    return gettext(
        "More than %(count)d drafts at once are imported with the command import_register, or in several parts."
    ) % {"count": IN_REQUEST.changes}


def preview(plan: Plan) -> dict[str, Any]:
    """What the template shows of a plan: the beginning of each list, and how much more there is."""
    lists = {name: getattr(plan, name) for name in ("created", "changed", "skipped", "errors", "notices")}
    shown: dict[str, Any] = {name: each[:SHOWN] for name, each in lists.items()}
    more = {name: max(len(each) - SHOWN, 0) for name, each in lists.items()}
    more["errors"] += plan.more_errors
    return {
        **shown,
        "more": more,
        "plan": plan,
        "total": {name: len(each) for name, each in lists.items()} | {"errors": len(plan.errors) + plan.more_errors},
        "count": len(plan.changes),
        "too_many": too_many_changes() if len(plan.changes) > IN_REQUEST.changes else "",
    }


def bad_rows(plan: Plan) -> int:
    return len({(error.sheet, error.row) for error in plan.errors}) + plan.more_errors
