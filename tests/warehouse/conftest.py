"""A workbench: tiny facts in memory, reconciled, findings looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contracts.facts import Claim, DetectedForm, Figure, Indicator, Passage, Submission
from contracts.registry import Registry
from warehouse import building, database, finding, loading
from warehouse.results import Build

NOW = datetime(2023, 8, 20, tzinfo=UTC)
UNIT_OF = {
    "万元": ("10000", "CNY"),
    "元": ("1", "CNY"),
    "人": ("1", "person"),
    "%": ("1", "percent"),
}


def reconciled(
    rows: Mapping[str, Sequence[object]],
    sql: str,
    *,
    home: Path,
    registry: Registry | None = None,
    now: datetime = NOW,
) -> list[dict[str, Any]]:
    """Rows by dataset, reconciled in memory; the answer to a query as dictionaries."""
    with database.in_memory() as connection:
        loading.create_tables(connection)
        info = Build(built_at=now, has_registry=registry is not None)
        loading.insert(connection, "builds", [info])
        loading.load_registry(connection, registry)
        for name, items in rows.items():
            if items:
                loading.insert(connection, name, items)
        assert building.reconcile(connection) == ()
        finding.make_findings(connection, home, now=now)
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@dataclass
class Bench:
    """Collects facts of submissions; `findings` and `results` reconcile them all."""

    registry: Registry | None = None
    submissions: dict[str, Submission] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    forms: list[DetectedForm] = field(default_factory=list)
    sub: str = "s1"
    home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp()))

    def submission(self, name: str = "s1", **more: Any) -> Submission:
        found = self.submissions.get(name) or Submission(
            submission_id=name,
            sha256=name,
            file_name=f"{name}.docx",
            media_type="docx",
            received_at=datetime(2023, 8, 1, tzinfo=UTC),
            unit_code="甲局",
            unit_name="甲局",
            fiscal_year=2022,
            document_kinds=("self_evaluation_report", "self_evaluation_table"),
        )
        self.submissions[name] = replace(found, **more)
        return self.submissions[name]

    def _common(self, name: str) -> dict[str, Any]:
        owner = self.submissions.get(name) or self.submission(name)
        return {
            "submission_id": name,
            "unit_code": owner.unit_code,
            "fiscal_year": owner.fiscal_year,
        }

    def money(
        self, item: str, printed: str, stage: str = "final", sub: str | None = None, **more: Any
    ) -> str:
        """A figure as printed, such as 0.34元; its interval from its own digits."""
        sub = sub or self.sub
        unit = next(u for u in UNIT_OF if printed.endswith(u))
        factor, measure = UNIT_OF[unit]
        digits = Decimal(printed.removesuffix(unit))
        last = Decimal(1).scaleb(int(digits.as_tuple().exponent))
        half = last * Decimal(factor) / 2 if measure in {"CNY", "percent"} else Decimal(0)
        number = len(self.figures)
        fields = {
            "figure_id": f"{sub}.f{number}",
            "half_unit": more.pop("half", half),
            "value": digits * Decimal(factor),
            "block": number,
            **self._common(sub),
            **more,
        }
        self.figures.append(
            Figure(
                item=item,
                stage=stage,
                printed=printed,
                printed_unit=unit,
                measure=measure,
                **fields,
            )
        )
        return f"{sub}.f{number}"

    def claim(
        self, kind: str, item: str, printed: str, sub: str | None = None, **more: Any
    ) -> None:
        sub = sub or self.sub
        unit = next(u for u in UNIT_OF if printed.endswith(u))
        factor, measure = UNIT_OF[unit]
        digits = Decimal(printed.removesuffix(unit))
        last = Decimal(1).scaleb(int(digits.as_tuple().exponent))
        number = len(self.claims)
        self.claims.append(
            Claim(
                claim_id=f"{sub}.c{number}",
                kind=kind,
                item=item,
                value=digits * Decimal(factor),
                half_unit=last * Decimal(factor) / 2,
                printed=printed,
                printed_unit=unit,
                measure=measure,
                **{"stage": "final", "block": number, **self._common(sub), **more},
            )
        )

    def row(
        self, points: str | None, score: str | None, sub: str | None = None, **more: Any
    ) -> None:
        sub = sub or self.sub
        number = len(self.indicators)
        fields = {
            "level1": "产出指标",
            "level3": f"指标{number}",
            "project": "业务经费",
            **self._common(sub),
            **more,
        }
        for side in ("target", "actual"):
            text = fields.get(f"{side}_printed")
            if text and f"{side}_value" not in fields:
                fields[f"{side}_value"] = Decimal(text.strip("≥≤%天件"))
                fields[f"{side}_comparator"] = {"≥": ">=", "≤": "<="}.get(text[0], "=")
        self.indicators.append(
            Indicator(
                indicator_id=f"{sub}.i{number}",
                points=None if points is None else Decimal(points),
                score=None if score is None else Decimal(score),
                block=50,
                row=number,
                **fields,
            )
        )

    def text(self, words: str, sub: str | None = None, **more: Any) -> None:
        sub = sub or self.sub
        self.passages.append(
            Passage(text=words, **{"block": 100 + len(self.passages), **self._common(sub), **more})
        )

    def query(self, sql: str) -> list[dict[str, Any]]:
        rows: dict[str, Sequence[object]] = {
            "submissions": list(self.submissions.values()),
            "figures": self.figures,
            "claims": self.claims,
            "indicators": self.indicators,
            "passages": self.passages,
            "forms": self.forms,
        }
        return reconciled(rows, sql, home=self.home, registry=self.registry)

    def findings(self, check: str = "*") -> list[dict[str, Any]]:
        return self.query(
            f"SELECT * FROM findings WHERE check_id GLOB '{check}' ORDER BY check_id, binding"
        )

    def results(self, check: str = "*") -> list[dict[str, Any]]:
        return self.query(
            f"SELECT * FROM check_results WHERE check_id GLOB '{check}' ORDER BY check_id, binding"
        )

    def outcome(self, check: str) -> str:
        """The only outcome of a check."""
        (found,) = {row["outcome"] for row in self.results(check)}
        return str(found)


@pytest.fixture
def bench() -> Bench:
    return Bench()
