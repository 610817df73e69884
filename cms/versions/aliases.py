"""Versioned pages cannot be aliases: an alias shows another page's text without versions of its own."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.core.refusals import Refused


def refuse_alias(page: Any) -> None:
    """Raise `Refused` if a page with versions is about to be stored as an alias. Every way to an alias stores it.

    An alias from before its type had versions stays as it is until somebody converts it.
    """
    if page.alias_of_id and page._state.adding:
        raise Refused(
            _(
                "“%(title)s” cannot have an alias: a page with published versions shows its own text only. Copy or "
                "translate it instead."
            )
            % {"title": page.title}
        )


def left_out_of_tree(page: Any, locale: Locale) -> Page:
    """What tree synchronisation gets instead of an alias: a page that is not stored.

    wagtail-localize and simple_translation fill another language's tree with aliases, which would put the untranslated
    text live. They only ask the result for its language, so leaving the page out does not stop the rest of the tree.
    """
    return type(page)(title=page.title, slug=page.slug, locale=locale, translation_key=page.translation_key, live=False)
