"""The way in: the bytes of a file become a tree and a report, or one sentence why not."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext as _

from .decoding import decode
from .items import Reading
from .outline import Outline
from .plain_text import read_plain_text
from .refusal import ImportRefused
from .report import ImportReport
from .structure import build

LARGEST_FILE = 5 * 1024 * 1024

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
}
_OFFICE = (".doc", ".dot", ".rtf", ".odt", ".pdf", ".pages", ".wpd")
_MACROS = (".docm", ".dotm")
SUFFIXES = tuple(suffix for suffix in _FORMATS if suffix)


def read_policy(name: str, data: bytes, language: str) -> tuple[Outline, ImportReport]:
    """Reads the policy in `data`. `name` is the file name, `language` the language code of the text.

    Raises ImportRefused with one translated sentence if the file cannot be read.
    """
    if not data:
        raise ImportRefused(_("The file is empty."))
    if len(data) > LARGEST_FILE:
        raise ImportRefused(_("The file has %(size).1f MB; at most 5 MB are read.") % {"size": len(data) / 1024 / 1024})
    kind = _kind_of(name, data)
    notes: list[str] = []
    if kind == "docx":
        from .docx import read_docx

        reading = read_docx(data)
    else:
        text = decode(data, notes)
        if not text.strip():
            raise ImportRefused(_("The file holds nothing but white space."))
        reading = _read_text(kind, text)
    if not reading.items:
        raise ImportRefused(_("There is no readable text in the file."))
    reading.notes[:0] = notes
    return build(reading, language)


def _read_text(kind: str, text: str) -> Reading:
    try:
        if kind == "markdown":
            from .markdown import read_markdown

            return read_markdown(text)
        if kind == "html" or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
            from .html import read_html

            return read_html(text)
    except RecursionError:
        raise ImportRefused(_("The file is nested too deeply to be a policy.")) from None
    return read_plain_text(text)


def _kind_of(name: str, data: bytes) -> str:
    """The format by the suffix, unless the content shows that the suffix is wrong."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _MACROS:
        raise ImportRefused(_("The file may hold macros; save it as .docx without macros."))
    if data.startswith((b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")) or suffix in _OFFICE:
        raise ImportRefused(
            _(
                "PDF, RTF, ODT and old or password-protected Word files are not read; "
                "save the text as .docx, .html, .md or .txt."
            )
        )
    if suffix not in _FORMATS:
        raise ImportRefused(
            _("Files of type “%(suffix)s” are not read; use .txt, .md, .html or .docx.") % {"suffix": suffix}
        )
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if suffix == ".docx":
        raise ImportRefused(_("The file is called .docx but is no Word document, or it is damaged."))
    return _FORMATS[suffix]
