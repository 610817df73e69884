"""How people write what we have codes for: yes and no, states, countries, citations."""

import re

from cms.register.exchange.headings import fold
from cms.register.exchange.shape import Value

YES = frozenset(map(fold, ("ja", "j", "yes", "y", "x", "true", "wahr", "1", "vorhanden", "erforderlich", "required")))
NO = frozenset(
    fold(word)
    for word in (
        *("nein", "n", "no", "false", "falsch", "0", "kein", "keine", "keiner", "none", "entfällt", "nicht vorhanden"),
        *("nicht erforderlich", "not required", "findet nicht statt", "nicht geplant", "trifft nicht zu", "n a"),
        *(
            "keine Übermittlung",
            "keine Drittlandübermittlung",
            "es findet keine Übermittlung statt",
            "nicht zutreffend",
        ),
    )
)
_WORDS: dict[str, dict[str, str]] = {
    "role": {
        **dict.fromkeys(("verantwortlicher", "controller", "art 30 abs 1"), "controller"),
        **dict.fromkeys(("auftragsverarbeiter", "processor", "art 30 abs 2"), "processor"),
    },
    "status": {
        **dict.fromkeys(("aktiv", "active", "produktiv", "in betrieb", "freigegeben", "live"), "active"),
        **dict.fromkeys(("entwurf", "draft", "in bearbeitung", "geplant", "in planung"), "draft"),
        **dict.fromkeys(("beendet", "retired", "inaktiv", "außer Betrieb", "eingestellt", "archiviert"), "retired"),
    },
    "publicity": {
        **dict.fromkeys(("teilweise", "partly", "teilweise öffentlich"), "partly"),
        **dict.fromkeys(("intern", "internal", "nicht öffentlich"), "no"),
        **dict.fromkeys(("öffentlich", "public"), "yes"),
    },
    "transfers.country": {
        **dict.fromkeys(("usa", "vereinigte staaten von amerika", "united states of america"), "US"),
        **dict.fromkeys(("uk", "Großbritannien", "england", "great britain"), "GB"),
    },
}
SYNONYMS = {path: {fold(word): code for word, code in words.items()} for path, words in _WORDS.items()}
YES_NO = {
    "social_data": ("yes", "no"),
    "transfer_status": ("yes", "none"),
    "automated_decisions": ("yes", "none"),
    "dpia_threshold": ("required", "not_required"),
    "publicity": ("yes", "no"),
}

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_CODE_BOOK = re.compile(rf"\bsgb ({'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b")
_PARAGRAPH = re.compile(rf"\b(art|par) (\d+[a-z]?) ({'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b")
_CITATION_WORDS = (
    (re.compile(r"\b(?:eu )?(?:ds gvo|dsgvo|gdpr|datenschutz grundverordnung)\b"), "dsgvo"),
    (re.compile(r"\b(?:artikel|article|art)\b"), "art"),
    (re.compile(r"\b(?:absatz|abs|buchstabe|buchst|bst|lit|unterabsatz|unterabs|nummer|para|letter)\b"), " "),
    # "Art. 6 Abs. 1 Satz 1 Buchst. e" names the same provision as without the sentence.
    (re.compile(r"\b(?:satz|s) 1\b"), " "),
)


def says_none(text: str) -> bool:
    """Whether a cell says that there is nothing of the kind."""
    return text.strip() in {"-", "–", "—", "./.", "/"} or fold(text) in NO


def folded_name(value: Value, text: str) -> str:
    """A name as it is compared; a citation however it is abbreviated."""
    if value.catalogue != "legal_basis":
        return fold(text)
    folded = fold(text.replace("§", " par "))
    for pattern, word in _CITATION_WORDS:
        folded = pattern.sub(word, folded)
    folded = _PARAGRAPH.sub(lambda match: f"{match[1]} {match[2]} {_ROMAN[match[3]]}", folded)
    folded = _CODE_BOOK.sub(lambda match: f"sgb {_ROMAN[match[1]]}", folded)
    return " ".join(folded.split())
