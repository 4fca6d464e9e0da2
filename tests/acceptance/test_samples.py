"""The whole way on the samples: `duizhang run`, then figures and findings against the truth.

The expected files are written by the samples' generator from its own data. Every difference is
printed by document; a difference is the program's or the sample author's mistake, never a reason
to bend the expected file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
FILES = sorted(
    path
    for path in (SAMPLES / "expected").glob("*.json")
    if path.stem not in {"findings", "others"}
)
FINDINGS: dict[str, list[dict[str, Any]]] = json.loads(
    (SAMPLES / "expected" / "findings.json").read_text("utf-8")
)
OTHERS: dict[str, dict[str, str]] = json.loads(
    (SAMPLES / "expected" / "others.json").read_text("utf-8")
)
Row = dict[str, Any]


class Ran:
    """One run of the command on a copy of nothing: the inbox stays where it is."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "flows", "run", str(SAMPLES / "inbox")]
        command += ["--home", str(home), "--registry", str(SAMPLES / "registry.xlsx")]
        self.home = home
        self.done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    def rows(self, query: str, *values: object) -> list[Row]:
        from warehouse import connect  # noqa: PLC0415 - heavy

        with connect(self.home) as connection:
            result = connection.execute(query, list(values))
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def facts(self, table: str, content: Row) -> list[Row]:
        """What was read of a file; of a scan only what is not doubtful: it must be right."""
        query = f"SELECT x.* FROM {table} x JOIN submissions s USING (submission_id)"
        sure = "AND x.assurance <> 'doubtful'" if "scan" in content else ""
        query += f" WHERE s.file_name = ? {sure} ORDER BY x.block, x.row, x.col"
        return self.rows(query, content["file"])


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return Ran(tmp_path_factory.mktemp("home"))


def bare(text: object) -> str | None:
    """Without white space; an empty text is none."""
    return "".join(str(text).split()) or None if text is not None else None


def number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize()


def differences(
    expected: list[tuple[Any, ...]], found: list[tuple[Any, ...]], doubtful: int = 0
) -> list[str]:
    """What differs; so many expected rows as are doubtful may be missing."""
    wanted, have = Counter(expected), Counter(found)
    missing = [f"missing  {row}" for row in (wanted - have).elements()]
    missing = [] if len(missing) <= doubtful else missing
    return missing + [f"invented {row}" for row in (have - wanted).elements()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_figures(ran: Ran, path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    optional = {(row["item"], row["stage"]) for row in content["figures"] if "optional" in row}
    wanted = [
        (row["item"], row["stage"], row["project"], number(row["value"]))
        for row in content["figures"]
        if "optional" not in row
    ]
    found = [
        (row["item"], row["stage"], row["project"], number(row["value"]))
        for row in ran.facts("figures", content)
        if row["value"] is not None and (row["item"], row["stage"]) not in optional
    ]
    assert not differences(wanted, found, 3 if "scan" in content else 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_claims(ran: Ran, path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    wanted = [
        (row["kind"], row["item"], row["stage"], number(row["value"])) for row in content["claims"]
    ]
    found = [
        (row["kind"], row["item"], row["stage"], number(row["value"]))
        for row in ran.facts("claims", content)
    ]
    assert not differences(wanted, found, 3 if "scan" in content else 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_indicators(ran: Ran, path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    texts = ("project", "level1", "level2", "level3", "target_printed", "actual_printed")
    texts += ("deviation_reason",)

    def key(row: Row) -> tuple[Any, ...]:
        if row["level1"] == "预算执行":  # what its target and actual value are is left open
            row = {**row, "target_printed": None, "actual_printed": None}
        numbers = (row.get("points"), row.get("score"), row.get("level1_points"))
        return (*(bare(row.get(name)) for name in texts), *map(number, numbers))

    wanted = [key(row) for row in content["indicators"]]
    found = [key(row) for row in ran.facts("indicators", content)]
    assert not differences(wanted, found, 3 if "scan" in content else 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_submission(ran: Ran, path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    (row,) = ran.rows("SELECT * FROM submissions WHERE file_name = ?", content["file"])
    assert row["unit_code"] == content["unit_code"]
    assert row["fiscal_year"] == content["fiscal_year"]
    assert sorted(row["document_kinds"]) == content["document_kinds"]
    assert row["status"] == ("needs_review" if "scan" in content else "accepted")


@pytest.mark.parametrize("unit", FINDINGS)
def test_findings(ran: Ran, unit: str) -> None:
    implemented = {path.stem for path in (ROOT / "sql" / "checks").glob("*.sql")}
    planted = [entry for entry in FINDINGS[unit] if entry["check"] in implemented]
    own = [entry for entry in planted if not entry.get("same_cause")]
    wanted = [(e["check"], e["severity"]) for e in own for _ in range(e["count"])]
    found = ran.rows("SELECT * FROM findings WHERE unit_code = ?", unit)
    attached = {item["check_id"] for row in found for item in row["consequences"]}
    assert {e["check"] for e in planted if e.get("same_cause")} <= attached
    gaps = differences(wanted, [(row["check_id"], row["severity"]) for row in found])
    messages = [f"{row['check_id']}: {row['message']}" for row in found]
    assert not gaps, "\n".join([*gaps, *messages])


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_submission(ran: Ran, name: str) -> None:
    (row,) = ran.rows("SELECT * FROM submissions WHERE file_name = ?", name)
    if "refusal" in OTHERS[name]:
        problems = ran.rows(
            "SELECT code FROM problems WHERE submission_id = ?", row["submission_id"]
        )
        assert row["status"] == "refused"
        assert OTHERS[name]["refusal"] in {problem["code"] for problem in problems}
    else:
        assert list(row["document_kinds"]) == ["other"]
        assert [
            fact for fact in ran.facts("figures", {"file": name}) if fact["value"] is not None
        ] == []


def test_the_run_ends_with_a_report_and_names_nobody(ran: Ran) -> None:
    assert ran.done.returncode == 1, ran.done.stderr
    assert (ran.home / "reports" / "index.html").is_file()
    kept = {"archive", "quarantine", ".staging"}
    for path in ran.home.rglob("*"):
        if path.is_file() and not kept & set(path.relative_to(ran.home).parts):
            assert b"1380000" not in path.read_bytes(), path
