import contextlib
import time
import zipfile
from io import BytesIO

import pytest

from cms.policies.importing.reading import LARGEST_FILE, read_policy
from cms.policies.importing.refusal import ImportRefused
from cms.policies.importing.streams import fingerprint
from tests.cms.policies.importing.trees import read, tree
from tests.cms.policies.importing.word_files import rezipped, styled


def archive(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return buffer.getvalue()


BOMB = archive(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (51 * 1024 * 1024)})
REFUSED = {
    "empty": ("a.txt", b"", "empty"),
    "white space": ("a.txt", b" \n\t\n", "white space"),
    "only a mark": ("a.txt", b"\xef\xbb\xbf", "white space"),
    "too large": ("a.txt", b"x" * (LARGEST_FILE + 1), "5 MB"),
    "zero byte": ("a.txt", b"abc\x00def", "position 3"),
    "control character": ("a.txt", b"abc\x01def", "position 3"),
    "C1 control character": ("a.txt", "abc\x90def".encode(), "position 3"),
    "wrong encoding": ("a.txt", "Größe".encode() + b"\xff\xfe\xfd\x81", "byte 7"),
    "Cyrillic in Windows-1251": ("a.txt", "Защита данных".encode("windows-1251"), "UTF-8"),
    "half a UTF-16": ("a.txt", b"\xff\xfea\x00b", "byte"),
    "unknown type": ("a.xyz", b"text", ".xyz"),
    "PDF": ("a.txt", b"%PDF-1.7", "PDF"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0", "Word"),
    "password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
    "macros by name": ("a.docm", styled(), "macros"),
    "macros inside": ("a.docx", rezipped(styled(), {"word/vbaProject.bin": b"x"}, {}), "macros"),
    "no archive": ("a.docx", b"Text", "damaged"),
    "damaged archive": ("a.docx", styled()[:4000], "damaged"),
    "other archive": ("a.docx", archive(**{"a.txt": b"x"}), "archive"),
    "broken XML": ("a.docx", archive(**{"[Content_Types].xml": b"<Types", "word/document.xml": b"<w"}), "damaged"),
    "zip bomb": ("a.docx", BOMB, "50 MB"),
    "no text in HTML": ("a.html", b"<html><body><script>x()</script><p> </p></body></html>", "no readable text"),
    "deep HTML": ("a.html", b"<div>" * 3000 + b"x" + b"</div>" * 3000, "nested"),
    "deep lists in HTML": ("a.html", b"<ul><li>" * 10_000 + b"x", "nested"),
    "deep Markdown quotes": ("a.md", b">" * 5000 + b" x", "nested"),
    "deep Markdown list": ("a.md", b"- " * 10_000 + b"x", "nested"),
    "endless Markdown line": ("a.md", b"x " * 150_000, "Line 1"),
}


@pytest.mark.parametrize(("name", "data", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_unreadable_file_is_refused_in_one_sentence(name: str, data: bytes, said: str) -> None:
    started = time.process_time()
    with pytest.raises(ImportRefused) as refused:
        read_policy(name, data, "de")

    sentence = str(refused.value)
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert time.process_time() - started < 5


def test_encodings_give_the_same_tree() -> None:
    text = "Datenschutzerklärung\n\n1. Zweck\n\n„Größe“ – § 1\n\n2. Dauer\n\nSüß."
    expected = fingerprint(read(text)[0])

    for encoding in ("utf-8-sig", "utf-16"):
        assert fingerprint(read_policy("a.txt", text.encode(encoding), "de")[0]) == expected
    outline, report = read_policy("a.txt", text.encode("windows-1252"), "de")
    assert fingerprint(outline) == expected
    assert any("Windows-1252" in note for note in report.notes)


def test_content_decides_where_the_suffix_is_wrong() -> None:
    assert read_policy("a.txt", b"<!DOCTYPE html><h1>Datenschutz</h1><p>x</p>", "de")[0].title == "Datenschutz"
    assert read_policy("a.txt", styled(), "de")[0].title.startswith("Datenschutzerklärung")


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".txt", "wort " * 1_000_000),
        (".txt", "a" * 5_000_000),
        (".txt", "a." * 2_400_000),
        (".txt", "1." * 2_400_000),
        (".txt", "+1 " * 1_600_000),
        (".txt", "- Punkt\n" * 60_000),
        (".txt", "1. Punkt\n" * 60_000),
        (".txt", "1. Zweck\n\nText.\n\n" * 20_000),
        (".txt", "".join(f"{' ' * (depth % 400)}- x\n" for depth in range(10_000))),
        (".html", "<p>" + "wort " * 1_000_000),
        (".html", "<b>" * 90 + "x"),
        (".html", "<ul>" + "<li>x</li>" * 60_000),
        (".md", "[" * 60_000),
        (".md", "*a _b " * 30_000),
    ],
    ids=lambda value: repr(value[:8]),
)
def test_large_file_is_read_in_seconds(suffix: str, text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ImportRefused):
        read_policy(f"a{suffix}", text.encode(), "de")

    assert time.process_time() - started < 5


def test_nonbreaking_spaces_stay_and_soft_hyphens_go() -> None:
    assert tree("1. Ihre\u00a0Daten\n\nNach §\u00a06 sind Per\u00adsonen „gemeint“.\n\n2. Dauer\n\nEnde.").startswith(
        "[1] Ihre\u00a0Daten\n  Nach §\u00a06 sind Personen „gemeint“.\n"
    )
