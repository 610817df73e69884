"""Files to import, made in a line."""

import csv
import io
from typing import Any

import pytest

from cms.register.exchange.export import stream_export
from cms.register.exchange.parsed import Reading
from cms.register.exchange.plan import Plan
from cms.register.exchange.planning import plan_import
from cms.register.exchange.selecting import draft_entries
from cms.register.models import ProcessingActivity
from tests.factories.register import responsible_parties, small_catalogues


@pytest.fixture
def register(home: object, english_home: object) -> None:
    """Catalogues and parties: what entries need."""
    responsible_parties()
    small_catalogues()


def csv_of(*rows: dict[str, str]) -> bytes:
    """A CSV file as offices keep it: semicolons, the encoding of Windows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def plan_of(
    content: bytes, name: str = "register.csv", user: Any = None, creates_units: bool = False, **reading: Any
) -> Plan:
    return plan_import(io.BytesIO(content), name, Reading(**reading), user=user, creates_units=creates_units)


def exported(format_: str = "xlsx", language: str = "de") -> bytes:
    """The latest drafts of all entries."""
    entries = draft_entries(ProcessingActivity.objects.all(), ["de", "en"])
    return b"".join(stream_export(entries, format_, language, is_public=False))


def reasons(plan: Plan) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.reason) for error in plan.errors]
