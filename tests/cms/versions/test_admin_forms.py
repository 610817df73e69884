"""The editor asks what a change means to visitors, and forgets it after publishing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.policies.models import PolicyPage
from tests.cms.versions.editing import Editor, Publish, edit_address, fresh, in_force, said, signed_in
from tests.factories.versions import draft

pytestmark = pytest.mark.django_db


def test_editor_asks_for_kind_note_and_date_with_the_criteria(policy: PolicyPage, editor: Any) -> None:
    html = Editor.open(policy, editor).html()

    assert "a change of a purpose, of the controller" in html
    assert 'name="change_kind" value="material"' in html.replace(' required id="id_change_kind_0"', "")
    assert 'name="change_note"' in html
    assert 'name="valid_from"' in html


def test_answers_are_kept_with_the_version_and_cleared_in_page_and_next_draft(
    policy: PolicyPage, editor: Any, publish: Publish
) -> None:
    publish(policy)
    day = timezone.localdate() - timedelta(days=3)
    Editor.open(policy, editor).write("<p>Anders gesagt.</p>").press(
        change_kind="editorial", change_note="Klarer gesagt.", valid_from=day.isoformat()
    )

    version = publish(policy)

    assert (version.label, version.change_note, version.valid_from) == ("1.1", "Klarer gesagt.", day)
    for state in (fresh(policy), fresh(policy).get_latest_revision().as_object()):
        assert (state.change_kind, state.change_note, state.valid_from) == ("material", "", None)
    assert 'value="Klarer' not in Editor.open(policy, editor).html()


def test_answers_are_cleared_when_the_text_was_the_same(policy: PolicyPage, editor: Any, publish: Publish) -> None:
    publish(policy)
    Editor.open(policy, editor).press(change_note="Nichts geändert.")

    version = publish(policy)

    assert version.label == "1"
    assert fresh(policy).change_note == ""


def test_state_of_publication_is_shown(policy: PolicyPage, editor: Any, publish: Publish) -> None:
    assert "No version has been published yet." in Editor.open(policy, editor).html()
    version = publish(policy)

    html = Editor.open(policy, editor).html()

    assert "In force: version 1, valid from" in html
    assert version.get_absolute_url() in html
    assert "This draft is based on version 1." in html


def test_date_later_than_publishing_is_refused_with_the_way_out(policy: PolicyPage, editor: Any, approver: Any) -> None:
    draft(policy, "<p>Künftig.</p>", editor, valid_from=date(2999, 1, 1))

    response = Editor.open(policy, approver).press("publish")

    assert "Schedule the publication for that day instead" in said(response)
    assert response.url == edit_address(policy)
    assert in_force(policy) is None


def test_wrong_date_is_told_at_its_field(policy: PolicyPage, editor: Any) -> None:
    response = Editor.open(policy, editor).press(valid_from="morgen")

    assert "Enter a valid date" in response.content.decode()


def test_garbage_in_the_hidden_fields_is_no_server_error(policy: PolicyPage, editor: Any) -> None:
    for value in ("x", "-1", "9" * 40):
        response = Editor.open(policy, editor).press(draft_base=value, taken_over=value)
        assert response.status_code in {200, 302}


def test_opening_and_saving_changes_nothing(policy: PolicyPage, editor: Any, publish: Publish) -> None:
    publish(policy)
    Editor.open(policy, editor).press()

    assert publish(policy).label == "1"


def test_translation_is_not_asked_for_the_kind(
    policy: PolicyPage, publish: Publish, english_home: Any, superuser: Any
) -> None:
    publish(policy)
    translated = policy.copy_for_translation(english_home.locale, copy_parents=True)

    html = signed_in(superuser).get(reverse("wagtailadmin_pages:edit", args=[translated.pk])).content.decode()

    assert 'name="change_kind"' not in html


def test_editor_costs_a_constant_number_of_queries(
    policy: PolicyPage, editor: Any, publish: Publish, django_assert_max_num_queries: Any
) -> None:
    publish(policy)
    for number in range(5):
        draft(policy, f"<p>Fassung {number}.</p>", editor)
        publish(policy)
    browser = signed_in(editor)
    browser.get(edit_address(policy))

    with django_assert_max_num_queries(120):
        browser.get(edit_address(policy))
