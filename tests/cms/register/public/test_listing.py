"""What a question finds in the public register."""

from typing import Any

import pytest
from django.core.paginator import InvalidPage

from cms.register.models import DataSubjectCategory, LegalBasis, PublicEntry, PurposeCategory, Unit
from cms.register.public.listing import FURTHER_SHOWN, Listing, listing_of
from cms.register.public.questions import Order, Question
from tests.factories.register import catalogue_row
from tests.factories.register_public import public_entry, purpose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("parties")]


def found(text: str = "", *chosen: tuple[str, str], language: str = "de", order: Order = Order.REFERENCE) -> list[str]:
    """The reference numbers that a question finds."""
    listing = listing_of(Question(text, chosen, order), language)
    return [listed.row.reference for listed in listing.entries]


def counts(listing: Listing, kind: str) -> dict[str, int]:
    values = next((facet.values for facet in listing.facets if facet.kind == kind), [])
    return {value.code: value.count for value in values}


@pytest.fixture
def three(parties: None) -> None:
    """Two entries of IT, one of them for visitors and staff; one entry of the legal unit."""
    catalogue_row(Unit, "legal", "Recht")
    catalogue_row(PurposeCategory, "claims", "Ansprüche")
    catalogue_row(DataSubjectCategory, "staff", "Beschäftigte")
    catalogue_row(LegalBasis, "consent", "Einwilligung", citation="Art. 6 Abs. 1 a", is_consent=True)
    public_entry("A-1", name="Website")
    staff = [{"category": "visitors", "note": ""}, {"category": "staff", "note": ""}]
    public_entry("A-2", name="Ärztesuche", summary="Krankenkassenbeitrag", data_subjects=staff)
    public_entry("A-3", name="Klagen", unit="legal", purposes=[purpose("claims", "consent")])


@pytest.mark.usefixtures("three")
class TestSearch:
    def test_a_part_of_a_word_is_found_whatever_its_accents(self) -> None:
        assert found("BEITRAG") == ["A-2"]
        assert found("arztesuche") == ["A-2"]

    def test_all_words_must_occur(self) -> None:
        assert found("ärztesuche krankenkassen") == ["A-2"]
        assert found("ärztesuche klagen") == []

    def test_names_of_catalogue_rows_are_found(self) -> None:
        assert found("einwilligung") == ["A-3"]

    def test_signs_of_the_database_are_signs_like_others(self) -> None:
        assert found("%") == found("_") == found("\\") == found("'") == []

    def test_names_are_sorted_as_people_do(self) -> None:
        assert found(order=Order.NAME) == ["A-2", "A-3", "A-1"]

    def test_the_latest_change_comes_first(self) -> None:
        public_entry("A-0")
        assert found(order=Order.CHANGED) == ["A-0", "A-3", "A-2", "A-1"]


@pytest.mark.usefixtures("three")
class TestFacets:
    def test_values_of_one_kind_are_alternatives(self) -> None:
        assert found("", ("unit", "it"), ("unit", "legal")) == ["A-1", "A-2", "A-3"]

    def test_different_kinds_must_all_apply(self) -> None:
        assert found("", ("unit", "it"), ("data_subject", "staff")) == ["A-2"]
        assert found("", ("unit", "legal"), ("data_subject", "staff")) == []

    def test_words_and_facets_narrow_together(self) -> None:
        assert found("website", ("unit", "it")) == ["A-1", "A-2"]  # a purpose of both is "Website"
        assert found("krankenkassen", ("unit", "legal")) == []

    def test_numbers_tell_what_a_further_choice_leaves(self) -> None:
        listing = listing_of(Question(chosen=(("data_subject", "staff"),)), "de")
        assert counts(listing, "unit") == {"it": 1}
        # Its own kind goes by the other kinds alone: another value would be an alternative.
        assert counts(listing, "data_subject") == {"visitors": 3, "staff": 1}

    def test_only_values_of_public_entries_are_offered(self) -> None:
        catalogue_row(Unit, "secret", "Geheim")
        public_entry("A-4", publicity="partly", internal_fields=[{"field": "unit", "reason": "x"}], unit="secret")
        assert counts(listing_of(Question(), "de"), "unit") == {"it": 2, "legal": 1}
        assert found("", ("unit", "secret")) == []

    def test_a_value_that_nothing_has_can_be_taken_back_and_is_not_repeated(self) -> None:
        listing = listing_of(Question(chosen=(("unit", "call 0900 123"), ("unit", "it"))), "de")
        assert listing.count == 2
        unknown = listing.filters[0]
        assert "0900" not in unknown.word.text
        assert unknown.query == "?unit=it"

    def test_names_are_those_of_the_entries(self) -> None:
        units = next(facet for facet in listing_of(Question(), "de").facets if facet.kind == "unit")
        assert [value.word.text for value in units.values] == ["IT", "Recht"]


