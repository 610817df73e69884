"""Addresses of the public register that do not depend on the page tree."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.core.refusals import Refused
from cms.register.public.addresses import is_language, page_address, pages_for_readers, register_pages
from cms.register.public.downloads import content_types
from cms.register.public.downloads import download as stream_download
from cms.versions.restrictions import for_readers


@require_safe
def register(request: HttpRequest, language: str) -> HttpResponse:
    """Lead to the register's page, wherever it is today."""
    return _to_page(request, language)


@require_safe
def entry(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Lead to an entry. Whether there is one, and who may read it, is for the page there to say."""
    return _to_page(request, language, slug)


@require_safe
def download(request: HttpRequest, language: str, extension: str) -> HttpResponseBase:
    """The public register of a language as a file, for those who may read its page."""
    pages = register_pages(language) if is_language(language) and extension in content_types() else []
    if not pages:
        raise Http404

    def respond() -> HttpResponseBase:
        with override(language):
            try:
                return stream_download(request, language, extension)
            except Refused as refused:
                return HttpResponse(refused.message, status=409, content_type="text/plain; charset=utf-8")

    return for_readers(request, pages, respond)


def _to_page(request: HttpRequest, language: str, slug: str = "") -> HttpResponse:
    """Not a permanent redirect: the page may move and leave its place to another one."""
    pages = pages_for_readers(language) if is_language(language) else []
    addresses = [address for page in pages if (address := page_address(page, request, slug))]
    if not addresses:
        raise Http404
    # Those of the site that the visitor is on are relative.
    return HttpResponseRedirect(min(addresses, key=lambda address: not address.startswith("/")))
