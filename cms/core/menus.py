"""The admin menu "Privacy": one place for what the rooms add, with the hook ``register_privacy_menu_item``."""

from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import Menu, SubmenuMenuItem

HOOK = "register_privacy_menu_item"

privacy_menu = Menu(register_hook_name=HOOK)


def privacy_menu_item() -> SubmenuMenuItem:
    """The submenu; Wagtail hides it from people for whom it holds nothing."""
    # With a context: Wagtail's own "Privacy" means who may see a page.
    label = pgettext_lazy("data protection", "Privacy")
    return SubmenuMenuItem(label, privacy_menu, icon_name="lock", order=150, name="privacy")
