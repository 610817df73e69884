"""One entry of the public register, with all that its page says around it."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from cms.core.conf import source_language
from cms.register.entry import Entry
from cms.register.enums import Role
from cms.register.models.public_entry import PublicEntry
from cms.register.public.rights import Right, are_bases_known, rights_of
from cms.register.sheet_rendering import render_parties, render_sheet
from site_settings.models import PrivacySettings

SLUG = re.compile(r"[a-zA-Z0-9_-]{1,80}")
NOT_IN_SHEET = frozenset({"name", "summary", "status"})
"""The page's head shows name and summary, and every public entry is active."""


@dataclass(frozen=True)
class Neighbour:
    """The entry before or after another one in the list by reference number."""

    slug: str
    name: str


@dataclass(frozen=True)
class ShownEntry:
    """An entry that a visitor reads.

    Attributes:
        row: The public entry in the visitor's language.
        others: The same entry in other languages.
    """

    row: Any
    others: list[PublicEntry]

    @cached_property
    def entry(self) -> Entry:
        return Entry.from_json(self.row.entry)

    @property
    def language(self) -> str:
        return self.row.language

    @property
    def is_processor_record(self) -> bool:
        return self.entry.data.get("role") == Role.PROCESSOR

    @cached_property
    def sheet(self) -> SafeString:
        """The fields that are filled, without those that the page's head shows."""
        data = {name: value for name, value in self.entry.data.items() if name not in NOT_IN_SHEET}
        return render_sheet(Entry(data, self.entry.wording, self.entry.parties), keep_empty=False, id_prefix="entry-")

    @cached_property
    def parties(self) -> SafeString:
        return render_parties(self.entry, is_own=True)

    @cached_property
    def rights(self) -> list[Right]:
        return rights_of(self.entry)

    @property
    def are_bases_known(self) -> bool:
        return are_bases_known(self.entry)

    @property
    def source(self) -> PublicEntry | None:
        """The text that this one translates."""
        return next((row for row in self.others if row.language == source_language()), None)

    @property
    def is_behind(self) -> bool:
        """Whether facts of the source text changed after this translation was published."""
        return self.source is not None and self.source.facts_changed_at > self.row.changed_at

    @property
    def previous(self) -> Neighbour | None:
        return Neighbour(self.row.previous_slug, self.row.previous_name) if self.row.previous_slug else None

    @property
    def next(self) -> Neighbour | None:
        return Neighbour(self.row.next_slug, self.row.next_name) if self.row.next_slug else None


def entries_at(slug: str) -> dict[str, PublicEntry]:
    """The public entry with this slug in every language: one query. Reference numbers are the same in all languages."""
    if not SLUG.fullmatch(slug):
        return {}
    languages = list(dict(settings.WAGTAIL_CONTENT_LANGUAGES))
    same = PublicEntry.objects.filter(language=OuterRef("language")).order_by()
    before = same.filter(reference__lt=OuterRef("reference")).order_by("-reference")
    after = same.filter(reference__gt=OuterRef("reference")).order_by("reference")
    rows: QuerySet[Any] = PublicEntry.objects.filter(language__in=languages, slug=slug.lower()).defer("search_text")
    rows = rows.annotate(
        previous_slug=Subquery(before.values("slug")[:1]),
        previous_name=Subquery(before.values("name")[:1]),
        next_slug=Subquery(after.values("slug")[:1]),
        next_name=Subquery(after.values("name")[:1]),
    )
    return {row.language: row for row in rows}


def shown_entry(rows: dict[str, PublicEntry], language: str) -> ShownEntry | None:
    """The entry in a language, if it is published in it.

    Args:
        rows: From `entries_at`.
        language: The visitor's.
    """
    row = rows.get(language)
    if row is None:
        return None
    # Another activity may bear the same number in another language; it is not this one's translation.
    others = [each for each in rows.values() if each is not row and each.activity_key == row.activity_key]
    return ShownEntry(row, others)


def policy_page(site: Site | None, language: str) -> Page | None:
    """The privacy policy in a language, else in the language that it is written in: one query."""
    if site is None:
        return None
    keys = PrivacySettings.objects.filter(site=site).values("policy_page__translation_key")
    pages = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(language) or by_language.get(source_language())
