"""A changed contact changes no public text by itself: the editor is told and publishes again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from site_settings.models import Contact
from tests.cms.versions.editing import signed_in
from tests.factories.admin_forms import edit_form
from tests.factories.contacts import contact, privacy_settings
from tests.factories.policies import policy_page, section

Publish = Callable[..., PublishedVersion]


@pytest.fixture
def controller(home: HomePage) -> Contact:
    created = contact("Alte Kasse")
    privacy_settings(controller=created)
    return created


@pytest.fixture
def page(home: HomePage, controller: Contact, editor: AbstractUser, publish: Publish) -> PolicyPage:
    card = {"type": "contact", "value": {"role": "controller"}}
    page = policy_page(home, section("Wer ist verantwortlich?", card), user=editor)
    publish(page)
    return PolicyPage.objects.get(pk=page.pk)


def rename(controller: Contact) -> None:
    controller.name = "Neue Kasse"
    controller.save_revision().publish()


def editor_page(page: PolicyPage, user: AbstractUser) -> str:
    return signed_in(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_editor_is_told_when_a_contact_has_changed(page: PolicyPage, controller: Contact, editor: AbstractUser) -> None:
    sentence = "What this text shows has changed since version 1"
    assert sentence not in editor_page(page, editor)

    rename(controller)

    assert sentence in editor_page(page, editor)


def test_public_text_changes_only_by_publishing_again(page: PolicyPage, controller: Contact, publish: Publish) -> None:
    rename(controller)
    assert "Alte Kasse" in Client().get(page.get_url()).content.decode()

    page.get_latest_revision_as_object().save_revision()
    version = publish(page)

    assert version.label == "2"
    assert "Neue Kasse" in Client().get(page.get_url()).content.decode()
    assert "Alte Kasse" in Client().get(PublishedVersion.objects.get(major=1).get_absolute_url()).content.decode()


def test_settings_of_another_site_make_no_difference(page: PolicyPage, home: HomePage, publish: Publish) -> None:
    Site.objects.create(hostname="other.example", root_page=home.get_parent())

    page.get_latest_revision_as_object().save_revision()

    assert publish(page).label == "1"


def test_late_automatic_save_of_the_published_text_is_no_overtaken_draft(
    home: HomePage, editor: AbstractUser, approver: AbstractUser, publish: Publish
) -> None:
    # Given an approver who has the editor open while the text is published
    page = policy_page(home, user=editor, change_note="Neu", change_kind="editorial")
    client = Client()
    client.force_login(approver)
    form: dict[str, Any] = edit_form(client, page)
    version = publish(page)

    # When the editor's automatic save arrives afterwards
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    # Then the next draft begins from the version in force, without the old note
    draft = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.based_on, draft.change_note, draft.change_kind) == (version.sequence, "", "material")
