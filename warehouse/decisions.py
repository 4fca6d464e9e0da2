"""People's decisions in SQL: corrections of numbers and verdicts on findings, from their files."""

from __future__ import annotations

from pathlib import Path

import duckdb

from contracts.corrections import load_correction
from contracts.verdicts import Verdict, load_verdict
from warehouse.loading import insert
from warehouse.results import CorrectionRow, VerdictRow


def load_decisions(connection: duckdb.DuckDBPyConnection, home: Path) -> list[str]:
    """Fills `corrections` and `verdicts`; returns a Chinese line for each verdict that is none.

    Spoiled corrections are reported where they are applied.
    """
    insert(connection, "corrections", _corrections(home / "corrections"))
    verdicts, messages = _verdicts(home / "waivers")
    rows = [
        VerdictRow(
            finding_id=word.finding_id, verdict=word.verdict, who=word.who, why=word.why,
            concluded_at=word.when, message=word.message,
        )
        for word in verdicts.values()
    ]  # fmt: skip
    insert(connection, "verdicts", rows)
    return messages


def _corrections(folder: Path) -> list[CorrectionRow]:
    """Every correction, superseded ones too, by time."""
    rows = []
    for path in sorted(folder.glob("*.json")):
        try:
            word = load_correction(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        rows.append(
            CorrectionRow(
                figure_id=word.figure_id,
                submission_id=word.submission_id,
                corrected_column=word.column,
                printed=word.printed,
                old_value=word.old_value,
                new_value=word.new_value,
                who=word.who,
                why=word.why,
                corrected_at=word.when,
            )
        )
    return sorted(rows, key=lambda row: row.corrected_at)


def _verdicts(folder: Path) -> tuple[dict[str, Verdict], list[str]]:
    """The verdict on each finding, and lines about files that cannot be used."""
    found: dict[str, Verdict] = {}
    messages = []
    for path in sorted(folder.glob("*.json")):
        try:
            word = load_verdict(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            messages.append(f"豁免文件无法使用（须有 finding_id、who、why）：{path.name}")
            continue
        found[word.finding_id] = word
    return found, messages
