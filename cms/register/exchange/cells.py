"""How one value is written in a cell, and read again exactly.

Coded values stand as ``Name [code]``. A cell that a spreadsheet would take for a formula gets an apostrophe in front
(CSV) or Excel's own mark for text (XLSX). Characters that a workbook cannot hold are written as ``_x000B_``
(ECMA-376, part 1, 22.9.2.19).
"""

import re

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may run (OWASP, CSV Injection), the full-width forms included."""

_MARKS = frozenset("'\t\r\n")
CODED = re.compile(r"^(?:.*\s)?\[([^\[\]]+)\]$", re.DOTALL)
LONGEST_XLSX_CELL = 32_767

_UNSTORABLE = r"[\x00-\x08\x0b-\x1f\ufffe\uffff]"
# An underscore is escaped, too, where it would read as the beginning of an escape.
_TO_ESCAPE = re.compile(rf"{_UNSTORABLE}|_(?=x[0-9A-Fa-f]{{4}}(?:_|{_UNSTORABLE}))")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def coded(code: str, name: str) -> str:
    """A coded value as people read it: ``IT services [it]``; empty for no code."""
    if not code:
        return ""
    name = " ".join(name.split())
    return f"{name} [{code}]" if name and name != code else f"[{code}]"


def code_in(text: str) -> str:
    """The code in ``Name [code]``; empty where the text is not written so."""
    match = CODED.match(text.strip())
    return match[1] if match else ""


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell for something else than text, or its apostrophe for our mark."""
    return text[:1] in _MARKS or text.lstrip()[:1] in FORMULA_STARTS


def guard(text: str) -> str:
    """The cell of a CSV file that holds ``text`` and is no formula."""
    return f"'{text}" if is_like_formula(text) else text


def unguard(cell: str) -> str:
    """The text in a cell that `guard` wrote. Other cells stay as they are, also with an apostrophe in front."""
    return cell[1:] if cell[:1] == "'" and is_like_formula(cell[1:]) else cell


def escape_xml(text: str) -> str:
    """Write what XML cannot hold, and what looks like such an escape, as ``_xHHHH_``."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape_xml(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
