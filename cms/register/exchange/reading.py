"""From a file to what it holds. The content tells the format, not the name; a name that says otherwise is refused."""

from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.exchange.csv_reading import read_csv
from cms.register.exchange.json_reading import read_json
from cms.register.exchange.limits import MEGABYTE, Limits
from cms.register.exchange.tables import Contents
from cms.register.exchange.xlsx_reading import read_xlsx

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK"
SUFFIXES = (".xlsx", ".csv", ".txt", ".tsv", ".json")
MACRO_SUFFIXES = frozenset({".xlsm", ".xltm", ".xlam", ".xlsb"})
LARGEST_OLE_LOOK = 4 * MEGABYTE


def read_file(file: IO[bytes], name: str, limits: Limits) -> Contents:
    """Read an import file.

    Args:
        file: Opened for reading bytes; must be seekable.
        name: Its name; only the extension counts.
        limits: What is taken.

    Raises:
        Refused: It is too large, of another kind, hostile or damaged: one sentence that says what to do.
    """
    size = file.seek(0, 2)
    file.seek(0)
    suffix = PurePath(name).suffix.lower()
    start = file.read(8)
    _check(suffix, start, size, limits, file)
    if start.startswith(ZIP):
        return Contents(tables=read_xlsx(file, size, limits))
    if suffix == ".json" or start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return Contents(entries=read_json(file, limits))
    table, remark = read_csv(file, limits)
    return Contents(tables=[table], remark=remark)


def _check(suffix: str, start: bytes, size: int, limits: Limits, file: IO[bytes]) -> None:
    if size == 0:
        raise Refused(_("The file is empty."))
    if size > limits.file:
        raise Refused(
            _("The file is larger than %(size)d MB. Import it in several parts.") % {"size": limits.file // MEGABYTE}
        )
    if suffix in MACRO_SUFFIXES:
        raise Refused(_("Workbooks with macros or in binary form are not read. Save it as XLSX, or as CSV."))
    if start == OLE:
        raise Refused(_ole(file))
    if suffix not in SUFFIXES:
        raise Refused(_("Only XLSX, CSV and JSON files are read: the name of the file must end with one of these."))
    if start.startswith(ZIP) != (suffix == ".xlsx"):
        raise Refused(
            _("The content of the file is not what its name says (%(suffix)s). Save it again in that format.")
            % {"suffix": suffix}
        )


def _ole(file: IO[bytes]) -> str:
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in file.read(LARGEST_OLE_LOOK):
        return _("The workbook is protected by a password. Save it without one.")
    return _("This is an old Excel file (.xls). Save it as XLSX, or as CSV.")
