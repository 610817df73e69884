"""Opening a workbook's ZIP archive without trusting it.

Nothing is unpacked before the directory at the end of the file has been judged: number and sizes of its parts, how
strongly they are packed, and whether there is anything in it that is no plain table.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.exchange.limits import MEGABYTE, Limits

MOST_PARTS = 1_000
LARGEST_DIRECTORY = 256 * 1024
STRONGEST_PACKING = 250
"""Tables of repeated words reach 60; deflate ends at 1,032, which is what a bomb is made of."""
CHUNK = 256 * 1024
LONGEST_TAG = MEGABYTE

END = b"PK\x05\x06"
END_SIZE = 22
ZIP64_LOCATOR = b"PK\x06\x07"
Tag = re.Pattern[bytes]
ROW: Tag = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?row[\s/>]")
STRING: Tag = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?si[\s/>]")

UNWANTED: tuple[tuple[str, str], ...] = (
    ("vbaproject", "macros"),
    ("macrosheets/", "macros"),
    ("activex/", "controls"),
    ("ctrlprops/", "controls"),
    ("externallinks/", "links"),
    ("connections.xml", "links"),
    ("querytables/", "links"),
    ("embeddings/", "objects"),
)


def open_archive(file: IO[bytes], size: int, limits: Limits) -> zipfile.ZipFile:
    """Open a ZIP archive whose directory is plausible and holds no more than plain tables.

    Raises:
        Refused: It is damaged, too large, packed like a bomb, encrypted, or holds macros, links or objects.
    """
    _check_directory(file, size)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise _damaged() from error
    parts = archive.infolist()
    for part in parts:
        _check_part(part)
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise Refused(
            _("Unpacked, the workbook has more than %(size)d MB. Import it in several parts.")
            % {"size": limits.unpacked // MEGABYTE}
        )
    # Parts that lie upon each other unpack to more than the file seems to hold.
    if sum(part.compress_size for part in parts) > size or len({part.header_offset for part in parts}) < len(parts):
        raise _damaged()
    return archive


def _check_directory(file: IO[bytes], size: int) -> None:
    """Judge the end record before the directory is read: a million parts would fill the memory."""
    tail_size = min(size, END_SIZE + 65_535)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    start = len(tail) - END_SIZE
    if start < 0 or not (tail[start : start + 4] == END and tail[-2:] == b"\0\0"):
        start = tail.rfind(END)
    if start < 0 or len(tail) - start < END_SIZE:
        raise _damaged()
    _sig, _disk, _start, _here, count, directory, offset, _comment = struct.unpack(
        "<4s4H2LH", tail[start : start + END_SIZE]
    )
    if (
        tail[max(0, start - 20) : start].startswith(ZIP64_LOCATOR)
        or count > MOST_PARTS
        or directory > LARGEST_DIRECTORY
    ):
        raise Refused(_("This is no usual workbook: it has too many parts. Save it again as XLSX, or as CSV."))
    if offset + directory > size:
        raise _damaged()
    file.seek(0)


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.filename.replace("\\", "/").lower()
    for fragment, what in UNWANTED:
        if fragment in name:
            raise Refused(_unwanted(what))
    if part.flag_bits & 0x1:
        raise Refused(_("The workbook is protected by a password. Save it without one."))
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _damaged()
    if part.file_size > MEGABYTE and part.file_size > part.compress_size * STRONGEST_PACKING:
        raise Refused(_("The workbook is packed more strongly than any table is, as attacks are. It was not opened."))


def _unwanted(what: str) -> str:
    return {
        "macros": _("The workbook holds macros. Save it as XLSX without macros, or as CSV."),
        "controls": _("The workbook holds form controls, which can run programs. Save it without them, or as CSV."),
        "links": _("The workbook holds links to other files or databases. Replace them by values, or save it as CSV."),
        "objects": _("The workbook holds embedded files. Remove them, or save it as CSV."),
    }[what]


def part_chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, a piece at a time.

    A parser keeps a tag, a comment or an instruction until its end has come, and looks through all of it again with
    each piece. So none of them may be long; comments, which no spreadsheet writes, are not taken at all.

    Raises:
        Refused: It cannot be unpacked, or is no XML that a spreadsheet would write.
    """
    since = 0
    before = b""
    try:
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                text = before[-3:] + chunk
                if b"\0" in chunk or b"<!--" in text or b"<?" in (text if before else chunk[2:]):
                    raise _damaged()
                opened = chunk.rfind(b"<")
                since = since + len(chunk) if opened < 0 else len(chunk) - opened
                if since > LONGEST_TAG:
                    raise Refused(_("A cell of the workbook is longer than a cell can be. It was not read."))
                before = chunk
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, RuntimeError, struct.error) as error:
        raise _damaged() from error


def count_within(archive: zipfile.ZipFile, name: str, tag: Tag, most: int, elements: int) -> bool:
    """Whether a part has at most so many of these tags, and of tags at all.

    Counted before it is parsed, which takes a hundred times as long.
    """
    found = opened = 0
    rest = b""
    for chunk in part_chunks(archive, name):
        text = rest + chunk
        # A tag may be cut in two: what follows the last "<" is counted with the next piece.
        cut = text.rfind(b"<")
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, b"")
        found += len(tag.findall(text))
        opened += text.count(b"<")
        # Each element is opened and closed.
        if found > most or opened > elements * 2:
            return False
    return True


def too_many_rows(most: int) -> Refused:
    return Refused(
        _("A sheet has more than %(count)s rows, or far too many cells. Import the file in several parts.")
        % {"count": f"{most:,}"}
    )


def _damaged() -> Refused:
    return Refused(_("The workbook is damaged or not complete. Open it in a spreadsheet and save it again as XLSX."))
