"""Units and entries of the demo's register in two languages.

Everything is published the way it is for anybody: one person writes, another translates, a third approves.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from cms.demo.register_texts import entry_data, translations, unit_rows
from cms.demo.site_pages import locales
from cms.demo.texts import SOURCE, TARGET
from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.register.enums import Status
from cms.register.models import ProcessingActivity, Unit
from cms.register.writing import Codes, write_data


@dataclass(frozen=True)
class People:
    """Who does what."""

    editor: Any
    translator: Any
    approver: Any


def create_units(people: People) -> None:
    """The organisational units with their English names."""
    german, english = locales()
    for order, row in enumerate(unit_rows()):
        unit = Unit(locale=german, code=row["code"], email=row["email"], sort_order=order, live=False, **row[SOURCE])
        unit.save()
        unit.save_revision(user=people.editor).publish(user=people.approver)
        _translate(unit, english, {row[SOURCE][name]: text for name, text in row[TARGET].items()}, people)


class EntryDesk:
    """Writes and publishes entries, with the catalogues read once."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.german, self.english = locales()

    @cached_property
    def codes(self) -> Codes:
        return Codes()

    def publish(self, reference: str, *, in_2025: bool = False) -> None:
        """Publish an entry in both languages. One whose processing is only planned stays an editor's draft."""
        source, target = (entry_data(reference, language, in_2025=in_2025) for language in (SOURCE, TARGET))
        entry = self._latest(reference)
        write_data(entry, source, self.codes)
        if entry.pk is None:
            entry.save()
        revision = entry.save_revision(user=self.people.editor)
        if entry.status == Status.DRAFT:
            return
        revision.publish(user=self.people.approver)
        _translate(entry, self.english, translations(source, target), self.people)

    def _latest(self, reference: str) -> ProcessingActivity:
        stored = ProcessingActivity.objects.filter(reference=reference, locale=self.german).first()
        if stored is None:
            return ProcessingActivity(locale=self.german, live=False)
        latest: ProcessingActivity = stored.get_latest_revision_as_object()
        return latest


def _translate(original: Any, locale: Locale, texts: dict[str, str], people: People) -> None:
    """By the same way as anybody's translation, so that the overview knows whether it is current."""
    start_translation(original, locale, people.translator)
    strings = {_string(text): _string(translated) for text, translated in texts.items()}
    fill_translation(original, locale, strings, people.translator)
    draft_translation(original, locale, people.translator).publish(user=people.approver)


def _string(text: str) -> str:
    return StringValue.from_plaintext(text).data
