"""Entries in the sitemap, each as a page of its own."""

from typing import Any

from django.http import HttpRequest

from cms.register.models.public_entry import PublicEntry


def entry_urls(page: Any, request: HttpRequest | None) -> list[dict[str, Any]]:
    """What a sitemap says of the entries below a register page: one query."""
    address = page.get_full_url(request)
    if not address:
        return []
    rows = PublicEntry.objects.filter(language=page.locale.language_code).order_by("reference")
    return [
        {"location": f"{address}{slug}/", "lastmod": changed_at}
        for slug, changed_at in rows.values_list("slug", "changed_at")
    ]
