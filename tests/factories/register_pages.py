"""The public register's page."""

from typing import Any

from wagtail.models import Page

from cms.register.models import RegisterPage
from cms.versions.models import PublishedVersion


def register_page(parent: Page, *, editor: Any, approver: Any, **values: Any) -> RegisterPage:
    """A published register page. With ``source=page`` it is that page's translation."""
    source = values.pop("source", None)
    is_german = parent.locale.language_code == "de"
    values = {
        "title": "Verzeichnis" if is_german else "Register",
        "slug": "verzeichnis" if is_german else "register",
        "introduction": "<p>Was wir verarbeiten.</p>" if is_german else "<p>What we process.</p>",
        "locale": parent.locale,
        **({"translation_key": source.translation_key} if source else {}),
        **values,
    }
    page = RegisterPage(live=False, **values)
    parent.add_child(instance=page)
    page.save_revision(user=editor)
    RegisterPage.objects.get(pk=page.pk).get_latest_revision().publish(user=approver)
    assert PublishedVersion.objects.of(page).exists()
    return RegisterPage.objects.get(pk=page.pk)
