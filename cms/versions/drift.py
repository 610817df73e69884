"""Whether what surrounds a text has changed since it was published: contacts, settings, linked documents.

The public text never changes by itself. The editor is told, and publishes again.
"""

from typing import Any

from blocks.rendering import Rendering
from cms.versions.models.version import PublishedVersion, VersionContent
from cms.versions.plain_text import plain_text


def reads_differently(page: Any, version: PublishedVersion) -> bool:
    """Whether the published draft, rendered today, reads differently from the version that was frozen of it.

    Args:
        page: The page as published; an unpublished change would count as a difference.
        version: The version in force.
    """
    frozen = VersionContent.objects.filter(pk=version.pk).values_list("text", flat=True).first()
    if frozen is None:  # redacted
        return False
    return plain_text(page.render_body(Rendering(page.get_site(), page.locale))) != frozen
