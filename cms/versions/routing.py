"""Addresses of versions below a page, ``<page>/versions/`` and ``<page>/versions/7.1/``: lead to the permanent ones."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from cms.versions.models.version import PublishedVersion
from cms.versions.querysets import SLUG

SEGMENT = "versions"


def permanent_address(page: Any, path_components: list[str]) -> str | None:
    """The permanent address that a path below ``page`` stands for, or ``None`` if it is no address of versions.

    Whether the page is live does not matter: its archive stays readable.
    """
    if not path_components or path_components[0] != SEGMENT or len(path_components) > 2:
        return None
    slug = "".join(path_components[1:])
    if slug and not SLUG.fullmatch(slug):
        return None
    version = PublishedVersion.objects.of(page).order_by("-sequence").first()
    if version is None:
        return None
    address = [version.document_key, version.language]
    if slug:
        return reverse("privacy_versions:version", args=[*address, slug])
    return reverse("privacy_versions:archive", args=address)


def redirect_to_archive(
    page: Any, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Answer a request that `VersionedPageMixin.route` recognised. Hooked to ``before_serve_page``.

    Not a permanent redirect: the page may move and leave its place to another one.
    """
    address = kwargs.get("permanent_address")
    return HttpResponseRedirect(address) if address else None
