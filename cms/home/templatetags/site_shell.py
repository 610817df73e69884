"""``{% site_shell as shell %}`` in the site's base template."""

from typing import Any

from django import template
from django.template import Context

from cms.home import shell

register = template.Library()


@register.simple_tag(takes_context=True)
def site_shell(context: Context) -> Any:
    """The site's shell for the page in the context."""
    request = context.get("request")
    if request is None:
        return shell.SiteShell()
    return shell.site_shell(request, context.get("page"), context.get("language_addresses"))
