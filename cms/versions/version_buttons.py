"""The way from a page in the admin to its published versions."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.versions.models.mixin import VersionedPageMixin
from cms.versions.viewsets import published_versions


def versions_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """The entry “Published versions” of a page's menus."""
    if not issubclass(page.specific_class or Page, VersionedPageMixin):
        return
    if user.has_perm("privacy_versions.view_publishedversion"):
        address = reverse(published_versions.get_url_name("index"))
        yield Button(_("Published versions"), f"{address}?page={page.pk}", icon_name="history", priority=66)
