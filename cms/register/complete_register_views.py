"""The complete internal register in the admin. Only for those who answer to the supervisory authority."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.models import Locale, Site

from cms.core.conf import source_language
from cms.register.complete_document import document
from cms.register.complete_log import EXPORT, READ
from cms.register.complete_register import CompleteRegister, history_begins_on
from cms.register.exchange.export import EXPORT_FORMATS, stream_export
from cms.register.jsonld.document import CONTENT_TYPE, register_document
from cms.register.menus import ORDER_COMPLETE_REGISTER
from cms.register.public.addresses import register_address
from cms.versions.editions import language_name
from site_settings.models import PrivacySettings

PERMISSION = "privacy_register.view_complete_register"
JSONLD = "jsonld"
UNTRANSLATED_SHOWN = 50


class RegisterForm(forms.Form):
    """Which register: language and day."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    as_of = forms.DateField(
        label=_("As it stood on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("At the end of this day. Empty: as it stands."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(Locale.objects.values_list("language_code", flat=True), key=lambda c: c != source_language())
        self.fields["language"].choices = [(code, language_name(code, "name_translated")) for code in codes]  # type: ignore[attr-defined]
        self.fields["language"].initial = source_language()

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day in the past: nobody knows yet how it will stand."))
        return day

    @property
    def register(self) -> CompleteRegister:
        return CompleteRegister(self.cleaned_data["language"], self.cleaned_data["as_of"])


class CompleteRegisterPermission(View):
    """Refuses everybody without the permission of its own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


class CompleteRegisterView(CompleteRegisterPermission, WagtailAdminTemplateMixin, TemplateView):
    """Choose a state of the register; see how much it holds, what it lacks, and take it along."""

    template_name = "privacy_register/complete/index.html"
    page_title = _("Complete register")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = self.request.GET
        form = RegisterForm(data if "language" in data else {"language": source_language()})
        context = super().get_context_data(form=form, history_begins_on=history_begins_on(), **kwargs)
        return {**context, **_contents(form.register)} if form.is_valid() else context


def _contents(register: CompleteRegister) -> dict[str, Any]:
    query = _query(register)
    pages = [
        (part, f"{reverse('privacy_complete_register_document')}?{query}&part={part.number}") for part in register.parts
    ]
    formats = {each.extension: each.name for each in EXPORT_FORMATS.values()} | {JSONLD: "JSON-LD"}
    files = [
        (name, f"{reverse('privacy_complete_register_export', args=[extension])}?{query}")
        for extension, name in formats.items()
    ]
    return {
        "register": register,
        "language_name": language_name(register.language, "name_translated"),
        "source_language": source_language(),
        "retired": sum(heading.is_retired for heading in register.headings),
        "untranslated": register.untranslated[:UNTRANSLATED_SHOWN],
        "more_untranslated": max(len(register.untranslated) - UNTRANSLATED_SHOWN, 0),
        "document_url": f"{reverse('privacy_complete_register_document')}?{query}",
        "parts": pages if len(pages) > 1 else [],
        "files": files,
    }


def _query(register: CompleteRegister) -> str:
    day = register.as_of.isoformat() if register.as_of else ""
    return urlencode({"language": register.language, "as_of": day})


class ChosenRegister(CompleteRegisterPermission):
    """Answers with a register in one form or another; a choice that makes no sense leads back to the form."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = RegisterForm(request.GET)
        if not form.is_valid():
            return self.back(gettext("Choose a language and a day in the past."))
        return self.answer(form.register, **kwargs)

    def back(self, sentence: str) -> HttpResponseBase:
        """Not a 404: the site's language prefix would turn it into a redirect to nowhere."""
        messages.error(self.request, sentence)
        return redirect("privacy_complete_register")

    def answer(self, register: CompleteRegister, **kwargs: Any) -> HttpResponseBase:
        raise NotImplementedError

    def note(self, action: str, register: CompleteRegister, **data: Any) -> None:
        """Who read or took along what, for the report "site history"; auditors may see what concerns the settings."""
        site = Site.objects.filter(is_default_site=True).first() or Site.objects.first()
        subject = PrivacySettings.for_site(site) if site else Locale.objects.get(language_code=register.language)
        day = register.as_of.isoformat() if register.as_of else ""
        values = {"language": register.language, "as_of": day, "entries": len(register.headings), **data}
        log(instance=subject, action=action, user=self.request.user, data=values)


class DocumentView(ChosenRegister):
    """The register as a document to read and print."""

    def answer(self, register: CompleteRegister, **kwargs: Any) -> HttpResponseBase:
        number = self.request.GET.get("part", "")
        part = next((part for part in register.parts if str(part.number) == number), None)
        if number and part is None:
            return self.back(gettext("The register has no such part."))
        self.note(READ, register, part=part.number if part else None)
        return StreamingHttpResponse(
            (piece.encode() for piece in document(register, part)), content_type="text/html; charset=utf-8"
        )


class ExportView(ChosenRegister):
    """The register as a file, streamed."""

    def answer(self, register: CompleteRegister, **kwargs: Any) -> HttpResponseBase:
        extension = kwargs["extension"]
        types = {each.extension: each.content_type for each in EXPORT_FORMATS.values()} | {JSONLD: CONTENT_TYPE}
        if extension not in types:
            return self.back(gettext("The register is not exported in this format."))
        pieces = self._pieces(register, extension)
        # The first piece is made now: what a format cannot hold is still refused with a sentence.
        first = next(pieces, b"")
        self.note(EXPORT, register, format=extension)
        response = StreamingHttpResponse(chain([first], pieces), content_type=types[extension])
        day = register.as_of or timezone.localdate()
        name = f"complete-register-{register.language}-{day.isoformat()}.{extension}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _pieces(self, register: CompleteRegister, extension: str) -> Iterator[bytes]:
        entries = (recorded.entry for recorded in register.entries())
        if extension == JSONLD:
            base = self.request.build_absolute_uri(_register_base())
            return (text.encode() for text in register_document(entries, base, register.language))
        return stream_export(entries, extension, register.language, is_public=False)


def _register_base() -> str:
    """The address below which the register's own names stand; a site may do without the public register."""
    try:
        return register_address(source_language())
    except NoReverseMatch:
        return "/"


class CompleteRegisterMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


def menu_item() -> CompleteRegisterMenuItem:
    return CompleteRegisterMenuItem(
        _("Complete register"),
        reverse("privacy_complete_register"),
        icon_name="doc-full",
        name="privacy-complete-register",
        order=ORDER_COMPLETE_REGISTER,
    )


def admin_urls() -> list[Any]:
    base = "privacy/complete-register/"
    return [
        path(base, CompleteRegisterView.as_view(), name="privacy_complete_register"),
        path(f"{base}document/", DocumentView.as_view(), name="privacy_complete_register_document"),
        path(f"{base}export.<str:extension>", ExportView.as_view(), name="privacy_complete_register_export"),
    ]
