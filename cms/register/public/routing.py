"""Entries below a register page, ``<page>/<slug>/``: found, shown, and missed in a way that helps."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.translation import override

from cms.register.models.public_entry import PublicEntry
from cms.register.public.addresses import entry_address, page_address
from cms.register.public.detail import SLUG, ShownEntry, entries_at, policy_page, shown_entry
from cms.versions.editions import Edition
from cms.versions.routing import SEGMENT
from cms.versions.shell import Shell

KWARG = "register_entry"


@dataclass(frozen=True)
class EntryRequest:
    """A visitor asks for one entry.

    Attributes:
        slug: As it stands in the address.
        rows: The public entry by language; empty where nothing public has this slug.
    """

    slug: str
    rows: dict[str, PublicEntry]


@dataclass(frozen=True)
class Translation:
    """The entry in another language."""

    edition: Edition
    row: PublicEntry

    @property
    def address(self) -> str:
        return f"{self.edition.address}{self.row.slug}/"

    @property
    def full_address(self) -> str:
        return f"{self.edition.full_address}{self.row.slug}/"


def entry_request(page: Any, path_components: list[str]) -> EntryRequest | None:
    """The request for an entry that a path below a live register page stands for; ``None`` for other paths."""
    if not page.live or len(path_components) != 1 or path_components[0] == SEGMENT:
        return None
    slug = path_components[0]
    return EntryRequest(slug, entries_at(slug)) if SLUG.fullmatch(slug) else None


def answer(page: Any, request: HttpRequest, asked: EntryRequest) -> HttpResponse:
    """Show an entry; where it is not public in the page's language, say so and show ways on."""
    context = page.get_context(request, **{KWARG: asked})
    shell: Shell = context["shell"]
    shown = shown_entry(asked.rows, shell.language)
    if shown is not None and shown.row.slug != asked.slug:
        return HttpResponsePermanentRedirect(page_address(page, request, shown.row.slug) or "/")
    context["register_url"] = page.get_url(request) or ""
    if shown is None:
        others = _translations(shell, list(asked.rows.values()))
        context |= {"translations": others, "language_addresses": _addresses(others)}
        response = TemplateResponse(request, "privacy_register/entry_missing.html", context, status=404)
    else:
        with override(shell.language):
            context |= _entry_context(shown, shell)
        response = TemplateResponse(request, "privacy_register/entry_page.html", context)
    response.headers["Content-Language"] = shell.language
    return response


def _entry_context(shown: ShownEntry, shell: Shell) -> dict[str, Any]:
    translations = _translations(shell, shown.others)
    slug = shown.row.slug
    return {
        "shown": shown,
        "translations": translations,
        "language_addresses": _addresses(translations),
        "source": next((each for each in translations if each.row is shown.source), None),
        "policy": policy_page(shell.site, shell.language),
        "permanent_address": entry_address(shown.language, slug),
        "canonical": f"{shell.canonical}{slug}/" if shell.canonical else None,
    }


def _translations(shell: Shell, rows: list[PublicEntry]) -> list[Translation]:
    """The entries among ``rows`` that have a live register page to be read on, the source language first."""
    by_language = {row.language: row for row in rows}
    return [
        Translation(edition, by_language[edition.language])
        for edition in shell.translations
        if edition.language in by_language
    ]


def _addresses(translations: list[Translation]) -> dict[str, str]:
    """Where the site's own language switch leads: to the same entry."""
    return {each.edition.language: each.address for each in translations}
