"""The way to a new entry from an existing one, as people go it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from cms.localization.route import start_translation
from cms.register.models import ProcessingActivity
from tests.cms.register.admin_views.pages import address
from tests.cms.versions.editing import said, signed_in
from tests.factories.register import activity, published_activity, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(editor: Any) -> Client:
    responsible_parties()
    return signed_in(editor)


def test_it_asks_for_a_new_number_and_goes_on_to_the_editor(browser: Client) -> None:
    source = activity("VVT-001")
    page = browser.get(address("duplicate", source))
    assert page.context["form"].initial["reference"] == "VVT-002"
    response = browser.post(address("duplicate", source), {"reference": "VVT-050", "name": "Neu"})
    new = ProcessingActivity.objects.get(reference="VVT-050")
    assert response.url == address("edit", new)
    assert "“VVT-050 Neu” was created as a draft" in said(response)


def test_a_number_that_is_taken_is_told_at_its_field(browser: Client) -> None:
    source = activity("VVT-001")
    response = browser.post(address("duplicate", source), {"reference": "VVT-001", "name": "Neu"})
    assert "has this reference number already" in str(response.context["form"].errors["reference"])
    assert ProcessingActivity.objects.count() == 1


def test_it_can_be_reached_from_list_editor_and_sheet(browser: Client) -> None:
    source = activity()
    for path in (address(), address("edit", source), address("inspect", source)):
        assert address("duplicate", source) in browser.get(path).content.decode()


def test_from_a_translation_the_entry_that_it_translates_is_copied(
    browser: Client, english: Locale, approver: Any
) -> None:
    source = published_activity()
    translation = start_translation(source, english, approver)
    browser.post(address("duplicate", translation), {"reference": "VVT-002", "name": "Neu"})
    assert ProcessingActivity.objects.get(reference="VVT-002").locale.language_code == "de"


def test_an_entry_that_is_not_there_is_not_found(browser: Client) -> None:
    path = address("duplicate", activity())
    ProcessingActivity.objects.all().delete()
    assert browser.get(path, follow=True).status_code == 404
