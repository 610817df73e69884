"""Editions in the admin: who sees what, and the way from the request to the edition."""

from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from cms.register.editions.cutting import request_edition
from cms.register.editions.redacting import request_row_redaction
from cms.register.models import EditionRequest, EditionRowContent, RegisterEdition, RegisterPage, RowRedactionRequest
from tests.cms.register.editions.conftest import Cut
from tests.factories.register_editions import many_public_entries, public_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries(two_languages: Any) -> None:
    """Every test has something to freeze."""


def sign_in(client: Client, user: Any) -> None:
    """The person uses the admin in English."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client.force_login(user)


def messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


class TestWhoSeesWhat:
    @pytest.mark.parametrize("role", ["editor", "translator", "auditor"])
    def test_readers_of_versions_see_editions_and_no_buttons(
        self, client: Client, page: RegisterPage, cut: Cut, roles: Any, role: str
    ) -> None:
        from tests.factories.users import UserFactory

        edition = cut()
        user: Any = UserFactory(username=f"who-{role}")
        user.groups.add(roles[role])
        sign_in(client, user)
        listed = client.get(reverse("privacy_editions")).content.decode()
        assert reverse("privacy_edition", args=[edition.pk]) in listed
        assert "Request an edition" not in listed
        assert "Request redaction" not in client.get(reverse("privacy_edition", args=[edition.pk])).content.decode()
        for address in (
            reverse("privacy_edition_request", args=[page.pk]),
            reverse("privacy_edition_redact", args=[edition.rows.first().pk]),
            reverse("privacy_edition_proof", args=[edition.pk, "de"]),
        ):
            assert client.get(address).status_code == 302

    def test_others_see_nothing(self, client: Client, roles: Any) -> None:
        from tests.factories.users import UserFactory

        user: Any = UserFactory(username="fremd")
        user.groups.add(roles["submissions_reader"])
        sign_in(client, user)
        assert client.get(reverse("privacy_editions")).status_code == 302

    def test_menu_leads_to_them(self, client: Client, page: RegisterPage, approver: AbstractUser) -> None:
        sign_in(client, approver)
        assert reverse("privacy_editions") in client.get(reverse("wagtailadmin_home")).content.decode()


class TestCourse:
    def test_one_requests_and_sees_what_would_be_frozen(
        self, client: Client, page: RegisterPage, approver: Any, year: int
    ) -> None:
        sign_in(client, approver)
        address = reverse("privacy_edition_request", args=[page.pk])
        preview = client.get(address).content.decode()
        assert "1 entry is not published in English" in preview
        assert "Newsletter" in preview
        response = client.post(address, {"year": year, "valid_from": "", "note": "Zum Jahresende"}, follow=True)
        assert "Another person has to approve it" in messages(response)
        assert EditionRequest.objects.get().note == "Zum Jahresende"

    def test_another_one_approves(
        self, client: Client, page: RegisterPage, approver: Any, second: Any, year: int
    ) -> None:
        request = request_edition(page, year, approver)
        sign_in(client, second)
        address = reverse("privacy_edition_decide", args=[request.pk])
        form = client.get(address).context["form"]
        response = client.post(address, {"decision": "approve", "seen": form.initial["seen"]}, follow=True)
        assert "is cut" in messages(response)
        assert RegisterEdition.objects.get().version.approver == "Xenia"

    def test_the_requester_may_withdraw_only(
        self, client: Client, page: RegisterPage, approver: Any, year: int
    ) -> None:
        request = request_edition(page, year, approver)
        sign_in(client, approver)
        address = reverse("privacy_edition_decide", args=[request.pk])
        seen = client.get(address)
        assert "another person has to approve it" in seen.content.decode()
        client.post(address, {"decision": "approve", "seen": seen.context["form"].initial["seen"]})
        assert not RegisterEdition.objects.exists()
        client.post(address, {"withdraw": "1"})
        assert not EditionRequest.objects.exists()
        assert client.get(address).status_code == 302

    def test_a_change_since_the_request_is_shown_and_has_to_be_confirmed(
        self, client: Client, page: RegisterPage, approver: Any, second: Any, year: int
    ) -> None:
        request = request_edition(page, year, approver)
        public_entry("VVT-003", name="Gewinnspiel")
        sign_in(client, second)
        address = reverse("privacy_edition_decide", args=[request.pk])
        seen = client.get(address)
        assert "has changed since the request" in seen.content.decode()
        assert "Gewinnspiel" in seen.content.decode()
        values = {"decision": "approve", "seen": seen.context["form"].initial["seen"]}
        assert "Look at it and confirm" in client.post(address, values).content.decode()
        assert not RegisterEdition.objects.exists()

        public_entry("VVT-004", name="Beschwerden")
        response = client.post(address, {**values, "is_confirmed": "on"}, follow=True)
        assert "changed since you looked at it" in messages(response)
        assert not RegisterEdition.objects.exists()

        values["seen"] = client.get(address).context["form"].initial["seen"]
        client.post(address, {**values, "is_confirmed": "on"})
        assert RegisterEdition.objects.get().counts == {"de": 4, "en": 1}

    def test_declining_ends_the_request(
        self, client: Client, page: RegisterPage, approver: Any, second: Any, year: int
    ) -> None:
        request = request_edition(page, year, approver)
        sign_in(client, second)
        address = reverse("privacy_edition_decide", args=[request.pk])
        client.post(address, {"decision": "reject", "seen": "x"})
        assert not EditionRequest.objects.exists()

    def test_a_refusal_is_told_and_nothing_is_stored(
        self, client: Client, page: RegisterPage, cut: Cut, approver: Any, year: int
    ) -> None:
        cut()
        sign_in(client, approver)
        address = reverse("privacy_edition_request", args=[page.pk])
        response = client.post(address, {"year": year, "note": "Nur so."}, follow=True)
        assert "nothing to correct" in messages(response)
        assert not EditionRequest.objects.exists()


class TestRedaction:
    def test_goes_from_the_list_of_entries_to_the_second_person(
        self, client: Client, cut: Cut, approver: Any, second: Any, year: int
    ) -> None:
        cut(year - 1)
        edition = cut()
        row = edition.rows.get(position=1)
        sign_in(client, approver)
        address = reverse("privacy_edition_redact", args=[row.pk])
        assert address in client.get(reverse("privacy_edition", args=[edition.pk])).content.decode()
        choices = [pk for pk, _label in client.get(address).context["form"].fields["rows"].choices]
        assert len(choices) == 4
        client.post(address, {"rows": choices[:2], "reason": "Name genannt."})
        assert RowRedactionRequest.objects.get().rows.count() == 2
        client.post(address, {"decision": "confirm"})
        assert EditionRowContent.objects.filter(row=row).exists()

        sign_in(client, second)
        assert "Name genannt." in client.get(address).content.decode()
        client.post(address, {"decision": "confirm"})
        assert not EditionRowContent.objects.filter(row=row).exists()
        page = client.get(reverse("privacy_edition", args=[edition.pk])).content.decode()
        assert "Reason: Name genannt." in page

    def test_can_be_withdrawn(self, client: Client, cut: Cut, approver: Any) -> None:
        row = cut().rows.get(position=1)
        request_row_redaction([row], approver, "Name.")
        sign_in(client, approver)
        client.post(reverse("privacy_edition_redact", args=[row.pk]), {"withdraw": "1"})
        assert not RowRedactionRequest.objects.exists()


class TestVersions:
    """What the admin says about the version behind an edition."""

    def test_cannot_be_restored_as_the_pages_text(
        self, client: Client, cut: Cut, page: RegisterPage, editor: Any
    ) -> None:
        from cms.core.refusals import Refused
        from cms.versions.models import PublishedVersion
        from cms.versions.restoring import restore_as_draft

        edition = cut()
        sign_in(client, editor)
        inspected = client.get(reverse("privacy_version_archive:inspect", args=[edition.pk])).content.decode()
        assert "Restore as a draft" not in inspected
        assert (
            "Restore as a draft"
            in client.get(
                reverse("privacy_version_archive:inspect", args=[PublishedVersion.objects.of(page).get().pk])
            ).content.decode()
        )
        with override("en"), pytest.raises(Refused, match="no version of the page's text"):
            restore_as_draft(edition.version, editor)

    def test_keeps_its_page_from_being_deleted(self, cut: Cut, page: RegisterPage) -> None:
        from cms.core.refusals import Refused

        cut()
        with pytest.raises(Refused):
            page.delete()


def test_list_of_entries_takes_a_constant_number_of_queries(client: Client, cut: Cut, approver: Any, year: int) -> None:
    small = cut(year - 1)
    many_public_entries(120, "de")
    large = cut()
    sign_in(client, approver)
    counts = []
    for edition in (small, large):
        client.get(reverse("privacy_edition", args=[edition.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("privacy_edition", args=[edition.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
    found = client.get(reverse("privacy_edition", args=[large.pk]), {"q": "VVT-00077"}).content.decode()
    assert "VVT-00077" in found
    assert "VVT-00078" not in found
