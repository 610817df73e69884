"""The sheet as HTML."""

import pytest
from django.utils.translation import override

from cms.register.entry import Entry, entry_of
from cms.register.models import PurposeCategory
from cms.register.sheet_rendering import preview_context, render_parties, render_sheet
from tests.factories.register import activity, catalogue_row, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def test_a_sheet_is_in_the_entrys_own_language() -> None:
    entry = entry_of(activity())
    with override("en"):
        german = render_sheet(entry)
        english = render_sheet(Entry({**entry.data, "language": "en"}, entry.wording, entry.parties))
    assert '<div class="privacy-sheet" lang="de">' in german
    assert "Gemeinsam Verantwortliche" in german
    assert "Joint controllers" in english


def test_what_is_not_translated_is_marked_with_its_language() -> None:
    catalogue_row(PurposeCategory, "website", "Website")
    source = activity()
    PurposeCategory.objects.filter(locale__language_code="en").delete()
    data = {**entry_of(source).data, "language": "en"}
    wording = {**entry_of(source).wording}
    html = render_sheet(Entry(data, wording))
    assert '<dd lang="de">Website</dd>' in html


def test_empty_fields_are_shown_or_left_out() -> None:
    entry = entry_of(activity(summary=""))
    with override("en"):
        assert "privacy-sheet__item--empty" in render_sheet(entry)
        assert "privacy-sheet__item--empty" not in render_sheet(entry, keep_empty=False)


def test_headings_and_ids_fit_the_page_around_them() -> None:
    html = render_sheet(entry_of(activity()), heading="h4", id_prefix="vvt-001-")
    assert '<h4 class="privacy-sheet__heading">' in html
    assert 'id="vvt-001-purposes"' in html


def test_controller_and_dpo_are_listed_even_where_nobody_is_named() -> None:
    entry = Entry({"language": "en", "reference": "X"}, parties={})
    html = render_parties(entry)
    assert html.count("Not named in the privacy settings") == 2


def test_the_public_preview_of_an_internal_entry_says_so() -> None:
    shown = preview_context(activity(publicity="no", publicity_reason="Sicherheit"), "public")
    assert shown["body"] == ""
    assert shown["notice"]
