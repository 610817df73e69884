"""An earlier version becomes a draft again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from cms.versions.redacting import confirm_redaction, request_redaction
from cms.versions.restoring import restore_as_draft
from tests.factories.policies import section, text
from tests.factories.versions import draft, translation

Publish = Callable[..., PublishedVersion]


def stored(page: PolicyPage) -> PolicyPage:
    return PolicyPage.objects.get(pk=page.pk)


@pytest.fixture
def versions(policy: PolicyPage, publish: Publish, editor: User) -> list[PublishedVersion]:
    first = publish(policy)
    draft(policy, "<p>Die neue Kasse.</p>", editor, title="Datenschutz", summary="<p>Kurz.</p>")
    return [first, publish(policy)]


def test_text_and_title_come_back_and_nothing_is_published(
    versions: list[PublishedVersion], policy: PolicyPage, editor: User
) -> None:
    restore_as_draft(versions[0], editor)

    page = stored(policy)
    restored = page.get_latest_revision_as_object()
    assert restored.versioned_content() == versions[0].content.structured
    assert (restored.title, restored.summary) == ("Datenschutzerklärung", "")
    assert page.has_unpublished_changes
    assert page.title == "Datenschutz"
    assert page.current_version == versions[1]


def test_blocks_keep_their_ids(versions: list[PublishedVersion], policy: PolicyPage, editor: User) -> None:
    restore_as_draft(versions[0], editor)
    restored = stored(policy).get_latest_revision_as_object()
    assert [block.id for block in restored.body] == [block["id"] for block in versions[0].content.structured["body"]]


def test_change_note_says_where_the_text_comes_from_in_the_language_of_the_page(
    policy: PolicyPage, publish: Publish, editor: User, translator: User
) -> None:
    publish(policy)
    page = translation(policy, "<p>The fund.</p>", translator)
    first = publish(page)
    draft(page, "<p>The fund, corrected.</p>", translator)
    publish(page)

    restore_as_draft(first, translator)

    restored = stored(page).get_latest_revision_as_object()
    assert restored.change_note == "Text of version 1 restored"
    assert restored.translated_from == first.source_sequence


def test_draft_is_based_on_the_version_in_force_and_can_be_published(
    versions: list[PublishedVersion], policy: PolicyPage, editor: User, publish: Publish
) -> None:
    restore_as_draft(versions[0], editor)

    third = publish(policy)

    assert third.label == "3"
    assert third.content.html == versions[0].content.html
    assert third.change_note


def test_draft_is_the_own_text_of_the_person_who_restored_it(
    versions: list[PublishedVersion], policy: PolicyPage, publish: Publish, approver: User
) -> None:
    restore_as_draft(versions[0], approver)
    with pytest.raises(Refused):
        publish(policy, user=approver)


def test_content_of_a_missing_plug_in_survives(policy: PolicyPage, publish: Publish, editor: User) -> None:
    # Given: a version with a block of a plug-in that has been taken out since
    version = publish(policy)
    foreign = {"type": "from_elsewhere", "value": {"x": 1}, "id": "5f0c52b0-8f3a-4b5e-9d6e-0c1b2a3d4e5f"}
    version.content.structured["body"].append(foreign)

    # When
    restore_as_draft(version, editor)

    # Then
    restored = stored(policy).get_latest_revision_as_object()
    assert restored.body[-1].block_type == "unknown"
    assert restored.versioned_content()["body"][-1] == foreign


def test_field_that_the_page_no_longer_has_is_left_out(policy: PolicyPage, publish: Publish, editor: User) -> None:
    version = publish(policy)
    version.content.structured["gone"] = "x"
    assert restore_as_draft(version, editor).content["title"] == "Datenschutzerklärung"


def test_earlier_draft_stays_in_the_history(versions: list[PublishedVersion], policy: PolicyPage, editor: User) -> None:
    unfinished = draft(policy, "<p>Unfertig.</p>", editor)
    restore_as_draft(versions[0], editor)
    assert stored(policy).revisions.filter(pk=unfinished.pk).exists()


def test_redacted_version_cannot_be_restored(
    versions: list[PublishedVersion], editor: User, approver: User, superuser: User
) -> None:
    confirm_redaction(request_redaction(versions[0], approver, "Grund"), superuser)
    with pytest.raises(Refused):
        restore_as_draft(PublishedVersion.objects.get(pk=versions[0].pk), editor)


def test_person_without_the_permission_to_edit_is_refused(versions: list[PublishedVersion], roles: Any) -> None:
    from tests.factories.users import UserFactory

    auditor: Any = UserFactory(username="anton")
    auditor.groups.add(roles["auditor"])
    with pytest.raises(Refused):
        restore_as_draft(versions[0], auditor)


def test_locked_page_is_refused(
    versions: list[PublishedVersion], policy: PolicyPage, editor: User, approver: User
) -> None:
    page = stored(policy)
    page.locked, page.locked_by = True, approver
    page.save()
    with pytest.raises(Refused):
        restore_as_draft(versions[0], editor)


def test_page_type_of_several_blocks_comes_back_whole(policy: PolicyPage, publish: Publish, editor: User) -> None:
    latest = stored(policy).get_latest_revision_as_object()
    latest.body = [section(f"Abschnitt {n}", text(f"<p>{n}</p>")) for n in range(20)]
    latest.save_revision(user=editor)
    version = publish(policy)
    draft(policy, "<p>Kurz.</p>", editor)
    publish(policy)

    restore_as_draft(version, editor)

    assert len(stored(policy).get_latest_revision_as_object().body) == 20
