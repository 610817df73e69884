"""The group "Register of processing activities" in the "Privacy" menu.

Whatever belongs to the register stands in it: a viewset or group of viewsets with ``menu_hook = HOOK``, or a menu item
registered with the hook. The orders keep the items in the sequence of daily work.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

HOOK = "register_privacy_register_menu_item"

ORDER_ENTRIES = 100
ORDER_COMPLETE_REGISTER = 200
ORDER_EDITIONS = 300
ORDER_IMPORT = 400
ORDER_CATALOGUES = 900

register_menu = Menu(register_hook_name=HOOK)


def register_menu_item() -> SubmenuMenuItem:
    """The submenu; Wagtail hides it from people for whom it holds nothing."""
    return SubmenuMenuItem(
        _("Register of processing activities"),
        register_menu,
        icon_name="clipboard-list",
        order=200,
        name="privacy-register",
    )
