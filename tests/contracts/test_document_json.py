from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Box, Cell, Document, Page, Paragraph, Reading, Run, Table
from contracts.document_json import dump, load
from contracts.errors import Code, Problem

numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(max_size=8)
boxes = st.none() | st.builds(Box, numbers, numbers, numbers, numbers)
readings = st.sampled_from(Reading)
runs = st.lists(
    st.builds(
        Run,
        start=st.integers(0, 9),
        end=st.integers(0, 9),
        page=st.none() | st.integers(1, 9),
        box=boxes,
        edges=st.lists(numbers, max_size=3).map(tuple),
        reading=readings,
        confidence=numbers,
    ),
    max_size=2,
).map(tuple)
cells = st.builds(
    Cell,
    row=st.integers(0, 9),
    col=st.integers(0, 9),
    text=texts,
    rowspan=st.integers(1, 3),
    colspan=st.integers(1, 3),
    page=st.none() | st.integers(1, 9),
    box=boxes,
    reading=readings,
    confidence=numbers,
    alternatives=st.lists(texts, max_size=2).map(tuple),
    runs=runs,
)
paragraphs = st.builds(
    Paragraph, block=st.integers(0, 9), text=texts, runs=runs, level=st.none() | st.integers(1, 9)
)
tables = st.builds(
    Table,
    block=st.integers(0, 9),
    index=st.integers(0, 9),
    rows=st.integers(0, 9),
    cols=st.integers(0, 9),
    cells=st.lists(cells, max_size=3).map(tuple),
    title=texts,
    sheet=st.none() | texts,
)
documents = st.builds(
    Document,
    sha256=texts,
    media_type=texts,
    blocks=st.lists(paragraphs | tables, max_size=4).map(tuple),
    pages=st.lists(
        st.builds(Page, st.integers(1, 9), numbers, numbers, readings), max_size=2
    ).map(tuple),
    problems=st.lists(
        st.builds(Problem, st.sampled_from(Code), texts, texts), max_size=2
    ).map(tuple),
)  # fmt: skip


@given(documents)
def test_what_is_stored_comes_back_equal(document):
    assert load(dump(document)) == document


def test_the_same_document_gives_the_same_bytes():
    document = Document("a", "b", (Paragraph(0, "支出"),))
    assert dump(document) == dump(document)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"{}", b"[1]", b'{"layout":0}'],
)
@pytest.mark.parametrize("packed", [False, True])
def test_other_bytes_are_refused(data, packed):
    with pytest.raises(ValueError, match="document"):
        # packed here: a name of a test that holds the time of packing differs between two workers
        load(gzip.compress(data) if packed else data)
