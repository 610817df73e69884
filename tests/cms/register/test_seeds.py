"""The catalogues that `setup_privacy` ships."""

import pytest
from django.core.management import call_command
from django.utils.translation import override

from cms.register.enums import Trigger
from cms.register.models import CATALOGUES, LegalBasis, Measure, RetentionRule, Unit
from cms.register.seeds import seed_catalogues

pytestmark = pytest.mark.django_db


def test_every_catalogue_but_the_units_is_filled_in_both_languages(home: object, english_home: object) -> None:
    seed_catalogues()
    for model in CATALOGUES:
        german, english = (
            set(model.objects.filter(locale__language_code=c).values_list("code", flat=True)) for c in ("de", "en")
        )
        assert german == english
        assert bool(german) == (model is not Unit)


def test_every_row_passes_its_own_validation(home: object, english_home: object) -> None:
    seed_catalogues()
    for model in CATALOGUES:
        for row in model.objects.all():
            row.full_clean()


def test_rows_are_translations_of_each_other_and_live(home: object, english_home: object) -> None:
    seed_catalogues()
    german = LegalBasis.objects.get(code="gdpr-6-1-e", locale__language_code="de")
    english = german.get_translation(LegalBasis.objects.get(code="gdpr-6-1-e", locale__language_code="en").locale)
    assert (german.citation, english.citation) == ("Art. 6 Abs. 1 Buchst. e DSGVO", "Art. 6(1)(e) GDPR")
    assert german.live
    assert english.live
    assert english.flags == ["public_task"]


def test_repealed_bases_name_their_successor(home: object, english_home: object) -> None:
    seed_catalogues()
    old = LegalBasis.objects.get(code="ttdsg-25-1", locale__language_code="en")
    assert old.is_repealed
    assert old.successor.code == "tdddg-25-1"
    assert old.successor.locale.language_code == "de", "keys lead to the source language"


def test_a_second_run_restores_nothing_that_was_changed_or_deleted(home: object, english_home: object) -> None:
    seed_catalogues()
    Measure.objects.filter(code="ip-truncation").delete()
    rule = RetentionRule.objects.filter(trigger=Trigger.COLLECTION).first()
    RetentionRule.objects.filter(pk=rule.pk).update(name="Unser Name")
    before = [model.objects.count() for model in CATALOGUES]
    assert seed_catalogues() == []
    assert [model.objects.count() for model in CATALOGUES] == before
    assert RetentionRule.objects.get(pk=rule.pk).name == "Unser Name"


def test_a_language_added_later_gets_its_rows(home: object) -> None:
    from wagtail.models import Locale

    Locale.objects.filter(language_code="en").delete()
    seed_catalogues()
    assert not LegalBasis.objects.filter(locale__language_code="en").exists()
    Locale.objects.create(language_code="en")
    with override("en"):
        (line,) = seed_catalogues()
    assert "legal bases" in line
    assert LegalBasis.objects.filter(locale__language_code="en").exists()


def test_the_command_fills_them(home: object, english_home: object, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("setup_privacy")
    assert LegalBasis.objects.exists()
