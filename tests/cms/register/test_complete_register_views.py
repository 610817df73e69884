"""Reading, printing and exporting the complete register."""

import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.register import complete_register
from tests.cms.versions.editing import said, signed_in
from tests.factories.register import published_activity, responsible_parties
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "privacy_complete_register"
ADDRESSES = [
    (PAGE, []),
    (f"{PAGE}_document", []),
    *((f"{PAGE}_export", [extension]) for extension in ("xlsx", "csv", "json", "jsonld")),
]


@pytest.fixture(autouse=True)
def entry(roles: Any) -> Any:
    responsible_parties()
    return published_activity(publicity="no", publicity_reason="Sicherheit")


def read(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_nobody_else_reads_it(roles: Any, name: str, args: list[str]) -> None:
    for role in ("editor", "translator", "auditor", "submissions_reader"):
        person: Any = UserFactory(username=role)
        person.groups.add(roles[role])
        response: Any = signed_in(person).get(reverse(name, args=args), {"language": "de"})
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert not ModelLogEntry.objects.filter(action__startswith="privacy.register").exists()


def test_it_is_in_the_menu_of_those_who_may(approver: Any, editor: Any) -> None:
    home = reverse("wagtailadmin_home")
    assert reverse(PAGE) in signed_in(approver).get(home).content.decode()
    assert reverse(PAGE) not in signed_in(editor).get(home).content.decode()


def test_the_page_offers_the_register_as_it_stands(approver: Any) -> None:
    html = signed_in(approver).get(reverse(PAGE)).content.decode()
    assert "The register as it stands, in German" in html
    assert "1 entry" in html
    assert "The history begins on" in html
    assert f"{reverse(f'{PAGE}_export', args=['xlsx'])}?language=de&amp;as_of=" in html


def test_the_page_says_what_is_not_translated(approver: Any) -> None:
    html = signed_in(approver).get(reverse(PAGE), {"language": "en"}).content.decode()
    assert "1 entry has no published translation" in html
    assert '<span lang="de">Betrieb der Website</span>' in html


@pytest.mark.parametrize("query", [{"language": "de", "as_of": "2999-01-01"}, {"language": "xx"}, {"as_of": "x"}])
def test_a_choice_that_makes_no_sense_is_explained(approver: Any, query: dict[str, str]) -> None:
    browser = signed_in(approver)
    assert browser.get(reverse(PAGE), query).status_code == 200
    response: Any = browser.get(reverse(f"{PAGE}_document"), query)
    assert (response.status_code, response.url) == (302, reverse(PAGE))
    assert "Choose a language and a day in the past." in said(response)


def test_the_document_is_streamed_and_logged(approver: Any) -> None:
    response: Any = signed_in(approver).get(reverse(f"{PAGE}_document"), {"language": "de"})
    assert response.streaming
    assert "no-store" in response.headers["Cache-Control"]
    assert "nginx" in read(response)
    entry = ModelLogEntry.objects.get(action="privacy.register.read")
    assert (entry.user, entry.data["entries"]) == (approver, 1)
    with override("en"):  # a request leaves its language active
        assert entry.formatter.format_message(entry) == "Complete register read: 1 entry, as it stood on that day"


def test_parts_of_a_long_register(approver: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(complete_register, "PART", 1)
    published_activity("VVT-002")
    browser = signed_in(approver)
    assert "Part 2: VVT-002 to VVT-002" in browser.get(reverse(PAGE)).content.decode()
    html = read(browser.get(reverse(f"{PAGE}_document"), {"language": "de", "part": "2"}))
    assert html.count("<article") == 1
    for part in ("3", "0", "-1", "x"):
        response: Any = browser.get(reverse(f"{PAGE}_document"), {"language": "de", "part": part})
        assert response.url == reverse(PAGE)


@pytest.mark.parametrize("extension", ["csv", "json", "jsonld", "xlsx"])
def test_it_is_exported_completely_and_the_export_is_logged(approver: Any, extension: str) -> None:
    today = timezone.localdate().isoformat()
    query = {"language": "de", "as_of": today}
    response: Any = signed_in(approver).get(reverse(f"{PAGE}_export", args=[extension]), query)
    content = b"".join(response.streaming_content)
    assert response.streaming
    assert f'filename="complete-register-de-{today}.{extension}"' in response.headers["Content-Disposition"]
    if extension != "xlsx":
        assert "IT-Leitung" in content.decode() or extension == "jsonld"
        assert "VVT-001" in content.decode()
    if extension.startswith("json"):
        json.loads(content)
    entry = ModelLogEntry.objects.get(action="privacy.register.export")
    with override("en"):
        assert f"exported as {extension.upper()}: 1 entry, {today}" in entry.formatter.format_message(entry)


def test_an_unknown_format_is_refused(approver: Any) -> None:
    response: Any = signed_in(approver).get(reverse(f"{PAGE}_export", args=["pdf"]), {"language": "de"})
    assert response.url == reverse(PAGE)
    assert not ModelLogEntry.objects.filter(action="privacy.register.export").exists()


def test_auditors_see_who_read_it(approver: Any, roles: Any) -> None:
    read(signed_in(approver).get(reverse(f"{PAGE}_document"), {"language": "de"}))
    auditor: Any = UserFactory(username="anna")
    auditor.groups.add(roles["auditor"])
    html = signed_in(auditor).get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Complete register read: 1 entry" in html
    assert "Dora" in html
