"""Reads an existing privacy policy from plain text, Markdown, HTML or DOCX. No database, no Django models.

`reading.read_policy` is the way in; `streams.to_stream` gives what a StreamField stores; `alignment.align` lays a
translated file beside the tree it translates. How a file becomes a tree:

    reading.py     bytes -> text or package, or one clear sentence why not
    plain_text.py, markdown.py, html.py, docx.py
                   -> a flat sequence of items (items.py); nothing is decided here that another format needs too
    structure.py   the same items, whatever the format -> the tree (outline.py), with the help of contents.py,
                   footnotes.py, headings.py, numbering.py, lists.py and levels.py
    report.py      what was recognised, and every line that found no place
"""
