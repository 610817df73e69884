"""Published versions in the admin: who sees what, and what the buttons do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion, Redaction, RedactionRequest
from cms.versions.viewsets import published_versions
from tests.factories.users import UserFactory
from tests.factories.versions import draft, translation

Publish = Callable[..., PublishedVersion]


def address(name: str, *args: Any) -> str:
    return reverse(published_versions.get_url_name(name), args=args)


@pytest.fixture
def version(policy: PolicyPage, publish: Publish, editor: User) -> PublishedVersion:
    """The first of two versions."""
    first = publish(policy)
    draft(policy, "<p>Die neue Kasse.</p>", editor, change_kind="editorial")
    publish(policy)
    return first


@pytest.fixture
def second(approver: User) -> User:
    user: Any = UserFactory(username="vera")
    user.groups.set(approver.groups.all())
    return user


class TestAccess:
    @pytest.mark.parametrize("role", ["editor", "translator", "approver", "auditor"])
    def test_roles_that_work_with_texts_see_the_archive(
        self, client: Client, roles: dict[str, Group], version: PublishedVersion, role: str
    ) -> None:
        user: Any = UserFactory(username="jemand")
        user.groups.add(roles[role])
        client.force_login(user)

        assert client.get(address("index")).status_code == 200
        assert client.get(address("inspect", version.pk)).status_code == 200
        menu = client.get(reverse("wagtailadmin_home")).content.decode()
        assert address("index") in menu

    def test_others_do_not(self, client: Client, roles: dict[str, Group], version: PublishedVersion) -> None:
        user: Any = UserFactory(username="jemand")
        user.groups.add(roles["submissions_reader"])
        client.force_login(user)

        for name, args in (("index", ()), ("inspect", (version.pk,)), ("redact", (version.pk,))):
            assert client.get(address(name, *args)).status_code == 302
        assert address("index") not in client.get(reverse("wagtailadmin_home")).content.decode()

    @pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "history", "usage"])
    def test_nothing_can_be_added_changed_or_deleted(self, name: str) -> None:
        with pytest.raises(NoReverseMatch):
            address(name, 1)

    def test_superuser_is_offered_nothing_that_changes_a_version(
        self, client: Client, version: PublishedVersion, superuser: User
    ) -> None:
        client.force_login(superuser)
        html = client.get(address("index")).content.decode()
        assert "privacy/versions/edit" not in html
        assert "privacy/versions/new" not in html


class TestList:
    def test_shows_the_newest_first(
        self, client: Client, version: PublishedVersion, policy: PolicyPage, editor: User
    ) -> None:
        client.force_login(editor)
        html = client.get(address("index")).content.decode()
        current = policy.current_version
        assert html.index(current.hash[:12]) < html.index(version.hash[:12])

    @pytest.mark.parametrize(
        ("query", "labels"),
        [
            ({"language": "en"}, ["1"]),
            ({"change_kind": "editorial"}, ["1.1"]),
            ({"valid_from_from": "2999-01-01"}, []),
            ({"q": "Privacy policy"}, ["1"]),
            ({"redaction": "requested"}, []),
            ({"redaction": "redacted"}, []),
        ],
    )
    def test_is_filtered_and_searched(
        self,
        client: Client,
        version: PublishedVersion,
        policy: PolicyPage,
        publish: Publish,
        translator: User,
        query: dict[str, str],
        labels: list[str],
    ) -> None:
        page = translation(policy, "<p>The fund.</p>", translator)
        page_version = publish(page)
        client.force_login(translator)

        found = client.get(address("index"), query).context["object_list"]

        if query.get("language") or query.get("q"):
            assert list(found) == [page_version]
        else:
            assert [each.label for each in found if each.language == "de"] == labels

    def test_of_one_page_is_linked_from_the_page(
        self, client: Client, version: PublishedVersion, policy: PolicyPage, editor: User
    ) -> None:
        client.force_login(editor)
        link = f"{address('index')}?page={policy.pk}"
        assert link in client.get(reverse("wagtailadmin_pages:edit", args=[policy.pk])).content.decode()
        assert len(client.get(link).context["object_list"]) == 2

    def test_can_be_exported(self, client: Client, version: PublishedVersion, editor: User) -> None:
        client.force_login(editor)
        response: Any = client.get(address("index"), {"export": "csv"})
        assert version.hash in b"".join(response.streaming_content).decode()


class TestInspecting:
    def test_shows_all_facts_and_the_text(self, client: Client, version: PublishedVersion, editor: User) -> None:
        client.force_login(editor)
        html = client.get(address("inspect", version.pk)).content.decode()
        for fact in (version.hash, version.content_hash, version.previous_hash, "Die Kasse.", "Dora", "Erika"):
            assert fact in html

    def test_offers_what_the_person_may_do(
        self, client: Client, version: PublishedVersion, editor: User, approver: User, roles: Any
    ) -> None:
        auditor: Any = UserFactory(username="anton")
        auditor.groups.add(roles["auditor"])
        expected = {editor: (True, False), approver: (True, True), auditor: (False, False)}
        for user, (may_restore, may_redact) in expected.items():
            client.force_login(user)
            html = client.get(address("inspect", version.pk)).content.decode()
            assert version.get_absolute_url() in html
            assert (address("restore", version.pk) in html) is may_restore
            assert (address("redact", version.pk) in html) is may_redact


class TestRestoring:
    def test_asks_first_and_leads_to_the_draft(
        self, client: Client, version: PublishedVersion, policy: PolicyPage, editor: User
    ) -> None:
        client.force_login(editor)
        before = policy.revisions.count()

        assert client.get(address("restore", version.pk)).status_code == 200
        assert policy.revisions.count() == before
        response = client.post(address("restore", version.pk))

        assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[policy.pk])
        assert policy.revisions.count() == before + 1
        editing = client.get(response.headers["Location"])
        assert editing.status_code == 200
        assert "Die Kasse." in editing.content.decode()


class TestRedacting:
    def test_goes_from_request_to_confirmation(
        self, client: Client, version: PublishedVersion, approver: User, second: User
    ) -> None:
        here = address("redact", version.pk)
        # Given: the first person asks
        client.force_login(approver)
        client.post(here, {"reason": "Name einer Person"})
        assert RedactionRequest.objects.get().requested_by == approver
        # When: that person tries to confirm, too
        client.post(here, {"decision": "confirm"})
        assert not Redaction.objects.exists()
        # When: another person confirms
        client.force_login(second)
        assert "Name einer Person" in client.get(here).content.decode()
        client.post(here, {"decision": "confirm"})
        # Then
        assert Redaction.objects.get().version == version
        assert "Die Kasse." not in client.get(address("inspect", version.pk)).content.decode()
        assert client.get(address("index"), {"redaction": "redacted"}).context["object_list"][0] == version

    def test_can_be_declined_and_withdrawn(
        self, client: Client, version: PublishedVersion, approver: User, second: User
    ) -> None:
        here = address("redact", version.pk)
        for user, answer in ((second, {"decision": "reject"}), (approver, {"withdraw": "1"})):
            client.force_login(approver)
            client.post(here, {"reason": "Grund"})
            client.force_login(user)
            client.post(here, answer)
            assert not RedactionRequest.objects.exists()
            assert not Redaction.objects.exists()

    @pytest.mark.parametrize("answer", [{}, {"reason": " "}, {"decision": "x"}, {"reason": "x" * 3000}])
    def test_bad_input_is_explained_in_the_form(
        self, client: Client, version: PublishedVersion, approver: User, answer: dict[str, str]
    ) -> None:
        client.force_login(approver)
        response = client.post(address("redact", version.pk), answer)
        assert response.status_code == 200
        assert response.context["form"].errors

    def test_is_closed_to_editors(self, client: Client, version: PublishedVersion, editor: User) -> None:
        client.force_login(editor)
        assert client.post(address("redact", version.pk), {"reason": "Grund"}).status_code == 302
        assert not RedactionRequest.objects.exists()
