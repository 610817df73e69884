from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.core.menus import privacy_menu_item
from cms.core.rich_text import ExternalLinkHandler

hooks.register("register_admin_menu_item", privacy_menu_item)


@hooks.register("register_rich_text_features", order=100)
def mark_external_links(features: FeatureRegistry) -> None:
    features.register_link_type(ExternalLinkHandler)
