"""The first filling of the catalogues, in every language of the site that it is written in."""

import tomllib
import uuid
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.conf import source_language
from cms.core.models import SetupRecord
from cms.register.models.catalogues import CATALOGUES
from cms.register.models.legal_basis import FLAG_FIELDS

FILES = {
    "purpose": "purpose_categories",
    "legal_basis": "legal_bases",
    "data_category": "data_categories",
    "data_subject": "data_subjects",
    "recipient": "recipient_categories",
    "measure": "measures",
    "retention": "retention_rules",
}
TEXTS = ("name", "description", "citation", "norm")
# What the files call shorter than the models do.
RENAMED = {"special": "is_special", "social_data": "is_social_data", "repealed": "is_repealed"}
NAMESPACE = uuid.UUID("6f0e6c5e-3a3c-5d0c-9c0b-6f2f4b6f3c11")


@cache
def shipped_rows(kind: str) -> list[dict[str, Any]]:
    """The rows of one shipped catalogue, as written in ``catalogues/*.toml``. Units have none.

    Raises:
        KeyError: No such catalogue.
    """
    text = files("cms.register").joinpath("catalogues", f"{FILES[kind]}.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["row"]
    return rows


def seed_catalogues() -> list[str]:
    """Create the rows that no earlier run created. What an administrator changed or deleted stays as it is."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    if source_language() not in locales:
        return []
    created = []
    for model in CATALOGUES:
        if model.kind in FILES:
            count = _seed(model, locales)
            if count:
                created.append(f"{model._meta.verbose_name_plural}: {count}")
    return [_("Catalogues of the register: %(created)s") % {"created": ", ".join(created)}] if created else []


def _seed(model: Any, locales: dict[str, Locale]) -> int:
    """One catalogue, in a constant number of queries."""
    known = set(SetupRecord.objects.filter(key__startswith=f"{model.kind}:").values_list("key", flat=True))
    taken = set(model.objects.values_list("code", "locale__language_code"))
    rows, records = [], []
    for order, row in enumerate(shipped_rows(model.kind)):
        for language, locale in locales.items():
            key = f"{model.kind}:{row['code']}:{language}"
            if key in known or language not in row:
                continue
            records.append(SetupRecord(key=key, object_id=row["code"]))
            if (row["code"], language) not in taken:
                rows.append(_instance(model, row, language, locale, order))
    model.objects.bulk_create(rows)
    SetupRecord.objects.bulk_create(records)
    if model.kind == "legal_basis" and rows:
        _link_successors(model)
    return len(rows)


def _instance(model: Any, row: dict[str, Any], language: str, locale: Locale, order: int) -> Any:
    facts = {name: value for name, value in row.items() if not isinstance(value, dict)}
    flags = facts.pop("flags", [])
    facts.pop("successor", None)
    values = {RENAMED.get(name, name): value for name, value in facts.items()}
    if model.kind == "legal_basis":
        values.update({flag: flag.removeprefix("is_") in flags for flag in FLAG_FIELDS})
    texts = {name: text for name, text in row[language].items() if name in TEXTS}
    # The same key in every language and installation: rows are translations of each other.
    key = uuid.uuid5(NAMESPACE, f"{model.kind}:{row['code']}")
    return model(**values, **texts, sort_order=order, locale=locale, translation_key=key, live=True)


def _link_successors(model: Any) -> None:
    successors = {row["code"]: row["successor"] for row in shipped_rows("legal_basis") if row.get("successor")}
    sources = {row.code: row.pk for row in model.objects.filter(locale__language_code=source_language())}
    changed = []
    for row in model.objects.filter(code__in=successors, successor=None):
        row.successor_id = sources.get(successors[row.code])
        changed.append(row)
    model.objects.bulk_update(changed, ["successor"])
