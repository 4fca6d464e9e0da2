"""One file away from the home: read, read again where it does not add up, understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import fakes

from contracts.document import Document, Paragraph
from contracts.facts import Facts
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
