"""Editions in the admin: request, look at, decide about. What is frozen can only be read."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.register.editions import cutting
from cms.register.editions.admin_forms import DecideForm, RequestEditionForm
from cms.register.editions.downloads import download
from cms.register.editions.listing import edition_address, editions_of_page
from cms.register.editions.preview import preview_of
from cms.register.editions.reading import rows_with_names
from cms.register.models.editions import EditionRequest, RegisterEdition
from cms.register.public.addresses import register_pages
from cms.versions.editions import language_name
from cms.versions.redacting import PERMISSION as REDACT

VIEW = "privacy_versions.view_publishedversion"
ROWS_PER_PAGE = 50
INDEX = "privacy_editions"


def may_see(user: Any) -> bool:
    """Whether editions are shown in the admin at all: to all who may read published versions."""
    return bool(user.has_perm(VIEW) or cutting.may_cut(user))


class EditionsAdminView(WagtailAdminTemplateMixin):
    """What the admin's pages about editions share."""

    header_icon = "history"
    page_title: Any = _("Editions of the register")
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_enter(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def may_enter(self, user: Any) -> bool:
        return may_see(user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(INDEX), "label": gettext("Editions of the register")},
            *self.crumbs(),
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def crumbs(self) -> list[dict[str, Any]]:
        """What lies between the list of editions and this page."""
        return []


class IndexView(EditionsAdminView, TemplateView):
    """All editions, and requests that wait for a second person."""

    template_name = "privacy_register/editions/admin/index.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = _carriers()
        user = self.request.user
        requests = EditionRequest.objects.defer("rows").select_related("requested_by", "page").order_by("pk")
        return super().get_context_data(
            registers=[
                {
                    "page": page,
                    "editions": [_listed(each) for each in editions_of_page(page)],
                    "request_url": reverse("privacy_edition_request", args=[page.pk]),
                }
                for page in pages
            ],
            requests=[(each, cutting.edition_title(each), cutting.may_approve(each, user)) for each in requests],
            may_cut=cutting.may_cut(user),
            **kwargs,
        )


def _carriers() -> list[Page]:
    """The register pages that carry editions: those in the source language, and others that have some already."""
    live = register_pages(source_language())
    keys = RegisterEdition.objects.order_by().values_list("version__page", flat=True).distinct()
    return [*live, *Page.objects.filter(pk__in=keys).exclude(pk__in=[page.pk for page in live])]


def _listed(edition: RegisterEdition) -> dict[str, Any]:
    return {
        "edition": edition,
        "version": edition.version,
        "counts": [(language_name(code, "name_translated"), count) for code, count in edition.counted.items()],
        "url": reverse("privacy_edition", args=[edition.pk]),
    }


class RequestView(EditionsAdminView, FormView):
    """Ask for an edition, with a look at what it would hold."""

    form_class = RequestEditionForm
    template_name = "privacy_register/editions/admin/request.html"
    page_title = _("Request an edition")

    def may_enter(self, user: Any) -> bool:
        return cutting.may_cut(user)

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        try:
            return cutting.edition_page(page)
        except Refused as refused:
            raise Http404 from refused

    @property
    def year(self) -> int:
        """The year that the preview compares for: the posted one, if it is one."""
        form = self.get_form()
        return (form.is_bound and form.is_valid() and form.cleaned_data["year"]) or form.fields["year"].initial

    def form_valid(self, form: forms.Form) -> HttpResponse:
        values = form.cleaned_data
        request = cutting.request_edition(
            self.page, values["year"], self.request.user, values["note"], valid_from=values["valid_from"]
        )
        messages.success(
            self.request,
            gettext("%(edition)s requested. Another person has to approve it.")
            % {"edition": cutting.edition_title(request)},
        )
        return redirect(INDEX)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=self.page, preview=preview_of(self.page, self.year), cancel_url=reverse(INDEX), **kwargs
        )


