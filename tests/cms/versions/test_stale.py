"""A draft that was begun before the version in force is not published, and nothing of it is lost."""

from typing import Any

import pytest
from django.urls import reverse

from cms.policies.models import PolicyPage
from tests.cms.versions.editing import (
    Editor,
    Publish,
    draft_text,
    edit_address,
    fresh,
    in_force,
    live_text,
    refused,
    said,
    signed_in,
)
from tests.factories.users import UserFactory
from tests.factories.versions import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def second_approver(approver: Any) -> Any:
    user: Any = UserFactory(username="dieter")
    user.groups.set(approver.groups.all())
    return user


def publish_meanwhile(page: PolicyPage, editor: Any, publish: Publish) -> None:
    draft(page, "<p>Inzwischen veröffentlicht.</p>", editor)
    publish(page)


def test_form_loaded_before_a_publication_and_posted_after_it_is_refused(
    published: PolicyPage, publish: Publish, editor: Any, second_approver: Any, settings: Any
) -> None:
    settings.WAGTAIL_PRIVACY_FOUR_EYES = False
    second = Editor.open(published, second_approver).write("<p>Mein anderer Text.</p>")
    publish_meanwhile(published, editor, publish)

    response = second.press("publish")

    assert response.url == edit_address(published)
    assert "version 2 was published after this draft was begun" in said(response)
    assert "Inzwischen" in live_text(published)
    assert "Mein anderer Text" in draft_text(published), "what was entered is kept as the draft"
    assert in_force(published).label == "2"


def test_saved_stale_draft_warns_and_names_the_version(published: PolicyPage, publish: Publish, editor: Any) -> None:
    stale = Editor.open(published, editor).write("<p>Mein Text.</p>")
    publish_meanwhile(published, editor, publish)
    stale.press()

    html = stale.html()

    assert "Version 2 was published after this draft was begun." in html
    assert "This draft is based on version 1." in html
    assert reverse("wagtailadmin_pages:revisions_compare", args=[published.pk, "live", "latest"]) in html


def test_confirming_what_the_newer_version_changed_lets_the_draft_go_on(
    published: PolicyPage, publish: Publish, editor: Any
) -> None:
    stale = Editor.open(published, editor).write("<p>Mein Text mit allem.</p>")
    publish_meanwhile(published, editor, publish)
    stale.press()

    Editor.open(published, editor).press(taken_over=in_force(published).sequence)

    assert "was published after this draft was begun" not in stale.html()
    assert publish(published).label == "3"
    assert "Mein Text mit allem" in live_text(published)


def test_confirmation_counts_for_the_version_that_was_shown_only(
    published: PolicyPage, publish: Publish, editor: Any
) -> None:
    stale = Editor.open(published, editor).write("<p>Mein Text.</p>")
    publish_meanwhile(published, editor, publish)
    shown = in_force(published).sequence
    draft(published, "<p>Noch eine.</p>", editor)
    publish(published)

    stale.press(taken_over=shown)

    with refused("version 3 was published"):
        publish(published)


def test_number_from_elsewhere_does_not_get_ahead_of_the_version_in_force(
    published: PolicyPage, publish: Publish, editor: Any
) -> None:
    Editor.open(published, editor).write("<p>Mein Text.</p>").press(draft_base=999)

    assert fresh(published).get_latest_revision_as_object().based_on == in_force(published).sequence


def test_automatic_saving_keeps_the_base(published: PolicyPage, editor: Any, publish: Publish) -> None:
    first = Editor.open(published, editor).write("<p>Erster Stand.</p>")
    saved = first.autosave()
    assert saved.json()["success"], saved.content
    again = first.write("<p>Zweiter Stand.</p>").autosave(fresh(published).get_latest_revision())

    assert again.json()["success"], again.content
    assert fresh(published).get_latest_revision_as_object().based_on == in_force(published).sequence
    assert publish(published).label == "2"


def test_workflow_refuses_a_stale_draft_and_stays_where_it_is(
    published: PolicyPage, publish: Publish, editor: Any, approver: Any, second_approver: Any
) -> None:
    stale = Editor.open(published, editor).write("<p>Begonnen vor Fassung 2.</p>")
    publish_meanwhile(published, editor, publish)
    stale.press("submit")
    Editor.open(published, approver).workflow("approve")
    step = fresh(published).current_workflow_task_state
    assert step.workflow_state.is_at_final_task

    response = Editor.open(published, second_approver).workflow("approve")

    assert "was published after this draft was begun" in said(response)
    assert response.url == edit_address(published)
    assert fresh(published).current_workflow_task_state == step
    assert "Begonnen" not in live_text(published)


def test_api_refuses_a_stale_draft_with_the_reason(
    published: PolicyPage, publish: Publish, editor: Any, approver: Any
) -> None:
    stale = Editor.open(published, editor).write("<p>Mein Text.</p>")
    publish_meanwhile(published, editor, publish)
    stale.press()

    response: Any = signed_in(approver).post(
        reverse("wagtailadmin_api:pages:action", args=[published.pk, "publish"]), content_type="application/json"
    )

    assert response.status_code == 409
    assert "version 2 was published" in response.json()["message"]
    assert in_force(published).label == "2"


def test_bulk_publishing_is_refused_as_a_whole(
    published: PolicyPage, publish: Publish, editor: Any, approver: Any, home: Any
) -> None:
    stale = Editor.open(published, editor).write("<p>Mein Text.</p>")
    publish_meanwhile(published, editor, publish)
    stale.press()
    from tests.factories.policies import policy_page

    other = policy_page(home, user=editor, slug="andere", title="Andere")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response: Any = signed_in(approver).post(f"{address}?id={other.pk}&id={published.pk}", {"next": "/admin/"})

    assert "“Datenschutzerklärung” was not published: version 2" in said(response)
    assert not fresh(other).live
    assert in_force(other) is None


def test_going_back_to_an_old_revision_begins_the_draft_now(
    published: PolicyPage, publish: Publish, editor: Any
) -> None:
    old = published.live_revision
    publish_meanwhile(published, editor, publish)
    client = signed_in(editor)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[published.pk, old.pk])
    html = client.get(address).content.decode()
    assert "was published after this draft was begun" not in html
    form = Editor.open(published, editor).write("<p>Die Kasse.</p>").form
    current = in_force(published).sequence
    assert f'name="draft_base" value="{current}"' in html

    client.post(address, {**form, "draft_base": current})

    assert publish(published).label == "3"
    assert "Die Kasse" in live_text(published)


def test_going_back_through_the_api_begins_the_draft_now(published: PolicyPage, publish: Publish, editor: Any) -> None:
    old = published.live_revision
    publish_meanwhile(published, editor, publish)

    response: Any = signed_in(editor).post(
        reverse("wagtailadmin_api:pages:action", args=[published.pk, "revert_to_page_revision"]),
        {"revision_id": old.pk},
        content_type="application/json",
    )

    assert response.status_code == 200
    assert publish(published).label == "3"
