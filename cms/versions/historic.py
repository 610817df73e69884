"""Historic texts: what applied before this software kept the archive."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.refusals import Refused
from cms.versions.cutting import freeze, render
from cms.versions.enums import ChangeKind
from cms.versions.labels import Label, source_page
from cms.versions.models.chain import ChainHead
from cms.versions.models.version import PublishedVersion
from cms.versions.structure import same_content


@transaction.atomic
def archive_historic_text(
    page: Any,
    *,
    valid_from: date,
    number: tuple[int, int] | None = None,
    change_note: str = "",
    publisher: str = "",
    approver: str = "",
) -> tuple[PublishedVersion, bool]:
    """Freeze a text that once applied. It is never in force, and its recording time is now: nothing is backdated.

    Args:
        page: An instance of the page that carries the historic text in its fields; it is not saved.
        valid_from: Since when the text applied.
        number: ``(major, minor)`` of its label; by default the next free one below version 1.
        change_note: For the archive list.
        publisher: Name of the person who took the text over.
        approver: Name of the person who confirmed that it is the text of its time.

    Returns:
        The version, and whether it is new: the same text with the same date is archived once.

    Raises:
        Refused: The date is in the future, the label is taken, or a translation has no source with that label.
    """
    if valid_from > timezone.localdate():
        raise Refused(_("Not archived: “valid from” is in the future."))
    head = ChainHead.lock()
    versions = PublishedVersion.objects.of(page)
    for version in versions.filter(valid_from=valid_from).select_related("content"):
        if same_content(version, page.versioned_content()):
            return version, False
    number = number or _next_early_number(versions)
    source = _source_version(page, number)
    if versions.filter(major=number[0], minor=number[1]).exists():
        raise Refused(
            _("Not archived: there is already a version %(label)s of this page. Choose another label.")
            % {"label": _written(number)}
        )
    version = freeze(
        page,
        head,
        Label(*number, source=source),
        render(page),
        valid_from=valid_from,
        change_kind=ChangeKind.MATERIAL,
        change_note=change_note,
        publisher=publisher,
        approver=approver,
        is_historic=True,
    )
    log(instance=page, action="privacy.version.historic", data={"label": str(version.label)})
    return version, True


def _next_early_number(versions: Any) -> tuple[int, int]:
    last = versions.filter(major=0).order_by("-minor").values_list("minor", flat=True).first()
    return 0, (last or 0) + 1


def _source_version(page: Any, number: tuple[int, int]) -> PublishedVersion | None:
    source = source_page(page)
    if source is None:
        return None
    version = PublishedVersion.objects.of(source).filter(major=number[0], minor=number[1]).first()
    if version is None:
        raise Refused(
            _("Not archived: the page that this one translates has no version %(label)s. Archive the original first.")
            % {"label": _written(number)}
        )
    return version


def _written(number: tuple[int, int]) -> str:
    return f"{number[0]}.{number[1]}" if number[1] else str(number[0])
