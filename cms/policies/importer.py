"""Taking an existing policy into the CMS: from a read file to a draft page, a historic version or a translation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision, Site

from blocks.anchors import UMLAUTS, assign_anchors
from cms.core.refusals import Refused
from cms.policies.importing.outline import Outline
from cms.policies.importing.reading import read_policy
from cms.policies.importing.report import ImportReport
from cms.policies.importing.streams import fingerprint, from_stream
from cms.policies.merging import merge
from cms.policies.models import PolicyPage
from cms.versions.historic import archive_historic_text
from cms.versions.models import PublishedVersion


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Attributes:
        page: The page concerned.
        outline: The recognised tree.
        report: What was recognised and what could not be placed.
        is_changed: ``False`` if the page says just this already; nothing was written then.
        revision: The new draft, if one was made.
        version: The archived historic version, if one was made.
    """

    page: PolicyPage
    outline: Outline
    report: ImportReport
    is_changed: bool
    revision: Revision | None = None
    version: PublishedVersion | None = None


def find_policy_page(reference: str, language: str | None = None) -> PolicyPage:
    """Find a page by its number, its address path (``/de/datenschutz/``) or its slug.

    Raises:
        Refused: None or several match.
    """
    pages = PolicyPage.objects.select_related("locale")
    if reference.isdigit():
        found = list(pages.filter(pk=int(reference)))
    else:
        path = reference.strip("/")
        found = [page for page in pages if path in {page.slug, page.url_path.strip("/"), (page.url or "").strip("/")}]
        if len(found) > 1 and language:
            found = [page for page in found if page.locale.language_code == language]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            _("Several policy pages match “%(reference)s”: %(numbers)s. Give the number of the one you mean.")
            % {"reference": reference, "numbers": ", ".join(str(page.pk) for page in found)}
        )
    raise Refused(
        _("No policy page matches “%(reference)s”. Give its number or its address.") % {"reference": reference}
    )


def parent_for(language: str) -> Page:
    """The page below which a new policy is created: the default site's root in ``language``.

    Raises:
        Refused: The language is not set up, or the site has no root page in it.
    """
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise Refused(
            _("The language “%(language)s” is not set up. Add it under Settings, Locales.") % {"language": language}
        )
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page.get_translation_or_none(locale) if site else None
    if root is None:
        raise Refused(
            _(
                "The site has no start page in the language “%(language)s”. "
                "Create it first, or name the page with --page."
            )
            % {"language": language}
        )
    return root


@transaction.atomic
def import_draft(
    name: str,
    data: bytes,
    language: str,
    *,
    user: Any,
    page: PolicyPage | None = None,
    parent: Page | None = None,
    slug: str = "",
) -> Imported:
    """Read a file into a draft: a new page, or a new revision of ``page``.

    The same file again changes nothing: neither for a named page nor for one that was created from it before.

    Args:
        name: File name; its ending tells the format.
        data: The file's bytes.
        language: Language code of the text.
        user: Who imports; becomes the author of the draft.
        page: The page to change; by default a new one is created.
        parent: Where to create a new page; by default below the site's start page in that language.
        slug: Address of a new page; by default made from its title.

    Raises:
        ImportRefused: The file cannot be read.
        Refused: The page or its place does not fit.
    """
    outline, report = read_policy(name, data, language)
    if page is None:
        parent = parent or parent_for(language)
        slug = slug or slug_for(outline.title)
        page = _page_with(outline, parent, slug)
        if page is None:
            return _created(outline, report, parent, slug, user)
    if page.locale.language_code != language:
        raise Refused(
            _("The page “%(title)s” is in the language “%(page_language)s”, the file in “%(language)s”.")
            % {"title": page.title, "page_language": page.locale.language_code, "language": language}
        )
    draft = page.get_latest_revision_as_object()
    before = fingerprint(outline_of(draft))
    fill(draft, outline)
    if fingerprint(outline_of(draft)) == before:
        return Imported(page, outline, report, is_changed=False)
    revision = draft.save_revision(user=user, log_action=True)
    return Imported(page, outline, report, is_changed=True, revision=revision)


@transaction.atomic
def import_historic(
    name: str,
    data: bytes,
    *,
    page: PolicyPage,
    valid_from: date,
    number: tuple[int, int] | None,
    change_note: str,
    editor: Any,
    approver: Any,
) -> Imported:
    """Read a file that holds an earlier text of ``page`` into the archive.

    Raises:
        ImportRefused: The file cannot be read.
        Refused: The label or the date does not fit (see `cms.versions.historic`).
    """
    outline, report = read_policy(name, data, page.locale.language_code)
    text = page.get_latest_revision_as_object()
    fill(text, outline)
    version, is_new = archive_historic_text(
        text,
        valid_from=valid_from,
        number=number,
        change_note=change_note,
        publisher=_name(editor),
        approver=_name(approver),
    )
    return Imported(page, outline, report, is_changed=is_new, version=version)


def fill(page: PolicyPage, outline: Outline) -> None:
    """Put a read text into a page's fields; what stayed the same keeps its ids and anchors. The page is not saved."""
    page.title = outline.title or page.title
    page.summary = outline.summary
    page.body = merge(stored_body(page), outline)  # type: ignore[assignment]
    assign_anchors(page.body)


def stored_body(page: PolicyPage) -> list[dict[str, Any]]:
    """The body as the database holds it."""
    return page._meta.get_field("body").get_prep_value(page.body)


def outline_of(page: PolicyPage) -> Outline:
    """The tree that a page's text makes."""
    return from_stream(stored_body(page), title=page.title, summary=page.summary)


def publish_import(imported: Imported, approver: Any) -> PublishedVersion | None:
    """Publish the draft an import made, approved by another person.

    Raises:
        Refused: A rule forbids it; the draft stays.
    """
    revision = imported.revision or imported.page.get_latest_revision()
    revision.publish(user=approver)
    return PublishedVersion.objects.of(imported.page).current()


def _page_with(outline: Outline, parent: Page, slug: str) -> PolicyPage | None:
    """The policy page below ``parent`` that the file was imported into before.

    Raises:
        Refused: A policy page with that address exists but says something else.
    """
    for page in PolicyPage.objects.child_of(parent):
        draft = page.get_latest_revision_as_object()
        before = fingerprint(outline_of(draft))
        fill(draft, outline)
        if fingerprint(outline_of(draft)) == before:
            return page
        if page.slug == slug:
            raise Refused(
                _(
                    "There is already a policy page “%(title)s”. "
                    "Name it with --page %(number)d to make a new draft of it."
                )
                % {"title": page.title, "number": page.pk}
            )
    return None


def _created(outline: Outline, report: ImportReport, parent: Page, slug: str, user: Any) -> Imported:
    title = outline.title or _("Privacy policy")
    page = PolicyPage(title=title, slug=slug, locale=parent.locale, live=False, owner=user)
    fill(page, outline)
    page.draft_title = page.title
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True)
    return Imported(page, outline, report, is_changed=True, revision=revision)


def slug_for(title: str) -> str:
    """The address that a title gives a new page."""
    return slugify(title.translate(UMLAUTS))[:80].strip("-") or f"policy-{timezone.localdate():%Y%m%d}"


def _name(user: Any) -> str:
    return user.get_full_name() or user.get_username()
