"""Whole files and the trees an editor expects of them."""

from pathlib import Path

import pytest

from cms.policies.importing.reading import read_policy
from cms.policies.importing.report import ImportReport
from tests.cms.policies.importing import word_files
from tests.cms.policies.importing.rendering import render_outline
from tests.cms.policies.importing.words import lost_words

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name.removesuffix(".expected.txt") for path in SAMPLES.glob("*.expected.txt"))


def sample(name: str) -> bytes:
    return word_files.SAMPLES[name]() if name in word_files.SAMPLES else (SAMPLES / name).read_bytes()


def language_of(name: str) -> str:
    return "en" if ".en." in name else "de"


def left_out(report: ImportReport) -> str:
    lines = "".join(f"  {line.line_number or '-'}: {line.text}\n" for line in report.unplaced)
    return f"LEFT OUT\n{lines}" if lines else ""


def test_there_are_enough_samples() -> None:
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_sample_becomes_the_expected_tree(name: str) -> None:
    outline, report = read_policy(name, sample(name), language_of(name))

    assert render_outline(outline) + left_out(report) == (SAMPLES / f"{name}.expected.txt").read_text()


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith((".txt", ".md"))])
def test_sample_loses_no_word(name: str) -> None:
    outline, report = read_policy(name, sample(name), language_of(name))

    assert lost_words(sample(name).decode(), outline, report) == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".txt")])
def test_windows_line_ends_and_byte_order_mark_change_nothing(name: str) -> None:
    text = sample(name).decode()
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    assert read_policy(name, windows, language_of(name)) == read_policy(name, text.encode(), language_of(name))
