"""The editor of entries: rows within rows, few queries, and refusals that keep the draft."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import querydict_from_html

from cms.register.models import LegalBasis, ProcessingActivity, Unit
from tests.cms.register.admin_views.pages import address, draft_of, form_of, fresh, press
from tests.cms.versions.editing import said, signed_in
from tests.factories.register import activity, catalogue_row, entry_values, published_activity, responsible_parties
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(editor: Any) -> Client:
    responsible_parties()
    return signed_in(editor)


def long_values(rows: int) -> dict[str, Any]:
    """Rows of every common kind, each purpose with two legal bases."""
    values = entry_values()
    purpose, basis = values["purposes"][0], values["purposes"][0]["legal_bases"][0]
    return {
        "purposes": [{**purpose, "legal_bases": [basis, basis]}] * rows,
        **{name: values[name] * rows for name in ("data_subjects", "data_categories", "recipients", "measures")},
    }


def test_a_purpose_with_its_legal_bases_is_saved(browser: Client) -> None:
    # Given an entry with one purpose
    entry = activity()
    basis = LegalBasis.objects.get(code="gdpr-6-1-e", locale__language_code="de")
    # When another purpose is added with two legal bases
    new = {
        "purposes-TOTAL_FORMS": "2",
        "purposes-1-id": "",
        "purposes-1-text": "Auskünfte geben",
        "purposes-1-category": "",
        "purposes-1-legitimate_interest": "",
        "purposes-1-ORDER": "2",
        "purposes-1-legal_bases-TOTAL_FORMS": "2",
        "purposes-1-legal_bases-INITIAL_FORMS": "0",
        "purposes-1-legal_bases-MIN_NUM_FORMS": "0",
        "purposes-1-legal_bases-MAX_NUM_FORMS": "1000",
    }
    for number, note in enumerate(("§ 14 SGB I", "§ 15 SGB I")):
        row = f"purposes-1-legal_bases-{number}"
        new |= {f"{row}-id": "", f"{row}-basis": str(basis.pk), f"{row}-note": note, f"{row}-ORDER": str(number + 1)}
    press(browser, entry, "edit", **new)
    # Then the draft has both, in order, and nothing of the first is lost
    first, second = draft_of(entry).purposes.all()
    assert [each.note for each in first.legal_bases.all()] == ["mit § 67a SGB X"]
    assert (second.text, [each.note for each in second.legal_bases.all()]) == (
        "Auskünfte geben",
        ["§ 14 SGB I", "§ 15 SGB I"],
    )


def test_a_legal_basis_is_removed_alone(browser: Client) -> None:
    entry = activity(**long_values(1))
    press(browser, entry, "edit", **{"purposes-0-legal_bases-0-DELETE": "1"})
    assert [purpose.legal_bases.count() for purpose in draft_of(entry).purposes.all()] == [1]


def test_the_editor_takes_the_same_queries_for_2_rows_of_each_kind_and_for_20(browser: Client) -> None:
    counts = []
    for number, rows in enumerate((2, 20)):
        entry = activity(f"VVT-{number}", **long_values(rows))
        browser.get(address("edit", entry))
        with CaptureQueriesContext(connection) as captured:
            browser.get(address("edit", entry))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 90


def test_saving_a_long_entry_does_not_ask_for_every_row_again_and_again(browser: Client) -> None:
    entry = activity(**long_values(20))
    fields = {**form_of(browser, entry), "action-edit": "action-edit"}
    with CaptureQueriesContext(connection) as captured:
        browser.post(address("edit", entry), fields)
    # 140 rows, each read by its key and written: no more than a handful of queries for each.
    assert len(captured) < 140 * 5


def test_a_select_box_offers_the_source_rows_in_the_words_of_the_reader(browser: Client) -> None:
    catalogue_row(Unit, "law", "Recht", "Legal affairs")
    catalogue_row(LegalBasis, "old", "Alt", citation="§ 15 TMG", act="tmg", is_repealed=True)
    html = browser.get(address("edit", activity())).content.decode()
    assert html.count(">Legal affairs</option>") == 1
    assert "§ 15 TMG – Alt (repealed)" in html
    assert '<optgroup label="TMG (repealed)">' in html


def test_a_row_of_another_language_or_none_is_no_choice(browser: Client) -> None:
    entry = activity()
    english = Unit.objects.get(code="it", locale__language_code="en")
    for value in (str(english.pk), "999999", "abc", "-1"):
        response = press(browser, entry, "edit", unit=value)
        assert "unit" in response.context["form"].errors
    assert draft_of(entry).unit.locale.language_code == "de"


def test_new_entries_are_written_in_the_source_language(browser: Client) -> None:
    response = browser.get(address("add", query="locale=en"))
    assert response.context["form"].instance.locale.language_code == "de"
    fields = dict(querydict_from_html(response.content.decode(), form_id="w-editor-form").items())
    browser.post(address("add", query="locale=en"), {**fields, "reference": "VVT-9", "name": "Neu"})
    assert ProcessingActivity.objects.get(reference="VVT-9").locale.language_code == "de"


def test_publishing_an_incomplete_entry_is_refused_and_the_draft_kept(browser: Client, approver: Any) -> None:
    # Given a draft of the editor that lacks its recipients
    entry = activity(status="draft", recipients=[])
    press(browser, entry, "edit", name="Vom Redakteur")
    # When the approver makes it active and publishes
    response = press(signed_in(approver), entry, "publish", status="active")
    # Then it says what is missing, stays unpublished, and the change is still there
    assert "Categories of recipients (Art. 30(1)(d))" in said(response)
    assert response.url == address("edit", entry)
    assert not fresh(entry).live
    assert (draft_of(entry).status, draft_of(entry).name) == ("active", "Vom Redakteur")


def test_publishing_ones_own_text_is_refused_and_the_draft_kept(roles: Any, approver: Any) -> None:
    responsible_parties()
    entry = published_activity()
    response = press(signed_in(approver), entry, "publish", name="Eigener Text")
    assert "Another person" in said(response)
    assert (fresh(entry).name, draft_of(entry).name) == ("Betrieb der Website", "Eigener Text")


READ = {"list", "inspect", "checklist"}
WRITE = READ | {"edit", "history", "preview_on_edit"}
CREATE = WRITE | {"add", "duplicate"}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("editor", CREATE),
        ("translator", WRITE),
        ("approver", CREATE | {"delete"}),
        ("auditor", READ),
        ("submissions_reader", set()),
    ],
)
def test_what_each_role_may_open(roles: Any, role: str, allowed: set[str]) -> None:
    responsible_parties()
    entry = activity()
    person = UserFactory(username=role)
    person.groups.add(roles[role])
    client = signed_in(person)
    views = ("list", "add", "edit", "inspect", "duplicate", "checklist", "history", "preview_on_edit", "delete")
    paths = {view: address(view, None if view in {"list", "add"} else entry) for view in views}
    assert {view for view, path in paths.items() if client.get(path).status_code < 300} == allowed


def test_the_preview_shows_the_complete_entry_and_what_the_public_reads(browser: Client) -> None:
    entry = activity()
    fields = {**form_of(browser, entry), "systems-0-access": "Nur die Leitung"}
    preview = address("preview_on_edit", entry)
    assert browser.post(preview, fields).json()["is_valid"]
    assert "Nur die Leitung" in browser.get(preview, {"mode": ""}).content.decode()
    public = browser.get(preview, {"mode": "public"}).content.decode()
    assert "Nur die Leitung" not in public
    assert "Betrieb der Website" in public
