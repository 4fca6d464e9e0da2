"""The truth of the samples: what each invented document prints, read from `data/*.toml`.

A paragraph is written with marks `[[targets|printed|value]]`. A target is `item@stage` for a
figure, or `kind:item@stage:versus` for a claim; several targets share one printed number with a
comma. A target that begins with "?" may be read but need not be (没有结余 says that the closing
balance is nil). The value is computed from the printed text unless it is given. Expected
figures come from these marks alone, never from the program under test.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)(?:\|([^|\]]+))?\]\]")
NUMBER = re.compile(r"^([\d,.]+)\s*(万元|元|%|人|名)?$")
SCALE = {"万元": Decimal(10000), "元": Decimal(1), "%": Decimal(1), "人": Decimal(1)}
FUNDS = ("initial_budget", "adjusted_budget", "final")

Row = dict[str, str | None]


@dataclass
class Part:
    """A report or one self-evaluation table: its content and what it states.

    Attributes:
        lines: (style, text) of a report, style "h1", "h2", "p" or "cover".
        table: the TOML entry of a table.
        figures, claims, indicators: expected rows, values as plain decimal strings.
    """

    kind: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    table: dict[str, Any] = field(default_factory=dict)
    figures: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)


def units() -> list[dict[str, Any]]:
    """The invented units that submit something, in file order."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("u*.toml"))
    ]


def county() -> dict[str, Any]:
    """The invented county: year, notice, filler sentences."""
    return tomllib.loads((DATA / "county.toml").read_text(encoding="utf-8"))


def plain(number: Decimal) -> str:
    """A decimal without exponent or trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def base_value(printed: str) -> str:
    """Base units of a printed number: yuan, percent points, persons."""
    match = NUMBER.match(printed)
    if match is None:
        raise ValueError(f"not a number with a unit: {printed}")
    digits, unit = match.groups()
    return plain(Decimal(digits.replace(",", "")) * SCALE.get(unit or "人", Decimal(1)))


def read_marks(part: Part, text: str) -> str:
    """The printed text of a marked paragraph; its figures and claims are added to the part."""

    def printed(match: re.Match[str]) -> str:
        targets, text, value = match.groups()
        number = value or base_value(text)
        for target in targets.split(","):
            if ":" in target:
                kind, subject, versus = target.split(":")
                item, stage = subject.split("@")
                row = {"kind": kind, "item": item, "stage": stage, "versus": versus}
                part.claims.append(row | {"printed": text, "value": number})
            else:
                item, stage = target.lstrip("?").split("@")
                fund = "general_public" if item == "revenue.general_public_budget" else None
                row = {"item": item, "stage": stage, "fund": fund, "project": None}
                if target.startswith("?"):
                    row["optional"] = "yes"
                part.figures.append(row | {"printed": text, "value": number})
        return text

    return MARK.sub(printed, text)


def table_part(table: dict[str, Any]) -> Part:
    """What a self-evaluation table states: funds, execution row, indicators, total."""
    part = Part("table", table=table)
    project = table["project"]
    for name, *cells in table["funds"]:
        for stage, cell in zip(FUNDS, cells[:3], strict=False):
            value = base_value(f"{cell}万元")
            row = {"item": f"project_funds.{name}", "stage": stage, "project": project}
            part.figures.append(row | {"printed": cell, "value": value})
    points, rate, score = table["funds"][0][4:7]
    claim = {"kind": "execution_rate", "item": "project_funds.total", "stage": "final"}
    part.claims.append(claim | {"printed": rate, "value": base_value(rate)})
    part.indicators.append(scored("预算执行", points=points, score=score))
    for line in table["indicators"]:
        names = [cell.strip() or None for cell in line.split("|")]
        level1, level2, level3, target, actual, given, got = names[:7]
        label = re.match(r"(.+?)\((\d+)分\)", level1 or "")
        assert label is not None
        row = scored(label[1], points=given, score=got)
        row |= {"level2": level2, "level3": level3, "level1_points": label[2]}
        row |= {"target_printed": target, "actual_printed": actual}
        row["deviation_reason"] = names[7] if len(names) > 7 else None
        part.indicators.append(row)
    part.indicators.append(scored("总分", points=table["total"][0], score=table["total"][1]))
    for row in part.indicators:
        row["project"] = project
    return part


def scored(level1: str, *, points: str | None, score: str | None) -> Row:
    """An indicator row with its points and score."""
    return {"level1": level1, "points": points, "score": score}


def proportion(part: Part, planted: set[str]) -> None:
    """Fails when a table's points or scores do not add up and no plant says so.

    Raises:
        ValueError: the sample's author slipped, not the invented unit.
    """
    rows = part.indicators[:-1]
    total = part.indicators[-1]
    for column, check in (("points", "score.points"), ("score", "score.total")):
        summed = sum((Decimal(row[column] or "0") for row in rows), Decimal(0))
        if (summed != Decimal(total[column] or "0")) != (check in planted):
            raise ValueError(f"{part.table['project']}: {column} sum {summed}, plants {planted}")
