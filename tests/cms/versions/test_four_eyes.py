"""Nobody publishes what they wrote, by any path."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.policies.models import PolicyPage
from cms.versions.authors import author_sources, authors_since_publication, is_author
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


def publish_button(html: str) -> bool:
    return 'name="action-publish"' in html


def test_approver_publishes_a_text_of_somebody_else(policy: PolicyPage, approver: Any, editor: Any) -> None:
    response = Editor.open(policy, approver).press("publish")

    version = in_force(policy)
    assert "has been published" in said(response)
    assert "not published" not in said(response)
    assert (version.label, version.publisher, version.approver) == ("1", "Erika", "Dora")
    assert not version.is_self_approved


def test_approver_who_changes_the_text_while_publishing_is_its_author(published: PolicyPage, approver: Any) -> None:
    response = Editor.open(published, approver).write("<p>Von mir.</p>").press("publish")

    assert "you changed this text yourself" in said(response)
    assert response.url == edit_address(published)
    assert "Von mir" in draft_text(published)
    assert "Von mir" not in live_text(published)
    assert in_force(published).label == "1"


def test_author_sees_no_publish_button_but_why(published: PolicyPage, approver: Any, editor: Any) -> None:
    draft(published, "<p>Von Erika.</p>", editor)
    assert publish_button(Editor.open(published, approver).html())

    draft(published, "<p>Von Dora.</p>", approver)
    html = Editor.open(published, approver).html()

    assert not publish_button(html)
    assert "You changed this text yourself." in html


def test_button_that_automatic_saving_has_overtaken_saves_and_says_why(published: PolicyPage, approver: Any) -> None:
    opened = Editor.open(published, approver).write("<p>Von Dora.</p>")
    opened.autosave()

    response = opened.press("publish")

    assert in_force(published).label == "1"
    assert "Von Dora" in draft_text(published)
    assert "you changed this text yourself" in said(response)


def test_editor_has_no_way_to_publish(published: PolicyPage, editor: Any) -> None:
    draft(published, "<p>Neu.</p>", UserFactory(username="egon"))

    with refused("do not have the permission"):
        fresh(published).get_latest_revision().publish(user=editor)
    Editor.open(published, editor).press("publish")

    assert in_force(published).label == "1"


def test_everybody_since_the_last_publication_is_an_author(published: PolicyPage, editor: Any, approver: Any) -> None:
    draft(published, "<p>Von Dora.</p>", approver)
    draft(published, "<p>Von Erika.</p>", editor)

    with refused("you changed this text yourself"):
        fresh(published).get_latest_revision().publish(user=approver)

    assert authors_since_publication(fresh(published)) == {editor.pk, approver.pk}


def test_publication_begins_a_new_count(published: PolicyPage, editor: Any, approver: Any, publish: Publish) -> None:
    dieter: Any = UserFactory(username="dieter")
    dieter.groups.set(approver.groups.all())
    draft(published, "<p>Von Dora.</p>", approver)
    publish(published, dieter)

    draft(published, "<p>Von Erika.</p>", editor)

    assert not is_author(fresh(published), approver)
    assert publish(published, approver).label == "3"


def test_saving_without_a_change_makes_nobody_an_author(published: PolicyPage, editor: Any, approver: Any) -> None:
    draft(published, "<p>Von <b>Erika</b>, ohne Nummern der Absätze.</p>", editor)
    opened = Editor.open(published, approver)
    opened.press()
    opened.press()

    Editor.open(published, approver).press("publish")

    assert in_force(published).label == "2"
    assert in_force(published).publisher == "Erika"


def test_purging_revisions_frees_no_author(published: PolicyPage, editor: Any, approver: Any) -> None:
    Editor.open(published, approver).write("<p>Von Dora.</p>").press()
    Editor.open(published, editor).write("<p>Von Erika.</p>").press()
    call_command("purge_revisions", verbosity=0)
    assert fresh(published).revisions.count() == 1

    with refused("you changed this text yourself"):
        fresh(published).get_latest_revision().publish(user=approver)


def test_overwriting_the_published_revision_is_a_change(published: PolicyPage, approver: Any, editor: Any) -> None:
    """Automatic saving may overwrite one's own latest revision: here the one that has just been published."""
    draft(published, "<p>Von Erika.</p>", editor)
    Editor.open(published, approver).press("publish")
    own = fresh(published).get_latest_revision()
    assert own.user == approver
    sneaky = Editor.open(published, approver).write("<p>Von Dora.</p>").autosave(own)
    assert sneaky.json()["success"]

    response = Editor.open(published, approver).press("publish")

    assert in_force(published).label == "2"
    assert "Von Dora" not in live_text(published)
    assert response.status_code == 302


