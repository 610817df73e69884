"""Menu items and buttons: ours in, those that lead nowhere out."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page
from wagtail.snippets.action_menu import ActionMenuItem

from cms.localization.guard import is_guarded
from cms.localization.rows import work_url
from cms.localization.sources import other_locale, source_of
from cms.localization.views.base import SUBMIT, may_see_overview

ICON = "wagtail-localize-language"
REFUSED_ACTIONS = {"localize-restart-translation", "localize-convert-to-alias"}


class TranslationsMenuItem(MenuItem):
    """The overview, for people who translate or approve."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_overview(request.user)


def translations_menu_item() -> TranslationsMenuItem:
    return TranslationsMenuItem(
        gettext_lazy("Translations"),
        reverse("privacy_localization:report"),
        icon_name=ICON,
        name="translations",
        order=300,
    )


def remove_localize_report(request: HttpRequest, menu_items: list[Any]) -> None:
    """wagtail-localize's report counts against its last synchronisation, not against what is published."""
    url = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if getattr(item, "url", None) != url]


def remove_refused_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Actions of wagtail-localize that would be refused are not offered."""
    instance = context.get("page") or context.get("instance")
    if instance is not None and is_guarded(type(instance)):
        menu_items[:] = [item for item in menu_items if item.name not in REFUSED_ACTIONS]


class TranslateSnippetItem(ActionMenuItem):
    """Leads from the editor of a snippet to its translation; Wagtail's snippet editor has no buttons in the header."""

    name = "privacy-translate"
    label = gettext_lazy("Translation")
    icon_name = ICON
    order = 200

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or not is_guarded(context["model"]):
            return False
        return context["request"].user.has_perm(SUBMIT) and bool(self.get_url(context))

    def get_url(self, context: dict[str, Any]) -> str | None:
        instance = context["instance"]
        source = source_of(instance)
        locale = other_locale(source, instance)
        return work_url(source, locale) if locale else None


def snippet_action(model: type[Any]) -> TranslateSnippetItem:
    return TranslateSnippetItem()


def translation_buttons(instance: Any, user: Any) -> Iterator[Button]:
    """A button for each translation that exists. For a missing one, wagtail-localize's button leads to our view."""
    if not is_guarded(type(instance)) or not user.has_perm(SUBMIT):
        return
    source = source_of(instance)
    locales = Locale.objects.exclude(pk=source.locale_id)
    if instance.pk == source.pk:
        existing = source.get_translations()
        if isinstance(source, Page):
            existing = existing.filter(alias_of=None)
        locales = locales.filter(pk__in=existing.values("locale_id"))
    else:
        locales = locales.filter(pk=instance.locale_id)
    for locale in locales.order_by("language_code"):
        label = _("Translation into %(language)s") % {"language": locale.get_display_name()}
        yield Button(label, work_url(source, locale), icon_name=ICON, priority=55)


def page_buttons(page: Any, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    if not page.is_root():
        yield from translation_buttons(page.specific_deferred, user)


def snippet_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from translation_buttons(snippet, user)
