from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.menus import HOOK
from site_settings.models import Contact


class ContactViewSet(SnippetViewSet):
    """Contacts in the admin menu, so that editors find them beside the pages that show them."""

    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    list_display = ["name", "organisation", "email", UpdatedAtColumn()]
    search_fields = ["name", "organisation"]
    add_to_admin_menu = True
    menu_hook = HOOK
    menu_order = 400
