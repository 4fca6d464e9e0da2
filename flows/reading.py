"""`duizhang read`: what was understood of each file, as Chinese text or as JSON lines."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from contracts.document import Document, Table
from contracts.document_json import load
from contracts.errors import MESSAGES, Code, Problem
from flows.pool import Reader
from flows.sources import arrival_of, look, received_at
from flows.work import Outcome, Task


def read_paths(paths: Sequence[Path], reader: Reader) -> Iterator[Outcome]:
    """Every file and member in the given order; a file that cannot be opened is an outcome too."""
    answers: dict[str, list[Outcome]] = {}
    order: list[str] = []
    tasks: list[Task] = []
    for number, path in enumerate(_files(paths)):
        key = str(number)
        order.append(key)
        arrival = arrival_of(path, from_inbox=False)
        if arrival is None or not (arrival.regular or path.is_file()):
            problem = Problem(Code.IO_ERROR, f"文件不存在或不是普通文件：{path.name}")
            answers[key] = [Outcome(path.name, "", problem=problem)]
        else:
            tasks.append(Task(path, path.name, received_at(arrival), key))
    position = 0
    for task, read in reader.results(tasks):
        answers[task.key] = _outcomes(task, read)
        while position < len(order) and order[position] in answers:
            yield from answers.pop(order[position])
            position += 1
    for key in order[position:]:
        yield from answers.pop(key)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those below the folders named."""
    for path in paths:
        if path.is_dir():
            yield from (arrival.path for arrival in look(path, from_inbox=False))
        else:
            yield path


def _outcomes(task: Task, read: list[Outcome] | OSError) -> list[Outcome]:
    """Outcomes, an error of the machine as one of them."""
    if isinstance(read, OSError):
        problem = Problem(Code.IO_ERROR, f"{MESSAGES[Code.IO_ERROR]}（{read.strerror}）")
        return [Outcome(task.name, "", problem=problem)]
    return read


def json_line(outcome: Outcome) -> str:
    """One file or member as one JSON object, CONTRACT §3."""
    return json.dumps(as_record(outcome), ensure_ascii=False, default=plain)


def as_record(outcome: Outcome) -> dict[str, Any]:
    """One outcome with the columns of the datasets; a refused one has problems only."""
    facts = outcome.facts
    if facts is None:
        return {
            "submission": {
                "submission_id": outcome.sha256[:16] or None,
                "sha256": outcome.sha256 or None,
                "file_name": outcome.name,
                "member_path": outcome.member_path,
                "status": "refused",
            },
            "figures": [],
            "claims": [],
            "indicators": [],
            "passages": [],
            "forms": [],
            "tables": [],
            "problems": _problems((outcome.problem,) if outcome.problem else ()),
        }
    return {
        "submission": dataclasses.asdict(facts.submission),
        "figures": [dataclasses.asdict(figure) for figure in facts.figures],
        "claims": [dataclasses.asdict(claim) for claim in facts.claims],
        "indicators": [dataclasses.asdict(indicator) for indicator in facts.indicators],
        "passages": [dataclasses.asdict(passage) for passage in facts.passages],
        "forms": [dataclasses.asdict(form) for form in facts.forms],
        "tables": [_table(table) for table in document_of(outcome).tables],
        "problems": _problems(facts.problems),
    }


def document_of(outcome: Outcome) -> Document:
    """The masked document of an outcome; an empty one where there is none."""
    if outcome.document is None:
        return Document(outcome.sha256, "", ())
    return load(outcome.document)


def _problems(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [
        {"code": each.code.value, "message": each.message, "place": each.place} for each in problems
    ]


def _table(table: Table) -> dict[str, Any]:
    """A table's grid as JSON."""
    return {
        "page": table.page,
        "title": table.title,
        "cells": [
            {
                "row": cell.row,
                "col": cell.col,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "text": cell.text,
                "confidence": cell.confidence,
            }
            for cell in table.cells
        ],
    }


def plain(value: object) -> object:
    """What JSON does not know: decimals as strings without an exponent, dates as ISO.

    Raises:
        TypeError: anything else.
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
