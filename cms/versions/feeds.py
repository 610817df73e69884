"""An Atom feed of a text's versions: who subscribes to it learns of changes without having to look."""

import re
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.versions.models.version import PublishedVersion
from cms.versions.restrictions import for_readers

LENGTH = 20
# Text that was pasted may contain them. XML has no way to write them, and frozen rows cannot be cleaned.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class VersionsFeed(Feed):
    """What was published last, with change notes. It names the website as its author, never a person.

    Made for one request, in the active language.
    """

    feed_type = Atom1Feed

    def __init__(self, request: HttpRequest, versions: list[PublishedVersion]) -> None:
        self.request = request
        self.versions = versions
        self.language = versions[0].language

    def title(self) -> str:
        """The text's title in force; a historic text that was added later may have had another one."""
        named = next((version for version in self.versions if not version.is_historic), self.versions[0])
        return _("%(title)s: changes") % {"title": writable(named.title)}

    def link(self) -> str:
        return self._absolute(reverse("privacy_versions:archive", args=[self.versions[0].document_key, self.language]))

    def feed_url(self) -> str:
        return self._absolute(self.request.path)

    def author_name(self) -> str:
        """Atom demands one."""
        site = Site.find_for_request(self.request)
        return writable(site.site_name if site else "") or self.request.get_host()

    def items(self) -> list[PublishedVersion]:
        return self.versions

    def item_title(self, item: PublishedVersion) -> str:
        return _("%(title)s, version %(label)s") % {"title": writable(item.title), "label": item.label}

    def item_description(self, item: PublishedVersion) -> str:
        """The change note as HTML. That of a redacted version stays, as it does in the archive."""
        return linebreaksbr(writable(item.change_note))

    def item_link(self, item: PublishedVersion) -> str:
        return self._absolute(item.get_absolute_url())

    def item_updateddate(self, item: PublishedVersion) -> object:
        return item.published_at

    def _absolute(self, path: str) -> str:
        # Not by the sites framework, whose domain is "example.com" where nobody has set it.
        return self.request.build_absolute_uri(path)


@require_safe
def feed(request: HttpRequest, document_key: UUID, language: str) -> HttpResponseBase:
    """The latest versions of a text in one language, those added to the archive later included."""
    latest = PublishedVersion.objects.of_document(document_key, language).order_by("is_historic", "-sequence")
    versions = list(latest.select_related("page")[:LENGTH])
    if not versions:
        raise Http404

    def respond() -> HttpResponseBase:
        with override(language):
            response = VersionsFeed(request, versions)(request)
        response.headers["Content-Language"] = language
        return response

    return for_readers(request, [versions[0].page], respond)


def writable(text: str) -> str:
    """``text`` without what XML cannot contain."""
    return CONTROL_CHARACTERS.sub(" ", text)
