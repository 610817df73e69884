"""Entering a translation: the source on the left, the translation on the right, section by section."""

from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.localization.route import required_translation, start_translation, update_translation
from cms.localization.strings import TranslatedString, store_strings, strings_of
from cms.localization.views.base import TranslationView

PER_PAGE = 50  # two form fields each; Django takes 1,000 a request


class TranslateView(TranslationView):
    """Begins the translation, then shows its strings and stores them."""

    @property
    def template_name(self) -> str:  # type: ignore[override]
        name = "translate" if self.target is not None else "start"
        return f"privacy_localization/admin/{name}.html"

    @cached_property
    def strings(self) -> list[TranslatedString]:
        return strings_of(self.translation) if self.translation else []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.target is None:
            start_translation(self.source, self.locale, request.user)
            messages.success(request, _("The translation was begun. Nothing of it is public before it is approved."))
            return redirect(self.work_url)
        translation = required_translation(self.source, self.locale)
        count = store_strings(translation, self._entered(request), request.user)
        messages.success(request, ngettext("%(count)d text saved.", "%(count)d texts saved.", count) % {"count": count})
        if "draft" in request.POST:
            return redirect(self.work_url + "draft/")
        query = request.GET.urlencode()
        return redirect(f"{self.work_url}?{query}" if query else self.work_url)

    def _entered(self, request: HttpRequest) -> list[tuple[TranslatedString, str]]:
        """What the person changed; fields that were left alone may hold something that others have replaced since."""
        entered = []
        for string in self.strings:
            text = request.POST.get(f"text-{string.key}")
            if text is not None and text != request.POST.get(f"initial-{string.key}", ""):
                entered.append((string, text.replace("\r\n", "\n").replace("\n", "<br>")))
        return entered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        only_missing = self.request.GET.get("show") == "missing"
        missing = [string for string in self.strings if string.is_missing]
        page = Paginator(missing if only_missing else self.strings, PER_PAGE).get_page(self.request.GET.get("p"))
        groups = [
            (group, list(members)) for group, members in groupby(page.object_list, key=lambda each: each.place.group)
        ]
        return {
            **context,
            "groups": groups,
            "strings_page": page,
            "only_missing": only_missing,
            "missing_count": len(missing),
            "total_count": len(self.strings),
            "percent": round(100 * (len(self.strings) - len(missing)) / len(self.strings)) if self.strings else 100,
            "po_download": reverse("wagtail_localize:download_pofile", args=[self.translation.pk])
            if self.translation
            else "",
            "po_upload": reverse("wagtail_localize:upload_pofile", args=[self.translation.pk])
            if self.translation
            else "",
        }


class UpdateView(TranslationView):
    """Takes over the newest published source text."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        update_translation(self.source, self.locale, request.user)
        messages.success(
            request, _("The new source text was taken over. Texts that did not change keep their translation.")
        )
        return redirect(f"{self.work_url}?show=missing")
