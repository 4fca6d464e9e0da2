"""Errors that real reports make, written into a docx: each found, and said in so many words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.warehouse.documents import Block, facts, findings, query

REPORT = (
    "甲局2022年度部门整体支出绩效自评报告",
    "甲局是政府组成部门，主要职责是贯彻执行上级的方针政策，负责全县有关工作。" * 6,
)
ACCOUNTS = ("甲局2022年度部门决算", REPORT[1])
THREE_PUBLIC = ("财政拨款“三公”经费支出决算表", "单位：万元")


def three_public(*rows: Sequence[str]) -> tuple[Block, ...]:
    return (*THREE_PUBLIC, [["项目", "预算数", "决算数"], *rows])


VEHICLES = three_public(
    ["合计", "10.00", "9.00"],
    ["因公出国（境）费", "0.00", "0.00"],
    ["公务用车购置及运行维护费", "8.00", "7.00"],
    ["其中：公务用车购置费", "0.00", "0.00"],
    ["公务用车运行维护费", "8.00", "7.00"],
    ["公务接待费", "2.00", "2.00"],
)
CHANGES = (
    "2022年“三公”经费决算比上年减少{0}万元，其中：因公出国（境）费与上年持平；"
    "公务用车购置及运行维护费减少0.50万元；公务接待费减少0.30万元。"
)
SWAPPED = (
    "2022年度公务用车购置及运行维护费支出决算7.00万元，其中：公务用车购置费支出{0}万元，"
    "公务用车运行维护费支出{1}万元。"
)
TOTAL = "2022年决算总支出{0}万元，其中：基本支出103.98万元，项目支出24.71万元。"
SHARE = (
    "2022年决算总支出128.69万元，其中：基本支出103.98万元，占总支出的80.8%；"
    "项目支出24.71万元，占总支出的{0}%。"
)

CASES: list[tuple[tuple[Block, ...], dict[str, list[str]]]] = [
    (
        (*REPORT, "2022年公务接待费年初预算0万元，支出决算0.50万元，完成年初预算的100%。"),
        {"ratio.completion": ["公务接待费完成率印为“100%”，而对比的年初预算为“0万元”，不应有比率"]},
    ),
    (
        (*REPORT, SHARE.format("23.77")),
        {"ratio.share": ["÷支出合计128.69万元＝19.2012%；所印的数是以决算基本支出103.98万元为"]},
    ),
    (
        (*REPORT, CHANGES.format("1.00")),
        {"change.components": ["减少“1.00万元”", "公务接待费减少0.30万元，合起来减少0.8万元"]},
    ),
    (
        (*ACCOUNTS, *VEHICLES, "七、情况说明", SWAPPED.format("7.00", "0.00")),
        {"conflict.swapped": [
            "公务用车购置费和公务用车运行维护费疑似填反", "决算表分别为“0.00万元”“7.00万元”",
            "正文分别为“7.00万元”“0.00万元”"]},
    ),
    (
        (*REPORT, "2022年“三公”经费决算0万元，其中：公务用车运行维护费60万元，公务接待费30万元。"),
        {"sum.three_public": ["三公经费印为“0万元”", "＝90万元，合计为零而分项不为零"]},
    ),
    (
        (*REPORT, "2022年政府采购支出0万元，其中：货物90万元，工程0万元，服务0万元。"),
        {"sum.procurement": ["政府采购支出印为“0万元”", "＝90万元，合计为零而分项不为零"]},
    ),
    ((*REPORT, TOTAL.format("128.71")), {"sum.expenditure": ["相差0.02万元"]}),
    (
        (*REPORT, "2022年公务接待费年初预算2.55万元，支出决算3.00万元，决算数小于预算数。"),
        {"text.direction": ["公务接待费决算3.00万元，年初预算2.55万元，实为决算大于预算"]},
    ),
    (
        (*ACCOUNTS, *VEHICLES, "七、情况说明", "“三公”经费支出决算数大于预算数的原因是车辆增多。"),
        {"text.direction": ["三公经费决算9.00万元，年初预算10.00万元，实为决算小于预算"]},
    ),
    (
        (*REPORT, "2022年会议费5.00万元，上年会议费决算4.00万元。", "会议费较上年有所减少。"),
        {"text.direction": ["会议费决算5.00万元，上年决算4.00万元，实为增加"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "expected"), CASES)
def test_the_one_finding_says_what_is_wrong(
    tmp_path: Path, blocks: tuple[Block, ...], expected: dict[str, list[str]]
) -> None:
    found = {c: m for c, m in findings(tmp_path, facts(*blocks)).items() if c not in ASIDE}
    assert found.keys() == expected.keys()
    for check, words in expected.items():
        (message,) = found[check]
        assert all(word in message for word in words), message


#: What the short documents here rightly lack.
ASIDE = {"missing.table"}


def test_a_swap_carries_the_conflicts_it_causes(tmp_path: Path) -> None:
    read = facts(*ACCOUNTS, *VEHICLES, "七、情况说明", SWAPPED.format("7.00", "0.00"))
    (row,) = query(tmp_path, [read], "SELECT consequences FROM findings")
    assert [one["check_id"] for one in row["consequences"]] == ["conflict.within_document"] * 2


@pytest.mark.parametrize(
    "blocks",
    [
        (*REPORT, "2022年公务接待费年初预算2.00万元，支出决算1.00万元，完成年初预算的50%。"),
        (*REPORT, SHARE.format("19.2")),
        (*REPORT, CHANGES.format("0.80")),
        (*ACCOUNTS, *VEHICLES, "七、情况说明", SWAPPED.format("0.00", "7.00")),
        (*REPORT, "2022年政府采购支出0万元，其中：货物0元，工程0万元，服务0万元。"),
        (*REPORT, "2022年会议费4.00万元，上年会议费决算5.00万元。", "会议费较上年有所减少。"),
        # printed alike, a word may still be right in the digits that are not printed
        (*REPORT, "2022年公务接待费年初预算2.00万元，支出决算2.00万元，决算数小于预算数。"),
        (*REPORT, "2022年公务接待费年初预算2.00万元，支出决算2.50万元，决算数大于（小于）预算数。"),
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, blocks: tuple[Block, ...]) -> None:
    found = findings(tmp_path, facts(*blocks))
    assert found.keys() <= {*ASIDE, "text.template_residue"}


def test_a_hundredth_in_public_tables_is_rounding(tmp_path: Path) -> None:
    table = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["", "合计", "326.72", "300.01", "26.71"],
        ["208", "社会保障和就业支出", "326.72", "300.01", "26.71"],
        ["20805", "行政事业单位养老支出", "320.12", "300.01", "20.10"],
        ["20899", "其他社会保障和就业支出", "6.61", "", "6.61"],
    ]
    read = facts(*ACCOUNTS, "支出决算表", "单位：万元", table)
    rows = query(
        tmp_path, [read],
        "SELECT check_id, outcome, count(*) AS times FROM check_results WHERE check_id IN "
        "('sum.accounts', 'sum.expenditure') GROUP BY ALL ORDER BY ALL",
    )  # fmt: skip
    counted = {(row["check_id"], row["outcome"]): row["times"] for row in rows}
    assert counted["sum.accounts", "rounding"] == counted["sum.expenditure", "rounding"] == 1
    assert not any(outcome == "break" for _, outcome in counted)
