"""Public views of the archive. They need neither the page tree nor the live page: only rows that never change."""

from functools import partial
from uuid import UUID

from django.core.paginator import InvalidPage, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from cms.core.conf import get_setting
from cms.versions.documents import document_of
from cms.versions.editions import Edition, editions_of, language_name
from cms.versions.models.version import PublishedVersion, VersionFile
from cms.versions.restrictions import for_readers
from cms.versions.shell import Shell, shown_body

IMMUTABLE = "public, max-age=31536000, immutable"


@require_safe
def archive(request: HttpRequest, document_key: UUID, language: str) -> HttpResponseBase:
    """All versions of a text in one language, the newest first. Further documents have their own place."""
    versions = PublishedVersion.objects.of_document(document_key, language).by_validity()
    paginator = Paginator(versions.select_related("redaction_record", "page"), get_setting("ARCHIVE_PAGE_SIZE"))
    try:
        listed = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    if not listed.object_list:
        raise Http404
    if document := document_of(listed[0]):
        return HttpResponseRedirect(document.archive_address(document_key, language))
    editions = editions_of(document_key, Site.find_for_request(request))
    edition = _edition(editions, language)
    context = {
        "title": edition.version.title if edition else listed[0].title,
        "document_key": document_key,
        "feed_address": reverse("privacy_versions:feed", args=[document_key, language]),
        "versions": listed,
        "edition": edition,
        "editions": [other for other in editions if other.language != language],
    }
    return _respond(request, "privacy_versions/archive.html", language, listed[0].page, context)


@require_safe
def version(request: HttpRequest, document_key: UUID, language: str, slug: str) -> HttpResponseBase:
    """One version at its permanent address, with a notice whether it is in force."""
    versions = PublishedVersion.objects.of_document(document_key, language).with_slug(slug)
    shown = versions.select_related("page__locale", "content", "redaction_record").first()
    if shown is None or shown.slug != slug:
        raise Http404
    if document := document_of(shown):
        return HttpResponseRedirect(document.address(shown))
    site = Site.find_for_request(request)
    shell = Shell(shown.page, shown, shown_body(shown), shown.title, is_live=False, site=site)
    translations = _translations(shown)
    context = {
        "shell": shell,
        "version": shown,
        "edition": shell.edition,
        "is_current": shell.edition is not None and shell.edition.version == shown,
        "translations": [(other, language_name(other.language, "name_local")) for other in translations],
        "source": next((other for other in translations if other.sequence == shown.source_sequence), None),
        # Called by the template, in the language of the text.
        "source_language": partial(language_name, shown.source_language, "name_translated"),
        "address": request.build_absolute_uri(shown.get_absolute_url()),
    }
    response = _respond(request, "privacy_versions/version.html", language, shown.page, context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def frozen_file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """A document as it was when a version linked to it. Only what a version links is served."""
    link = VersionFile.objects.filter(file_id=sha256, name=name).select_related("file").first()
    if link is None:
        raise Http404

    def respond() -> FileResponse:
        try:
            content = link.file.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(content, as_attachment=True, filename=name, content_type=link.file.content_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = IMMUTABLE
        return response

    links = {"privacy_versions__version_files__file": sha256, "privacy_versions__version_files__name": name}
    return for_readers(request, Page.objects.filter(**links).distinct(), respond)


def _respond(
    request: HttpRequest, template: str, language: str, page: Page, context: dict[str, object]
) -> HttpResponseBase:
    """Render in the language of the text, whatever the visitor's browser prefers."""

    def respond() -> HttpResponse:
        with override(language):
            request.LANGUAGE_CODE = language
            shared = {"base_template": get_setting("BASE_TEMPLATE"), "language": language}
            response = render(request, template, {**shared, **context})
        response.headers["Content-Language"] = language
        return response

    return for_readers(request, [page], respond)


def _edition(editions: list[Edition], language: str) -> Edition | None:
    return next((edition for edition in editions if edition.language == language), None)


def _translations(version: PublishedVersion) -> list[PublishedVersion]:
    """The same text in other languages: the source and, per language, the last correction of its translation."""
    origin = version.source_sequence or version.sequence
    others = PublishedVersion.objects.filter(document_key=version.document_key).exclude(language=version.language)
    family = others.filter(sequence=origin) | others.filter(source_sequence=origin)
    latest = {other.language: other for other in family.order_by("sequence")}
    return [latest[language] for language in sorted(latest)]
