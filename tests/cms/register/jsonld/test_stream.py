"""The register as a stream: one valid document, the same as in one piece, in little memory."""

import itertools
import json
import tracemalloc
from collections.abc import Iterator

from rdflib import Graph
from rdflib.compare import isomorphic

from cms.register.entry import Entry
from cms.register.jsonld.concepts import Introduced
from cms.register.jsonld.context import CONTEXT
from cms.register.jsonld.document import entry_node, register_document, register_node
from tests.cms.register.jsonld.entries import CONTROLLER, PROCESSOR, entry
from tests.cms.register.jsonld.graphs import BASE, graph_of_register

MIB = 1024 * 1024


def _register(number: int) -> Iterator[Entry]:
    """Entries that are made when they are asked for, as from the database."""
    for index in range(number):
        yield entry(PROCESSOR if index % 10 == 9 else CONTROLLER, reference=f"VVT-{index:05}", note="n" * 500)


def test_the_stream_is_one_document_and_the_same_as_in_one_piece() -> None:
    streamed = json.loads("".join(register_document(_register(12), BASE, "de")))

    introduced = Introduced()
    nodes = [register_node(BASE, "de"), *(entry_node(each, BASE, introduced) for each in _register(12))]
    assert streamed == {"@context": CONTEXT, "@graph": nodes}


def test_what_is_described_once_means_the_same_as_described_everywhere() -> None:
    once = graph_of_register(*_register(4))
    whole = {
        "@context": CONTEXT,
        "@graph": [register_node(BASE, "de"), *(entry_node(each, BASE) for each in _register(4))],
    }

    assert isomorphic(once, Graph().parse(data=json.dumps(whole), format="json-ld"))


def test_pieces_come_while_entries_are_read() -> None:
    asked: list[int] = []

    def entries() -> Iterator[Entry]:
        for index in itertools.count():
            asked.append(index)
            yield entry(reference=f"VVT-{index}")

    pieces = register_document(entries(), BASE, "de")
    for _piece in range(4):
        next(pieces)

    assert len(asked) == 3, "the head of the document, then one entry for each piece"


def test_memory_does_not_grow_with_the_register() -> None:
    """Ten thousand entries (81 MB) took 109 KiB; a quick test shows the same by its slope."""
    few, many = _peak(100), _peak(1_000)

    assert many - few < MIB / 4
    assert many < MIB


def _peak(number: int) -> int:
    for _piece in register_document(_register(3), BASE, "de"):
        """Warm: labels and regular expressions stay."""
    tracemalloc.start()
    try:
        before, _peak_before = tracemalloc.get_traced_memory()
        size = sum(len(piece) for piece in register_document(_register(number), BASE, "de"))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > number * 4_000
    return peak - before
