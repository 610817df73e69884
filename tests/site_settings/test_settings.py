"""The settings of a site in the admin."""

from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Site

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from site_settings.models import PrivacySettings
from tests.factories.contacts import contact, privacy_settings


def _address() -> str:
    site = Site.objects.get(is_default_site=True)
    return reverse("wagtailsettings:edit", args=["privacy_site_settings", "privacysettings", site.pk])


def _form(**values: object) -> dict[str, object]:
    return {
        "controller": "",
        "representative": "",
        "dpo": "",
        "supervisory_authority": "",
        "policy_page": "",
        "prevailing_language": "",
        "joint_controllers-TOTAL_FORMS": 0,
        "joint_controllers-INITIAL_FORMS": 0,
        "joint_controllers-MIN_NUM_FORMS": 0,
        "joint_controllers-MAX_NUM_FORMS": 1000,
        **values,
    }


def test_changes_are_saved_and_logged(policy: PolicyPage, approver: AbstractUser, client: Client) -> None:
    client.force_login(approver)
    controller = contact()

    form = _form(controller=controller.pk, policy_page=policy.pk, prevailing_language="de")
    response = client.post(_address(), form)

    assert response.status_code == 302
    settings = PrivacySettings.objects.get()
    assert (settings.controller, settings.policy_page_id) == (controller, policy.pk)
    entry = ModelLogEntry.objects.filter(action="wagtail.edit", object_id=str(settings.pk)).get()
    assert entry.user == approver


def test_editors_do_not_change_who_is_responsible(home: HomePage, editor: AbstractUser, client: Client) -> None:
    client.force_login(editor)

    response = client.post(_address(), _form(controller=contact().pk))

    assert response.status_code == 302
    assert not PrivacySettings.objects.filter(controller__isnull=False).exists()


def test_used_contact_cannot_be_deleted(home: HomePage, superuser: AbstractUser, client: Client) -> None:
    client.force_login(superuser)
    controller = contact()
    privacy_settings(controller=controller)

    response = client.post(
        reverse("wagtailsnippets_privacy_site_settings_contact:delete", args=[controller.pk]), follow=True
    )

    assert response.status_code == 200
    assert type(controller).objects.filter(pk=controller.pk).exists()
