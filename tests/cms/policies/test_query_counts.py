"""The policy page costs a constant number of queries, cold caches included."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, Site

from blocks.rendering import Rendering
from cms.home.models import FooterLink, FooterSettings, HomePage, TextPage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion, VersionContent
from site_settings.models import Contact, JointController, PrivacySettings
from tests.factories.policies import policy_page, question, section, text

LIMIT = 12


def queries(action: Callable[[], Any]) -> int:
    """The number of queries with nothing cached: neither the sites' root paths nor a request's site."""
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def render(page: PolicyPage) -> None:
    """Render as publishing does."""
    page.render_body(Rendering(page.get_site(), page.locale))


def contact_block(role: str) -> dict[str, Any]:
    return {"type": "contact", "value": {"role": role}, "id": role}


def long_text(word: str, sections: int, links: int, target: Page) -> list[dict[str, Any]]:
    """Sections with questions, ``links`` internal links spread over them, and contacts."""
    link = f'<a linktype="page" id="{target.pk}">dort</a> '
    per_section = [links // sections + (number < links % sections) for number in range(sections)]
    return [
        section(
            f"{word} {number}",
            text(f"<p>Mehr {link * count}</p>"),
            question("Wer?", contact_block("controller"), contact_block("joint_controllers")),
        )
        for number, count in enumerate(per_section)
    ]


@pytest.fixture
def settings_row(home: HomePage, german: Locale, english: Locale) -> PrivacySettings:
    """Settings with all roles filled, in German only."""
    site = Site.objects.get()
    row = PrivacySettings.objects.create(site=site, prevailing_language="de")
    for role in ("controller", "representative", "dpo", "supervisory_authority"):
        setattr(row, role, Contact.objects.create(name=role, address="Kiel", locale=german))
    row.save()
    for number in range(3):
        other = Contact.objects.create(name=f"Partner {number}", address="Kiel", locale=german)
        JointController.objects.create(settings=row, contact=other)
    return row


@pytest.fixture
def site_around(home: HomePage, english_home: HomePage) -> TextPage:
    """Menu and footer with pages in two languages."""
    imprint = TextPage(title="Impressum", slug="impressum", body="<p>Kiel</p>", show_in_menus=True)
    home.add_child(instance=imprint)
    translated = TextPage(
        title="Legal notice", slug="legal", body="<p>Kiel</p>", translation_key=imprint.translation_key
    )
    english_home.add_child(instance=translated)
    footer = FooterSettings.objects.create(site=Site.objects.get())
    FooterLink.objects.create(settings=footer, page=imprint, sort_order=0)
    return imprint


@pytest.fixture
def bilingual(
    home: HomePage,
    english_home: HomePage,
    settings_row: PrivacySettings,
    site_around: TextPage,
    editor: AbstractUser,
    publish: Callable[..., PublishedVersion],
) -> Callable[[int, int], tuple[PolicyPage, PolicyPage]]:
    """Publish a policy of so many sections and links in both languages."""

    def make(sections: int, links: int) -> tuple[PolicyPage, PolicyPage]:
        german = policy_page(home, *long_text("Abschnitt", sections, links, site_around), user=editor)
        publish(german)
        translated = policy_page(
            english_home,
            *long_text("Section", sections, links, site_around),
            user=editor,
            title="Privacy",
            slug="privacy",
            translation_key=german.translation_key,
        )
        publish(translated)
        settings_row.policy_page = german
        settings_row.save()
        return german, translated

    return make


def add_versions(page: PolicyPage, number: int) -> None:
    """Fill the archive with earlier versions; the text in force stays the newest."""
    first = 10_000
    rows = [
        PublishedVersion(
            sequence=first + offset,
            page=page,
            document_key=page.translation_key,
            language="de",
            title="Datenschutz",
            major=first + offset,
            change_kind="material",
            valid_from=date(2020, 1, 1),
            published_at=timezone.now(),
            content_hash="0",
            previous_hash="0",
            hash="0",
        )
        for offset in range(number)
    ]
    PublishedVersion.objects.bulk_create(rows, batch_size=40)
    saved = PublishedVersion.objects.filter(sequence__gte=first).order_by("sequence")
    VersionContent.objects.bulk_create(
        (VersionContent(version=row, html="<p>Alt</p>", text="Alt", structured={}) for row in saved), batch_size=100
    )


@pytest.mark.parametrize(("sections", "links"), [(1, 0), (160, 400)])
def test_reading_costs_the_same_for_short_and_long_texts(
    bilingual: Callable[[int, int], tuple[PolicyPage, PolicyPage]], client: Client, sections: int, links: int
) -> None:
    bilingual(sections, links)
    german = queries(lambda: client.get("/de/datenschutz/"))
    english = queries(lambda: client.get("/en/privacy/"))
    assert (german, english) == (11, 12)


def test_reading_costs_the_same_after_a_thousand_versions(
    bilingual: Callable[[int, int], tuple[PolicyPage, PolicyPage]], client: Client
) -> None:
    german, _english = bilingual(2, 4)
    add_versions(german, 1000)
    assert queries(lambda: client.get("/de/datenschutz/")) == 11
    assert queries(lambda: client.get("/en/privacy/")) == 12


def test_reading_costs_the_same_with_more_languages(
    bilingual: Callable[[int, int], tuple[PolicyPage, PolicyPage]],
    home: HomePage,
    client: Client,
    settings: Any,
) -> None:
    languages = [("de", "Deutsch"), ("en", "English"), ("fr", "Français"), ("pl", "Polski"), ("tr", "Türkçe")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    bilingual(2, 4)
    for code in ("fr", "pl", "tr"):
        home.copy_for_translation(Locale.objects.create(language_code=code)).save_revision().publish()
    assert queries(lambda: client.get("/de/datenschutz/")) == 11
    assert queries(lambda: client.get("/en/privacy/")) == 12


@pytest.mark.parametrize(("sections", "links"), [(1, 1), (160, 400)])
def test_a_preview_costs_the_same_for_short_and_long_texts(
    bilingual: Callable[[int, int], tuple[PolicyPage, PolicyPage]], sections: int, links: int
) -> None:
    for page in bilingual(sections, links):
        draft = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert queries(draft.make_preview_request) <= LIMIT


@pytest.mark.parametrize(("sections", "links"), [(1, 1), (160, 400)])
def test_rendering_at_publish_costs_the_same_for_short_and_long_texts(
    bilingual: Callable[[int, int], tuple[PolicyPage, PolicyPage]], sections: int, links: int
) -> None:
    counts = []
    for page in bilingual(sections, links):
        draft = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        counts.append(queries(partial(render, draft)))
    assert counts == [RENDERING_GERMAN, RENDERING_ENGLISH]


RENDERING_GERMAN, RENDERING_ENGLISH = 9, 10


def test_many_documents_cost_as_much_as_one(home: HomePage, editor: AbstractUser) -> None:
    counts = []
    for number in (1, 20):
        documents = [
            get_document_model().objects.create(
                title=f"Merkblatt {n}", file=ContentFile(b"x", name=f"{number}-{n}.txt")
            )
            for n in range(number)
        ]
        blocks = [
            section(f"A {n}", {"type": "document", "value": {"document": document.pk, "title": ""}, "id": str(n)})
            for n, document in enumerate(documents)
        ]
        page = policy_page(home, *blocks, user=editor, slug=f"p{number}")
        draft = PolicyPage.objects.get(pk=page.pk)
        counts.append(queries(partial(render, draft)))
    assert counts[0] == counts[1] <= LIMIT
