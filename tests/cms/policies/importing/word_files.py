"""Word documents for the tests, written with python-docx and, where it has no words for it, with raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_link(paragraph: Any, text: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def add_field_link(paragraph: Any, text: str, address: str) -> None:
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> HYPERLINK "{address}" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{text}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


def add_numbered(document: Any, text: str, number: int, depth: int = 0, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold or None
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def add_numbering(document: Any, identifier: int, *levels: tuple[str, str]) -> None:
    """A numbering with the given formats, such as ("decimal", "%1."), ("bullet", "•")."""
    root = document.part.numbering_part.element
    definitions = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{900 + identifier}">{definitions}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{900 + identifier}"/></w:num>')
    )


def with_footnotes(data: bytes, *texts: str) -> bytes:
    """The document with the notes 1, 2 ... to which its w:footnoteReference elements refer."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    part = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f"{notes}</w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return rezipped(
        data,
        {"word/footnotes.xml": part},
        {
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES_TYPE}"/></Types>',
            ),
            "word/_rels/document.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>',
            ),
        },
    )


def rezipped(data: bytes, added: dict[str, str | bytes], replaced: dict[str, tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name in replaced:
                old, new = replaced[name]
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
        for name, text in added.items():
            target.writestr(name, text)
    return buffer.getvalue()


def add_footnote_reference(paragraph: Any, number: int) -> None:
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{number}"/></w:r>'))


def styled() -> bytes:
    """Title and heading styles, a table of contents, footnotes, links, nested bullets, a table, a page header."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Muster-Krankenkasse – vertraulich"
    document.add_paragraph("Datenschutzerklärung der Muster-Krankenkasse", style="Title")
    document.add_paragraph("Stand: 25. Mai 2018")
    contents = document.styles.add_style("toc 1", 1)
    for line in ("Verantwortlicher\t2", "Ihre Daten\t3", "Ihre Rechte\t4"):
        document.add_paragraph(line, style=contents)
    document.add_heading("1 Verantwortlicher", 1)
    address = document.add_paragraph("Muster-Krankenkasse")
    address.add_run().add_break()
    address.add_run("Musterstraße 12, 12345 Musterstadt")
    address.add_run().add_break()
    address.add_run("Telefon 030 1234567")
    linked = document.add_paragraph("Mehr auf ")
    add_link(linked, "unserer Website", "https://www.muster-krankenkasse.de/datenschutz?a=1&b=2")
    linked.add_run(" oder per ")
    add_field_link(linked, "E-Mail", "mailto:info@muster-krankenkasse.de")
    linked.add_run(".")
    document.add_heading("2 Ihre Daten", 1)
    document.add_heading("2.1 Server-Logfiles", 2)
    noted = document.add_paragraph("Wir speichern die IP-Adresse")
    add_footnote_reference(noted, 1)
    noted.add_run(" und die ")
    noted.add_run("Uhrzeit").bold = True
    add_footnote_reference(noted, 2)
    noted.add_run(".")
    document.add_paragraph("Name", style="List Bullet")
    document.add_paragraph("Anschrift", style="List Bullet")
    add_numbering(document, 77, ("bullet", "•"), ("bullet", "o"))
    add_numbered(document, "Bestandsdaten", 77)
    add_numbered(document, "Versichertennummer", 77, 1)
    add_numbered(document, "Beginn der Mitgliedschaft", 77, 1)
    add_numbered(document, "Nutzungsdaten", 77)
    document.add_heading("2.2 Cookies", 2)
    document.add_paragraph("Wir verwenden diese Cookies:")
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate(
        (("Name", "Zweck", "Dauer"), ("session", "Anmeldung", "Sitzung"), ("_et_coid", "Reichweite", "2 Jahre"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_heading("Einwilligung", 3)
    document.add_paragraph("Sie können einwilligen.")
    document.add_heading("Widerruf", 4)
    document.add_paragraph("Und widerrufen.")
    document.add_heading("3 Ihre Rechte", 1)
    document.add_paragraph("Auskunft (Art. 15 DSGVO)", style="List Number")
    document.add_paragraph("Löschung (Art. 17 DSGVO)", style="List Number")
    document.add_paragraph("{{ contact: supervisory_authority }}")
    return with_footnotes(
        saved(document), "Gekürzt um das letzte Oktett.", "Siehe www.muster-krankenkasse.de/logfiles."
    )


def bold_as_headings() -> bytes:
    """No heading style anywhere: bold lines, some numbered by Word, some by hand; tracked changes and a text box."""
    document = Document()
    document.add_paragraph().add_run("Datenschutzhinweise für Mitglieder").bold = True
    document.add_paragraph("Wir nehmen den Schutz Ihrer Sozialdaten ernst. Dieses Blatt sagt, was wir tun.")
    add_numbering(document, 78, ("decimal", "%1."), ("lowerLetter", "%2)"))
    add_numbered(document, "Verantwortlicher", 78, bold=True)
    document.add_paragraph("Verantwortlich ist die Muster-Krankenkasse, Musterstraße 12, 12345 Musterstadt.")
    add_numbered(document, "Welche Daten verarbeiten wir?", 78, bold=True)
    document.add_paragraph("Wir verarbeiten")
    add_numbered(document, "Stammdaten,", 78, 1)
    add_numbered(document, "Leistungsdaten.", 78, 1)
    document.add_paragraph().add_run("Online-Geschäftsstelle").bold = True
    document.add_paragraph("In der Online-Geschäftsstelle gelten zusätzlich die Nutzungsbedingungen.")
    add_numbered(document, "Ihre Rechte", 78, bold=True)
    changed = document.add_paragraph("Sie haben ein Recht auf ")
    changed._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Einsicht</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>Auskunft</w:t></w:r></w:ins>"))
    changed.add_run(".")
    important = document.add_paragraph()
    important.add_run("Bitte beachten Sie:").bold = True
    important.add_run(" Ohne Ihre Angaben können wir den Antrag nicht bearbeiten.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Datenschutzbeauftragte"
    table.cell(0, 1).text = "datenschutz@muster-krankenkasse.de"
    table.cell(1, 0).text = "Aufsicht"
    table.cell(1, 1).paragraphs[0].text = "Bundesamt für Soziale Sicherung"
    table.cell(1, 1).add_paragraph("Friedrich-Ebert-Allee 38, 53113 Bonn")
    return saved(document)


SAMPLES: dict[str, Callable[[], bytes]] = {"word_styles.docx": styled, "word_bold.docx": bold_as_headings}
