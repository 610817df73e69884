"""What the register page shows below its own text."""

from typing import Any

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import override

from cms.register.editions.document import editions_key
from cms.register.editions.listing import listed_editions
from cms.register.public.downloads import downloads
from cms.register.public.listing import listing_of
from cms.register.public.questions import Question


def list_context(page: Any, request: HttpRequest, language: str) -> dict[str, Any]:
    """The template's context.

    Args:
        page: The register page.
        request: Holds the visitor's question.
        language: Of the page.

    Raises:
        Http404: The list has no such page.
    """
    key = editions_key(page)
    with override(language):
        try:
            listing = listing_of(Question.asked(request.GET), language, request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404 from error
        return {
            "listing": listing,
            "register_url": page.get_url(request) or "",
            "downloads": downloads(language),
            "editions": [each for each in listed_editions(key, language) if not each.is_superseded],
            "editions_address": reverse("privacy_register_public:editions", args=[key, language]),
        }