def test_text_without_a_named_author_needs_a_named_approver(published: PolicyPage, approver: Any) -> None:
    draft(published, "<p>Von einem Programm.</p>", None)
    revision = fresh(published).get_latest_revision()

    with refused("approver who is named"):
        revision.publish()
    revision.publish(user=approver)

    assert in_force(published).label == "2"


def test_other_rooms_name_authors_too(published: PolicyPage, approver: Any, editor: Any) -> None:
    draft(published, "<p>Übersetzt.</p>", editor)
    author_sources.register("test", lambda page, since: {approver.pk})
    try:
        assert is_author(fresh(published), approver)
    finally:
        author_sources.unregister("test")


def test_administrators_do_not_approve(published: PolicyPage, superuser: Any, editor: Any) -> None:
    draft(published, "<p>Neu.</p>", editor)

    assert not publish_button(Editor.open(published, superuser).html())
    with refused("administrators do not approve"):
        fresh(published).get_latest_revision().publish(user=superuser)


def test_creating_and_publishing_in_one_step_leaves_a_draft(home: Any, superuser: Any, policy: PolicyPage) -> None:
    client = signed_in(superuser)
    address = reverse("wagtailadmin_pages:add", args=["privacy_policies", "policypage", home.pk])
    assert not publish_button(client.get(address).content.decode())
    form = {**Editor.open(policy, superuser).form, "title": "Zweite", "slug": "zweite", "draft_base": 0}

    response: Any = client.post(address, {**form, "action-publish": "action-publish"})

    page = PolicyPage.objects.get(slug="zweite")
    assert not page.live
    assert response.url == edit_address(page)
    assert "you changed this text yourself" in said(response)


def test_team_of_one_says_so(policy: PolicyPage, approver: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY_FOUR_EYES = False
    draft(policy, "<p>Ganz allein.</p>", approver)

    Editor.open(policy, approver).press("publish")

    assert in_force(policy).is_self_approved


def test_without_the_rule_the_permission_is_still_asked_for(policy: PolicyPage, editor: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY_FOUR_EYES = False

    with refused("do not have the permission"):
        policy.get_latest_revision().publish(user=editor)


def test_bulk_publishing_leaves_out_what_the_person_wrote(published: PolicyPage, approver: Any, home: Any) -> None:
    draft(published, "<p>Von Dora.</p>", approver)
    other = home.add_child(instance=type(home)(title="Andere", slug="andere", live=False))
    other.save_revision(user=approver)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    browser = signed_in(approver)

    question = browser.get(f"{address}?id={other.pk}&id={published.pk}").content.decode()
    browser.post(f"{address}?id={other.pk}&id={published.pk}", {"next": "/admin/"})

    assert "You don't have permission to publish this page" in question.replace("&#x27;", "'")
    assert Page.objects.get(pk=other.pk).live
    assert in_force(published).label == "1"


def test_api_refuses_the_author(published: PolicyPage, approver: Any) -> None:
    draft(published, "<p>Von Dora.</p>", approver)

    response: Any = signed_in(approver).post(
        reverse("wagtailadmin_api:pages:action", args=[published.pk, "publish"]), content_type="application/json"
    )

    assert response.status_code in {403, 409}
    assert in_force(published).label == "1"


def test_asking_costs_the_same_whatever_the_number_of_revisions(
    published: PolicyPage, editor: Any, approver: Any
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert not is_author(fresh(published), approver)
        return len(queries)

    draft(published, "<p>Neu.</p>", editor)
    few = cost()
    for number in range(30):
        draft(published, f"<p>Neu {number}.</p>", editor)

    assert cost() == few


def test_many_own_revisions_are_taken_for_changes_unread(published: PolicyPage, editor: Any) -> None:
    for number in range(25):
        draft(published, f"<p>Neu {number}.</p>", editor)

    with CaptureQueriesContext(connection) as queries:
        assert is_author(fresh(published), editor)

    assert len(queries) <= 8


def test_unscheduling_takes_no_second_person(published: PolicyPage, approver: Any) -> None:
    draft(published, "<p>Von Dora.</p>", approver, go_live_at=timezone.now() + timedelta(days=1))

    assert fresh(published).permissions_for_user(approver).can_unschedule()
    assert not fresh(published).permissions_for_user(approver).can_publish()
