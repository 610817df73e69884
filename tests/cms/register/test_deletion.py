"""What is referenced or was published is not deleted, and the person reads why."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from cms.core.refusals import Refused
from cms.register.models import CATALOGUES, LegalBasis, ProcessingActivity, PurposeCategory, Unit
from tests.cms.versions.editing import refused, said, signed_in
from tests.factories.register import activity, catalogue_row, published_activity, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def address(instance: Any, view: str = "delete") -> str:
    return reverse(instance.snippet_viewset.get_url_name(view), args=[instance.pk])


def bulk_address(*instances: Any) -> str:
    meta = instances[0]._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "delete"])
    return f"{url}?" + "&".join(f"id={each.pk}" for each in instances)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("model", CATALOGUES)
def test_a_used_row_stays_in_every_language(model: Any, language: str) -> None:
    activity()
    row = model.objects.get(locale__language_code=language)
    with pytest.raises(Refused, match=r"used in 1 place.*VVT-001 Betrieb der Website"):
        row.delete()


def test_the_database_protects_what_a_query_deletes() -> None:
    activity()
    with pytest.raises((Refused, ProtectedError)), transaction.atomic():
        PurposeCategory.objects.all().delete()
    assert PurposeCategory.objects.count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_names_and_links_the_users(superuser: Any, method: str) -> None:
    for number in range(22):
        activity(f"VVT-{number:03}")
    unit = Unit.objects.get(locale__language_code="de")
    html = getattr(signed_in(superuser), method)(address(unit)).content.decode()
    first = ProcessingActivity.objects.get(reference="VVT-000")
    assert "cannot be deleted: it is used in 22 places" in html
    assert f'<a href="{address(first, "edit")}">VVT-000 Betrieb der Website</a>' in html
    assert "VVT-019" in html
    assert "VVT-020" not in html
    assert "and 2 more" in html
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_deleting_many_deletes_none_when_one_is_used(superuser: Any) -> None:
    activity()
    used, free = Unit.objects.get(locale__language_code="de"), catalogue_row(Unit, "free", "Frei")
    response: Any = signed_in(superuser).post(bulk_address(used, free))
    assert "“IT” cannot be deleted" in response.content.decode()
    assert Unit.objects.filter(pk=free.pk).exists()


def test_an_unused_row_goes_with_its_translations(superuser: Any) -> None:
    row = catalogue_row(Unit, "free", "Frei", "Free")
    browser = signed_in(superuser)
    assert "1 translation is deleted, too." in said(browser.get(address(row)))
    browser.post(address(row))
    assert not Unit.objects.exists()


def test_only_the_translation_of_an_unused_row_goes() -> None:
    catalogue_row(Unit, "free", "Frei", "Free")
    Unit.objects.get(locale__language_code="en").delete()
    assert Unit.objects.get().name == "Frei"


def test_a_successor_stays() -> None:
    new = catalogue_row(LegalBasis, "tdddg-25", citation="§ 25 TDDDG")
    catalogue_row(LegalBasis, "ttdsg-25", citation="§ 25 TTDSG", successor=new)
    with pytest.raises(Refused, match="§ 25 TTDSG"):
        new.delete()


def test_a_published_entry_is_retired_instead(superuser: Any) -> None:
    entry = published_activity()
    html = signed_in(superuser).get(address(entry)).content.decode()
    assert "Retire it instead" in html
    with refused("Retire it instead"), transaction.atomic():
        entry.delete()
    with refused("Retire it instead"), transaction.atomic():
        ProcessingActivity.objects.all().delete()
    assert ProcessingActivity.objects.exists()


def test_an_entry_that_was_unpublished_is_still_kept() -> None:
    entry = published_activity()
    entry.unpublish()
    with pytest.raises(Refused), transaction.atomic():
        entry.delete()


def test_an_entry_that_was_never_published_goes_with_its_translations(superuser: Any, english: Any) -> None:
    entry = activity()
    entry.copy_for_translation(english).save()
    signed_in(superuser).post(address(entry))
    assert not ProcessingActivity.objects.exists()


def test_an_unpublished_translation_of_a_published_entry_may_go(english: Any) -> None:
    entry = published_activity()
    copy = entry.copy_for_translation(english)
    copy.live = False
    copy.save()
    ProcessingActivity.objects.get(locale=english).delete()
    assert ProcessingActivity.objects.get() == entry
