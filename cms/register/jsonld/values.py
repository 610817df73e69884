"""JSON-LD values: every text carries its language, every day and period its type, and nothing is stated about gaps."""

from typing import Any

from cms.register.durations import PATTERN

Node = dict[str, Any]


def stated(node: Node) -> Node:
    """The node without properties that have no value: an absent field makes no statement."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def text(value: str | None, language: str) -> Node | None:
    """A text in a language."""
    if not value:
        return None
    return {"@value": value, "@language": language} if language else {"@value": value}


def day(value: str | None) -> Node | None:
    """A calendar day, ISO 8601."""
    return {"@value": value, "@type": "xsd:date"} if value else None


def period(duration: str) -> Node | None:
    """A retention period. XML Schema knows no weeks, so that ``P2W`` becomes ``P14D``."""
    match = PATTERN.fullmatch(duration)
    if match is None:
        return None
    amounts = {unit: int(amount or 0) for unit, amount in match.groupdict().items()}
    days = amounts["days"] + 7 * amounts["weeks"]
    parts = [f"{amounts['years']}Y", f"{amounts['months']}M", f"{days}D"]
    written = "".join(part for part in parts if not part.startswith("0"))
    return {"@value": f"P{written or '0D'}", "@type": "xsd:duration"}


def link(iri: str | None) -> Node | None:
    """A reference to something that has an IRI or a prefixed term."""
    return {"@id": iri} if iri else None


def links(*iris: str) -> list[Node]:
    """References, each once and in order."""
    return [{"@id": iri} for iri in dict.fromkeys(iris) if iri]
