"""What a project must have in place for versions to be kept and shown: Django system checks, each with what to do."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import FieldDoesNotExist
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.core.conf import get_setting
from cms.versions.models.mixin import VersionedPageMixin

BASE_BLOCKS = ("title", "extra_css", "content")


@register(Tags.models)
def check_versioned_pages(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every versioned page type says what its text is and how it is rendered."""
    models = [model for model in apps.get_models() if issubclass(model, VersionedPageMixin)]
    if app_configs is not None:
        models = [model for model in models if model._meta.app_config in app_configs]
    return [message for model in models for message in check_versioned_page(model)]


def check_versioned_page(model: Any) -> Iterator[CheckMessage]:
    """The faults of one page type."""
    if not model.versioned_fields:
        yield Error(
            f"{model.__name__} names no versioned_fields: no change of its text would ever become a version.",
            hint='List the fields that make up its text: versioned_fields = ("body",).',
            obj=model,
            id="wagtail_privacy.E010",
        )
    for name in model.versioned_fields:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            yield Error(
                f"{model.__name__}.versioned_fields names “{name}”, which is no field of it.",
                hint="Correct the name, or remove it from versioned_fields.",
                obj=model,
                id="wagtail_privacy.E011",
            )
    if model.render_body is VersionedPageMixin.render_body:
        yield Error(
            f"{model.__name__} does not render its text: publishing it would fail.",
            hint="Write render_body(self, rendering) and return rendering.body(self.body, template, context).",
            obj=model,
            id="wagtail_privacy.E012",
        )
    bases = model.__mro__
    if Page in bases and bases.index(VersionedPageMixin) > bases.index(Page):
        yield Error(
            f"{model.__name__} lists VersionedPageMixin after Page: publishing and deleting would go past it.",
            hint=f"Write class {model.__name__}(VersionedPageMixin, Page).",
            obj=model,
            id="wagtail_privacy.E013",
        )


@register(Tags.urls)
def check_permanent_addresses(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Versions and frozen files have addresses, and the same ones in every language."""
    addresses = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            try:
                addresses.add(reverse("privacy_versions:archive", args=[UUID(int=0), "de"]))
            except NoReverseMatch:
                return [
                    Error(
                        "The permanent addresses of published versions are missing: publishing would fail.",
                        hint='Add path("privacy/", include("cms.versions.urls")) to the URLconf, above Wagtail\'s.',
                        id="wagtail_privacy.E014",
                    )
                ]
    if len(addresses) == 1:
        return []
    return [
        checks.Warning(
            "The permanent addresses of published versions change with the visitor's language.",
            hint='Include "cms.versions.urls" outside of i18n_patterns().',
            id="wagtail_privacy.W014",
        )
    ]


@register(Tags.templates)
def check_base_template(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The site's base template exists and has a place for the text."""
    name = get_setting("BASE_TEMPLATE")
    try:
        blocks = set(_block_names(get_template(name)))
    except TemplateDoesNotExist:
        return [
            Error(
                f"The base template “{name}” does not exist: public pages of versioned texts could not be shown.",
                hint='Create it, or name yours: WAGTAIL_PRIVACY_BASE_TEMPLATE = "base.html".',
                id="wagtail_privacy.E015",
            )
        ]
    missing = [block for block in BASE_BLOCKS if block not in blocks]
    if not missing or not blocks:  # other template engines tell nothing about their blocks
        return []
    return [
        checks.Warning(
            f"The base template “{name}” lacks the blocks {', '.join(missing)}: what belongs there would not be shown.",
            hint="Add them: {% block title %} and {% block extra_css %} in the head, {% block content %} in the body.",
            id="wagtail_privacy.W015",
        )
    ]


def _block_names(template: Any) -> Iterator[str]:
    nodes = getattr(getattr(template, "template", None), "nodelist", None)
    if nodes is None:
        return
    yield from (node.name for node in nodes.get_nodes_by_type(BlockNode))
    for extends in nodes.get_nodes_by_type(ExtendsNode):
        if isinstance(extends.parent_name.var, str):
            yield from _block_names(get_template(extends.parent_name.var))


@register
def check_translations_stay_drafts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """wagtail-localize puts a copy live because its source is, in the source's language and past every rule."""
    if not apps.is_installed("wagtail_localize"):
        return []
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True) is False:
        return []
    return [
        Error(
            "wagtail-localize would put untranslated copies live as soon as a translation is begun.",
            hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False in the project's settings.",
            id="wagtail_privacy.E016",
        )
    ]
