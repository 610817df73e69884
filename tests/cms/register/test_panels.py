"""The checklist in the editor."""

from typing import Any

import pytest

from tests.cms.register.admin_views.pages import address, press
from tests.cms.versions.editing import signed_in
from tests.factories.register import activity, responsible_parties

pytestmark = pytest.mark.django_db


def test_the_editor_shows_what_an_entry_lacks_with_the_articles(editor: Any) -> None:
    # Given an entry without recipients and without a start date, and a site without a DPO
    entry = activity(recipients=[], started_on=None)
    html = signed_in(editor).get(address("edit", entry)).content.decode()
    summary, complete = html.split("data-privacy-checklist")[1:3]
    # Then the summary names the required items only
    assert "3 required items are missing" in summary
    assert "Art. 30(1)(d)" in summary
    assert "Start date" not in summary.split("</ul>")[0]
    # And the checklist tells the required from the expected
    required, expected = complete.split("Expected by supervisory authorities")
    assert "Categories of recipients" in required.split(">met<")[0]
    assert "Start date" in expected.split(">met<")[0]


def test_the_checklist_follows_what_was_saved(editor: Any) -> None:
    responsible_parties()
    entry, browser = activity(), signed_in(editor)

    def shown(query: str = "") -> str:
        return browser.get(address("checklist", entry, query)).content.decode()

    assert "Everything that an active entry needs" in shown("part=summary")
    press(browser, entry, "edit", **{"recipients-0-DELETE": "1"})
    assert "1 required item is missing" in shown("part=summary")
    assert "9 of 10 met" in shown()


def test_a_new_entry_has_no_checklist_yet(editor: Any) -> None:
    html = signed_in(editor).get(address("add")).content.decode()
    assert "The checklist appears once the entry is saved" in html
