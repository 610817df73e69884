"""One text in one language, as the overview of translations shows it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.versions.models import PublishedVersion


@dataclass
class Row:
    """One text in one language.

    Attributes:
        source: The page or snippet in the source language.
        locale: The other language.
        target: The translation, if it was begun.
        state: A word or two.
        detail: What the state means in numbers.
        is_due: Whether something has to be done.
        step: What to do next: a key of ``ACTIONS``.
        action: The same, for a button.
        url: Where to do it.
    """

    source: Any
    locale: Locale
    target: Any = None
    state: Any = ""
    detail: Any = ""
    is_due: bool = False
    step: str = ""
    action: Any = ""
    url: str = ""

    @property
    def title(self) -> str:
        return self.source.title if isinstance(self.source, Page) else str(self.source)

    @property
    def kind(self) -> str:
        model = self.source.specific_class if isinstance(self.source, Page) else type(self.source)
        return str(model._meta.verbose_name) if model else ""

    @property
    def language(self) -> str:
        return self.locale.get_display_name()


ACTIONS = {
    "start": _("Translate"),
    "translate": _("Go on translating"),
    "update": _("Update the translation"),
    "edit_target": _("Open the translation"),
    "edit_source": _("Open the source text"),
}
WORK = frozenset({"start", "translate", "update"})


def say(
    row: Row, state: Any, detail: Any, action: str, version: PublishedVersion | None = None, *, due: bool = False
) -> None:
    row.state, row.is_due, row.step, row.action = state, due, action, ACTIONS[action]
    row.detail = str(detail) % {"label": version.label} if version else str(detail)
    if action == "edit_target":
        row.url = edit_url(row.target)
    elif action == "edit_source":
        row.url = edit_url(row.source)
    else:
        row.url = work_url(row.source, row.locale)


def edit_url(instance: Any) -> str:
    """The address of Wagtail's editor for a page or snippet."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])


def work_url(source: Any, locale: Locale) -> str:
    """The address where a text is translated into a language, begun or not."""
    content_type = ContentType.objects.get_for_model(source.get_translation_model())
    return reverse("privacy_localization:translate", args=[content_type.pk, quote(source.pk), locale.language_code])
