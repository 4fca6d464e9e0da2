"""Writes the letters below `reports/letters/`, a folder a day, and remembers their file numbers.

A unit keeps the number of its year's letter, so that writing the letters again changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from contracts.registry import Notice
from warehouse.report import reading
from warehouse.report.county import county
from warehouse.report.evidence import NoEvidence
from warehouse.report.letters import Letter, letters
from warehouse.report.letters_docx import document
from warehouse.report.page import write as write_whole

PLACEHOLDER = "{n}"


def write(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, written: date, until: date
) -> list[tuple[Path | None, Letter]]:
    """Every letter of a published warehouse with its file, None where nothing is sure yet."""
    whole = county(connection, NoEvidence())
    notices = reading.records(connection, Notice, "registry_notices")
    every = letters(whole.units, whole.submissions, notices, written=written, until=until)
    made: list[tuple[Path | None, Letter]] = [(None, x) for x in every if not x.chapters]
    day = folder / written.isoformat()
    day.mkdir(parents=True, exist_ok=True)
    for letter in numbered([x for x in every if x.chapters], folder / "numbers.json"):
        code = "" if letter.unit_code == letter.unit_name else f"{letter.unit_code}_"
        name = f"{code}{letter.unit_name}_{letter.year or ''}审核意见.docx"
        path = day / re.sub(r'[\\/:*?"<>|\s]+', "_", name)
        temporary = path.with_name(path.name + ".tmp")
        temporary.write_bytes(document(letter))
        made.append((temporary.replace(path), letter))
    return made


def numbered(every: Sequence[Letter], register: Path) -> list[Letter]:
    """Letters with their numbers: those on record, then the next ones in order.

    Raises:
        ValueError: the register is spoiled.
    """
    known: dict[str, dict[str, int]] = (
        json.loads(register.read_text(encoding="utf-8")) if register.is_file() else {}
    )
    made = []
    for letter in every:
        if PLACEHOLDER not in letter.number:
            made.append(letter)
            continue
        given = known.setdefault(letter.number, {})
        key = f"{letter.unit_code}/{letter.year or ''}"
        number = given.setdefault(key, max(given.values(), default=0) + 1)
        made.append(replace(letter, number=letter.number.replace(PLACEHOLDER, str(number))))
    write_whole(register, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return made
