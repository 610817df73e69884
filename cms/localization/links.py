"""Links inside translated strings.

wagtail-localize replaces their attributes by ids: ``<a id="a1">``; the rest comes from the source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup

Attributes = dict[str, dict[str, Any]]


@dataclass
class Links:
    """The links of a string and of its translation.

    Attributes:
        source: Id to attributes, as cut out of the source string.
        target: The same for the translation.
    """

    source: Attributes
    target: Attributes

    @cached_property
    def pairs(self) -> dict[str, str] | None:
        """Ids of the translation to ids of the source, equal links first; ``None`` if the links do not fit."""
        if len(self.target) > len(self.source):
            return None
        free = list(self.source)
        result: dict[str, str] = {}
        for mine, attributes in self.target.items():
            equal = next((each for each in free if self.source[each] == attributes), None)
            if equal:
                free.remove(equal)
                result[mine] = equal
        for mine, attributes in self.target.items():
            if mine not in result:
                same_kind = [each for each in free if self._fits(self.source[each], attributes)]
                if not same_kind:
                    return None
                free.remove(same_kind[0])
                result[mine] = same_kind[0]
        return result

    def changed_hrefs(self) -> Iterator[tuple[str, str]]:
        """Pairs of addresses that differ between source and translation."""
        for mine, other in (self.pairs or {}).items():
            old, new = self.source[other].get("href"), self.target[mine].get("href")
            if old and new and old != new:
                yield old, new

    @staticmethod
    def _fits(source: dict[str, Any], target: dict[str, Any]) -> bool:
        """Addresses may differ by language; a page is localised when shown; a document has to be the same."""
        if "href" in source or "href" in target:
            return "href" in source and "href" in target
        return source.get("linktype") == target.get("linktype") == "page"


def adapt_links(string: str, links: Links) -> str | None:
    """Give the links of a translated string the ids of their counterparts; ``None`` if there are none."""
    if not links.target:
        return string
    if links.pairs is None:
        return None
    soup = BeautifulSoup(string, "html.parser")
    for element in soup.find_all(id=True):
        element["id"] = links.pairs[str(element["id"])]
    return str(soup)
