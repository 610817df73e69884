"""The list of entries as a file: what an editor sees in it, with the same filters and search."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.coreutils import get_content_languages

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.register.exchange.export import EXPORT_FORMATS, stream_export
from cms.register.exchange.matching import all_words
from cms.register.exchange.selecting import draft_entries
from cms.register.models import ProcessingActivity

MOST_IN_WORKBOOK = 2_500
"""Entries of a workbook that is made while somebody waits: four seconds. CSV and JSON begin at once, however many."""


def list_export(request: HttpRequest, chosen: Any, extension: str) -> HttpResponseBase:
    """Stream the latest drafts of the chosen entries.

    Args:
        request: For its language.
        chosen: A queryset of entries.
        extension: Of the file: a format of the export.

    Raises:
        Refused: There is no such format, or too many entries for a workbook, or a text that is too long for it.
    """
    if extension not in EXPORT_FORMATS:
        raise Refused(_("There is no export in this format."))
    entries = ProcessingActivity.objects.filter(pk__in=chosen.order_by().values("pk"))
    if extension == "xlsx" and entries.count() > MOST_IN_WORKBOOK:
        raise Refused(
            _(
                "A workbook of more than %(count)d entries is made with the command export_register. "
                "CSV and JSON work here."
            )
            % {"count": MOST_IN_WORKBOOK}
        )
    language = get_language() or source_language()
    languages = sorted(get_content_languages(), key=lambda code: code != source_language())
    stream = stream_export(
        draft_entries(entries, languages), extension, language, is_public=False, catalogues=all_words(language)
    )
    # Here, not in the middle of the answer: what is refused is told.
    first = next(stream, b"")

    def chunks() -> Any:
        yield first
        yield from stream

    response = StreamingHttpResponse(chunks(), content_type=EXPORT_FORMATS[extension].content_type)
    name = f"register-{timezone.localdate():%Y-%m-%d}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    add_never_cache_headers(response)
    return response


def export_buttons(address_of: Any, request: HttpRequest) -> list[Button]:
    """A button per format for the header of the list.

    Args:
        address_of: Gives the address of the export in a format.
        request: Its filters are those of the export.
    """
    query = urlencode([(name, each) for name, values in request.GET.lists() if name != "p" for each in values])
    return [
        Button(
            _("Export as %(format)s") % {"format": each.name},
            f"{address_of(each.extension)}?{query}",
            icon_name="download",
            priority=90 + position,
        )
        for position, each in enumerate(EXPORT_FORMATS.values())
    ]
