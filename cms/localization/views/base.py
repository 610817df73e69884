"""What all views of one translation share: which text, which language, and who may."""

from functools import cached_property
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import Translation

from cms.localization.guard import is_guarded
from cms.localization.rows import Row, edit_url, work_url
from cms.localization.sources import basis_version, current_version, find_translation, source_of, target_of
from cms.localization.states import with_states
from cms.versions.models import PublishedVersion

SUBMIT = "wagtail_localize.submit_translation"


def may_edit(user: Any, instance: Any) -> bool:
    """Whether the person may change drafts of a page or snippet."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return user.has_perm(f"{instance._meta.app_label}.change_{instance._meta.model_name}")


def may_translate(user: Any, source: Any) -> bool:
    """Whether the person may begin and update translations of this text."""
    return user.has_perm(SUBMIT) and may_edit(user, source)


def may_see_overview(user: Any) -> bool:
    """Who translates works with the overview; who publishes pages reads it."""
    return user.has_perm(SUBMIT) or PagePermissionPolicy().user_has_permission(user, "publish")


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """A view of the translation of one text into one language."""

    header_icon = "wagtail-localize-language"
    source: Any
    locale: Locale

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        content_type = get_object_or_404(ContentType, pk=kwargs["content_type_id"])
        model = content_type.model_class()
        if model is None or not is_guarded(model):
            raise Http404
        instance = get_object_or_404(model._default_manager, pk=unquote(kwargs["pk"]))
        self.source = source_of(instance)
        self.locale = get_object_or_404(Locale, language_code=kwargs["language"])
        if self.locale.pk == self.source.locale_id:
            raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_translate(request.user, self.source):
            raise PermissionDenied
        if self.target is not None and not may_edit(request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def translation(self) -> Translation | None:
        return find_translation(self.source, self.locale)

    @cached_property
    def target(self) -> Any | None:
        if self.translation is None:
            return None
        target = target_of(self.translation)
        return target.specific if isinstance(target, Page) else target

    @cached_property
    def published(self) -> PublishedVersion | None:
        """The source version in force."""
        return current_version(self.source)

    @cached_property
    def translated_version(self) -> PublishedVersion | None:
        """The source version whose strings are being translated."""
        return basis_version(self.translation.source) if self.translation else None

    @cached_property
    def row(self) -> Row:
        base = Page.objects.get(pk=self.source.pk) if isinstance(self.source, Page) else self.source
        return with_states([Row(base, self.locale)])[0]

    @property
    def is_behind(self) -> bool:
        """Whether a newer source version is published than the one being translated."""
        if self.published and self.translation:
            return self.translated_version is None or self.translated_version.sequence != self.published.sequence
        return self.row.step == "update"

    @property
    def work_url(self) -> str:
        return work_url(self.source, self.locale)

    def get_page_title(self) -> str:
        return _("Translation into %(language)s") % {"language": self.locale.get_display_name()}

    def get_page_subtitle(self) -> str:
        return str(self.source)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("privacy_localization:report"), "label": _("Translations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "source": self.source,
            "target": self.target,
            "source_url": edit_url(self.source),
            "target_url": edit_url(self.target) if self.target is not None else "",
            "locale": self.locale,
            "translation": self.translation,
            "published": self.published,
            "translated_version": self.translated_version,
            "is_behind": self.is_behind,
            "row": self.row,
            "work_url": self.work_url,
        }
