"""Reading JSON one entry at a time, so that a file cannot take more memory than its largest entry."""

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.exchange.json_writing import FORMAT, VERSION
from cms.register.exchange.limits import LARGEST_CELL, MOST_ITEMS, Limits

CHUNK = 256 * 1024
MOST_LISTS = 20_000
"""In an entry that does not fit into one piece."""
SPACE = " \t\r\n"


def read_json(file: IO[bytes], limits: Limits) -> list[tuple[int, dict[str, Any]]]:
    """The entries of a file that `cms.register.exchange.json_writing` wrote, or of a bare list of entries.

    Raises:
        Refused: It is no such file, or has more entries than the limits allow.
    """
    found: list[tuple[int, dict[str, Any]]] = []
    for number, entry in enumerate(_entries(_Reader(file)), 1):
        if number > limits.entries:
            raise too_many_entries(limits)
        if not isinstance(entry, dict) or not all(_is_plain(value) for value in entry.values()):
            raise Refused(
                _("Entry %(number)d is no register entry: fields with texts, and lists of rows, are expected.")
                % {"number": number}
            )
        found.append((number, entry))
    return found


def _is_plain(value: Any, depth: int = 2) -> bool:
    """Whether a value is a text or a list of rows: anything else would only fill the memory."""
    if isinstance(value, list):
        return (
            depth > 0
            and len(value) <= MOST_ITEMS
            and all(isinstance(row, dict) and all(_is_plain(part, depth - 1) for part in row.values()) for row in value)
        )
    return value is None or isinstance(value, str | int | float)


def too_many_entries(limits: Limits) -> Refused:
    return Refused(
        _("The file has more than %(count)s entries. Import it in several parts, or with the command import_register.")
        % {"count": f"{limits.entries:,}"}
    )


def _entries(reader: "_Reader") -> Iterator[Any]:
    start = reader.peek()
    if start == "[":
        yield from reader.items()
        return
    if start != "{":
        raise _not_ours()
    reader.skip("{")
    head: dict[str, Any] = {}
    has_entries = False
    while reader.peek() != "}":
        name = reader.value()
        reader.skip(":")
        if name == "entries" and reader.peek() == "[":
            _check_head(head)
            has_entries = True
            yield from reader.items()
        else:
            head[str(name)] = reader.value()
        if reader.peek() != "}":
            reader.skip(",")
    if not has_entries:
        raise _not_ours()
    _check_head(head)


def _check_head(head: dict[str, Any]) -> None:
    if head.get("format", FORMAT) != FORMAT:
        raise _not_ours()
    if head.get("version", VERSION) != VERSION:
        raise Refused(_("The file was written by a newer release: its version is %(version)s.") % head)
    if head.get("part") == "public":
        raise public_part()


def public_part() -> Refused:
    return Refused(
        _(
            "This is the public part of a register. Importing it would empty what it does not hold. Export the "
            "complete register and import that."
        )
    )


def _not_ours() -> Refused:
    return Refused(_("The JSON file is no register: it lacks a list “entries”."))


class _Reader:
    """A text that is read value by value."""

    def __init__(self, file: IO[bytes]) -> None:
        file.seek(0)
        start = file.read(4)
        file.seek(0)
        encoding = "utf-16" if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        self.file = file
        self.decode = codecs.getincrementaldecoder(encoding)().decode
        self.decoder = json.JSONDecoder()
        self.text = ""
        self.at = 0
        self.is_done = False

    def _more(self) -> None:
        chunk = self.file.read(CHUNK)
        self.is_done = not chunk
        try:
            self.text = self.text[self.at :] + self.decode(chunk, self.is_done)
        except UnicodeError as error:
            raise Refused(_("The JSON file is not written in UTF-8.")) from error
        self.at = 0

    def peek(self) -> str:
        """The next character that is no white space."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in SPACE:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if self.is_done:
                raise _broken()
            self._more()

    def skip(self, expected: str) -> None:
        if self.peek() != expected:
            raise _broken()
        self.at += 1

    def value(self) -> Any:
        """The next value, whatever it is."""
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except RecursionError as error:
                raise Refused(_("The JSON file is nested more deeply than a register is.")) from error
            except ValueError as error:
                if self.is_done:
                    raise _broken() from error
            else:
                # A number at the end of the piece may go on in the next one.
                if end < len(self.text) or self.is_done:
                    self.at = end
                    return value
            if len(self.text) - self.at > LARGEST_CELL or self.text.count("[", self.at) > MOST_LISTS:
                raise Refused(
                    _("The JSON file is damaged, or an entry is larger than %(count)s characters.")
                    % {"count": f"{LARGEST_CELL:,}"}
                )
            self._more()

    def items(self) -> Iterator[Any]:
        """The members of a list, one after the other."""
        self.skip("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.skip(",")
                if self.peek() == "]":
                    raise _broken()
        self.skip("]")


def _broken() -> Refused:
    return Refused(_("The JSON file is damaged or not complete."))
