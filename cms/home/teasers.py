"""The cards of the home page, with links to pages in the reader's language."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class Teaser:
    """A card as a visitor sees it.

    Attributes:
        address: Where it leads; ``None`` while there is no live page to lead to.
    """

    title: str
    text: str
    link_text: str
    address: str | None


def shown_teasers(home: Any) -> list[Teaser]:
    """Resolve the pages of all teasers at once: to their live translation, else to the page chosen if that is live."""
    values = [child.value for child in home.teasers]
    keys = {value["page"].translation_key for value in values if value["page"]}
    translations = (
        {
            page.translation_key: page
            for page in Page.objects.live().filter(translation_key__in=keys, locale=home.locale_id)
        }
        if keys
        else {}
    )
    teasers = []
    for value in values:
        chosen = value["page"]
        page = (translations.get(chosen.translation_key) or (chosen if chosen.live else None)) if chosen else None
        address = page.get_url() if page else None
        link_text = value["link_text"] or (page.title if page else "")
        teasers.append(Teaser(value["title"], value["text"], link_text if address else "", address))
    return teasers
