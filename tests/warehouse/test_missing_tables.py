"""The nine tables of the final accounts: which are not there, which are empty without a word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.facts import Facts
from contracts.registry import Notice, Registry
from tests.warehouse.documents import Block, facts, findings, query

MISSING, EMPTY = "accounts.missing_table", "accounts.empty_without_note"
NOTE = "注：本单位没有政府性基金预算财政拨款收入和支出，故本表无数据。"
FUNDS = ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出合计", "基本支出",
         "项目支出", "年末结转和结余"]  # fmt: skip
SPENT = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
THREE = ["项目", "预算数", "决算数"]
TABLES: dict[int, tuple[str, list[list[str]]]] = {
    1: ("收入支出决算总表", [
        ["收入", "<", "支出", "<"], ["项目", "决算数", "项目", "决算数"],
        ["一、一般公共预算财政拨款收入", "90.00", "一、一般公共服务支出", "90.00"],
        ["本年收入合计", "90.00", "本年支出合计", "90.00"], ["总计", "90.00", "总计", "90.00"]]),
    2: ("收入决算表", [["科目编码", "科目名称", "本年收入合计", "财政拨款收入"],
                     ["", "合计", "90.00", "90.00"],
                     ["201", "一般公共服务支出", "90.00", "90.00"]]),
    3: ("支出决算表", [SPENT, ["", "合计", "90.00", "80.00", "10.00"],
                     ["201", "一般公共服务支出", "90.00", "80.00", "10.00"]]),
    4: ("财政拨款收入支出决算总表", [
        ["收入", "<", "支出", "<", "<"], ["项目", "决算数", "项目", "合计", "一般公共预算财政拨款"],
        ["一、一般公共预算财政拨款", "90.00", "一、一般公共服务支出", "90.00", "90.00"],
        ["本年收入合计", "90.00", "本年支出合计", "90.00", "90.00"]]),
    5: ("一般公共预算财政拨款支出决算表", [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["", "合计", "90.00", "80.00", "10.00"],
        ["201", "一般公共服务支出", "90.00", "80.00", "10.00"]]),
    6: ("一般公共预算财政拨款基本支出决算表", [
        ["经济分类科目编码", "科目名称", "决算数"], ["301", "工资福利支出", "80.00"]]),
    7: ("政府性基金预算财政拨款收入支出决算表", [FUNDS, ["", "合计", "", "", "", "", "", ""]]),
    8: ("国有资本经营预算财政拨款支出决算表", [SPENT, ["", "合计", "", "", ""]]),
    9: ("财政拨款“三公”经费支出决算表", [
        THREE, ["合计", "1.00", "1.00"], ["公务接待费", "1.00", "1.00"]]),
}  # fmt: skip
NOTES = {7: NOTE, 8: NOTE.replace("政府性基金", "国有资本经营")}


def accounts(
    *leave: int, notes: dict[int, str] | None = None, more: tuple[Block, ...] = ()
) -> Facts:
    """Final accounts of 甲局 with all nine tables but those left out."""
    blocks: list[Block] = ["甲局2022年度单位决算"]
    said = NOTES if notes is None else notes
    for number, (title, rows) in TABLES.items():
        if number not in leave:
            blocks += [title, "单位：万元", rows, *([said[number]] if number in said else [])]
    return facts(*blocks, *more)


def outcomes(
    home: Path, read: Facts, check: str, registry: Registry | None = None
) -> dict[str, str]:
    rows = query(home, [read], f"SELECT * FROM check_results WHERE check_id = '{check}'", registry)
    return {row["binding"].split("/")[0].split(".")[1]: row["outcome"] for row in rows}


def test_every_table_is_known_by_its_title() -> None:
    read = accounts()
    assert [form.form for form in read.forms] == [f"final_accounts.t{n}" for n in range(1, 10)]
    assert [form.figures for form in read.forms if form.form == "final_accounts.t7"] == [0]


def test_complete_accounts_with_notes_are_in_order(tmp_path: Path) -> None:
    found = findings(tmp_path, accounts())
    assert MISSING not in found
    assert EMPTY not in found


def test_a_table_left_out_is_missing(tmp_path: Path) -> None:
    assert findings(tmp_path, accounts(8))[MISSING] == [
        "应有9张决算表，收到8张，缺少《国有资本经营预算财政拨款支出决算表》；没有数据的表也应保留并注明。"
    ]


def test_a_title_with_a_note_instead_of_a_table_is_not_missing(tmp_path: Path) -> None:
    more = ("国有资本经营预算财政拨款支出决算表", "本单位没有国有资本经营预算支出，本表无数据。")
    found = findings(tmp_path, accounts(8, more=more))
    assert MISSING not in found
    assert EMPTY not in found


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (accounts(8), "break"),
        (accounts(4, 5, 6, 7, 8), "insufficient"),  # a part of the material
        (replace(accounts(8), submission=replace(accounts(8).submission, ocr_page_count=2)),
         "insufficient"),  # a scan: the table may be there unread
        (accounts(8, more=("国资收入支出情况", [["甲", "乙"], ["1.00", "2.00"]])), "insufficient"),
        (replace(accounts(8), submission=replace(accounts(8).submission, fiscal_year=2018)), None),
    ],
)  # fmt: skip
def test_nothing_is_called_missing_that_may_only_be_unread(
    tmp_path: Path, read: Facts, outcome: str | None
) -> None:
    assert outcomes(tmp_path, read, MISSING).get("t8") == outcome


def test_the_notice_says_which_tables_are_due(tmp_path: Path) -> None:
    registry = Registry(
        notices=(Notice(fiscal_year=2022, spot_check_share=Decimal(50), required_tables="1/2/3/9"),)
    )
    found = outcomes(tmp_path, accounts(8), MISSING, registry)
    assert found == {"t1": "exact", "t2": "exact", "t3": "exact", "t9": "exact"}


def test_an_empty_table_must_say_so(tmp_path: Path) -> None:
    found = findings(tmp_path, accounts(notes={7: NOTE}))
    assert found[EMPTY] == [
        "《国有资本经营预算财政拨款支出决算表》是空表，表内、表下和正文都没有“本表无数据”之类的说明。"
    ]


@pytest.mark.parametrize(
    "more",
    [
        ("九、国有资本经营预算财政拨款情况说明", "本单位2022年度无国有资本经营预算财政拨款支出。"),
        ("九、情况说明", "国有资本经营预算支出决算为0万元。"),
    ],
)
def test_a_word_in_the_text_is_a_word(tmp_path: Path, more: tuple[Block, ...]) -> None:
    assert EMPTY not in findings(tmp_path, accounts(notes={7: NOTE}, more=more))


def test_a_table_whose_numbers_are_not_understood_is_not_empty(tmp_path: Path) -> None:
    title, rows = TABLES[8]
    TABLES[8] = (title, [*rows, ["甲类", "某项安排", "3.00", "2.00", "1.00"]])
    try:
        read = accounts(notes={7: NOTE})
    finally:
        TABLES[8] = (title, rows)
    assert outcomes(tmp_path, read, EMPTY)["t8"] == "insufficient"
