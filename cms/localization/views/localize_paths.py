"""Our answers at wagtail-localize's addresses.

They are registered ahead of its own (`register_admin_urls`, order), so each of its links leads here. What would publish
or store text in a live row is refused with a sentence and the way that leads to the goal; models that the setting
LOCALIZE_PUBLISHES names are handed on.
"""

from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.convert import convert_to_alias as localize_convert
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.core.refusals import Refused
from cms.localization.guard import is_guarded
from cms.localization.rows import edit_url, work_url
from cms.localization.sources import other_locale, source_of, target_of
from cms.localization.views.base import SUBMIT, may_edit

PO_BYTES = 5 * 1024 * 1024


def refusal(instance: Any, locale: Locale | None = None) -> Refused:
    """Why nothing is published here, and where to go instead."""
    source = source_of(instance)
    locale = locale or other_locale(source, instance)
    return Refused(
        _(
            "Nothing was changed. “%(title)s” is not published from here: complete the translation, create a draft "
            "from it and submit it to the workflow."
        )
        % {"title": source},
        work_url(source, locale) if locale else edit_url(source),
    )


def submit_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """wagtail-localize creates the target at once and stores drafts in live rows; ours asks first."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not is_guarded(type(page)) or page.is_root():
        return SubmitPageTranslationView.as_view()(request, page_id=page_id)
    return _submit(request, page)


def submit_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    model = get_snippet_model_from_url_params(app_label, model_name)
    if not is_guarded(model):
        return SubmitSnippetTranslationView.as_view()(request, app_label=app_label, model_name=model_name, pk=pk)
    return _submit(request, get_object_or_404(model, pk=pk))


def _submit(request: HttpRequest, instance: Any) -> HttpResponse:
    if not request.user.has_perm(SUBMIT):
        raise PermissionDenied
    source = source_of(instance)
    asked = (
        Locale.objects.filter(language_code=request.GET.get("select_locale", "")).exclude(pk=source.locale_id).first()
    )
    locale = asked or other_locale(source, source)
    if request.method == "POST":
        raise refusal(source, locale)
    if locale is None:
        raise Refused(_("There is no other language to translate into."))
    return redirect(work_url(source, locale))


def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """ "Update" and "Publish immediately" of wagtail-localize."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    if not is_guarded(source.specific_content_type.model_class()):
        return UpdateTranslationsView.as_view()(request, translation_source_id=translation_source_id)
    if not request.user.has_perm(SUBMIT):
        raise PermissionDenied
    instance = source.get_source_instance()
    if request.method == "POST":
        raise refusal(instance)
    return _submit(request, instance)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias shows the source's text under the translation's address, live at once."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not is_guarded(type(page)):
        return localize_convert(request, page_id)
    if not may_edit(request.user, page):
        raise PermissionDenied
    raise Refused(
        _(
            "Nothing was changed. “%(title)s” stays a translation: as an alias it would show the source text in "
            "another language, without approval."
        )
        % {"title": page.title},
        edit_url(page),
    )


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Read a PO file. It fills the translation memory only; wrong files get a sentence where wagtail-localize fails."""
    translation = get_object_or_404(Translation, pk=translation_id)
    target = target_of(translation)
    if target is None:
        raise Http404
    if not may_edit(request.user, target):
        raise PermissionDenied
    back = get_valid_next_url_from_request(request) or work_url(source_of(target), translation.target_locale)
    upload = request.FILES.get("file")
    problem = ""
    if upload is None or (upload.size or 0) > PO_BYTES:
        problem = _("Choose a PO file of at most 5 MB.")
    else:
        try:
            # polib opens a path when the text looks like one; a PO file never is one line without a space.
            po = polib.pofile(upload.read().decode() + "\n# \n")
        except (OSError, ValueError, IndexError):
            problem = _("This is no valid PO file in UTF-8.")
        else:
            if po.metadata.get("X-WagtailLocalize-TranslationID") != str(translation.uuid):
                problem = _(
                    "This PO file belongs to another translation. Download the right one, fill it in and upload it."
                )
            else:
                problems = translation.import_po(po, user=request.user, tool_name="PO")
                messages.success(request, _("The translations were taken over from the PO file."))
                if problems:
                    messages.warning(
                        request,
                        _("%(count)d entries do not belong to this text and were left out.") % {"count": len(problems)},
                    )
    if problem:
        messages.error(request, problem)
    return redirect(back)


def refuse_editor_actions(request: HttpRequest, instance: Any) -> None:
    """Refuse what wagtail-localize lets its editor and its action menu post to the address of Wagtail's editor.

    Raises:
        Refused: The request asks for one of them.
    """
    if request.method != "POST":
        return
    asked = request.POST
    if (
        "localize-restart-translation" in asked
        or "localize-convert-to-alias" in asked
        or asked.get("action") == "publish"
    ):
        raise refusal(instance, instance.locale if source_of(instance).pk != instance.pk else None)
