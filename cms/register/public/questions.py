"""What a visitor asks of the register: words, facets and an order, read from an address and written into one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.register.searching import MAX_LENGTH, words_of

FACETS: dict[str, Any] = {
    "purpose": _("Purpose"),
    "unit": _("Responsible unit"),
    "data_subject": _("Data subjects"),
    "legal_basis": _("Legal basis"),
}
"""By what the list can be narrowed: kinds of `EntryFacet`, in the order of the page."""
MAX_CHOICES = 50
MAX_CODE = 60


class Order(TextChoices):
    """How the list is sorted."""

    REFERENCE = "reference", _("Reference number")
    NAME = "name", _("Name")
    CHANGED = "changed", _("Last change")


@dataclass(frozen=True)
class Question:
    """A search of the register.

    Attributes:
        text: The words as typed.
        chosen: Facets, as pairs of kind and code. Values of one kind are alternatives, different kinds must all apply.
        order: How the answer is sorted.
    """

    text: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    order: Order = Order.REFERENCE

    @classmethod
    def asked(cls, data: QueryDict) -> "Question":
        """Read a question from an address. Whatever stands there, the answer is a question."""
        text = " ".join(data.get("q", "")[:MAX_LENGTH].replace("\x00", " ").split())
        pairs = ((kind, code[:MAX_CODE]) for kind in FACETS for code in data.getlist(kind)[:MAX_CHOICES] if code)
        order = data.get("sort", "")
        return cls(text, tuple(dict.fromkeys(pairs)), Order(order) if order in Order.values else Order.REFERENCE)

    @property
    def words(self) -> list[str]:
        return words_of(self.text)

    @property
    def is_open(self) -> bool:
        """Whether it asks for everything."""
        return not self.text and not self.chosen

    def codes(self, kind: str) -> list[str]:
        return [code for each, code in self.chosen if each == kind]

    def without(self, kind: str, code: str) -> "Question":
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair != (kind, code)))

    def without_text(self) -> "Question":
        return replace(self, text="")

    def query(self, page: int = 1) -> str:
        """The part of the address after the path; empty for the first page of everything."""
        pairs = list(self._pairs())
        if page > 1:
            pairs.append(("page", str(page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.text:
            yield "q", self.text
        yield from self.chosen
        if self.order != Order.REFERENCE:
            yield "sort", self.order.value
