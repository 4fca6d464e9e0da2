"""The working paper read back: whatever was moved, every filled row counts once or is reported."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_review import run

from flows import applying
from flows.home import Home
from flows.papers import PaperError
from warehouse import connect

Book = openpyxl.Workbook


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    found = Home(tmp_path_factory.mktemp("home"))
    run(found)
    return found


@pytest.fixture
def office(reviewed: Home) -> Home:
    for folder in (reviewed.corrections, reviewed.root / "waivers"):
        for path in folder.glob("*.json"):
            path.unlink()
    return reviewed


def paper(office: Home, tmp_path: Path, change: Callable[[Book], None]) -> Path:
    book = openpyxl.load_workbook(office.reports / "findings.xlsx")
    change(book)
    book.save(tmp_path / "填好的底稿.xlsx")
    return tmp_path / "填好的底稿.xlsx"


def fill(sheet: Any, row: int, **values: object) -> None:
    header = {cell.value: cell.column for cell in sheet[1]}
    for title, value in values.items():
        sheet.cell(row, header[title]).value = value


def conflict_filled(book: Book) -> None:
    sheet = book["问题底稿"]
    texts = {row: [str(cell.value) for cell in sheet[row]] for row in range(2, sheet.max_row + 1)}
    row = next(row for row, cells in texts.items() if any("不同的数" in cell for cell in cells))
    fill(sheet, row, 复核结论="不予追究", 复核人="王复核", 说明="笔误，\n已电话核实")


def number_filled(book: Book) -> None:
    sheet = book["数字核对"]
    row = next(r for r in (2, 3) if "165.30万元" in [cell.value for cell in sheet[r]])
    fill(sheet, row, 核对结论="更正", 更正为=156.3, 核对人="王复核", 理由="笔误")


def test_verdict_and_correction_are_written_and_take_effect(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    run(home)

    def both(book: Book) -> None:
        conflict_filled(book)
        number_filled(book)

    done = applying.apply(home, paper(home, tmp_path, both))
    assert (done.verdicts, done.corrections, done.errors) == (1, 1, [])
    (waiver,) = (home.root / "waivers").glob("*.json")
    assert json.loads(waiver.read_text("utf-8"))["why"] == "笔误， 已电话核实"
    run(home)
    with connect(home.root) as connection:
        told = connection.execute(
            "SELECT figure_id, corrected_column, new_value, who FROM corrections"
        ).fetchall()
        word = connection.execute("SELECT verdict, who FROM verdicts").fetchall()
        status = connection.execute(
            "SELECT status FROM findings WHERE check_id = 'conflict.within_document'"
        ).fetchall()
    assert [(row[1], row[2], row[3]) for row in told] == [("value", 1563000, "王复核")]
    assert word == [("waived", "王复核")]
    assert status == [("resolved",)]


def test_applying_twice_writes_nothing_new(office: Home, tmp_path: Path) -> None:
    path = paper(office, tmp_path, number_filled)
    applying.apply(office, path)
    before = sorted(office.corrections.iterdir())
    again = applying.apply(office, path)
    assert (again.corrections, again.unchanged) == (0, 1)
    assert sorted(office.corrections.iterdir()) == before


def test_moved_columns_sorted_rows_and_own_columns_change_nothing(
    office: Home, tmp_path: Path
) -> None:
    def shuffle(book: Book) -> None:
        conflict_filled(book)
        number_filled(book)
        dice = random.Random(7)
        for sheet in book.worksheets:
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            order = dice.sample(range(len(rows[0])), len(rows[0]))
            body = dice.sample(rows[1:], len(rows) - 1)
            sheet.delete_rows(1, sheet.max_row)
            sheet.append(["2025 年复核底稿（科里传阅）"])
            for number, row in enumerate([rows[0], *body]):
                note = "我的备注" if number == 0 else f"备注{number}"
                sheet.append([note, *(row[index] for index in order), ""])
            sheet.title = f"改名{sheet.title}"

    done = applying.apply(office, paper(office, tmp_path, shuffle))
    assert (done.verdicts, done.corrections, done.errors) == (1, 1, [])


@pytest.mark.parametrize(
    ("sheet", "values", "told"),
    [
        (
            "问题底稿",
            {"复核结论": "没事", "复核人": "王"},
            "O 列（复核结论）：“没事”不是可用的结论",
        ),
        ("问题底稿", {"复核结论": "误报", "复核人": "王"}, "Q 列（说明）：“误报”须写明理由"),
        ("问题底稿", {"复核结论": "属实"}, "P 列（复核人）：请填写复核人"),
        ("问题底稿", {"复核结论": "属实", "发现编号": "x"}, "R 列（发现编号）：没有这个编号"),
        ("问题底稿", {"复核结论": "属实", "复核人": "王", "问题说明": "旧的"}, "内容已有变化"),
        (
            "数字核对",
            {"核对结论": "更正", "更正为": "十", "核对人": "王"},
            "K 列（更正为）：看不懂“十”",
        ),
        ("数字核对", {"核对结论": "更正", "核对人": "王"}, "K 列（更正为）"),
        ("数字核对", {"核对结论": "无误"}, "L 列（核对人）：请填写核对人"),
        ("数字核对", {"核对结论": "无误", "核对人": "王", "原文": "1万元"}, "原文已有变化"),
        ("数字核对", {"核对结论": "对", "核对人": "王"}, "J 列（核对结论）"),
        ("数字核对", {"核对结论": "无误", "数字编号": None}, "N 列（数字编号）：编号是空的"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported_with_its_place(
    office: Home, tmp_path: Path, sheet: str, values: dict[str, object], told: str
) -> None:
    done = applying.apply(office, paper(office, tmp_path, lambda b: fill(b[sheet], 2, **values)))
    (line,) = done.errors
    assert line.startswith(f"工作表“{sheet}”第 2 行，")
    assert told in line
    assert not list(office.corrections.iterdir())
    assert not list((office.root / "waivers").glob("*"))


def test_two_rows_that_contradict_each_other_are_reported(office: Home, tmp_path: Path) -> None:
    def twice(book: Book) -> None:
        sheet = book["数字核对"]
        fill(sheet, 2, 核对结论="无误", 核对人="王")
        sheet.append([cell.value for cell in sheet[2]])
        fill(sheet, sheet.max_row, 核对结论="不是数字")

    done = applying.apply(office, paper(office, tmp_path, twice))
    assert done.corrections == 1
    assert "重复而内容不同" in done.errors[0]


def test_a_verdict_can_be_taken_back(office: Home, tmp_path: Path) -> None:
    applying.apply(office, paper(office, tmp_path, conflict_filled))

    def withdrawn(book: Book) -> None:
        conflict_filled(book)
        for row in range(2, book["问题底稿"].max_row + 1):
            fill(book["问题底稿"], row, 复核结论="撤销")

    done = applying.apply(office, paper(office, tmp_path, withdrawn))
    assert (done.withdrawn, done.errors) == (1, [])
    assert not list((office.root / "waivers").glob("*"))


def test_other_files_are_refused_in_chinese(office: Home, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no", encoding="utf-8")
    Book().save(tmp_path / "b.xlsx")
    for name, told in (("a.xlsx", "无法打开"), ("b.xlsx", "表头"), ("gone.xlsx", "无法打开")):
        with pytest.raises(PaperError, match=told):
            applying.apply(office, tmp_path / name)
