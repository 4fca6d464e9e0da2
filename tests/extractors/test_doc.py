from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.document import Cell, Table
from contracts.errors import Code, Refusal
from extractors import doc, extract, libreoffice

RTF = rb"{\rtf1\ansi 2022 report \b 9\b0 \par}"


def test_the_seed_doc_gives_the_blocks_of_its_docx(seed, monkeypatch):
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    old = extract(seed["doc"].read_bytes(), "")
    new = extract(seed["docx"].read_bytes(), "")
    assert old.blocks == new.blocks
    assert (old.media_type, old.problems) == ("application/msword", ())


@pytest.mark.libreoffice
def test_libreoffice_agrees_on_the_seed_doc(seed):
    assert extract(seed["doc"].read_bytes(), "").problems == ()


def test_readers_that_disagree_are_reported(seed, monkeypatch):
    def other(data, suffix, sha256):
        document = ours
        changed = replace(
            document.tables[0], cells=(Cell(0, 0, "99"), *document.tables[0].cells[1:])
        )
        return replace(
            document,
            blocks=tuple(changed if isinstance(b, Table) else b for b in document.blocks),
        )

    monkeypatch.setattr(libreoffice, "find", lambda: None)
    ours = extract(seed["doc"].read_bytes(), "")
    monkeypatch.setattr(libreoffice, "find", lambda: "soffice")
    monkeypatch.setattr(doc, "_through_libreoffice", other)
    (problem,) = extract(seed["doc"].read_bytes(), "").problems
    assert (problem.code, problem.place) == (Code.READERS_DISAGREE, "第 1 个表格")


def test_a_missing_table_of_the_second_reader_is_reported(seed, monkeypatch):
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    ours = extract(seed["doc"].read_bytes(), "")
    monkeypatch.setattr(libreoffice, "find", lambda: "soffice")
    without = replace(ours, blocks=ours.paragraphs)
    monkeypatch.setattr(doc, "_through_libreoffice", lambda *_: without)
    (problem,) = extract(seed["doc"].read_bytes(), "").problems
    assert problem.place == "表格数 1 与 0"
    # LibreOffice loses a table that ends the document: that alone is no disagreement.
    last = replace(ours, blocks=ours.blocks[:-1])
    assert doc._second_opinion(b"", last) == ()


def test_a_truncated_doc_is_corrupt(seed):
    with pytest.raises(Refusal) as refused:
        extract(seed["doc"].read_bytes()[:9000], "")
    assert refused.value.code is Code.CORRUPT_FILE


def test_rtf_needs_libreoffice(monkeypatch):
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    with pytest.raises(Refusal) as refused:
        extract(RTF, "报告.doc")
    assert refused.value.code is Code.NEEDS_LIBREOFFICE


@pytest.mark.libreoffice
def test_rtf_is_read_through_libreoffice():
    assert [line.text for line in extract(RTF, "报告.doc").paragraphs] == ["2022 report 9"]
