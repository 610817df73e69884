"""Files that are made to harm whoever opens them, or that somebody has damaged. Built anew for each test: small code,
large consequences."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relations(*targets: tuple[str, str]) -> str:
    parts = [
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    ]
    return f'<Relationships xmlns="{PACKAGE}">{"".join(parts)}</Relationships>'


ROOT = _relations(("officeDocument", "xl/workbook.xml"))
PARTS = _relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))
SHEETS = '<sheets><sheet name="Register" sheetId="1" r:id="r1"/></sheets>'
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{SHEETS}</workbook>'
HEADINGS = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("lfd. Nr.", "Bezeichnung"))
START = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{HEADINGS}</row>'
END = "</sheetData></worksheet>"
ONE_ROW = '<row r="2"><c t="inlineStr"><is><t>VVT-1</t></is></c><c t="inlineStr"><is><t>Name</t></is></c></row>'
STRINGS = f'<sst xmlns="{MAIN}"></sst>'


def workbook(
    sheet: str | Iterable[str] = START + ONE_ROW + END,
    strings: str | Iterable[str] = STRINGS,
    *,
    main: str = WORKBOOK,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A workbook with one sheet, its XML given."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", main)
        archive.writestr("xl/_rels/workbook.xml.rels", PARTS)
        for name, content in (("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings)):
            with archive.open(name, "w") as part:
                for piece in [content] if isinstance(content, str) else content:
                    part.write(piece.encode())
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def repeated(start: str, piece: str, times: int, end: str) -> Iterator[str]:
    """A long text in pieces of at most a megabyte."""
    many = max(1, 1_000_000 // len(piece))
    yield start
    for at in range(0, times, many):
        yield piece * min(many, times - at)
    yield end


def zip_bomb() -> bytes:
    """300 MB of spaces in 300 kB."""
    return workbook(repeated(START, " " * 1000, 300_000, END))


def million_rows() -> bytes:
    return workbook(repeated(START, "<row><c><v>1</v></c></row>", 1_000_000, END))


def million_cells_in_a_row() -> bytes:
    return workbook(repeated(START + '<row r="2">', "<c><v>1</v></c>", 1_000_000, "</row>" + END))


def many_parts() -> bytes:
    return workbook(more={f"xl/media/{number}.png": b"" for number in range(20_000)})


def huge_shared_strings() -> bytes:
    return workbook(strings=repeated(f'<sst xmlns="{MAIN}">', "<si><t>abcdefgh</t></si>", 3_000_000, "</sst>"))


def endless_tag() -> bytes:
    """A dimension that is quoted without end: 60 MB that a parser has to keep whole."""
    piece = "".join(chr(48 + number * 7 % 75) for number in range(1000)).replace("<", "(").replace("&", "+")
    return workbook(
        repeated(f'<worksheet xmlns="{MAIN}"><dimension ref="', piece.replace('"', "."), 60_000, '"/></worksheet>')
    )


def endless_comment() -> bytes:
    return workbook(repeated(START + "<!--", "<" * 1000, 60_000, "-->" + END))


def entities() -> bytes:
    """A billion laughs."""
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    return workbook(f"<!DOCTYPE x [{''.join(lines)}]>" + START.replace("lfd. Nr.", "&a9;") + END)


def external_entity() -> bytes:
    return workbook(main=f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{WORKBOOK}')


def claims_a_gigabyte() -> bytes:
    """The directory says that a part has 1 GB; the data is a few bytes."""
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02", content.find(b"PK\x01\x02") + 1)
    content[at + 24 : at + 28] = struct.pack("<I", 2**30)
    return bytes(content)


def claims_many_parts() -> bytes:
    """The end record says that there are 65,000 parts in a directory of 4 GB."""
    content = workbook()
    at = content.rfind(b"PK\x05\x06")
    return content[: at + 8] + struct.pack("<HHI", 65_000, 65_000, 2**32 - 2) + content[at + 16 :]


def far_cell() -> bytes:
    return workbook(START + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + END)


def with_macros() -> bytes:
    return workbook(more={"xl/vbaProject.bin": b"\0" * 100})


def with_external_link() -> bytes:
    return workbook(more={"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def with_embedded_file() -> bytes:
    return workbook(more={"xl/embeddings/oleObject1.bin": b"\0" * 100})


def old_excel() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 5000


def encrypted() -> bytes:
    return old_excel() + "EncryptedPackage".encode("utf-16-le")


def encrypted_zip() -> bytes:
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def truncated() -> bytes:
    return workbook()[:-300]


def cut_xml() -> bytes:
    return workbook(START + ONE_ROW)


def overlapping() -> bytes:
    """Two names for the same data."""
    content = bytearray(workbook())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def csv_of_a_million_rows() -> bytes:
    return b"lfd. Nr.;Bezeichnung\n" + b"1;x\n" * 1_000_000


def csv_with_an_open_quotation() -> bytes:
    return b'lfd. Nr.;Bezeichnung\n1;"' + b"x" * 5_000_000


def csv_of_one_endless_row() -> bytes:
    return b"lfd. Nr.;Bezeichnung" + b";x" * 2_000_000


def binary_csv() -> bytes:
    return bytes(range(256)) * 1000


def nested_json() -> bytes:
    return b'{"entries": [' + b"[" * 400_000


def json_of_lists() -> bytes:
    return b'{"entries": [{"reference": "1", "purposes": [' + b"[]," * 300_000 + b"[]]}]}"


def json_without_end() -> bytes:
    return b'{"entries": [{"reference": "' + b"x" * 9_000_000


def million_json_entries() -> bytes:
    return b'{"entries": [' + b'{"reference": "1"},' * 400_000 + b'{"reference": "1"}]}'


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("x.xlsx", zip_bomb, "Unpacked|longer than a cell"),
    "a million rows": ("x.xlsx", million_rows, "rows"),
    "a million cells in a row": ("x.xlsx", million_cells_in_a_row, "columns|cells"),
    "20,000 parts": ("x.xlsx", many_parts, "too many parts"),
    "shared strings without end": ("x.xlsx", huge_shared_strings, "more text|more than"),
    "a tag without end": ("x.xlsx", endless_tag, "longer than a cell"),
    "a comment without end": ("x.xlsx", endless_comment, "damaged"),
    "a billion laughs": ("x.xlsx", entities, "entities"),
    "an external entity": ("x.xlsx", external_entity, "entities"),
    "a claim of 1 GB": ("x.xlsx", claims_a_gigabyte, "Unpacked|more strongly"),
    "a claim of 65,000 parts": ("x.xlsx", claims_many_parts, "too many parts"),
    "a cell far away": ("x.xlsx", far_cell, "column 16384"),
    "macros inside": ("x.xlsx", with_macros, "macros"),
    "a name for macros": ("x.xlsm", workbook, "macros"),
    "a link to another file": ("x.xlsx", with_external_link, "links"),
    "an embedded file": ("x.xlsx", with_embedded_file, "embedded"),
    "old Excel": ("x.xls", old_excel, "old Excel"),
    "old Excel under a new name": ("x.xlsx", old_excel, "old Excel"),
    "a password": ("x.xlsx", encrypted, "password"),
    "a password of ZIP": ("x.xlsx", encrypted_zip, "password"),
    "a file cut off": ("x.xlsx", truncated, "damaged"),
    "a sheet cut off": ("x.xlsx", cut_xml, "damaged"),
    "parts upon each other": ("x.xlsx", overlapping, "damaged"),
    "a workbook named CSV": ("x.csv", workbook, "not what its name says"),
    "CSV named workbook": ("x.xlsx", csv_of_a_million_rows, "not what its name says"),
    "a picture": ("x.png", workbook, "Only XLSX"),
    "nothing": ("x.csv", bytes, "empty"),
    "CSV of a million rows": ("x.csv", csv_of_a_million_rows, "rows"),
    "CSV with an open quotation": ("x.csv", csv_with_an_open_quotation, "quotation mark"),
    "CSV of one row": ("x.csv", csv_of_one_endless_row, "columns"),
    "CSV that is no text": ("x.csv", binary_csv, "no text"),
    "nested JSON": ("x.json", nested_json, "nested"),
    "JSON of empty lists": ("x.json", json_of_lists, "no register entry|larger than"),
    "JSON without end": ("x.json", json_without_end, "damaged"),
    "JSON of many entries": ("x.json", million_json_entries, "entries"),
}
"""Name of the file, how to make it, and what the refusal says."""
