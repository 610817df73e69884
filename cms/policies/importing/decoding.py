"""The bytes of a text file become text; a guess is said, garbage is refused."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from .refusal import ImportRefused

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, notes: list[str]) -> str:
    """The text of a file: UTF-8, UTF-16 with a byte order mark, or Windows-1252 where that gives readable text.

    Adds a remark to `notes` if the encoding was guessed. Raises ImportRefused for anything else.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return _without_controls(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise _wrong_encoding(error.start) from None
    if b"\x00" in data:
        raise ImportRefused(
            _("The file is binary (a zero byte at position %(position)d), not a text.") % {"position": data.index(0)}
        )
    try:
        return _without_controls(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        position = error.start
    text = _western(data)
    if text is None:
        raise _wrong_encoding(position)
    notes.append(
        _("The file is not UTF-8 (byte %(position)d); it was read as Windows-1252. Check umlauts and quotation marks.")
        % {"position": position}
    )
    return text


def _western(data: bytes) -> str | None:
    """Windows-1252, if the result looks like writing: letters and the usual signs, no control characters."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    special = [char for char in text if ord(char) > 127]
    usual = sum(1 for char in special if char in "äöüÄÖÜßéèêàáçñâîôóíúæøåÉÈÀ§°€–—„“”‚‘’»«…•·©®™²³\u00a0\u00ad½¼µ")
    if _CONTROL.search(text) or usual < 0.9 * len(special):
        return None
    return text


def _without_controls(text: str) -> str:
    if match := _CONTROL.search(text):
        raise ImportRefused(
            _("The file is binary (a control character at position %(position)d), not a text.")
            % {"position": match.start()}
        )
    return text


def _wrong_encoding(position: int) -> ImportRefused:
    return ImportRefused(
        _("The encoding of the file is not UTF-8 (byte %(position)d); save it as UTF-8.") % {"position": position}
    )
