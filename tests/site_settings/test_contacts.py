"""Contacts are shown in the visitor's language; where a translation is missing, the original stands in and says so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from cms.home.models import HomePage
from site_settings.contacts import site_contacts
from site_settings.enums import ContactRole
from site_settings.models import JointController
from tests.factories.contacts import contact, privacy_settings


@pytest.fixture
def site(home: HomePage) -> Site:
    return Site.objects.get(is_default_site=True)


def test_translation_is_shown_where_one_is_live(site: Site, english: Locale) -> None:
    original = contact("Datenschutzbeauftragte:r")
    translation = original.copy_for_translation(english)
    translation.name, translation.live = "Data protection officer", True
    translation.save()
    privacy_settings(dpo=original)

    (shown,) = site_contacts(site, english)[ContactRole.DPO]

    assert shown.contact.name == "Data protection officer"
    assert not shown.is_fallback


def test_draft_translation_is_not_shown(site: Site, english: Locale) -> None:
    original = contact("Datenschutzbeauftragte:r")
    draft = original.copy_for_translation(english)
    draft.live = False
    draft.save()
    privacy_settings(dpo=original)

    (shown,) = site_contacts(site, english)[ContactRole.DPO]

    assert (shown.contact.name, shown.language, shown.is_fallback) == ("Datenschutzbeauftragte:r", "de", True)


def test_unpublished_contact_is_shown_nowhere(site: Site, german: Locale) -> None:
    privacy_settings(controller=contact(live=False))

    assert site_contacts(site, german) == {}


def test_site_without_settings_has_no_contacts(german: Locale) -> None:
    assert site_contacts(None, german) == {}


def test_number_of_queries_does_not_grow_with_the_contacts(site: Site, german: Locale) -> None:
    settings = privacy_settings(controller=contact("K"), dpo=contact("D"), supervisory_authority=contact("A"))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            site_contacts(site, german)
        return len(captured)

    few = queries()
    for number in range(8):
        JointController.objects.create(settings=settings, contact=contact(f"J{number}"), sort_order=number)

    assert queries() == few <= 4
    names = [shown.contact.name for shown in site_contacts(site, german)[ContactRole.JOINT_CONTROLLERS]]
    assert names == [f"J{number}" for number in range(8)]


@pytest.mark.parametrize(
    ("phone", "href"), [("+49 431 555-0100", "tel:+494315550100"), ("0431 / 5550", "tel:04315550"), ("", "tel:")]
)
def test_telephone_numbers_become_addresses(site: Site, phone: str, href: str) -> None:
    assert contact(phone=phone).phone_href == href
