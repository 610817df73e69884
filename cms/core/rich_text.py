"""Rich text: which features a policy needs, and how links to other hosts are marked.

The mark is part of the link: a class for the icon and words for screen readers. Wagtail rewrites only the opening tag
of a link, so the words stand at its beginning.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.rich_text import LinkHandler

from cms.core.conf import get_setting

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]

EXTERNAL_CLASS = "privacy-external"
HINT_CLASS = "privacy-hint"


def internal_hosts() -> frozenset[str]:
    """Host names that count as this site: every Wagtail site's and those of the setting INTERNAL_HOSTS."""
    hosts: Iterable[str | None] = [
        *(urlsplit(root.root_url).hostname for root in Site.get_site_root_paths()),
        *get_setting("INTERNAL_HOSTS"),
    ]
    return frozenset(host.lower().removeprefix("www.") for host in hosts if host)


def is_external(href: str) -> bool:
    """Whether ``href`` leads to another host. Relative addresses, anchors, mail and telephone links do not."""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme not in {"http", "https", ""} or not host:
        return False
    return host.lower().removeprefix("www.") not in internal_hosts()


def external_hint() -> SafeString:
    """The words for screen readers at the beginning of a link to another host, in the active language."""
    return format_html('<span class="{}">{} </span>', HINT_CLASS, _("External link:"))


class ExternalLinkHandler(LinkHandler):
    """Marks links to other hosts in every rich text of the site."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        href = attrs["href"]
        if not is_external(href):
            return format_html('<a href="{}">', href)
        return format_html('<a href="{}" class="{}" rel="external noopener">{}', href, EXTERNAL_CLASS, external_hint())
