"""The DOCX package: opened only after its unpacked size is known, macros refused, parts read without python-docx where
it has no words for them (footnotes)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .refusal import ImportRefused

LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 5000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Package:
    """What the reader needs of an opened document."""

    document: Any
    body: Any
    footnotes: dict[str, Any]
    headers: tuple[str, ...]
    comments: int


def open_package(data: bytes) -> Package:
    """Raises ImportRefused for what is no Word document, is damaged, has macros or would unpack to too much."""
    try:
        import docx
    except ImportError:
        raise ImportRefused(_("Reading DOCX files needs the package python-docx.")) from None
    _check_parts(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        if body is None:
            raise ValueError
        notes = {**_notes(document, "footnotes"), **_notes(document, "endnotes")}
        headers = tuple(_headers(document))
        comments = len(_part(document, "comments") if _part(document, "comments") is not None else ())
    except Exception:  # python-docx and lxml raise a dozen kinds for damaged packages
        raise _damaged() from None
    return Package(document, body, notes, headers, comments)


def _check_parts(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
                raise ImportRefused(
                    _("The file unpacks to %(size)d MB; at most 50 MB are read.") % {"size": unpacked // 1024 // 1024}
                )
            if any(part.flag_bits & 1 for part in parts):
                raise ImportRefused(_("The file is protected by a password."))
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise ImportRefused(_("The file may hold macros; save it as .docx without macros."))
            if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
                raise ImportRefused(_("The file is an archive, not a Word document."))
            if archive.testzip() is not None:
                raise _damaged()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise _damaged() from None
    except Exception as error:
        if isinstance(error, ImportRefused):
            raise
        raise _damaged() from None


def _damaged() -> ImportRefused:
    return ImportRefused(_("The file is called .docx but is no Word document, or it is damaged."))


def _part(document: Any, kind: str) -> Any:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(relation.target_part.blob, parser)
    return None


def _notes(document: Any, kind: str) -> dict[str, Any]:
    """Foot- or endnotes by kind and id, without the separators Word keeps among them."""
    root = _part(document, kind)
    if root is None:
        return {}
    return {
        f"{kind[:-1]}{note.get(f'{W}id')}": note
        for note in root
        if note.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice")
    }


def _headers(document: Any) -> list[str]:
    texts: dict[str, None] = {}
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in ("header", "footer"):
            element = relation.target_part.element
            for paragraph in element.iter(f"{W}p"):
                texts.setdefault(" ".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")).split()))
    return [text for text in texts if text]
