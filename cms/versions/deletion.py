"""Pages that were ever published are archived, never deleted: people were told what they say.

The delete view, bulk deletion, ``page.delete()`` and the APIs all end in `refuse_deletion`; the protected key of the
versions is only the last net.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.refusals import Refused
from cms.versions.models.version import PublishedVersion


def published_below(page: Page) -> QuerySet[PublishedVersion]:
    """The versions of a page and of all pages below it."""
    return PublishedVersion.objects.filter(page__path__startswith=page.path)


def refuse_deletion(page: Page) -> None:
    """Raise `Refused` if the page, or one below it, was ever published as a version."""
    versions = published_below(page)
    if versions.filter(page_id=page.pk).exists():
        raise Refused(_own_refusal(page), archive_address(page) if page.live else _editor(page))
    version = versions.select_related("page").order_by("page__path").first()
    if version is not None:
        raise Refused(_refusal_because_of(page, version.page), _listing(page))


def refuse_deletions(pages: Iterable[Page]) -> None:
    """Raise `Refused` if one of the pages cannot be deleted; then none of them is."""
    for page in pages:
        refuse_deletion(page)


def archive_address(page: Page) -> str | None:
    """Where a person archives the page; ``None`` outside of Wagtail's admin."""
    return _address("privacy_archive_page", page.pk)


def _own_refusal(page: Page) -> str:
    if page.live:
        return _(
            "“%(title)s” was published and cannot be deleted: people must be able to read what they were told. Archive "
            "it instead: then it is no longer public, and its versions stay readable."
        ) % {"title": page.title}
    return _(
        "“%(title)s” was published and cannot be deleted: people must be able to read what they were told. It is "
        "archived: visitors only find its versions at their permanent addresses."
    ) % {"title": page.title}


def _refusal_because_of(page: Page, published: Page) -> str:
    return _(
        "“%(title)s” cannot be deleted because “%(below)s” below it was published: people must be able to read what "
        "they were told. Move that page to another place first, or unpublish “%(title)s” and archive what is below it."
    ) % {"title": page.title, "below": published.title}


def _listing(page: Page) -> str | None:
    return _address("wagtailadmin_explore", page.pk)


def _editor(page: Page) -> str | None:
    return _address("wagtailadmin_pages:edit", page.pk)


def _address(name: str, key: int) -> str | None:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return None
