from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menus import HOOK
from cms.policies.views import ImportPolicyView, may_import


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    patterns = [path("import/", ImportPolicyView.as_view(), name="import")]
    return [path("privacy/policies/", include((patterns, "privacy_policies")))]


@hooks.register(HOOK)
def register_import_menu_item() -> MenuItem:
    return ImportMenuItem(_("Import a policy"), reverse("privacy_policies:import"), icon_name="upload", order=300)
