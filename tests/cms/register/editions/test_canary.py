"""No edition ever holds or shows a field that is not public: every field of an entry is marked."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.register.editions.cutting import cut_edition
from cms.register.editions.document import editions_key
from cms.register.models import EditionRequest, EditionRow, EditionRowContent, RegisterPage
from cms.versions.models import VersionContent
from tests.factories.register import responsible_parties
from tests.factories.register_canary import PUBLISHABLE, Cage, Caged, canary_activity

pytestmark = pytest.mark.django_db

NOT_SHOWN = frozenset({"status", "role"})


def read(client: Client, address: str) -> str:
    """The answer as text; a workbook unpacked."""
    response = client.get(address)
    assert response.status_code == 200, address
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if address.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode()


def everything(client: Client, page: RegisterPage, year: int) -> dict[str, str]:
    """All that a visitor can get hold of, and all that is stored."""
    base = f"/privacy/register/editions/{editions_key(page)}"
    addresses = []
    for language in ("de", "en"):
        rows = EditionRow.objects.filter(language=language, edition__year=year)
        for label in (year, year - 1):
            addresses += [f"{base}/{language}/{label}/"]
            addresses += [f"{base}/{language}/{label}/register.{kind}" for kind in ("html", "csv", "xlsx", "json")]
        addresses += [f"{base}/{language}/{year}/entries/{row.slug}/" for row in rows]
        addresses += [f"{base}/{language}/", f"{base}/{language}/{year}/changes/{year - 1}/"]
    found = {address: read(client, address) for address in addresses}
    for model in (EditionRow, EditionRowContent, VersionContent, EditionRequest):
        rows = [json.dumps(row, default=str, ensure_ascii=False) for row in model.objects.values()]
        found[model.__name__] = "\n".join(rows)
    return found


def leaks(caged: Caged, content: str) -> list[str]:
    """The private marks in a text. "9. Februar" stands in "29. Februar", too: digits around a mark make another one."""
    return [
        f"{name}: {mark}"
        for name, marks in caged.private.items()
        for mark in marks
        if mark in content and re.search(rf"(?<!\d){re.escape(mark)}(?!\d)", content)
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    publicity=st.sampled_from(["partly", "partly", "partly", "yes", "no"]),
    internal=st.frozensets(st.sampled_from(sorted(PUBLISHABLE)), min_size=1),
    role=st.sampled_from(["controller", "processor"]),
)
def test_editions_hold_and_show_public_fields_only(
    page: RegisterPage,
    english_page: RegisterPage,
    client: Client,
    approver: Any,
    second: Any,
    year: int,
    publicity: str,
    internal: frozenset[str],
    role: str,
) -> None:
    people = {"requested_by": approver, "approved_by": second}
    with transaction.atomic():
        responsible_parties()
        cage = Cage()
        # One entry is public in any case, so that there is something to cut, and in the year before it stood alone.
        caged = [canary_activity(9, language=language, cage=cage) for language in ("de", "en")]
        cut_edition(page, year - 1, **people)
        choice: dict[str, Any] = {"publicity": publicity, "internal": internal, "role": role}
        caged += [canary_activity(1, language=language, cage=cage, **choice) for language in ("de", "en")]
        cut_edition(page, year, **people)
        told = everything(client, page, year)
        found = {place: found for place, content in told.items() for each in caged if (found := leaks(each, content))}
        assert found == {}
        # The other way round: the marks would be noticed.
        file = told[f"/privacy/register/editions/{editions_key(page)}/de/{year}/register.html"]
        for each in (caged[0], caged[2]):
            missing = [name for name, marks in each.public.items() if not any(mark in file for mark in marks)]
            assert set(missing) <= NOT_SHOWN
        transaction.set_rollback(True)
