"""Who uses a row of a catalogue, or an entry: what must not vanish below others.

Rooms that point to the register add a source of their own::

    usage_sources.register("forms", FormUsages())

A row and its translations share one translation key, and a use of one of them is a use of all.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from wagtail.models import TranslatableMixin

from cms.core.registry import Registry
from cms.register.models.activity import ROWS, ProcessingActivity
from cms.register.models.legal_basis import LegalBasis

SHOWN = 20


@dataclass(frozen=True)
class Usage:
    """One place that uses something.

    Attributes:
        kind: What the place is, in the active language: "processing activity".
        label: Its name.
        url: Where to change it; ``None``: nowhere in the admin.
    """

    kind: str
    label: str
    url: str | None = None


@dataclass
class Usages:
    """All places that use something: how many there are, and the first of them."""

    total: int = 0
    shown: list[Usage] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.total > 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


class UsageSource(Protocol):
    """Knows one kind of users."""

    def counts(self, model: type[Any], keys: Collection[UUID]) -> Mapping[UUID, int]:
        """How many users rows have, by translation key, in a constant number of queries."""

    def usages(self, instance: Any, limit: int) -> Usages:
        """The users of a row, at most ``limit`` of them by name."""


usage_sources: Registry[UsageSource] = Registry()


def usage_counts(model: type[Any], rows: Sequence[Any]) -> dict[UUID, int]:
    """How often each row is used, for a list.

    Args:
        model: The model of all rows.
        rows: In any language.
    """
    keys = {row.translation_key for row in rows}
    counts: Counter[UUID] = Counter(dict.fromkeys(keys, 0))
    for source in usage_sources:
        counts.update(dict(source.counts(model, keys)))
    return dict(counts)


def usages_of(instance: Any, limit: int = SHOWN) -> Usages:
    """All users of a catalogue row or an entry, drafts included."""
    found = Usages()
    if isinstance(instance, TranslatableMixin):
        for source in usage_sources:
            part = source.usages(instance, max(limit - len(found.shown), 0))
            found.total += part.total
            found.shown += part.shown[: limit - len(found.shown)]
    return found


def is_used(instance: Any) -> bool:
    return bool(usages_of(instance, limit=0))


def edit_url(instance: Any) -> str | None:
    """The address of a snippet's editor."""
    try:
        return reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])
    except (AttributeError, NoReverseMatch):
        return None


@dataclass(frozen=True)
class Key:
    """A field by which entries point to a catalogue.

    Attributes:
        model: The entry itself or one of the models below it.
        name: The field.
        entry: The way from the model to the entry, for lookups: ``"purpose__activity__"``.
        path: Where a revision of the entry keeps it: ``("purposes", "legal_bases")``.
    """

    model: type[Any]
    name: str
    entry: str = ""
    path: tuple[str, ...] = ()


@cache
def keys_to(kind: str) -> tuple[Key, ...]:
    """All fields by which entries point to a catalogue.

    Args:
        kind: The catalogue's, as in `CatalogueRow.kind`.
    """
    found = [Key(ProcessingActivity, "unit")] if kind == "unit" else []
    for relation in ROWS:
        found += _keys_below(ProcessingActivity, relation, kind, "", ())
    return tuple(found)


def _keys_below(parent: Any, relation: str, kind: str, entry: str, path: tuple[str, ...]) -> Iterator[Key]:
    field = parent._meta.get_field(relation)
    model = field.related_model
    entry, path = f"{field.field.name}__{entry}", (*path, relation)
    for name, used_kind in model.KEYS.items():
        if used_kind == kind:
            yield Key(model, name, entry, path)
    if hasattr(model, "legal_bases"):
        yield from _keys_below(model, "legal_bases", kind, entry, path)


class EntryUsages:
    """Entries of the register that name a catalogue row."""

    def counts(self, model: type[Any], keys: Collection[UUID]) -> Mapping[UUID, int]:
        counts: Counter[UUID] = Counter()
        for key in keys_to(getattr(model, "kind", "")):
            name = f"{key.name}__translation_key"
            rows = key.model.objects.filter(**{f"{name}__in": keys}).order_by().values_list(name)
            counts.update(dict(rows.annotate(used=Count(f"{key.entry}translation_key", distinct=True))))
        return counts

    def usages(self, instance: Any, limit: int) -> Usages:
        if not keys_to(getattr(instance, "kind", "")):
            return Usages()
        users = self.entries(instance)
        shown = users.sources().select_related("locale").order_by("reference")[:limit] if limit else []
        kind = str(ProcessingActivity._meta.verbose_name)
        return Usages(
            users.order_by().values("translation_key").distinct().count(),
            [Usage(kind, str(entry), edit_url(entry)) for entry in shown],
        )

    def entries(self, instance: Any) -> Any:
        """The entries that name a row, in all languages, by their stored rows or by a draft."""
        used = Q(translation_key__in=keys_in_drafts(instance))
        for key in keys_to(instance.kind):
            rows = key.model.objects.filter(**{f"{key.name}__translation_key": instance.translation_key})
            used |= Q(translation_key__in=rows.order_by().values(f"{key.entry}translation_key"))
        return ProcessingActivity.objects.filter(used)


def keys_in_drafts(instance: Any) -> set[UUID]:
    """Published entries whose next text, a draft that exists as a revision only, names a row."""
    rows = type(instance)._base_manager.filter(translation_key=instance.translation_key)
    wanted = set(rows.values_list("pk", flat=True))
    paths = [(key.path, key.name) for key in keys_to(instance.kind)]
    drafts: QuerySet[Any] = ProcessingActivity.objects.filter(live=True, has_unpublished_changes=True).order_by()
    contents = drafts.values_list("translation_key", "latest_revision__content").iterator(chunk_size=200)
    return {
        key
        for key, content in contents
        if content and any(wanted & set(_values(content, path, name)) for path, name in paths)
    }


def _values(content: Any, path: tuple[str, ...], name: str) -> Iterator[int]:
    """What a revision keeps under a field of the rows at a path."""
    if not path:
        if content.get(name):
            yield content[name]
        return
    for row in content.get(path[0]) or []:
        yield from _values(row, path[1:], name)


class SuccessorUsages:
    """Repealed provisions that name a legal basis as their successor."""

    def counts(self, model: type[Any], keys: Collection[UUID]) -> Mapping[UUID, int]:
        if not issubclass(model, LegalBasis):
            return {}
        name = "successor__translation_key"
        rows = LegalBasis.objects.filter(**{f"{name}__in": keys}).order_by().values_list(name)
        return dict(rows.annotate(used=Count("translation_key", distinct=True)))

    def usages(self, instance: Any, limit: int) -> Usages:
        if not isinstance(instance, LegalBasis):
            return Usages()
        users = LegalBasis.objects.filter(successor__translation_key=instance.translation_key)
        seen: dict[UUID, LegalBasis] = {}
        for basis in users.order_by("pk"):
            seen.setdefault(basis.translation_key, basis)
        kind = str(LegalBasis._meta.verbose_name)
        return Usages(len(seen), [Usage(kind, str(basis), edit_url(basis)) for basis in list(seen.values())[:limit]])


usage_sources.register("entries", EntryUsages(), order=10)
usage_sources.register("successors", SuccessorUsages(), order=20)
