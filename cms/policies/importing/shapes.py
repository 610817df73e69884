"""What a line looks like: a heading, the date of the text, a line of an address, a sentence that goes on."""

from __future__ import annotations

import re

LONGEST_HEADING = 120

_ABBREVIATION_AT_END = re.compile(r"\b(?:etc|usw|u\. ?[aä]|z\. ?B|bzw|Co|Inc|ggf)\.$")
_SENTENCE_INSIDE = re.compile(r"[a-zäöüß)]{2}[.!?] [A-ZÄÖÜ]")
_DATED = re.compile(
    r"(?:Stand|Fassung|Version|Letzte (?:Aktualisierung|Änderung)"
    r"|Zuletzt (?:geändert|aktualisiert)|Gültig (?:ab|seit)|In Kraft seit"
    r"|Last (?:updated|modified|changed|revised)|Effective(?: date| from)?"
    r"|Valid (?:from|since)|As (?:of|at)|Date)\b[^\n]{0,60}\d",
    re.IGNORECASE,
)
_CONTACT_LINE = re.compile(
    r"@|\bwww\.|https?://|\b\d{5} [A-ZÄÖÜ]|\b\d{5,}\b|(?:str(?:aße|\.)|weg|platz|allee|gasse|ring|damm)\s+\d"
    r"|^(?:Tel|Fax|Mail|Mobil|Phone|Post(?:anschrift|fach))",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:\b(?:der|die|das|den|dem|des|ein|eine|einer|an|bei|unter|ist|sind|lautet|und|oder|von|für|mit|in|zu|zur|zum"
    r"|nach|gemäß|am|im|vom|beim|bis|seit|über|auf|aus|durch|ab|je|als|sowie|bzw\."
    r"|the|a|an|is|are|at|by|of|to|for|with|and|or))$"
)


_BEGINS_SENTENCE = re.compile(r"(?:Wir|Sie|Es|Dies|Dazu|Hierzu|Dabei|Bitte|We|You|This|These|Please|It)\b")


_INTERROGATIVE = re.compile(
    r"(?:Wer|Was|Wie|Wo|Wann|Warum|Wofür|Womit|Welche[rsmn]?|Wozu|Who|What|How|Where|When|Why|Which)\b"
)


def is_indirect_question(text: str) -> bool:
    """Such as "Wer wir sind", "Who we are": may end in a word after which no sentence ends."""
    return bool(_INTERROGATIVE.match(text))


_VERB = re.compile(
    r"\b(?:sind|ist|werden|wird|haben|hat|können|umfasst|umfassen|gehören|are|is|have|has|will|may|can)\b"
)
_LETTER = re.compile(
    r"(?:Mit freundlichen? |Freundliche |Hochachtungsvoll|Sehr geehrte|Yours |Kind regards|Sincerely|Dear )"
)


def is_part_of_sentence(text: str) -> bool:
    """ "Wir verarbeiten", "Empfänger sind", a greeting: no heading without a number or bold type."""
    if _BEGINS_SENTENCE.match(text) or _LETTER.match(text):
        return True
    return bool(_VERB.search(text)) and not is_indirect_question(text)


def is_heading_shaped(text: str) -> bool:
    """Short, one line, begins with a capital or digit, and is no sentence."""
    if not 2 < len(text) <= LONGEST_HEADING or "\n" in text:
        return False
    first = text.lstrip("\"'„“”‚‘«»(¿")[:1]
    is_brand = re.match(r"[a-z][A-Z]", text) is not None  # "eTracker", "iOS-App"
    begins = first.isupper() or first.isdigit() or first == "§" or is_brand
    if not begins or not any(char.isalpha() for char in text):
        return False
    if text[-1] in ".,;…-–!" and not _ABBREVIATION_AT_END.search(text):
        return False
    return not _SENTENCE_INSIDE.search(text)


def is_capitals(text: str) -> bool:
    return text.isupper() and sum(char.isalpha() for char in text) > 3


def is_dated(text: str) -> bool:
    """Such as "Stand: Mai 2018", "Last updated: 25 May 2018"."""
    return len(text) <= 100 and bool(_DATED.match(text.strip("()[] ")))


def looks_like_contact_line(text: str) -> bool:
    return bool(_CONTACT_LINE.search(text))


def goes_on(text: str) -> bool:
    """The line ends in a word after which no sentence ends: "Rechtsgrundlage ist", "in Verbindung mit"."""
    return bool(_OPEN_END.search(text[-20:]) or re.search(r"\w[-\u00ad]$|,$", text[-2:]))


def ends_open(text: str) -> bool:
    """The sentence goes on or announces something."""
    return text.endswith((":", ",", ";", "–", "-")) or goes_on(text)
