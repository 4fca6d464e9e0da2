"""A small published warehouse, written from the contracts' own definitions."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.facts import Figure, Indicator, Submission
from contracts.registry import RegistryUnit
from warehouse import database, loading
from warehouse.preparing import prepare, run
from warehouse.results import Build, CheckEntry, CheckResult, Finding, ProblemRow
from warehouse.statements import folder

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
UNIT = "101001"


def submission(key: str, name: str, **more: object) -> Submission:
    values: dict[str, object] = {
        "submission_id": key,
        "sha256": key * 4,
        "file_name": name,
        "media_type": "application/pdf",
        "received_at": NOW,
        "unit_code": UNIT,
        "unit_name": "甲县史志室",
        "fiscal_year": 2025,
        "document_kinds": ("self_evaluation_report",),
    }
    return Submission(**values | more)  # type: ignore[arg-type]


def figure(key: str, item: str, stage: str, value: str, printed: str, **more: object) -> Figure:
    values: dict[str, object] = {
        "figure_id": key,
        "submission_id": "a" * 16,
        "unit_code": UNIT,
        "fiscal_year": 2025,
        "item": item,
        "stage": stage,
        "value": Decimal(value),
        "printed": printed,
        "block": 4,
    }
    return Figure(**values | more)  # type: ignore[arg-type]


def indicator(key: str, level1: str, points: str, score: str, **more: object) -> Indicator:
    values: dict[str, object] = {
        "indicator_id": key,
        "submission_id": "a" * 16,
        "unit_code": UNIT,
        "fiscal_year": 2025,
        "project": "业务经费",
        "level1": level1,
        "points": Decimal(points),
        "score": Decimal(score),
        "table_index": 0,
        "row": 3,
        "col": 1,
    }
    return Indicator(**values | more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose warehouse holds one unit with one error, one silent unit, one refused file."""
    root = tmp_path_factory.mktemp("home")
    built = root / "warehouse.duckdb.building"
    connection = database.create(built)
    loading.create_tables(connection)
    box = {"page": 2, "x0": 100.0, "y0": 200.0, "x1": 140.0, "y1": 212.0}
    slip = ("sum.three_public", "three_public/final/narrative")
    rows: dict[str, list[object]] = {
        "builds": [Build(built_at=NOW, fiscal_year=2025, has_registry=True)],
        "submissions": [
            submission("a" * 16, "史志室<报告>.pdf"),
            submission("c" * 16, "只有预算.docx", unit_code="103", unit_name="乙县某局"),
            submission("b" * 16, "坏的.docx", status="refused", unit_code=None, fiscal_year=None),
        ],
        "problems": [
            ProblemRow(submission_id="b" * 16, code="corrupt_file", message="文件已损坏。")
        ],
        "figures": [
            figure("f1", "three_public.total", "final", "0.34", "0.34元", **box),
            figure(
                "f2", "three_public.reception", "final", "3400", "0.34万元", assurance="doubtful"
            ),
            figure("f3", "expenditure.total", "initial_budget", "998600", "99.86万元"),
            figure("f4", "expenditure.total", "supplement", "288300", "28.83万元"),
            figure("f5", "expenditure.total", "final", "1286900", "128.69万元"),
            figure(
                "f6", "expenditure.total", "final", "1286800", "128.68万元", assurance="doubtful"
            ),
        ],
        "indicators": [
            indicator("i1", "产出指标", "10", "9", level3="按期完成", target_printed="100%"),
            indicator("i2", "总分", "100", "96"),
        ],
        "checks": [
            CheckEntry(
                check_id="unit.suspect_scale",
                severity="error",
                title="单位疑似写错",
                basis="分项之和",
                advice="核对后更正",
            ),
            CheckEntry(
                check_id="sum.three_public",
                severity="error",
                title="三公合计",
                basis="合计等于分项之和",
                advice="更正",
            ),
        ],
        "check_results": [
            CheckResult(
                check_id="unit.suspect_scale",
                unit_code=UNIT,
                fiscal_year=2025,
                binding="three_public/final",
                outcome="break",
            ),
            CheckResult(
                check_id=slip[0],
                unit_code=UNIT,
                fiscal_year=2025,
                binding=slip[1],
                outcome="break",
            ),
        ],
        "findings": [
            Finding(
                finding_id="x1",
                check_id="unit.suspect_scale",
                binding="three_public/final",
                consequences=(slip,),
                severity="error",
                unit_code=UNIT,
                fiscal_year=2025,
                figure_ids=("f1", "f2"),
                message="“三公”决算合计印为0.34元，分项之和0.34万元 <b>",
                expected=Decimal(3400),
                actual=Decimal("0.34"),
                difference=Decimal("-3399.66"),
                first_seen=NOW,
                last_seen=NOW,
            )
        ],
        "registry_units": [
            RegistryUnit(unit_code=UNIT, unit_name="甲县史志室", category="其他"),
            RegistryUnit(unit_code="102", unit_name="甲县统计局", review_office="行政股"),
        ],
    }
    for name, values in rows.items():
        loading.insert(connection, name, values)
    prepare(connection)
    for statement in folder("views"):
        run(connection, statement)
    connection.close()
    database.publish(root, built)
    return root
