"""The text of a version without markup: for search, comparison and people who check a hash by hand."""

import re

from bs4 import BeautifulSoup

from cms.core.rich_text import HINT_CLASS

BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "h5", "tr", "section", "aside", "address", "nav", "div", "caption", "br"]


def plain_text(html: str) -> str:
    """Return the words of ``html``, one line per paragraph, heading, item or table row (cells parted by tabs)."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(class_=[HINT_CLASS, "privacy-toc"]):
        element.decompose()
    for cell in soup.find_all(["td", "th"]):
        cell.append("\t")
    for block in soup.find_all(BLOCKS):
        block.insert_after("\n")
        block.insert_before("\n")
    lines = (re.sub(r"[ \r\f\v]+", " ", line).strip() for line in soup.get_text().splitlines())
    return "\n".join(line for line in lines if line)
