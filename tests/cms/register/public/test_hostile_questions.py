"""Whatever stands in an address, the register answers sensibly."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.register.models import RegisterPage
from tests.factories.register_public import public_entry

pytestmark = pytest.mark.django_db

PAGE = "/de/verzeichnis/"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "\x00",
        "a\x00b",
        "😀",
        "%",
        "_",
        "%%%",
        "' OR 1=1 --",
        "\\",
        "<script>",
        "\u202e",
        "ß" * 300,
        "\t\n",
    ],
)
def test_no_text_breaks_the_search(german_page: RegisterPage, client: Client, text: str) -> None:
    public_entry()
    response = client.get(PAGE, {"q": text, "sort": text, "unit": text, "legal_basis": [text, text]})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert b"\x00" not in response.content


@pytest.mark.parametrize("number", ["abc", "999999", "-1", "0", "", "\x00", "١", "1e3", "9" * 5000])
def test_a_page_that_is_not_there_is_not_found(german_page: RegisterPage, client: Client, number: str) -> None:
    public_entry()
    expected = 200 if number == "١" else 404
    assert client.get(PAGE, {"page": number}).status_code == expected


@pytest.mark.parametrize("slug", ["x" * 500, "vvt_001", "ÄÖ", "-", "vvt-001-", "versions-1", "0"])
def test_other_addresses_below_the_page_are_not_found(german_page: RegisterPage, client: Client, slug: str) -> None:
    public_entry()
    assert client.get(f"{PAGE}{slug}/").status_code == 404
    assert client.get(f"{PAGE}vvt-001/{slug}/").status_code == 404


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "unit", "purpose", "data_subject", "legal_basis", "sort", "page", "x"]),
        st.text(st.characters(codec="utf-8"), max_size=60),
    )
)
def test_any_question_is_answered(german_page: RegisterPage, client: Client, query: dict[str, str]) -> None:
    assert client.get(PAGE, query).status_code in {200, 404}
