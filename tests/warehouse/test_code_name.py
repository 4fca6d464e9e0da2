"""An account's printed code and name, held against the packaged classification."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.accounts import LEVELS, account_names
from contracts.facts import Facts
from tests.warehouse.documents import facts, findings, query

CHECK = "accounts.code_name"


def spent(*lines: tuple[str, str]) -> list[list[str]]:
    rows = [[code, name, "90.00", "80.00", "10.00"] for code, name in lines]
    head = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    return [head, ["", "合计", "90.00", "80.00", "10.00"], *rows]


def read(*lines: tuple[str, str]) -> Facts:
    return facts("甲局2022年度部门决算", "支出决算表", "单位：万元", spent(*lines))


def test_a_name_of_another_code_is_found_and_both_are_named(tmp_path: Path) -> None:
    found = findings(tmp_path, read(("205", "一般公共服务支出")))
    (message,) = found[CHECK]
    assert message == (
        "《支出决算表》科目编码205印的名称是“一般公共服务支出”，而205是“教育支出”，"
        "“一般公共服务支出”的编码是201。"
    )


@pytest.mark.parametrize(
    ("code", "name", "outcome"),
    [
        ("201", "一般公共服务支出", "exact"),
        ("210", "医疗卫生与计划生育支出", "exact"),  # its name before 2019
        ("20805", "行政事业单位离退休", "exact"),
        ("2010601", "行政运行", "exact"),
        ("2080505", "行政运行", "break"),
        ("20805", "财政事务", "break"),
        ("205", "教育事业支出", "insufficient"),  # a name that nobody knows
        ("2299901", "其他支出", "insufficient"),
        ("20899", "就业补助资金", "insufficient"),
    ],
)
def test_what_the_catalogue_does_not_know_proves_nothing(
    tmp_path: Path, code: str, name: str, outcome: str
) -> None:
    sql = f"SELECT outcome FROM check_results WHERE check_id = '{CHECK}'"
    assert [row["outcome"] for row in query(tmp_path, [read((code, name))], sql)] == [outcome]


def test_the_catalogue_is_well_formed() -> None:
    for classification, levels in LEVELS.items():
        names = account_names(classification)
        assert all(len(code) in levels and said for code, said in names.items())
        assert all(code[:3] in names for code in names)
