"""What is exported and imported again is the same, to the character."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.register_exchange import exported, parsed, registers

LANGUAGES = st.sampled_from(["de", "en"])


@pytest.mark.parametrize("format_", ["json", "csv", "xlsx"])
def test_an_export_reads_back_as_it_was(format_: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(registers(), LANGUAGES)
    def check(entries: list[dict[str, Any]], language: str) -> None:
        found = parsed(exported(entries, format_, language), f"register.{format_}")
        assert found.problems == []
        assert found.unknown == []
        assert [entry.data for entry in found.entries.values()] == entries

    check()
