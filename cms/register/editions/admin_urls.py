"""Where editions stand in the admin: addresses and menu item."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.register.editions import admin_views, redaction_views
from cms.register.menus import ORDER_EDITIONS


class EditionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return admin_views.may_see(request.user)


def menu_item() -> EditionsMenuItem:
    return EditionsMenuItem(
        _("Editions"),
        reverse(admin_views.INDEX),
        icon_name="history",
        name="privacy-register-editions",
        order=ORDER_EDITIONS,
    )


def admin_urls() -> list[Any]:
    base = "privacy/register-editions/"
    return [
        path(base, admin_views.IndexView.as_view(), name=admin_views.INDEX),
        path(f"{base}request/<int:page_id>/", admin_views.RequestView.as_view(), name="privacy_edition_request"),
        path(f"{base}decide/<int:pk>/", admin_views.DecideView.as_view(), name="privacy_edition_decide"),
        path(f"{base}<int:pk>/", admin_views.EditionView.as_view(), name="privacy_edition"),
        path(
            f"{base}<int:pk>/proof/<str:language>.json", admin_views.ProofView.as_view(), name="privacy_edition_proof"
        ),
        path(f"{base}redact/<int:pk>/", redaction_views.RedactRowView.as_view(), name="privacy_edition_redact"),
    ]
