"""How far each translation is: what a reader of the other language can rely on, and what has to be done next.

Computed from published versions, not from wagtail-localize's last synchronisation, in a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from cms.core.conf import source_language
from cms.localization.guard import is_guarded
from cms.localization.rows import ACTIONS, WORK, Row, edit_url, say
from cms.localization.snippet_states import fill_snippets
from cms.versions.enums import ChangeKind
from cms.versions.models import PublishedVersion, VersionedPageMixin


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
    for model in sorted(get_snippet_models(), key=_longer_texts_first):
        if is_guarded(model) and user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            sources.extend(model._default_manager.filter(locale__language_code=source_language()).order_by("pk"))
    return [Row(source, locale) for source in sources for locale in locales]


def _longer_texts_first(model: type[Any]) -> tuple[bool, str]:
    """Entries with rows below them come before the many short rows of catalogues."""
    return not issubclass(model, ClusterableModel), model._meta.label


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
        fill_snippets(group)
    return rows


def _fill_targets(rows: Sequence[Row], targets: Any) -> None:
    keys = [row.source.translation_key for row in rows]
    found = {(each.translation_key, each.locale_id): each for each in targets.filter(translation_key__in=keys)}
    for row in rows:
        row.target = found.get((row.source.translation_key, row.locale.pk))


def _fill_pages(rows: Sequence[Row]) -> None:
    ids = {each.pk for row in rows for each in (row.source, row.target) if each is not None}
    last = (
        PublishedVersion.objects.texts()
        .filter(page_id__in=ids, is_historic=False)
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
        newer = PublishedVersion.objects.texts().filter(
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
        say(row, _("Not published"), _("The source text has not been published yet."), "edit_source")
        return
    if row.target is None or row.target.alias_of_id:
        say(row, _("Missing"), _("Version %(label)s is not translated."), "start", source_version, due=True)
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
        say(row, _("Draft waiting"), detail, "edit_target" if is_newest else "translate", source_version, due=True)
    elif target_version is None:
        say(
            row, _("In translation"), _("Version %(label)s is being translated."), "translate", source_version, due=True
        )
    elif not missed:
        say(row, _("Current"), _("Translates version %(label)s."), "edit_target", source_version)
    elif material := next((version for version in missed if version.change_kind == ChangeKind.MATERIAL), None):
        say(row, _("Outdated"), _("Outdated since version %(label)s (material change)."), "update", material, due=True)
    else:
        say(
            row,
            _("Editorial change"),
            _("Only editorial changes since, the last in version %(label)s."),
            "update",
            missed[-1],
        )


def for_reading(rows: Sequence[Row]) -> Sequence[Row]:
    """For people who approve but do not translate: the next step is somebody else's, so rows lead to the texts."""
    for row in rows:
        if row.step in WORK:
            row.step = "edit_target" if row.target is not None else "edit_source"
            row.action, row.url = ACTIONS[row.step], edit_url(row.target if row.target is not None else row.source)
    return rows
