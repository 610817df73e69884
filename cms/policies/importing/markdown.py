"""Markdown (CommonMark with tables), rendered to HTML and read as such. Beyond CommonMark:

- `> [!NOTE]` is a notice, `> [!IMPORTANT]` and `> [!WARNING]` are important ones; a first line all in bold is their
  heading. Any other block quote is a notice too.
- `> [!SUMMARY]` is the summary of the policy.
- `## Heading {#anchor}` gives the section an anchor.
- `{{ contact: dpo }}` alone in a paragraph is a contact from the site settings (in every format); roles: controller,
  joint_controllers, representative, dpo, supervisory_authority.
- `[^1]` and `[^1]: text` are footnotes.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from .html import read_html
from .html_inline import BLOCKS
from .items import Reading
from .refusal import ImportRefused
from .rich_text import SOFT_BREAK

LONGEST_LINE = 200_000
MOST_BRACKETS = 2000
"""Matching brackets takes quadratic time."""

_DEFINITION = re.compile(r"^ {0,3}\[\^([\w-]{1,40})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r"\[\^([\w-]{1,40})\]")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_FRONT_MATTER = re.compile(r"\A---\s*\n(.{0,5000}?)\n---\s*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][\w-]*)(?=[\s/>])|<!--|<!|<\?")


def read_markdown(text: str) -> Reading:
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise ImportRefused(_("Reading Markdown files needs the package markdown-it-py.")) from None
    text = text.replace(SOFT_BREAK, " ").replace("\r\n", "\n")
    _refuse_what_takes_too_long(text)
    front_matter = _FRONT_MATTER.match(text)
    if front_matter:
        text = "\n" * front_matter[0].count("\n") + text[front_matter.end() :]
    source, definitions = _footnotes(text)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}).enable(["table", "strikethrough"])
    setattr(parser, "validateLink", lambda _address: True)  # noqa: B010  (read_html judges links and reports them)
    parser.add_render_rule("softbreak", lambda *_arguments: SOFT_BREAK)
    parser.add_render_rule("html_inline", _known_html)
    parser.add_render_rule("html_block", _known_html)
    tokens = parser.parse(source)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1))
    html = parser.renderer.render(tokens, parser.options, {})
    for mark, definition in definitions:
        html += f'<p id="footnote-{mark}">{parser.renderInline(definition)}</p>'
    reading = read_html(f'<body data-line="">{html}</body>')
    if front_matter:
        reading.leave_out(1, front_matter[1], _("settings at the top of the file"))
    return reading


def _refuse_what_takes_too_long(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise ImportRefused(
                _("Line %(line)d is longer than %(count)d characters; this is no Markdown text.")
                % {"line": number, "count": LONGEST_LINE}
            )
    if any(paragraph.count("[") > MOST_BRACKETS for paragraph in text.split("\n\n")):
        raise ImportRefused(
            _("A paragraph has more than %(count)d brackets; this is no Markdown text.") % {"count": MOST_BRACKETS}
        )


def _known_html(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    """HTML as it stands, but "<Name der Kasse>" is text and must not vanish."""
    return re.sub(_TAG, lambda match: match[0] if _is_known(match) else f"&lt;{match[0][1:]}", tokens[index].content)


def _is_known(match: re.Match[str]) -> bool:
    return match[1] is None or match[1].lower() in _known_tags()


@cache
def _known_tags() -> frozenset[str]:
    from lxml.html import defs

    return frozenset(defs.tags | BLOCKS | {"mark", "time", "wbr", "video", "audio", "svg", "dialog"})


def _footnotes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with references as links and without definitions, and these, numbered in the order of references."""
    definitions: dict[str, list[str]] = {}
    kept: list[str] = []
    current: list[str] | None = None
    fenced = False
    for line in text.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        match = None if fenced else _DEFINITION.match(line)
        if match and match[1] not in definitions:
            current = definitions[match[1]] = [match[2]]
            kept.append("")
        elif current is not None and line.startswith(("    ", "\t")) and not fenced:
            current.append(line.strip())
            kept.append("")
        else:
            current = current if current is not None and not line.strip() else None
            kept.append(line)
    numbers: dict[str, str] = {}

    def reference(match: re.Match[str]) -> str:
        if match[1] not in definitions:
            return match[0]
        number = numbers.setdefault(match[1], str(len(numbers) + 1))
        return f'<sup><a href="#footnote-{number}">{number}</a></sup>'

    source = _REFERENCE.sub(reference, "\n".join(kept))
    lost = [name for name in definitions if name not in numbers]
    notes = [(number, " ".join(definitions[name])) for name, number in numbers.items()]
    unused = [f"\n\n[{escape(name)}] {' '.join(definitions[name])}\n" for name in lost]
    return source + "".join(unused), notes
