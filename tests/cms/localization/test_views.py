"""The translator's pages."""

from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from cms.localization.route import required_translation, start_translation
from cms.localization.rows import work_url
from cms.localization.states import all_rows, with_states
from cms.localization.strings import strings_of
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from site_settings.models import Contact
from tests.factories.policies import policy_page, section, text
from tests.factories.users import UserFactory


def _client(user: Any) -> Client:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def tom(translator: AbstractUser) -> Client:
    return _client(translator)


def _told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_the_whole_way_in_the_admin(
    tom: Client, german_policy: PolicyPage, english: Locale, translator: AbstractUser
) -> None:
    url = work_url(german_policy, english)
    header = tom.get(reverse("wagtailadmin_pages:edit", args=[german_policy.pk])).content.decode()
    link = reverse("wagtail_localize:submit_page_translation", args=[german_policy.pk])
    assert link in header
    assert tom.get(link).headers["Location"] == url

    assert "Begin the translation" in tom.get(url).content.decode()
    tom.post(url)
    page = PolicyPage.objects.get(locale=english)
    strings = strings_of(required_translation(german_policy, english))
    html = tom.get(url).content.decode()
    assert "1 Wer ist verantwortlich?" in html
    assert f"{len(strings)} of {len(strings)} texts missing" in html

    entered = {f"text-{s.key}": f"EN {s.source}" for s in strings[:-1]} | {f"initial-{s.key}": "" for s in strings}
    response = tom.post(url, {**entered, "draft": "1"}, follow=True)
    assert "1 text is not translated" in response.content.decode()
    refused = tom.post(f"{url}draft/", {"change_note": ""}, follow=True)
    assert "No draft was made: 1 text is not translated yet" in _told(refused)
    page.refresh_from_db()
    assert page.get_latest_revision().user is None

    tom.post(url, {f"text-{strings[-1].key}": "EN last", f"initial-{strings[-1].key}": ""})
    assert "All texts are translated" in tom.get(f"{url}draft/").content.decode()
    done = tom.post(f"{url}draft/", {"change_note": "First English version."}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "submit it to the workflow" in _told(done)
    page.refresh_from_db()
    assert page.get_latest_revision().as_object().change_note == "First English version."
    assert not PublishedVersion.objects.of(page).exists()


def test_field_left_alone_does_not_undo_what_others_saved(
    tom: Client, german_policy: PolicyPage, english: Locale
) -> None:
    start_translation(german_policy, english)
    string = strings_of(required_translation(german_policy, english))[0]
    url = work_url(german_policy, english)
    tom.post(url, {f"text-{string.key}": "Newer", f"initial-{string.key}": ""})

    tom.post(url, {f"text-{string.key}": "", f"initial-{string.key}": ""})

    assert strings_of(required_translation(german_policy, english))[0].target == "Newer"


def test_update_from_the_source(
    tom: Client, english_policy: PolicyPage, new_german_version: Any, english: Locale
) -> None:
    new_german_version()
    url = work_url(english_policy.get_translation(Locale.objects.get(language_code="de")), english)
    assert "Update from the source text" in tom.get(url).content.decode()

    response = tom.post(f"{url}update/", follow=True)

    html = response.content.decode()
    assert "1 of " in html
    assert "Unsere Kasse" in html
    assert "Update from the source text" not in html


def test_address_of_the_translation_leads_to_the_same_page(
    tom: Client, english_policy: PolicyPage, english: Locale
) -> None:
    assert tom.get(work_url(english_policy, english)).status_code == 200


def test_people_without_the_permission_stay_outside(
    german_policy: PolicyPage, english: Locale, approver: AbstractUser
) -> None:
    client = _client(approver)

    url = work_url(german_policy, english)
    assert client.get(url).status_code == 302
    assert client.post(url).status_code == 302
    assert not PolicyPage.objects.filter(locale=english).exists()


def test_contact_takes_the_same_way(tom: Client, german_policy: PolicyPage, english: Locale) -> None:
    german = Contact.objects.create(name="Nordlicht", address="Weg 1", locale=german_policy.locale, live=False)
    german.save_revision().publish()
    url = work_url(german, english)
    editor = reverse("wagtailsnippets_privacy_site_settings_contact:edit", args=[german.pk])
    assert url in tom.get(editor).content.decode()

    tom.post(url)
    contact = Contact.objects.get(locale=english)
    assert not contact.live
    strings = strings_of(required_translation(german, english))
    tom.post(url, {f"text-{s.key}": f"EN {s.source}" for s in strings} | {f"initial-{s.key}": "" for s in strings})
    response = tom.post(f"{url}draft/", {}, follow=True)

    assert response.status_code == 200
    contact.refresh_from_db()
    assert not contact.live
    assert contact.get_latest_revision_as_object().name == "EN Nordlicht"


def _states(user: AbstractUser) -> dict[str, str]:
    return {row.title: str(row.state) for row in with_states(all_rows(user))}


def test_states_follow_the_versions(
    translator: AbstractUser,
    german_policy: PolicyPage,
    english: Locale,
    translate: Any,
    publish: Any,
    new_german_version: Any,
) -> None:
    seen = [_states(translator)["Datenschutz"]]
    start_translation(german_policy, english)
    seen.append(_states(translator)["Datenschutz"])
    page = translate()
    seen.append(_states(translator)["Datenschutz"])
    publish(page)
    seen.append(_states(translator)["Datenschutz"])
    new_german_version(kind="editorial")
    seen.append(_states(translator)["Datenschutz"])
    new_german_version(old="Unsere", new="Deine", kind="material")
    row = next(row for row in with_states(all_rows(translator)) if row.title == "Datenschutz")
    seen.append(str(row.state))

    assert seen == ["Missing", "In translation", "Draft waiting", "Current", "Editorial change", "Outdated"]
    assert row.detail == "Outdated since version 2 (material change)."
    assert row.url == work_url(german_policy, english)


def test_report_lists_everything_with_a_constant_number_of_queries(
    tom: Client, home: Any, german_policy: PolicyPage, english: Locale, django_assert_num_queries: Any, editor: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("privacy_localization:report")
    tom.get(url)
    with CaptureQueriesContext(connection) as few:
        assert "Version 1 is not translated." in tom.get(url).content.decode()
    for number in range(10):
        policy_page(home, section("Z", text("<p>Text</p>")), user=editor, title=f"P{number}", slug=f"p{number}")
    Contact.objects.bulk_create(Contact(name=f"C{n}", address="A", locale=german_policy.locale) for n in range(10))
    with CaptureQueriesContext(connection) as many:
        html = tom.get(url).content.decode()
    assert "P9" in html
    assert "C9" in html
    assert len(many) <= len(few) + 4  # contacts: targets, sources, logs, the contacts with what is below them


def test_approver_reads_the_overview(
    german_policy: PolicyPage, english: Locale, approver: AbstractUser, translator: AbstractUser
) -> None:
    url = reverse("privacy_localization:report")
    dora = _client(approver)
    edit = reverse("wagtailadmin_pages:edit", args=[german_policy.pk])

    # Given a text that is not translated, the overview leads approvers to it, not to the translator's work
    html = dora.get(url).content.decode()
    assert "Version 1 is not translated." in html
    assert edit in html
    assert work_url(german_policy, english) not in html
    assert url in dora.get(reverse("wagtailadmin_home")).content.decode()

    # And once it was begun, to the translation
    target = start_translation(german_policy, english, translator)
    html = dora.get(url).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[target.pk]) in html
    assert dora.get(work_url(german_policy, english)).status_code == 302


def test_auditor_is_not_offered_the_overview(roles: dict[str, Any], german_policy: PolicyPage) -> None:
    auditor: Any = UserFactory(username="arne")
    auditor.groups.add(roles["auditor"])
    url = reverse("privacy_localization:report")
    arne = _client(auditor)

    assert arne.get(url).status_code == 302
    assert url not in arne.get(reverse("wagtailadmin_home")).content.decode()
