"""Every path of wagtail-localize that could publish or store text in a live row: nothing changes, and people are
told."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry, Page, PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource
from wagtail_localize.operations import translate_page_subtree

from cms.core.refusals import Refused
from cms.localization.route import draft_translation, fill_translation, required_translation, start_translation
from cms.localization.strings import strings_of
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from site_settings.models import Contact
from tests.factories.policies import policy_page
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clients(editor: Any, translator: Any, approver: Any, superuser: Any) -> list[Client]:
    """Everybody who works in the admin, superusers included."""
    clients = []
    for user in (editor, translator, approver, superuser):
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(user)
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        clients.append(client)
    return clients


@pytest.fixture
def contact(german_policy: PolicyPage, english: Locale) -> Contact:
    """The live English translation of a live German contact."""
    german = Contact.objects.create(name="Nordlicht", address="Weg 1", locale=german_policy.locale, live=False)
    german.save_revision().publish()
    start_translation(german, english)
    fill_translation(german, english, {"Nordlicht": "Northern Lights", "Weg 1": "Weg 1, Germany"})
    draft_translation(german, english).publish()
    return Contact.objects.get(locale=english)


@pytest.fixture
def unchanged(english_policy: PolicyPage, contact: Contact) -> Callable[[], None]:
    """Compare what visitors can see and what was recorded with the moment before."""

    def state() -> Any:
        page = Page.objects.filter(pk=english_policy.pk).values(
            "title", "slug", "url_path", "live", "live_revision", "alias_of", "latest_revision"
        )
        row = PolicyPage.objects.filter(pk=english_policy.pk).values("summary", "body", "translated_from")
        snippet = Contact.objects.filter(pk=contact.pk).values("name", "address", "live", "live_revision")
        return (
            [{key: str(value) for key, value in each.items()} for each in (*page, *row, *snippet)],
            list(PublishedVersion.objects.values_list("hash", flat=True)),
            list(PageLogEntry.objects.order_by("pk").values_list("action", flat=True)),
            list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)),
            list(Translation.objects.filter(enabled=True)),
        )

    before = state()

    def check() -> None:
        assert state() == before

    return check


def _messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"]) if response.context else ""


def _all_refused(clients: list[Client], url: str, data: dict[str, Any]) -> None:
    """Nobody gets through, and everybody is told why."""
    for client in clients:
        response = client.post(url, data, follow=True)
        told = _messages(response)
        assert response.status_code == 200
        assert "Nothing was changed" in told or "do not have permission" in told


def _german(page: PolicyPage) -> TranslationSource:
    return TranslationSource.objects.get(object_id=page.translation_key)


def test_update_and_publish_immediately(
    clients: list[Client], english_policy: PolicyPage, new_german_version: Any, unchanged: Any
) -> None:
    url = reverse("wagtail_localize:update_translations", args=[_german(english_policy).pk])

    _all_refused(clients, url, {"publish_translations": "on"})

    unchanged()


def test_update_of_a_contact(clients: list[Client], contact: Contact, unchanged: Any) -> None:
    source = TranslationSource.objects.get(object_id=contact.translation_key)

    _all_refused(
        clients, reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"}
    )

    unchanged()


def test_publish_button_of_the_translation_editor(
    clients: list[Client], english_policy: PolicyPage, unchanged: Any
) -> None:
    Translation.objects.update(enabled=True)  # a record from before the plug-in was installed

    _all_refused(clients, reverse("wagtailadmin_pages:edit", args=[english_policy.pk]), {"action": "publish"})

    Translation.objects.update(enabled=False)
    unchanged()


def test_publish_button_of_a_contacts_translation_editor(
    clients: list[Client], contact: Contact, unchanged: Any
) -> None:
    Translation.objects.update(enabled=True)
    url = reverse("wagtailsnippets_privacy_site_settings_contact:edit", args=[contact.pk])

    _all_refused(clients, url, {"action": "publish"})

    Translation.objects.update(enabled=False)
    unchanged()


@pytest.mark.parametrize("button", ["localize-restart-translation", "localize-convert-to-alias"])
def test_actions_of_the_editors_menu(
    clients: list[Client], english_policy: PolicyPage, button: str, unchanged: Any
) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[english_policy.pk])

    _all_refused(clients, url, {button: "1"})

    unchanged()
    assert all(button not in client.get(url).content.decode() for client in clients)


def test_convert_to_alias(clients: list[Client], english_policy: PolicyPage, unchanged: Any) -> None:
    url = reverse("wagtail_localize:convert_to_alias", args=[english_policy.pk])

    _all_refused(clients, url, {})
    assert all("Nothing was changed" in _messages(client.get(url, follow=True)) for client in clients)
    unchanged()


def test_submitting_again(
    clients: list[Client],
    german_policy: PolicyPage,
    english_policy: PolicyPage,
    english: Locale,
    contact: Contact,
    unchanged: Any,
) -> None:
    page = reverse("wagtail_localize:submit_page_translation", args=[german_policy.pk])
    snippet = reverse(
        "wagtail_localize:submit_snippet_translation",
        args=["privacy_site_settings", "contact", Contact.objects.exclude(pk=contact.pk).get().pk],
    )

    for url in (page, snippet):
        _all_refused(clients, url, {"locales": [english.pk], "include_subtree": "on"})
    unchanged()


def test_submitting_the_home_page_with_its_subtree(
    clients: list[Client], home: Page, english_policy: PolicyPage, english: Locale, unchanged: Any
) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[home.pk])

    _all_refused(clients, url, {"locales": [english.pk], "include_subtree": "on"})

    unchanged()


def test_subtree_of_a_model_that_localize_may_publish(
    superuser: AbstractUser, home: Page, english_home: Page, english_policy: PolicyPage, english: Locale, unchanged: Any
) -> None:
    """The last net: the policy below it is reached by code that asks nobody."""
    fill_translation(english_policy, english, {"Datenschutz": "Changed"})
    with (
        override_settings(WAGTAIL_PRIVACY_LOCALIZE_PUBLISHES=["home.HomePage"]),
        pytest.raises(Refused, match="only changes when a draft"),
    ):
        translate_page_subtree(home.pk, [english], None, superuser)

    unchanged()


def test_po_upload_then_publish(
    clients: list[Client], english_policy: PolicyPage, new_german_version: Any, english: Locale, unchanged: Any
) -> None:
    record = required_translation(english_policy, english)
    po = str(record.export_po()).replace("First things first.", "Changed by PO.")

    for client in clients:
        upload = BytesIO(po.encode())
        upload.name = "translation.po"
        client.post(reverse("wagtail_localize:upload_pofile", args=[record.pk]), {"file": upload})
    _all_refused(clients, reverse("wagtailadmin_pages:edit", args=[english_policy.pk]), {"action": "publish"})

    assert "Changed by PO." in {s.target for s in strings_of(record)}
    unchanged()


@pytest.mark.parametrize("content", [b"", b"no po file", b"\xff\xfe\x00", b'msgid "a"\nmsgstr "b"\n', b"/etc/passwd"])
def test_wrong_po_files_get_a_sentence(
    superuser: Any, english_policy: PolicyPage, english: Locale, content: bytes
) -> None:
    UserProfile.objects.create(user=superuser, preferred_language="en")
    client = Client()
    client.force_login(superuser)
    upload = BytesIO(content)
    upload.name = "translation.po"
    url = reverse("wagtail_localize:upload_pofile", args=[required_translation(english_policy, english).pk])

    response = client.post(url, {"file": upload}, follow=True)

    assert "PO file" in _messages(response)
    assert "PO file" in _messages(client.post(url, follow=True))


@override_settings(
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR={"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}
)
def test_machine_translation_fills_the_memory_only(
    clients: list[Client], english_policy: PolicyPage, english: Locale, unchanged: Any
) -> None:
    record = required_translation(english_policy, english)

    for client in clients:
        client.post(reverse("wagtail_localize:machine_translate", args=[record.pk]))

    unchanged()


def test_api_publishes_nothing(
    clients: list[Client], english_policy: PolicyPage, translate: Any, unchanged: Any
) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[english_policy.pk, "publish"])

    for client in clients:
        response = client.post(url, "{}", content_type="application/json", headers={"Accept": "application/json"})
        # An approver may publish what others translated: the same text, so no version and nothing to see.
        assert response.status_code in {200, 403, 409}
    assert PublishedVersion.objects.of(english_policy).count() == 1


def test_strings_by_the_api_leave_the_live_text(
    clients: list[Client], english_policy: PolicyPage, english: Locale, unchanged: Any
) -> None:
    record = required_translation(english_policy, english)
    key = strings_of(record)[0].key
    url = reverse("wagtail_localize:edit_string_translation", args=[record.pk, key])

    for client in clients:
        client.put(url, "value=Changed", content_type="application/x-www-form-urlencoded")

    unchanged()


@pytest.mark.parametrize("goes_live", [True, False])
def test_save_target_by_code(
    english_policy: PolicyPage, contact: Contact, english: Locale, unchanged: Any, goes_live: bool
) -> None:
    for instance in (english_policy, contact):
        record = required_translation(instance, english)
        first = strings_of(record)[0]
        fill_translation(instance, english, {first.source: "Changed"})

        with pytest.raises(Refused, match="only changes when a draft"):
            record.save_target(user=UserFactory(is_superuser=True), publish=goes_live)

    unchanged()


def test_enabling_a_record_by_code(english_policy: PolicyPage, english: Locale, unchanged: Any) -> None:
    record = required_translation(english_policy, english)
    record.enabled = True
    record.save(update_fields=["enabled"])

    unchanged()


def test_tree_synchronisation_leaves_policies_out(
    home: Page, english_home: Page, english: Locale, german: Locale, editor: AbstractUser, publish: Any
) -> None:
    publish(policy_page(home, user=editor))

    LocaleSynchronization.objects.create(locale=english, sync_from=german)  # synchronises at once

    assert not PolicyPage.objects.filter(locale=english).exists()


def test_publishing_an_untranslated_draft(
    german_policy: PolicyPage, english: Locale, translator: AbstractUser, publish: Any
) -> None:
    target = start_translation(german_policy, english, translator)

    with pytest.raises(Refused, match="still in the source language"):
        publish(target)

    assert not PublishedVersion.objects.of(target).exists()


def test_publishing_a_copy(german_policy: PolicyPage, english: Locale, publish: Any) -> None:
    copy = german_policy.copy_for_translation(english)

    with pytest.raises(Refused, match="untranslated copy"):
        publish(copy)
