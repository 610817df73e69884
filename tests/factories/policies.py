"""Policy pages and the blocks of their text."""

import uuid
from typing import Any

from wagtail.models import Locale, Page

from cms.policies.models import PolicyPage


def text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html, "id": str(uuid.uuid4())}


def section(heading: str, *content: dict[str, Any], anchor: str = "", kind: str = "section") -> dict[str, Any]:
    value = {"heading": heading, "anchor": anchor, "content": list(content)}
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def question(heading: str, *content: dict[str, Any], anchor: str = "") -> dict[str, Any]:
    return section(heading, *content, anchor=anchor, kind="subsection")


def policy_page(parent: Page, *sections: dict[str, Any], user: Any = None, **values: Any) -> PolicyPage:
    """A draft policy page with one revision by ``user``."""
    values = {"title": "Datenschutzerklärung", "slug": "datenschutz", **values}
    body = list(sections) or [section("Wer ist verantwortlich?", text("<p>Die Kasse.</p>"))]
    page = PolicyPage(body=body, live=False, owner=user, locale=values.pop("locale", parent.locale), **values)
    parent.add_child(instance=page)
    page.save_revision(user=user)
    return page


def english() -> Locale:
    return Locale.objects.get(language_code="en")
