"""Public pages of editions. They read frozen rows only, and nothing that depends on the page tree but who may read."""

from typing import Any
from uuid import UUID

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.register.editions import downloads as files
from cms.register.editions.cover import cover_in
from cms.register.editions.listing import ListedEdition, edition_address
from cms.register.editions.reading import (
    EditionShelf,
    changes_page,
    frozen_entry,
    list_page,
    reading_pages,
)
from cms.register.models.editions import EditionRow
from cms.versions.models import VersionContent
from cms.versions.restrictions import for_readers


@require_safe
def editions(request: HttpRequest, key: UUID, language: str) -> HttpResponseBase:
    """All editions of a register."""
    shelf = _shelf(key, language)
    codes = {code for each in shelf.all for code in each.edition.counts}
    context = {
        "editions": shelf.all,
        "feed_address": reverse("privacy_versions:feed", args=[key, language])
        if language == shelf.all[0].edition.version.language
        else "",
        "language_addresses": {
            code: reverse("privacy_register_public:editions", args=[key, code]) for code in codes - {language}
        },
    }
    return _respond(request, "privacy_register/editions/list.html", shelf, context)


@require_safe
def edition(request: HttpRequest, key: UUID, language: str, label: str) -> HttpResponseBase:
    """One edition: what it is, and the list of its entries."""
    shelf = _shelf(key, language)
    shown = _edition(shelf, label)

    def context() -> dict[str, Any]:
        return {
            "edition": shown,
            "rows": _page(list_page, shown.edition, language, request.GET.get("page", 1)),
            "cover": _cover(shown),
            "others": shelf.comparable(shown),
            "newest": next(each for each in shelf.all if each.year == shown.year),
            "downloads": files.downloads(shown),
            "address": request.build_absolute_uri(shown.address),
            "language_addresses": {code: address for code, _name, address in shown.other_languages},
        }

    return _respond(request, "privacy_register/editions/edition.html", shelf, context)


@require_safe
def entry(request: HttpRequest, key: UUID, language: str, label: str, slug: str) -> HttpResponseBase:
    """One entry as it was when the edition was cut."""
    shelf = _shelf(key, language)
    shown = _edition(shelf, label)
    found = frozen_entry(shelf, shown, slug)
    if found is None:
        raise Http404
    here = {row.language: _entry_address(shown, row) for row in found.elsewhere if row.edition_id == shown.edition.pk}

    def context() -> dict[str, Any]:
        by_edition = {row.edition_id: row for row in found.elsewhere if row.language == language}
        return {
            "edition": shown,
            "found": found,
            "redaction": found.redaction or shown.redaction,
            "previous": found.previous
            and (_entry_address(shown, found.previous), found.previous.name or found.previous.reference),
            "next": found.next and (_entry_address(shown, found.next), found.next.name or found.next.reference),
            "others": [
                (each, _entry_address(each, row), row.text_digest == found.row.text_digest)
                for each in shelf.all
                if (row := by_edition.get(each.edition.pk))
            ],
            "language_addresses": here,
        }

    return _respond(request, "privacy_register/editions/entry.html", shelf, context)


@require_safe
def changes(request: HttpRequest, key: UUID, language: str, label: str, other: str) -> HttpResponseBase:
    """What is different in an edition from an earlier one."""
    shelf = _shelf(key, language)
    shown, before = _edition(shelf, label), _edition(shelf, other)
    if shown == before:
        raise Http404

    def context() -> dict[str, Any]:
        number = request.GET.get("page", 1)
        found = _page(changes_page, shown.edition, before.edition, language, number)
        return {
            "edition": shown,
            "before": before,
            "found": found,
            "changes": [
                (
                    change,
                    change.difference.now and _entry_address(shown, change.difference.now),
                    change.difference.before and _entry_address(before, change.difference.before),
                )
                for change in found.changes
            ],
            "language_addresses": {
                code: edition_address("edition_changes", shown.edition, code, other)
                for code in shown.edition.counts
                if code != language and code in before.edition.counts
            },
        }

    return _respond(request, "privacy_register/editions/changes.html", shelf, context)


@require_safe
def download(request: HttpRequest, key: UUID, language: str, label: str, extension: str) -> HttpResponseBase:
    """An edition as a file."""
    shelf = _shelf(key, language)
    shown = _edition(shelf, label)
    if extension not in files.CONTENT_TYPES:
        raise Http404

    def respond() -> HttpResponseBase:
        with override(language):
            try:
                return files.download(shown.edition, language, extension)
            except Refused as refused:
                return HttpResponse(refused.message, status=409, content_type="text/plain; charset=utf-8")

    return for_readers(request, reading_pages(shelf.page, language), respond)


def _shelf(key: UUID, language: str) -> EditionShelf:
    shelf = EditionShelf.of(key, language)
    if not any(language in each.edition.counts for each in shelf.all):
        raise Http404
    return shelf


def _edition(shelf: EditionShelf, label: str) -> ListedEdition:
    found = shelf.find(label)
    if found is None:
        raise Http404
    return found


def _page(read: Any, *arguments: Any) -> Any:
    try:
        return read(*arguments)
    except InvalidPage as error:
        raise Http404 from error


def _entry_address(shown: ListedEdition, row: EditionRow | Any) -> str:
    return edition_address("edition_entry", shown.edition, row.language, row.slug)


def _cover(shown: ListedEdition) -> str:
    """The frozen words in the source language; the same in another one; empty for a redacted edition."""
    version = shown.edition.version
    if version.redaction is not None:
        return ""
    if shown.language == version.language:
        html = VersionContent.objects.filter(pk=version.pk).values_list("html", flat=True).first()
        return mark_safe(html or "")
    return cover_in(shown.language, shown.edition.counted, shown.valid_from)


def _respond(request: HttpRequest, template: str, shelf: EditionShelf, context: Any) -> HttpResponseBase:
    """Render in the language of the entries. What is read for it is read after the question of who may."""

    def respond() -> HttpResponse:
        with override(shelf.language):
            request.LANGUAGE_CODE = shelf.language
            shared = {
                "base_template": get_setting("BASE_TEMPLATE"),
                "language": shelf.language,
                "editions_address": reverse(
                    "privacy_register_public:editions",
                    args=[shelf.all[0].edition.version.document_key, shelf.language],
                ),
                "page_address": pages[0].get_url(request) if pages[0].live else None,
                "page_title": pages[0].title,
            }
            response = render(request, template, {**shared, **(context() if callable(context) else context)})
        response.headers["Content-Language"] = shelf.language
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    pages = reading_pages(shelf.page, shelf.language)
    return for_readers(request, pages, respond)
