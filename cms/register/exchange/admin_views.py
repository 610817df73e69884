"""The import in the admin: upload, say what unknown columns hold, see what would happen, confirm."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.refusals import Refused
from cms.register.admin_views.urls import list_url
from cms.register.exchange.admin_forms import ConfirmForm, MappingForm, UploadForm, columns_to_map
from cms.register.exchange.applying import apply_plan
from cms.register.exchange.columns import Layout, layout_of
from cms.register.exchange.limits import IN_REQUEST
from cms.register.exchange.parsed import Reading
from cms.register.exchange.plan import Plan
from cms.register.exchange.planning import plan_contents
from cms.register.exchange.preview import bad_rows, check_size, preview
from cms.register.exchange.reading import read_file
from cms.register.exchange.tables import Contents
from cms.register.exchange.uploads import open_upload, remove_upload, store_upload
from cms.register.menus import ORDER_IMPORT

SESSION_KEY = "privacy_register_import"
PERMISSIONS = (
    "privacy_register.import_register",
    "privacy_register.add_processingactivity",
    "privacy_register.change_processingactivity",
)


def may_import(user: Any) -> bool:
    return bool(user.has_perms(PERMISSIONS))


class ImportStep(WagtailAdminTemplateMixin, FormView):
    """What the steps have in common."""

    page_title = _("Import entries")
    header_icon = "upload"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request.user):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @property
    def may_create_units(self) -> bool:
        return bool(self.request.user.has_perm("privacy_register.add_unit"))


class UploadView(ImportStep):
    """The first step: a file."""

    form_class = UploadForm
    template_name = "privacy_register/exchange/upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "may_create_units": self.may_create_units}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(list_url=list_url(), limits=IN_REQUEST, **kwargs)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        data = form.cleaned_data
        file = data["file"]
        try:
            # So that what is no register is refused where it can be exchanged for another file.
            _layout(read_file(file, file.name, IN_REQUEST), {})
        except Refused as refused:
            form.add_error("file", refused.message)
            return self.form_invalid(form)
        forget(self.request)
        self.request.session[SESSION_KEY] = {
            "token": store_upload(file),
            "name": file.name,
            "language": data["language"],
            "keeps_unmatched": data["keeps_unmatched"],
            "creates_units": data.get("creates_units", False),
            "mapping": {},
        }
        return redirect("privacy_register_import:review")


class KeptStep(ImportStep):
    """A step that works with the uploaded file."""

    kept: dict[str, Any]
    contents: Contents

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request.user):
            raise PermissionDenied
        try:
            self.kept = request.session.get(SESSION_KEY) or {}
            with open_upload(self.kept.get("token", "")) as file:
                self.contents = read_file(file, self.kept["name"], IN_REQUEST)
            self.layout = _layout(self.contents, self.kept["mapping"])
        except Refused as refused:
            forget(request)
            messages.error(request, refused.message)
            return redirect("privacy_register_import:upload")
        return super().dispatch(request, *args, **kwargs)

    def plan(self) -> Plan:
        reading = Reading(self.kept["language"], self.kept["mapping"], keeps_unmatched=self.kept["keeps_unmatched"])
        creates_units = self.kept["creates_units"] and self.may_create_units
        return plan_contents(
            self.contents, reading, user=self.request.user, limits=IN_REQUEST, creates_units=creates_units
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            file_name=self.kept["name"], upload_url=reverse("privacy_register_import:upload"), **kwargs
        )


class ReviewView(KeptStep):
    """The second step: unknown columns, if there are any; then what would happen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.needs_mapping:
            return super().get(request, *args, **kwargs)
        try:
            plan = self.plan()
        except Refused as refused:
            forget(request)
            messages.error(request, refused.message)
            return redirect("privacy_register_import:upload")
        form = ConfirmForm(initial={"digest": plan.digest()}, bad_rows=bad_rows(plan))
        return self.render_to_response(self.get_context_data(form=form, **preview(plan)))

    @property
    def needs_mapping(self) -> bool:
        return self.layout is not None and bool(columns_to_map(self.layout))

    def get_template_names(self) -> list[str]:
        return [f"privacy_register/exchange/{'mapping' if self.needs_mapping else 'preview'}.html"]

    def get_form(self, form_class: Any = None) -> MappingForm:
        assert self.layout is not None  # noqa: S101 - a file without columns needs no mapping
        return MappingForm(**self.get_form_kwargs(), layout=self.layout)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.needs_mapping:
            return redirect("privacy_register_import:review")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: MappingForm) -> HttpResponse:
        mapping = {**self.kept["mapping"], **form.mapping}
        try:
            layout = _layout(self.contents, mapping)
        except Refused as refused:
            form.add_error(None, refused.message)
            return self.form_invalid(form)
        if layout is not None and "reference" not in layout.main.targets():
            form.add_error(None, gettext("Choose the column that holds the reference number."))
            return self.form_invalid(form)
        self.request.session[SESSION_KEY] = {**self.kept, "mapping": mapping}
        return redirect("privacy_register_import:review")


class ConfirmView(KeptStep):
    """The last step: the drafts are saved."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plan = self.plan()
        form = ConfirmForm(request.POST, bad_rows=bad_rows(plan))
        if not form.is_valid() or form.cleaned_data["digest"] != plan.digest():
            messages.warning(
                request, gettext("Nothing was imported yet: the register has changed since. Look at the plan again.")
            )
            return redirect("privacy_register_import:review")
        check_size(plan)
        applied = apply_plan(plan, request.user, skips_bad_rows=form.cleaned_data.get("skips_bad_rows", False))
        forget(request)
        messages.success(
            request,
            ngettext(
                "%(count)d draft saved. Submit it for approval when it is complete.",
                "%(count)d drafts saved. Submit them for approval when they are complete.",
                applied.count,
            )
            % {"count": applied.count},
        )
        return redirect(list_url())


def _layout(contents: Contents, mapping: dict[str, str]) -> Layout | None:
    return None if contents.entries is not None else layout_of(contents.tables, mapping)


def forget(request: HttpRequest) -> None:
    """Delete the uploaded file."""
    kept = request.session.pop(SESSION_KEY, None)
    if kept:
        remove_upload(kept["token"])


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


def menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Import"),
        reverse("privacy_register_import:upload"),
        icon_name="upload",
        order=ORDER_IMPORT,
        name="privacy-register-import",
    )


def admin_urls() -> list[URLResolver]:
    patterns = [
        path("", UploadView.as_view(), name="upload"),
        path("review/", ReviewView.as_view(), name="review"),
        path("confirm/", ConfirmView.as_view(), name="confirm"),
    ]
    return [path("privacy/register/import/", include((patterns, "privacy_register_import")))]
