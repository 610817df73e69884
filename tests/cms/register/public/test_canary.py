"""Nothing internal ever reaches a visitor: every field of an entry is marked; no mark comes out where it must not."""

import io
import zipfile
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.register.models import EntryFacet, ProcessingActivity, PublicEntry, RegisterPage
from cms.register.models.activity import ROWS, TEXTS
from cms.register.searching import words_of
from tests.factories.register_canary import PUBLISHABLE, Cage, Caged, canary_activity

pytestmark = pytest.mark.django_db

DOWNLOADS = ("csv", "xlsx", "json", "jsonld")


def read(client: Client, address: str) -> str:
    """The answer as text; a workbook unpacked."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if address.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode()


def pages_and_files(client: Client, caged: Caged) -> dict[str, str]:
    """All that a visitor can get hold of."""
    addresses = [
        *("/de/verzeichnis/", "/en/register/", "/de/verzeichnis/?sort=name", "/de/verzeichnis/?sort=changed"),
        *(f"{page}{caged.activity.slug}/" for page in ("/de/verzeichnis/", "/en/register/")),
        *(f"/privacy/register/{language}/register.{kind}" for language in ("de", "en") for kind in DOWNLOADS),
    ]
    return {address: read(client, address) for address in addresses}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    publicity=st.sampled_from(["yes", "partly", "partly", "partly", "no"]),
    internal=st.frozensets(st.sampled_from(sorted(PUBLISHABLE)), min_size=1),
    role=st.sampled_from(["controller", "processor"]),
    status=st.sampled_from(["active", "active", "active", "retired"]),
    is_translated=st.booleans(),
    data=st.data(),
)
def test_visitors_never_meet_what_is_internal(
    german_page: RegisterPage,
    english_page: RegisterPage,
    client: Client,
    publicity: str,
    internal: frozenset[str],
    role: str,
    status: str,
    is_translated: bool,
    data: Any,
) -> None:
    with transaction.atomic():
        cage = Cage()
        choice: dict[str, Any] = {"publicity": publicity, "internal": internal, "role": role, "status": status}
        caged = canary_activity(cage=cage, **choice)
        both = [caged]
        if is_translated:
            both.append(canary_activity(2, cage=cage, language="en", key=caged.activity.translation_key, **choice))
        told = pages_and_files(client, caged)
        for entry in both:
            check_pages(told, entry)
            check_search(client, entry, data)
        transaction.set_rollback(True)


def check_pages(told: dict[str, str], caged: Caged) -> None:
    assert {address: found for address, text in told.items() if (found := caged.private_in(text))} == {}
    # The other way round: the marks would be noticed.
    everything = "\n".join(told.values())
    if caged.public:
        language = caged.activity.locale.language_code
        file = told[f"/privacy/register/{language}/register.json"]
        missing = [name for name, marks in caged.public.items() if not any(mark in file for mark in marks)]
        assert missing == []
        assert caged.activity.name in everything


def check_search(client: Client, caged: Caged, data: Any) -> None:
    """A word that stands in an internal field only finds nothing, nor does its code as a facet."""
    for mark in sorted(caged.private_marks):
        assert not PublicEntry.objects.found_by(words_of(mark)).exists(), mark
    assert not EntryFacet.objects.filter(code__in=caged.private_marks).exists()
    if caged.private_marks:
        mark = data.draw(st.sampled_from(sorted(caged.private_marks)))
        for asked in ("q", "unit", "purpose", "data_subject", "legal_basis"):
            text = client.get("/de/verzeichnis/", {asked: mark}).content.decode()
            assert "privacy-register-none" in text
            # The search box repeats what was asked; all else tells nothing.
            assert caged.private_in(text.replace(mark, "")) == []


def test_the_marks_cover_every_field_of_an_entry(german_page: RegisterPage) -> None:
    """Given a field that is new, its marks are there, so that the test above looks at it."""
    caged = canary_activity()
    marked = {path.split(".")[0] for path in [*caged.public, *caged.private]}
    assert {*TEXTS, *ROWS, "reference", "unit"} <= marked | {"internal_fields"}
    stored = ProcessingActivity.objects.get()
    assert all(getattr(stored, name).count() == 2 for name in ROWS if name != "internal_fields")
