"""Redaction: two persons, a reason, a record; the text goes, the chain stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageLogEntry

from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
from cms.versions.models import FrozenFile, PublishedVersion, Redaction, RedactionRequest, VersionContent
from cms.versions.redacting import confirm_redaction, reject_request, request_redaction, withdraw_request
from cms.versions.signals import version_redacted
from cms.versions.verification import verify
from tests.factories.users import UserFactory
from tests.factories.versions import document, draft, link_to

Publish = Callable[..., PublishedVersion]
REASON = "Der Text nannte eine Person mit Namen."


@pytest.fixture
def second(approver: User) -> User:
    """Another approver."""
    user: Any = UserFactory(username="vera")
    user.groups.set(approver.groups.all())
    return user


@pytest.fixture
def version(policy: PolicyPage, publish: Publish) -> PublishedVersion:
    return publish(policy)


@pytest.fixture
def redacted(version: PublishedVersion, approver: User, second: User) -> PublishedVersion:
    confirm_redaction(request_redaction(version, approver, REASON), second)
    return PublishedVersion.objects.get(pk=version.pk)


class TestRequest:
    def test_changes_nothing_for_visitors(self, client: Client, version: PublishedVersion, approver: User) -> None:
        request_redaction(version, approver, REASON)
        assert "Die Kasse." in client.get(version.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_needs_a_reason(self, version: PublishedVersion, approver: User, reason: str) -> None:
        with pytest.raises(Refused):
            request_redaction(version, approver, reason)

    def test_needs_the_permission(self, version: PublishedVersion, editor: User) -> None:
        with pytest.raises(Refused):
            request_redaction(version, editor, REASON)

    def test_is_made_once(self, version: PublishedVersion, approver: User, second: User) -> None:
        request_redaction(version, approver, REASON)
        with pytest.raises(Refused):
            request_redaction(version, second, REASON)

    def test_can_be_withdrawn_by_its_author_only(self, version: PublishedVersion, approver: User, second: User) -> None:
        request = request_redaction(version, approver, REASON)
        with pytest.raises(Refused):
            withdraw_request(request, second)
        withdraw_request(request, approver)

        assert not RedactionRequest.objects.exists()
        with pytest.raises(Refused):
            confirm_redaction(request, second)
        assert VersionContent.objects.filter(version=version).exists()

    def test_can_be_declined_by_the_second_person(
        self, version: PublishedVersion, approver: User, second: User
    ) -> None:
        reject_request(request_redaction(version, approver, REASON), second)
        assert not RedactionRequest.objects.exists()
        assert not Redaction.objects.exists()


class TestConfirmation:
    def test_takes_another_person(self, version: PublishedVersion, approver: User) -> None:
        request = request_redaction(version, approver, REASON)
        with pytest.raises(Refused):
            confirm_redaction(request, approver)
        assert not Redaction.objects.exists()

    def test_takes_the_permission(self, version: PublishedVersion, approver: User, editor: User) -> None:
        request = request_redaction(version, approver, REASON)
        with pytest.raises(Refused):
            confirm_redaction(request, editor)

    def test_by_the_same_person_is_possible_in_a_team_of_one(
        self, version: PublishedVersion, approver: User, settings: Any
    ) -> None:
        settings.WAGTAIL_PRIVACY_FOUR_EYES = False
        redaction = confirm_redaction(request_redaction(version, approver, REASON), approver)
        assert redaction.requested_by == redaction.confirmed_by == "Dora"

    def test_is_recorded_and_logged(self, redacted: PublishedVersion) -> None:
        record: Any = redacted.redaction
        assert (record.requested_by, record.confirmed_by, record.reason) == ("Dora", "Vera", REASON)
        actions = PageLogEntry.objects.filter(action__startswith="privacy.redaction").order_by("pk")
        assert [entry.action for entry in actions] == ["privacy.redaction.request", "privacy.redaction"]
        with override("en"):
            assert [entry.message for entry in actions] == [
                f"Redaction of version 1 requested: {REASON}",
                f"Version 1 redacted: {REASON}",
            ]

    def test_is_announced(self, version: PublishedVersion, approver: User, second: User) -> None:
        announced: list[Any] = []

        def receive(version: Any, page: Any, **kwargs: Any) -> None:
            announced.append((version, page))

        version_redacted.connect(receive)
        try:
            confirm_redaction(request_redaction(version, approver, REASON), second)
        finally:
            version_redacted.disconnect(receive)

        assert announced == [(version, PolicyPage.objects.get())]

    def test_leaves_no_word_of_the_text(self, redacted: PublishedVersion) -> None:
        assert not VersionContent.objects.exists()
        assert redacted.content_hash
        assert redacted.compute_hash() == redacted.hash
        assert verify().fault is None


class TestVisitors:
    def test_read_reason_and_date_instead_of_the_text(self, client: Client, redacted: PublishedVersion) -> None:
        html = client.get(redacted.get_absolute_url()).content.decode()
        assert "Die Kasse." not in html
        assert REASON in html
        assert "Dora" not in html

    def test_read_it_on_the_live_page_if_the_version_is_in_force(
        self, client: Client, redacted: PublishedVersion, policy: PolicyPage
    ) -> None:
        html = client.get(policy.get_url()).content.decode()
        assert "Die Kasse." not in html
        assert "privacy-shell-notice" in html

    def test_see_it_in_the_list(self, client: Client, redacted: PublishedVersion) -> None:
        address = reverse("privacy_versions:archive", args=[redacted.document_key, redacted.language])
        assert client.get(address).context["versions"][0].redaction.reason == REASON

    def test_cannot_inject_markup_through_the_reason(
        self, client: Client, version: PublishedVersion, approver: User, second: User
    ) -> None:
        confirm_redaction(request_redaction(version, approver, "<script>alert(1)</script>"), second)
        assert "<script>" not in client.get(version.get_absolute_url()).content.decode()


class TestDocuments:
    def test_go_with_the_only_version_that_links_them(
        self,
        client: Client,
        policy: PolicyPage,
        publish: Publish,
        editor: User,
        approver: User,
        second: User,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        draft(policy, link_to(document()), editor)
        version = publish(policy)
        link = version.version_files.get()
        address = reverse("privacy_versions:file", args=[link.file_id, link.name])

        with django_capture_on_commit_callbacks(execute=True):
            confirm_redaction(request_redaction(version, approver, REASON), second)

        stored: Any = FrozenFile.objects.get().file
        assert not stored.storage.exists(stored.name)
        assert client.get(address, follow=True).status_code == 404
        assert verify().fault is None

    def test_stay_with_another_version_that_links_them(
        self,
        policy: PolicyPage,
        publish: Publish,
        editor: User,
        approver: User,
        second: User,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        html = link_to(document())
        draft(policy, html, editor)
        version = publish(policy)
        draft(policy, html + "<p>Mehr.</p>", editor)
        publish(policy)

        with django_capture_on_commit_callbacks(execute=True):
            confirm_redaction(request_redaction(version, approver, REASON), second)

        report = verify()
        assert (report.fault, report.files) == (None, 1)

    def test_come_back_when_they_are_published_again(
        self,
        policy: PolicyPage,
        publish: Publish,
        editor: User,
        approver: User,
        second: User,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        html = link_to(document())
        draft(policy, html, editor)
        version = publish(policy)
        with django_capture_on_commit_callbacks(execute=True):
            confirm_redaction(request_redaction(version, approver, REASON), second)

        draft(policy, html + "<p>Mehr.</p>", editor)
        publish(policy)

        report = verify()
        assert (report.fault, report.files) == (None, 1)


def test_page_can_be_published_again_after_a_redaction(
    client: Client, redacted: PublishedVersion, policy: PolicyPage, publish: Publish, editor: User
) -> None:
    draft(policy, "<p>Die Kasse, ohne Namen.</p>", editor)
    assert publish(policy).label == "2"
    assert "Die Kasse, ohne Namen." in client.get(policy.get_url()).content.decode()
