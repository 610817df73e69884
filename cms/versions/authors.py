"""Whose change is it? "Own" means: anyone who changed the page since it was last published."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision

from cms.core.registry import Registry
from cms.versions.models.version import PublishedVersion
from cms.versions.structure import without_ids

AuthorSource = Callable[[Any, datetime | None], set[int]]
"""Gets the page and the moment of its last publication; returns the ids of people who changed it without a revision."""

author_sources: Registry[AuthorSource] = Registry()

# What Wagtail keeps in a revision's content besides the text; two revisions that differ only in these say the same.
BOOKKEEPING = frozenset(
    {
        *("pk", "path", "depth", "numchild", "url_path", "owner", "draft_title", "based_on", "wagtail_admin_comments"),
        *("live", "live_revision", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"),
        *("first_published_at", "last_published_at", "expired", "expire_at", "go_live_at"),
        *("locked", "locked_at", "locked_by"),
    }
)
# Draftail numbers the paragraphs of a text that was written elsewhere when somebody saves it without touching it.
BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')
# Revisions of one person that are read, each about 100 kB. More of them in one go are taken for changes unread.
READ_REVISIONS = 20
CHANGING_ACTIONS = ("wagtail.edit", "wagtail.revert")


@dataclass(frozen=True)
class LastPublication:
    """Until when everything is published: the revision's number and the moment. Both ``None``: never published."""

    revision: int | None = None
    moment: datetime | None = None

    @classmethod
    def of(cls, page: Any) -> "LastPublication":
        from cms.versions.models.mixin import VersionedPageMixin

        # Not the page's own live_revision: while publishing, that is already the new one.
        if isinstance(page, VersionedPageMixin) or PublishedVersion.objects.of(page).exists():
            versions = PublishedVersion.objects.of(page).filter(is_historic=False).order_by("-sequence")
            last = versions.values_list("revision_number", "published_at").first()
        else:
            rows = type(page)._default_manager.filter(pk=page.pk)
            last = rows.values_list("live_revision_id", "last_published_at").first()
        return cls(*last) if last else cls()

    def later(self, revisions: QuerySet[Revision]) -> QuerySet[Revision]:
        """The revisions written since. One that was overwritten by automatic saving counts by its time."""
        if self.moment is None:
            return revisions
        newer = Q(created_at__gt=self.moment)
        return revisions.filter(newer | Q(pk__gt=self.revision) if self.revision else newer)


def authors_since_publication(page: Model, up_to: Revision | None = None) -> set[int]:
    """The ids of everybody who changed the page since it was last published.

    A revision counts when it says something else than the one before: an approver who publishes from the editor saves a
    revision too, without having written anything. Where revisions were purged, the log says who wrote.

    Args:
        page: The page.
        up_to: The revision to be published; by default the latest.
    """
    last = LastPublication.of(page)
    written = _written(page, last, up_to)
    people = set(written.filter(user__isnull=False).values_list("user_id", flat=True).distinct().order_by())
    authors = {pk for pk in people if _has_changed_text(page, written, pk)}
    return authors | _authors_of_purged(page, last) | _authors_elsewhere(page, last)


def is_author(page: Model, user: Any, up_to: Revision | None = None) -> bool:
    """Whether ``user`` changed the page since it was last published. Cheaper than asking for everybody."""
    last = LastPublication.of(page)
    return (
        _has_changed_text(page, _written(page, last, up_to), user.pk)
        or user.pk in _authors_of_purged(page, last)
        or user.pk in _authors_elsewhere(page, last)
    )


def text_of(content: dict[str, Any]) -> str:
    """What a revision says, in a form that can be compared: without bookkeeping and the numbers that editors assign."""
    values = {name: _parsed(value) for name, value in content.items() if name not in BOOKKEEPING}
    return BLOCK_KEYS.sub("", json.dumps(without_ids(values), sort_keys=True, default=str).replace('\\"', '"'))


def _parsed(value: Any) -> Any:
    """Revisions hold stream fields as JSON in a string."""
    if not isinstance(value, str) or not value.startswith("["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _written(page: Any, last: LastPublication, up_to: Revision | None) -> QuerySet[Revision]:
    revisions = last.later(page.revisions)
    return revisions.filter(pk__lte=up_to.pk) if up_to is not None else revisions


def _has_changed_text(page: Any, written: QuerySet[Revision], user_id: int) -> bool:
    own = list(written.filter(user_id=user_id).defer("content").order_by("created_at", "pk")[: READ_REVISIONS + 1])
    if len(own) > READ_REVISIONS:
        return True
    return any(_says_something_new(page, revision) for revision in own)


def _says_something_new(page: Any, revision: Revision) -> bool:
    before = Q(created_at__lt=revision.created_at) | Q(created_at=revision.created_at, pk__lt=revision.pk)
    previous = page.revisions.filter(before).order_by("-created_at", "-pk").first()
    return previous is None or text_of(previous.content) != text_of(revision.content)


def _authors_of_purged(page: Any, last: LastPublication) -> set[int]:
    """`purge_revisions` removes revisions, but not the log of who wrote them."""
    entries = log_registry.get_logs_for_instance(page).filter(
        action__in=CHANGING_ACTIONS, content_changed=True, user__isnull=False, revision__isnull=False
    )
    if last.moment is not None:
        entries = entries.filter(timestamp__gt=last.moment)
    gone = entries.exclude(revision_id__in=page.revisions.values("pk"))
    return set(gone.values_list("user_id", flat=True).distinct().order_by())


def _authors_elsewhere(page: Any, last: LastPublication) -> set[int]:
    return {pk for source in author_sources for pk in source(page, last.moment)}
