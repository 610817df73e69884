"""How far each translation is: what a reader of the other language can rely on, and what has to be done next.

Computed from published versions, not from wagtail-localize's last synchronisation, in a constant number of queries.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationLog, TranslationSource

from cms.core.conf import source_language
from cms.localization.guard import is_guarded
from cms.versions.enums import ChangeKind
from cms.versions.models import PublishedVersion, VersionedPageMixin


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


def all_rows(user: Any) -> list[Row]:
    """Every versioned page and every snippet with drafts that the person may edit, times every other language;
    without states."""
    locales = list(Locale.objects.exclude(language_code=source_language()).order_by("language_code"))
    models = [model for model in get_page_models() if issubclass(model, VersionedPageMixin)]
    pages = (
        PagePermissionPolicy()
        .instances_user_has_permission_for(user, "change")
        .type(*models)
        .filter(locale__language_code=source_language())
        .order_by("path")
        if models
        else Page.objects.none()
    )
    sources: list[Any] = list(pages)
    for model in sorted(get_snippet_models(), key=lambda each: each._meta.label):
        if is_guarded(model) and user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            sources.extend(model._default_manager.filter(locale__language_code=source_language()).order_by("pk"))
    return [Row(source, locale) for source in sources for locale in locales]


def with_states(rows: Sequence[Row]) -> Sequence[Row]:
    """Fill in how far the translations are."""
    pages = [row for row in rows if isinstance(row.source, Page)]
    snippets: dict[type[Any], list[Row]] = defaultdict(list)
    for row in rows:
        if not isinstance(row.source, Page):
            snippets[type(row.source)].append(row)
    if pages:
        _fill_targets(
            pages, Page.objects.annotate(draft_basis=KeyTextTransform("translated_from", "latest_revision__content"))
        )
        _fill_pages(pages)
    for model, group in snippets.items():
        _fill_targets(group, model._default_manager.all())
        _fill_snippets(group)
    return rows


def _fill_targets(rows: Sequence[Row], targets: Any) -> None:
    keys = [row.source.translation_key for row in rows]
    found = {(each.translation_key, each.locale_id): each for each in targets.filter(translation_key__in=keys)}
    for row in rows:
        row.target = found.get((row.source.translation_key, row.locale.pk))


def _fill_pages(rows: Sequence[Row]) -> None:
    ids = {each.pk for row in rows for each in (row.source, row.target) if each is not None}
    last = (
        PublishedVersion.objects.filter(page_id__in=ids, is_historic=False)
        .order_by()
        .values("page_id")
        .annotate(last=Max("sequence"))
        .values_list("last", flat=True)
    )
    current = {version.page_id: version for version in PublishedVersion.objects.filter(sequence__in=list(last))}
    begun = [
        v.source_sequence for row in rows if row.target and (v := current.get(row.target.pk)) and v.source_sequence
    ]
    later: dict[int, list[PublishedVersion]] = defaultdict(list)
    if begun:
        newer = PublishedVersion.objects.filter(
            page_id__in=[row.source.pk for row in rows], sequence__gt=min(begun), is_historic=False
        )
        for version in newer.order_by("sequence"):
            later[version.page_id].append(version)
    for row in rows:
        _describe_page(row, current, later[row.source.pk])


def _describe_page(row: Row, current: dict[int, PublishedVersion], later: Iterable[PublishedVersion]) -> None:
    source_version = current.get(row.source.pk)
    target_version = current.get(row.target.pk) if row.target else None
    if source_version is None:
        _say(row, _("Not published"), _("The source text has not been published yet."), "edit_source")
        return
    if row.target is None or row.target.alias_of_id:
        _say(row, _("Missing"), _("Version %(label)s is not translated."), "start", source_version, due=True)
        return
    begun_from = target_version.source_sequence if target_version else 0
    missed = [version for version in later if version.sequence > (begun_from or 0)]
    draft_from = (
        int(row.target.draft_basis) if str(row.target.draft_basis).isdigit() else 0
    )  # JSON's null is text on SQLite
    waiting = draft_from > (begun_from or 0)
    if row.target.has_unpublished_changes and waiting:
        is_newest = draft_from == source_version.sequence
        detail = (
            _("The draft translates version %(label)s.") if is_newest else _("The draft translates an older version.")
        )
        _say(row, _("Draft waiting"), detail, "edit_target" if is_newest else "translate", source_version, due=True)
    elif target_version is None:
        _say(
            row, _("In translation"), _("Version %(label)s is being translated."), "translate", source_version, due=True
        )
    elif not missed:
        _say(row, _("Current"), _("Translates version %(label)s."), "edit_target", source_version)
    elif material := next((version for version in missed if version.change_kind == ChangeKind.MATERIAL), None):
        _say(row, _("Outdated"), _("Outdated since version %(label)s (material change)."), "update", material, due=True)
    else:
        _say(
            row,
            _("Editorial change"),
            _("Only editorial changes since, the last in version %(label)s."),
            "update",
            missed[-1],
        )


def _fill_snippets(rows: Sequence[Row]) -> None:
    """Snippets have no versions: what counts is whether the text that was translated is the one that is live."""
    keys = [row.source.translation_key for row in rows]
    sources = {(each.object_id, each.locale_id): each for each in TranslationSource.objects.filter(object_id__in=keys)}
    logs = {
        (source_id, locale_id): at
        for source_id, locale_id, at in TranslationLog.objects.filter(source__object_id__in=keys)
        .order_by()
        .values("source_id", "locale_id")
        .annotate(at=Max("created_at"))
        .values_list("source_id", "locale_id", "at")
    }
    for row in rows:
        source = sources.get((row.source.translation_key, row.source.locale_id))
        drafted_at = logs.get((source.pk, row.locale.pk)) if source else None
        _describe_snippet(row, source, drafted_at)


def _describe_snippet(row: Row, source: TranslationSource | None, drafted_at: Any) -> None:
    if not row.source.live:
        _say(row, _("Not published"), _("The source text has not been published yet."), "edit_source")
    elif row.target is None:
        _say(row, _("Missing"), _("Not translated."), "start", due=True)
    elif source is None:
        _say(row, _("Not linked"), _("Written by hand; whether it is current cannot be told."), "start")
    elif not _holds(source, row.source):
        _say(row, _("Outdated"), _("The source text was changed."), "update", due=True)
    elif drafted_at is None or drafted_at < source.last_updated_at:
        _say(row, _("In translation"), _("The text is being translated."), "translate", due=True)
    elif row.target.has_unpublished_changes or not row.target.live:
        _say(row, _("Draft waiting"), _("The draft translates the current text."), "edit_target", due=True)
    else:
        _say(row, _("Current"), _("Translates the current text."), "edit_target")


def _holds(source: TranslationSource, instance: Any) -> bool:
    stored = json.loads(source.content_json)
    names = [each.field_name for each in get_translatable_fields(type(instance)) if each.is_translated(instance)]
    return all(stored.get(name) == getattr(instance, name, None) for name in names)


ACTIONS = {
    "start": _("Translate"),
    "translate": _("Go on translating"),
    "update": _("Update the translation"),
    "edit_target": _("Open the translation"),
    "edit_source": _("Open the source text"),
}
WORK = frozenset({"start", "translate", "update"})


def _say(
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


def for_reading(rows: Sequence[Row]) -> Sequence[Row]:
    """For people who approve but do not translate: the next step is somebody else's, so rows lead to the texts."""
    for row in rows:
        if row.step in WORK:
            row.step = "edit_target" if row.target is not None else "edit_source"
            row.action, row.url = ACTIONS[row.step], edit_url(row.target if row.target is not None else row.source)
    return rows


def edit_url(instance: Any) -> str:
    """The address of Wagtail's editor for a page or snippet."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])


def work_url(source: Any, locale: Locale) -> str:
    """The address where a text is translated into a language, begun or not."""
    content_type = ContentType.objects.get_for_model(source.get_translation_model())
    return reverse("privacy_localization:translate", args=[content_type.pk, quote(source.pk), locale.language_code])
