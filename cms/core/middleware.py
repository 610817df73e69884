"""Middleware: one transaction per admin change, and a content security policy."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cms.core.acting import acting
from cms.core.refusals import Refused, refusal_of

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's admin runs inline scripts and styles; it needs no eval (docs/architecture.md, "Facts").
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)


def is_admin_request(request: HttpRequest) -> bool:
    """Whether the request goes to Wagtail's admin, its internal API included."""
    return _is_below(request, "wagtailadmin_home")


def is_api_request(request: HttpRequest) -> bool:
    """Whether the request goes to the write API of Wagtail 8, wherever the project has mounted it."""
    return _is_below(request, "wagtailapi_v3:api-root")


def _is_below(request: HttpRequest, name: str) -> bool:
    try:
        return request.path.startswith(reverse(name))
    except NoReverseMatch:
        return False


class AdminTransactionMiddleware:
    """Runs every unsafe request to the admin or the write API in one transaction.

    The edit view publishes in several steps (row, version, log entry); without a transaction an error between them
    leaves a text live that no log and no archive knows. The body is read before BEGIN, so that a slow upload does not
    hold a lock. An answer of 400 or above rolls back, because exceptions have become responses by then; a `Refused`
    action rolls back and is explained.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or not (is_admin_request(request) or is_api_request(request)):
            return self.get_response(request)
        # Reads the body, files included, ahead of the transaction.
        _ = request.body if is_api_request(request) else request.POST
        with acting(request), transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 400 or getattr(response, "is_refusal", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refused action: programs get 409 and the sentence, people read it on the page they came from."""
        is_ours = isinstance(exception, Refused) or is_admin_request(request) or is_api_request(request)
        refusal = refusal_of(exception) if is_ours else None
        if refusal is None:
            return None
        response: HttpResponse
        if (
            "application/json" in request.headers.get("Accept", "")
            or "/api/" in request.path
            or is_api_request(request)
        ):
            response = JsonResponse({"message": refusal.message}, status=409)
        else:
            messages.error(request, refusal.message)
            target = refusal.redirect_to or self._referring_page(request)
            response = self._close_dialog(target) if self._is_dialog(request) else HttpResponseRedirect(target)
        response.is_refusal = not refusal.keeps_changes  # type: ignore[attr-defined]
        return response

    @staticmethod
    def _is_dialog(request: HttpRequest) -> bool:
        return request.headers.get("X-Requested-With") == "XMLHttpRequest"

    @staticmethod
    def _close_dialog(target: str) -> HttpResponse:
        """Wagtail's dialogs go to ``redirect`` when their step succeeded; the message is waiting there."""
        return JsonResponse({"step": "success", "redirect": target})

    @staticmethod
    def _referring_page(request: HttpRequest) -> str:
        referer = request.headers.get("Referer", "")
        allowed = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
        return referer if allowed else reverse("wagtailadmin_home")


class ContentSecurityPolicyMiddleware:
    """Sends a content security policy: nothing from other hosts, no script at all on public pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN_POLICY if is_admin_request(request) else PUBLIC_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