class TestPages:
    def test_a_long_list_is_cut_into_pages(self, settings: Any) -> None:
        settings.WAGTAIL_PRIVACY_REGISTER_PAGE_SIZE = 2
        for number in range(5):
            public_entry(f"A-{number}")
        listing = listing_of(Question("website"), "de", "3")
        assert [listed.row.reference for listed in listing.entries] == ["A-4"]
        assert (listing.count, listing.previous_query) == (5, "?q=website&page=2")

    @pytest.mark.parametrize("number", ["abc", "0", "-1", "999999", "1.5", "9" * 5000])
    def test_there_is_no_other_page(self, number: str) -> None:
        with pytest.raises(InvalidPage):
            listing_of(Question(), "de", number)

    def test_an_empty_register_has_one_empty_page(self) -> None:
        listing = listing_of(Question(), "de")
        assert (listing.count, listing.facets, listing.entries) == (0, [], [])


class TestTranslations:
    def test_a_language_lists_its_own_entries_and_names_the_rest_apart(self) -> None:
        both = public_entry("A-1", name="Website")
        public_entry(of=both, language="en", name="The website")
        public_entry("A-2", name="Klagen")
        listing = listing_of(Question(), "en")
        assert [listed.row.name for listed in listing.entries] == ["The website"]
        assert listing.count == 1
        assert (listing.further.count, [row.name for row in listing.further.rows]) == (1, ["Klagen"])
        assert listing_of(Question(), "de").further.count == 0

    def test_what_is_not_translated_stays_named_whatever_is_searched(self) -> None:
        public_entry("A-2", name="Klagen")
        listing = listing_of(Question("nothing"), "en")
        assert (listing.count, listing.further.count) == (0, 1)

    def test_many_untranslated_entries_are_counted_and_the_first_are_named(self) -> None:
        first = public_entry("A-000")
        for number in range(1, FURTHER_SHOWN + 5):
            public_entry(f"A-{number:03}")
        listing = listing_of(Question(), "en")
        assert (listing.further.count, len(listing.further.rows)) == (FURTHER_SHOWN + 5, FURTHER_SHOWN)
        assert listing.further.rows[0] == first

    def test_a_catalogue_row_without_translation_is_marked_with_its_language(self) -> None:
        catalogue_row(Unit, "legal", "Recht")
        public_entry(of=public_entry("A-1", unit="legal"), language="en", unit="legal")
        listing = listing_of(Question(), "en")
        unit = listing.entries[0].unit
        assert unit is not None
        assert (unit.text, unit.language) == ("Recht", "de")
        shown = next(facet for facet in listing.facets if facet.kind == "unit").values[0].word
        assert (shown.text, shown.language) == ("Recht", "de")


def test_facets_follow_when_entries_change() -> None:
    """Nothing is kept between two questions: what is published counts at once."""
    entry = public_entry("A-1")
    assert counts(listing_of(Question(), "de"), "unit") == {"it": 1}
    PublicEntry.objects.filter(pk=entry.pk).delete()
    assert listing_of(Question(), "de").facets == []
