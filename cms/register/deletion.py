"""What must not be deleted: rows that something still uses, and entries that were ever published.

The admin asks before it deletes and shows the list of users; models ask again, for commands and the API. Protected keys
are the last net.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.db.models.signals import post_delete, pre_delete
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.register.models import CATALOGUES, ActivityRecord, CatalogueRow, ProcessingActivity
from cms.register.usages import Usages, edit_url, usages_of


def is_ours(instance: Any) -> bool:
    return isinstance(instance, CatalogueRow | ProcessingActivity)


def was_published(activity: ProcessingActivity) -> bool:
    """Whether deleting an entry would take away something that the history knows.

    A translation that was never published may go; with a source text, its translations go, too.
    """
    records = ActivityRecord.objects.filter(activity_key=activity.translation_key)
    if activity.locale.language_code != source_language():
        records = records.filter(language=activity.locale.language_code)
    return records.exists()


def refuse_deletion(instance: Any) -> None:
    """Raise `Refused` if a catalogue row or an entry is still needed."""
    if isinstance(instance, ProcessingActivity) and was_published(instance):
        raise Refused(published_sentence(instance), edit_url(instance))
    usages = usages_of(instance)
    if usages:
        raise Refused(f"{used_sentence(instance, usages)} {named(usages)}", edit_url(instance))


def published_sentence(activity: ProcessingActivity) -> str:
    return _(
        "“%(entry)s” was published and cannot be deleted: the register must show what was recorded, also for earlier "
        "dates. Retire it instead: set the status “Retired” and the day on which the processing ended."
    ) % {"entry": activity}


def used_sentence(instance: Any, usages: Usages) -> str:
    return ngettext(
        "“%(name)s” cannot be deleted: it is used in %(count)d place. Choose something else there first.",
        "“%(name)s” cannot be deleted: it is used in %(count)d places. Choose something else there first.",
        usages.total,
    ) % {"name": instance, "count": usages.total}


def named(usages: Usages) -> str:
    """The first users in one line."""
    names = "; ".join(usage.label for usage in usages.shown)
    if not usages.more:
        return names
    return ngettext("%(names)s; and %(count)d more", "%(names)s; and %(count)d more", usages.more) % {
        "names": names,
        "count": usages.more,
    }


def before_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Hook: answer with the reason and the list of users, for one row as for many; then none of them is deleted."""
    from cms.register.deletion_views import Refusal, RefusedDeletionView

    refusals: list[Refusal] = []
    own: Sequence[Any] = [instance for instance in instances if is_ours(instance)]
    for instance in own:
        if isinstance(instance, ProcessingActivity) and was_published(instance):
            refusals.append(Refusal(instance, published_sentence(instance), Usages()))
        elif usages := usages_of(instance):
            refusals.append(Refusal(instance, used_sentence(instance, usages), usages))
    if refusals:
        return RefusedDeletionView.as_view(refusals=refusals)(request)
    if request.method == "GET":
        _announce_translations(request, own)
    return None


def _announce_translations(request: HttpRequest, instances: Sequence[Any]) -> None:
    keys = {each.translation_key for each in instances if _is_source(each)}
    pks = {each.pk for each in instances}
    if not keys:
        return
    others = type(instances[0])._base_manager.filter(translation_key__in=keys).exclude(pk__in=pks).count()
    if others:
        text = ngettext("%(count)d translation is deleted, too.", "%(count)d translations are deleted, too.", others)
        messages.warning(request, text % {"count": others})


def _is_source(instance: Any) -> bool:
    return bool(instance.locale.language_code == source_language())


def _refuse(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    refuse_deletion(instance)


def _delete_translations(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """A translation without its source is nobody's text: entries never point to it, and no list shows it."""
    if _is_source(instance):
        for translation in sender._base_manager.filter(translation_key=instance.translation_key):
            translation.delete()


def connect() -> None:
    """Watch over all models of the register. Called once, when the app is ready."""
    models: list[type[Model]] = [ProcessingActivity, *CATALOGUES]
    for model in models:
        pre_delete.connect(_refuse, sender=model, dispatch_uid=f"privacy_register_{model.__name__}_refuse")
        post_delete.connect(
            _delete_translations, sender=model, dispatch_uid=f"privacy_register_{model.__name__}_translations"
        )
