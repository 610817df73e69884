"""Pages that were ever published are archived, never deleted: people were told what they say."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.refusals import Refused
from cms.versions.models.version import PublishedVersion


def published_below(page: Page) -> QuerySet[PublishedVersion]:
    """The versions of a page and of all pages below it."""
    return PublishedVersion.objects.filter(page__path__startswith=page.path)


def refuse_deletion(page: Page) -> None:
    """Raise `Refused` if the page, or one below it, was ever published as a version."""
    version = published_below(page).select_related("page").first()
    if version is None:
        return
    if version.page_id == page.pk:
        raise Refused(
            _(
                "“%(title)s” was published and cannot be deleted: visitors must be able to read what they were told. Archive it instead."
            )
            % {"title": page.title}
        )
    raise Refused(
        _(
            "“%(title)s” cannot be deleted because “%(below)s” below it was published. Archive that page, or move it to "
            "another place first."
        )
        % {"title": page.title, "below": version.page.title}
    )