class DecideView(EditionsAdminView, FormView):
    """One page for those who wait: the second person decides, the first one can withdraw."""

    form_class: Any = DecideForm
    template_name = "privacy_register/editions/admin/decide.html"
    page_title = _("Decide about an edition")

    def may_enter(self, user: Any) -> bool:
        return cutting.may_cut(user)

    @cached_property
    def pending(self) -> EditionRequest:
        return get_object_or_404(EditionRequest.objects.select_related("requested_by", "page"), pk=self.kwargs["pk"])

    @cached_property
    def preview(self) -> Any:
        return preview_of(self.pending.page, self.pending.year, self.pending)

    @property
    def is_requester(self) -> bool:
        return self.pending.requested_by_id == self.request.user.pk

    @property
    def is_decider(self) -> bool:
        return cutting.may_approve(self.pending, self.request.user)

    def get_page_subtitle(self) -> str:
        return cutting.edition_title(self.pending)

    def get_form_kwargs(self) -> dict[str, Any]:
        has_changed = self.preview.digest != self.pending.digest
        return {**super().get_form_kwargs(), "has_changed": has_changed, "is_own": self.is_requester}

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.preview.digest}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.may_enter(request.user) and not EditionRequest.objects.filter(pk=kwargs["pk"]).exists():
            messages.warning(request, gettext("The request was withdrawn or decided meanwhile."))
            return redirect(INDEX)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "withdraw" in request.POST:
            title = cutting.edition_title(self.pending)
            cutting.withdraw(self.pending, request.user)
            messages.success(request, gettext("Request for %(edition)s withdrawn.") % {"edition": title})
            return redirect(INDEX)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user, values = self.request.user, form.cleaned_data
        title = {"edition": cutting.edition_title(self.pending)}
        if values["decision"] == "reject":
            cutting.reject(self.pending, user)
            messages.success(self.request, gettext("Request for %(edition)s declined.") % title)
            return redirect(INDEX)
        confirmed = values["seen"] if values.get("is_confirmed") else ""
        edition = cutting.approve_edition(self.pending, user, confirmed_digest=confirmed)
        messages.success(self.request, gettext("%(edition)s is cut.") % title)
        return redirect("privacy_edition", edition.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            pending=self.pending,
            valid_from=self.pending.valid_from or cutting.default_day(self.pending.year),
            is_day_of_approval=self.pending.valid_from is None and self.pending.year == timezone.localdate().year,
            preview=self.preview,
            edition=cutting.edition_title(self.pending),
            has_changed=self.preview.digest != self.pending.digest,
            is_requester=self.is_requester,
            is_decider=self.is_decider,
            cancel_url=reverse(INDEX),
            **kwargs,
        )


class EditionView(EditionsAdminView, TemplateView):
    """One edition: facts, files, and its entries with the way to redact one."""

    template_name = "privacy_register/editions/admin/edition.html"

    @cached_property
    def edition(self) -> RegisterEdition:
        editions = RegisterEdition.objects.select_related("version__page", "version__redaction_record")
        return get_object_or_404(editions, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.edition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition, user = self.edition, self.request.user
        language = self.request.GET.get("language", "")
        language = language if language in edition.counts else edition.version.language
        query = self.request.GET.get("q", "").strip()
        rows = rows_with_names(edition, language).prefetch_related("redaction_requests")
        if query:
            rows = rows.filter(reference__icontains=query) | rows.filter(name__icontains=query)
        return super().get_context_data(
            edition=edition,
            version=edition.version,
            language=language,
            languages=[
                (code, language_name(code, "name_translated"), count, edition_address("edition", edition, code))
                for code, count in edition.counted.items()
            ],
            rows=Paginator(rows, ROWS_PER_PAGE).get_page(self.request.GET.get("p")),
            query=query,
            may_redact=user.has_perm(REDACT) and edition.version.redaction is None,
            may_prove=cutting.may_cut(user),
            inspect_url=reverse("privacy_version_archive:inspect", args=[edition.version.pk]),
            **kwargs,
        )


class ProofView(EditionsAdminView, View):
    """The edition as JSON with the names that its hash covers, which are not public: for the supervisory authority."""

    def may_enter(self, user: Any) -> bool:
        return cutting.may_cut(user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        editions = RegisterEdition.objects.select_related("version__redaction_record")
        edition = get_object_or_404(editions, pk=kwargs["pk"])
        if kwargs["language"] not in edition.counts:
            raise Http404
        return download(edition, kwargs["language"], "json", with_persons=True)
