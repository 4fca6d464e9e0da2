"""What a reviewer must be told about the seed (DOMAIN §2), and nothing that is not so."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

import warehouse
from extractors import extract
from normalizers import Source, normalize

NOW = datetime(2023, 8, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=["docx", "pdf"])
def home(request, seed, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    path = seed[request.param]
    warehouse.write_facts(
        home, normalize(extract(path.read_bytes(), path.name), Source(path.name, NOW))
    )
    warehouse.build(home, now=NOW, registry=None)
    return home


def query(home, sql):
    with warehouse.connect(home) as connection:
        return connection.execute(sql).fetchall()


def test_findings_are_exactly_the_known_ones(home):
    counted = query(
        home, "SELECT check_id, severity, count(*) FROM findings GROUP BY ALL ORDER BY ALL"
    )
    assert counted == [
        ("coverage.project_self_evaluation", "warning", 1),
        ("indicator.bound_as_actual", "hint", 3),
        ("score.ratio", "hint", 1),
        ("score.unexplained_loss", "warning", 4),
        ("unit.suspect_scale", "error", 1),
    ]


def test_unit_slip_proposes_the_other_unit_and_carries_its_consequence(home):
    [(message, consequences)] = query(
        home, "SELECT message, consequences FROM findings WHERE check_id = 'unit.suspect_scale'"
    )
    assert "0.34" in message
    assert "万元" in message
    assert "sum.three_public" in json.dumps(consequences, default=str)


def test_coverage_names_both_amounts(home):
    [(message,)] = query(
        home,
        "SELECT message FROM findings WHERE check_id = 'coverage.project_self_evaluation'",
    )
    assert "9" in message
    assert "24.71" in message


@pytest.mark.parametrize(
    ("check_id", "outcomes"),
    [
        ("sum.expenditure", {"exact", "rounding"}),
        ("sum.assets", {"exact", "rounding"}),
        ("sum.staff", {"exact"}),
        ("ratio.share", {"exact", "rounding"}),
        ("bridge.budget_to_final", {"exact", "rounding"}),
        ("balance.revenue_expenditure", {"exact", "rounding"}),
        ("score.total", {"exact"}),
        ("score.points", {"exact"}),
        ("score.level1_points", {"exact"}),
        ("score.execution", {"exact"}),
        ("ratio.execution", {"exact", "rounding"}),
    ],
)
def test_what_holds_is_proved_to_hold(home, check_id, outcomes):
    seen = {
        outcome
        for (outcome,) in query(
            home, f"SELECT outcome FROM check_results WHERE check_id = '{check_id}'"
        )
        if outcome not in {"insufficient", "not_applicable"}
    }
    assert seen
    assert seen <= outcomes


def test_no_personal_data_in_any_file_of_the_home(home):
    for path in home.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert "张三".encode() not in data
            assert b"13800000000" not in data
