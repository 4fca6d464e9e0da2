"""Writes `inbox/`, `registry.xlsx` and `expected/` from `data/`: `python samples/generate.py`.

Deterministic from the seed in `data/county.toml`. Expected figures and findings are written from
the truth in `data/`, never from the program's output. Needs reportlab, python-docx, xlsxwriter,
pikepdf and the font WenQuanYi Micro Hei; the generated files are committed, so that
running the samples needs none of it.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import to_docx
import to_pdf
import to_scan
import to_xlsx
from extras import write_extras
from form import Form, self_evaluation
from narrative import report_part
from registry import write_registry
from truth import Part, county, proportion, table_part, units

ROOT = Path(__file__).resolve().parent


def signature(place: dict[str, Any], dice: random.Random) -> str:
    """The line below a form: invented people and numbers that nobody has."""
    people = place["people"]
    filler, chief = (dice.choice(people["family"]) + dice.choice(people["given"]) for _ in "ab")
    phone = f"1380000{dice.randrange(10000):04d}"
    day = f"2026.7.{dice.randrange(20, 30)}"
    return f"填表人：{filler}    填报日期：{day}    联系电话：{phone}    单位负责人签字：{chief}"


def write_unit(
    unit: dict[str, Any], place: dict[str, Any], inbox: Path, dice: random.Random
) -> dict[str, list[Part]]:
    """Writes a unit's files and returns the parts that each one holds."""
    planted = {entry["check"] for entry in unit["findings"]}
    report = report_part(unit, place, dice) if "staff" in unit else None
    tables = [table_part(table) for table in unit.get("tables", [])]
    for part in tables:
        proportion(part, planted)
    forms = [self_evaluation(p.table, place["year"], signature(place, dice)) for p in tables]
    written: dict[str, list[Part]] = {}
    for entry in unit["documents"]:
        lines = report.lines if report and "report" in entry["parts"] else []
        here = forms if "table" in entry["parts"] else []
        if "scan" in unit and not lines:
            to_scan.write(inbox / entry["file"], here, unit["scan"], place["seed"])
        else:
            write_file(inbox / entry["file"], lines, here)
        parts = [report] if report and lines else []
        written[entry["file"]] = parts + (tables if here else [])
    return written


def write_file(path: Path, lines: list[tuple[str, str]], forms: list[Form]) -> None:
    """Writes by suffix."""
    if path.suffix == ".docx":
        to_docx.write(path, lines, forms)
    elif path.suffix == ".pdf":
        to_pdf.write(path, lines, forms)
    else:
        to_xlsx.write(path, forms)


def kinds(parts: list[Part]) -> list[str]:
    """Document kinds of CONTRACT §3 for the parts of a file."""
    names = {"report": "self_evaluation_report", "table": "self_evaluation_table"}
    return sorted({names[part.kind] for part in parts})


def save(path: Path, content: object) -> None:
    """JSON that reads well as a diff."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def generate(target: Path) -> None:
    """Writes everything below `target`."""
    inbox, expected = target / "inbox", target / "expected"
    for folder in (inbox, expected):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    place = county()
    dice = random.Random(place["seed"])
    to_pdf.register_font()
    findings: dict[str, list[dict[str, Any]]] = {}
    every = units()
    for unit in every:
        for name, parts in write_unit(unit, place, inbox, dice).items():
            content: dict[str, object] = {
                "file": name,
                "unit_name": unit["name"],
                "unit_code": unit["code"] or unit["name"],
                "fiscal_year": place["year"],
                "document_kinds": kinds(parts),
            }
            if "scan" in unit and kinds(parts) == ["self_evaluation_table"]:
                content["scan"] = True
            for rows in ("figures", "claims", "indicators"):
                content[rows] = [row for part in parts for row in getattr(part, rows)]
            save(expected / f"{name}.json", content)
        findings[unit["code"] or unit["name"]] = [{"count": 1} | f for f in unit["findings"]]
    for unit in place["registered_only"]:
        findings[unit["code"]] = [{"count": 1} | f for f in unit["findings"]]
    save(expected / "others.json", write_extras(inbox, place))
    save(expected / "findings.json", findings)
    write_registry(target / "registry.xlsx", every, place)


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
