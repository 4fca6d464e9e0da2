"""One file away from the home: read, read again where it does not add up, understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import fakes

from contracts.document import Document, Paragraph
from contracts.facts import DATASETS, Facts
from flows.reading import as_record
from flows.work import Task, work


def test_a_table_that_breaks_is_seen_by_a_second_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("合计103.98", encoding="utf-8")
    asked: list[frozenset[int]] = []

    def again(tables: Collection[int]) -> Document:
        asked.append(frozenset(tables))
        return Document("again", "text/plain", (Paragraph(0, "合计108.98"),))

    def extract_all(path: Path) -> Iterator[fakes.Extraction]:
        for extraction in fakes.extract_all(path):
            yield replace(extraction, again=again)

    layers = replace(
        fakes.LAYERS,
        extract_all=extract_all,
        suspected_tables=lambda facts: _first_table(facts, "103.98"),
    )
    [outcome] = work(Task(path, path.name, datetime.now(UTC), ""), layers)
    assert asked == [{0}]
    assert outcome.facts is not None
    assert outcome.facts.figures[0].printed == "合计108.98"


def _first_table(facts: Facts, broken: str) -> frozenset[int]:
    return frozenset({0}) if broken in facts.figures[0].printed else frozenset()


def test_a_second_reader_that_agrees_costs_no_second_understanding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("合计103.98", encoding="utf-8")
    understood: list[Document] = []

    def extract_all(path: Path) -> Iterator[fakes.Extraction]:
        for one in fakes.extract_all(path):
            assert one.document is not None
            yield replace(one, again=lambda _, same=one.document: replace(same))

    def normalize(document: Document, source: fakes.Source, **more: object) -> Facts:
        understood.append(document)
        return fakes.normalize(document, source)

    layers = replace(
        fakes.LAYERS,
        extract_all=extract_all,
        normalize=normalize,
        suspected_tables=lambda facts: _first_table(facts, "103.98"),
    )
    work(Task(path, path.name, datetime.now(UTC), ""), layers)
    assert len(understood) == 1


def test_without_a_second_reader_nobody_asks_what_is_suspected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("合计103.98", encoding="utf-8")

    def asked(_facts: Facts) -> frozenset[int]:
        raise AssertionError

    [outcome] = work(
        Task(path, path.name, datetime.now(UTC), ""), replace(fakes.LAYERS, suspected_tables=asked)
    )
    assert outcome.facts is not None


def test_json_has_every_dataset(tmp_path: Path) -> None:
    for name, content in (("a.txt", "合计103.98"), ("b.txt", "bad")):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        [outcome] = work(Task(path, name, datetime.now(UTC), ""), fakes.LAYERS)
        record = as_record(outcome)
        assert set(record) == {*DATASETS, "submission", "tables", "problems"} - {"submissions"}
