"""The register in the privacy policy: a section that says what the chosen entries say."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import RichTextBlock

from blocks.live import LiveSectionBlock
from cms.core.conf import source_language
from cms.core.rich_text import FEATURES
from cms.register.entry import Entry
from cms.register.sheet import Line, line_of

PARTS: tuple[tuple[str, Any], ...] = (
    ("purposes", _("Purposes and legal bases")),
    ("data_categories", _("Data, obligation to provide, retention")),
    ("recipients", _("Recipients")),
    ("processors", _("Processors")),
    ("transfers", _("Third-country transfers")),
    ("automated_decisions", _("Automated decisions")),
)
"""What a section may say of an entry: fields of `cms.register.entry_fields`."""
BESIDE = {"automated_decisions": ("automated_decisions_logic",), "transfers": ("transfer_status",)}


def entry_choices() -> list[tuple[str, str]]:
    """The public entries in the source language, by the part of their address."""
    from cms.register.models import PublicEntry

    rows = PublicEntry.objects.in_language(source_language()).order_by("reference")
    return [(slug, f"{reference} {name}") for slug, reference, name in rows.values_list("slug", "reference", "name")]


class RegisterSectionBlock(LiveSectionBlock):
    """A section of the policy that is drawn from the register, so that the two cannot drift apart."""

    introduction = RichTextBlock(label=_("Text before it"), features=FEATURES, required=False)
    entries = blocks.ListBlock(
        blocks.ChoiceBlock(choices=entry_choices, label=_("Entry")), label=_("Entries"), min_num=1
    )
    parts = blocks.MultipleChoiceBlock(
        choices=PARTS,
        label=_("What to show"),
        default=["purposes", "data_categories", "recipients"],
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Section from the register")

    def render_content(self, value: Any, context: dict[str, Any]) -> SafeString:
        """One public entry after the other, as published today in the page's language."""
        language = context["rendering"].locale.language_code
        shown = [part for part, _label in PARTS if part in value["parts"]]
        entries = [(entry, _lines(entry, shown)) for entry in chosen_entries(list(value["entries"]), language)]
        return mark_safe(
            render_to_string(
                "privacy_register/policy_section.html",
                {"introduction": value["introduction"].source, "entries": entries, "language": language},
            )
        )


def chosen_entries(slugs: list[str], language: str) -> list[Entry]:
    """Public entries in the order chosen: in ``language`` where they are published in it, else in the source language.

    Entries that are no longer public are left out.
    """
    from cms.register.models import PublicEntry

    found = PublicEntry.objects.filter(slug__in=slugs, language__in={language, source_language()})
    by_slug: dict[str, Entry] = {}
    for row in sorted(found, key=lambda each: each.language == language):
        by_slug[row.slug] = Entry.from_json(row.entry)
    return [by_slug[slug] for slug in slugs if slug in by_slug]


def _lines(entry: Entry, parts: list[str]) -> list[Line]:
    names = [name for part in parts for name in (*BESIDE.get(part, ()), part)]
    lines = [line_of(entry, name) for name in names if name in entry.data]
    return [line for line in lines if line.items]
