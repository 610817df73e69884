"""A short policy with every kind of block, in German and English."""

import uuid
from typing import Any

from tests.factories.policies import question, section, text

GERMAN = {
    "title": "Datenschutz",
    "slug": "datenschutz",
    "summary": "<p>Das Wichtigste zuerst.</p>",
    "search_description": "Welche Daten wir verarbeiten",
}
ENGLISH = {
    "Datenschutz": "Privacy policy",
    "datenschutz": "privacy",
    "Das Wichtigste zuerst.": "First things first.",
    "Wer ist verantwortlich?": "Who is responsible?",
    "Die Kasse, nicht <b>jemand</b> anders.": "The insurer, nobody <b>else</b>.",
    'Mehr auf <a id="a1">unserer Seite</a>.': 'More on <a id="a1">our page</a>.',
    "Zweck": "Purpose",
    "Dauer": "Period",
    "Drei Jahre nach Ende": "Three years after the end",
}


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def table(caption: str, headings: list[str], *rows: list[str]) -> dict[str, Any]:
    return block(
        "table",
        {
            "caption": caption,
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": list(row)} for row in rows],
        },
    )


def german_body() -> list[dict[str, Any]]:
    return [
        section(
            "Wer ist verantwortlich?",
            text("<p>Die Kasse, nicht <b>jemand</b> anders.</p>"),
            block("contact", {"role": "controller"}),
            anchor="verantwortlich",
        ),
        section(
            "Ihre Rechte",
            question(
                "Welche Rechte habe ich?",
                block("list", {"ordered": True, "items": ["<p>Auskunft verlangen</p>", "<p>Löschung verlangen</p>"]}),
                block(
                    "notice", {"kind": "important", "heading": "Widerspruch", "text": "<p>Jederzeit ohne Gründe.</p>"}
                ),
                text('<p>Mehr auf <a href="https://example.org/de">unserer Seite</a>.</p>'),
            ),
            table(
                "Wie lange?",
                ["Zweck", "Dauer"],
                ["<p>Anfrage</p>", "<p>Drei Jahre nach Ende</p>"],
                ["<p>Wahl</p>", "<p>Drei Jahre nach Ende</p>"],
            ),
            anchor="rechte",
        ),
    ]
