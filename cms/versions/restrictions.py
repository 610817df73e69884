"""Private pages have private archives: Wagtail's view restrictions hold for permanent addresses, too."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page, PageViewRestriction


def for_readers(
    request: HttpRequest, pages: Iterable[Page], respond: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Respond if the person may read one of the pages; else ask for the login or the password that it takes.

    Args:
        request: The visitor's request.
        pages: Pages that show what is asked for; at least one.
        respond: Makes the answer. It is kept out of shared caches if the page is private.
    """
    barriers: list[tuple[Page, PageViewRestriction]] = []
    for page in pages:
        restrictions = list(page.get_view_restrictions())
        barrier = next((each for each in restrictions if not each.accept_request(request)), None)
        if barrier is None:
            response = respond()
            if restrictions:
                add_never_cache_headers(response)
            return response
        barriers.append((page, barrier))
    response = _ask(request, *barriers[0])
    add_never_cache_headers(response)
    return response


def _ask(request: HttpRequest, page: Page, restriction: PageViewRestriction) -> HttpResponse:
    if restriction.restriction_type != PageViewRestriction.PASSWORD:
        login = getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", None) or reverse("wagtailcore_login")
        return redirect_to_login(request.get_full_path(), login)
    address = page.get_url(request) if page.live else None
    if address is None:
        raise Http404
    return HttpResponseRedirect(address)
