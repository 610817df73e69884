from dataclasses import replace

from cms.policies.importing.alignment import align
from cms.policies.importing.outline import Block, Contact, ItemList, Notice, Outline, Section, Table, Text


def with_blocks(block: Block, *blocks: Block) -> Section:
    assert isinstance(block, Section)
    return replace(block, blocks=blocks)


def blocks_of(block: Block) -> tuple[Block, ...]:
    assert isinstance(block, Section)
    return block.blocks


GERMAN = Outline(
    "Datenschutz",
    "<p>Kurz</p>",
    (
        Section("Verantwortlicher", "", (Text("<p>Kasse, info@kk.de</p>"), Contact("controller"))),
        Section("Cookies", "", (Text("<p>Nach § 25 TDDDG</p>"), ItemList(False, ("Name", "Zweck", "Dauer")))),
        Section("Rechte", "rechte", (Notice("important", "Widerspruch", "<p>Art. 21</p>"),)),
        Section("Tabelle", "", (Table("", ("Name", "Dauer"), (("sid", "1 Tag"), ("aid", "2 Tage"))),)),
    ),
)
ENGLISH = Outline(
    "Privacy",
    "<p>In short</p>",
    (
        Section("Controller", "", (Text("<p>Insurer, info@kk.de</p>"), Contact("controller"))),
        Section("Cookies used", "", (Text("<p>Under § 25 TDDDG</p>"), ItemList(False, ("name", "purpose", "period")))),
        Section("Rights", "rechte", (Notice("important", "Objection", "<p>Art. 21</p>"),)),
        Section("Table", "", (Table("", ("Name", "Period"), (("sid", "1 day"), ("aid", "2 days"))),)),
    ),
)


def headings(outline: Outline, other: Outline) -> list[tuple[str, str]]:
    return [(pair.source, pair.translation) for pair in align(outline, other).pairs if pair.place.field == "heading"]


def test_equal_structures_fit() -> None:
    alignment = align(GERMAN, ENGLISH)

    assert alignment.fits
    found = {(pair.source, pair.translation) for pair in alignment.pairs}
    assert {("Datenschutz", "Privacy"), ("<p>Kurz</p>", "<p>In short</p>"), ("Zweck", "purpose")} <= found
    assert {("Widerspruch", "Objection"), ("2 Tage", "2 days"), ("Dauer", "Period")} <= found


def test_place_leads_to_the_string() -> None:
    pair = next(pair for pair in align(GERMAN, ENGLISH).pairs if pair.source == "2 Tage")

    assert (pair.place.path, pair.place.field, pair.place.indexes) == ((3, 0), "rows", (1, 1))


def test_missing_section_shifts_nothing() -> None:
    shorter = replace(ENGLISH, blocks=(ENGLISH.blocks[0], *ENGLISH.blocks[2:]))

    alignment = align(GERMAN, shorter)

    assert [str(misfit) for misfit in alignment.misfits] == [
        "Section 2 “Cookies”: missing in the translation: “Cookies”"
    ]
    assert ("Tabelle", "Table") in headings(GERMAN, shorter)
    assert ("Rechte", "Rights") in headings(GERMAN, shorter)


def test_extra_section_shifts_nothing() -> None:
    extra = Section("Newsletter", "", (Text("<p>Double opt-in, 30 days</p>"),))
    longer = replace(ENGLISH, blocks=(*ENGLISH.blocks[:1], extra, *ENGLISH.blocks[1:]))

    alignment = align(GERMAN, longer)

    assert [misfit.kind for misfit in alignment.misfits] == ["extra"]
    assert ("Tabelle", "Table") in headings(GERMAN, longer)


def test_shorter_list_is_named_with_its_place() -> None:
    section = with_blocks(ENGLISH.blocks[1], blocks_of(ENGLISH.blocks[1])[0], ItemList(False, ("name", "purpose")))
    shorter = replace(ENGLISH, blocks=(ENGLISH.blocks[0], section, *ENGLISH.blocks[2:]))

    assert [str(misfit) for misfit in align(GERMAN, shorter).misfits] == [
        "Section 2 “Cookies”, list: 3 items in the source, 2 in the translation",
        "Section 2 “Cookies”, list: missing in the translation: “Dauer”",
    ]


def test_block_of_another_type_is_missing_and_extra() -> None:
    section = with_blocks(ENGLISH.blocks[0], Text("<p>Insurer, info@kk.de</p>"), Notice("info", "", "<p>x</p>"))
    other = replace(ENGLISH, blocks=(section, *ENGLISH.blocks[1:]))

    assert [misfit.kind for misfit in align(GERMAN, other).misfits] == ["missing", "extra"]


def test_unlike_kinds_are_reported() -> None:
    section = with_blocks(ENGLISH.blocks[2], Notice("info", "Objection", "<p>Art. 21</p>"))
    other = replace(ENGLISH, blocks=(*ENGLISH.blocks[:2], section, ENGLISH.blocks[3]))

    assert [misfit.kind for misfit in align(GERMAN, other).misfits] == ["kind"]


def test_missing_summary_is_reported() -> None:
    assert [misfit.location for misfit in align(GERMAN, replace(ENGLISH, summary="")).misfits] == ["Summary"]
