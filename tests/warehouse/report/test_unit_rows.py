"""Joined rows say what stands in them and let no text of a document become markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

from contracts.facts import Submission
from contracts.registry import RegistryUnit
from warehouse.report.current import ScoreRow
from warehouse.report.reading import ListTable
from warehouse.report.rows import figure_rows, score_rows
from warehouse.report.unit_rows import list_rows, unit_head, unit_rows
from warehouse.report.units import FigureCell, FigureRow, ScoreTable, UnitView

BAD = """<script>"'&"""
RECEIVED = datetime(2026, 7, 1, tzinfo=UTC)


def hostile() -> UnitView:
    """A unit every text of which tries to be markup."""
    registered = RegistryUnit(
        unit_code=BAD, unit_name=BAD, category=BAD, review_office=BAD, last_onsite_year=2024
    )
    sent = Submission(
        submission_id="s", sha256="s", file_name=BAD, media_type="x", received_at=RECEIVED,
        document_kinds=("final_accounts",), version=2,
    )  # fmt: skip
    cell = FigureCell(BAD, Decimal(12), BAD, is_doubtful=True, others=(BAD,))
    row = FigureRow("expenditure.total", BAD, 0, {"final": cell}, Decimal("99.50"), "年初预算")
    texts = {name: BAD for name in ScoreRow._fields if not name.endswith(("points", "score"))}
    scored = ScoreRow(**texts | {"points": Decimal(10), "score": Decimal(9), "level1_points": None})  # type: ignore[arg-type]
    table = ScoreTable(BAD, BAD, (scored,), scored)
    return UnitView(BAD, BAD, 2025, registered, [sent], [row], [row], [table])


class Texts(HTMLParser):
    """The tags, attributes and texts of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.values: list[str] = []
        self.text: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data.strip())


def test_no_text_of_a_document_becomes_markup() -> None:
    unit = hostile()
    table = ListTable("x", BAD, ("单位代码", "说明"), ((BAD, BAD),), (False, False))
    parts = {
        "figures": figure_rows(unit.rows),
        "scores": score_rows(unit.scores[0]),
        "table": "".join(unit_rows([unit], registry=True)),
        "head": unit_head(unit, registry=True),
        "list": "".join(list_rows(table, {BAD: BAD}, {BAD: BAD})),
    }
    for name, markup in parts.items():
        read = Texts(markup)
        assert "script" not in read.tags, name
        assert BAD in "|".join([*read.text, *read.values]), name
        assert markup.count("<") == markup.count(">"), name


def test_a_row_of_the_table_of_units() -> None:
    (row,) = unit_rows([replace(hostile(), name="甲局", code="101")], registry=True)
    read = Texts(row)
    assert [text for text in read.text if text][:3] == ["甲局", "101", "2025"]
    assert "99.5%" in read.text
    assert "12" in read.values


def test_who_is_not_in_the_ledger_is_called_so_where_there_is_one() -> None:
    unit = UnitView("101", "甲局", 2025, None)
    assert "未在册" in unit_head(unit, registry=True)
    assert "未在册" not in unit_head(unit, registry=False)
    assert "没有收到材料" in unit_head(unit, registry=False)


def test_a_list_without_names_leads_to_the_units_page() -> None:
    table = ListTable("x", "抽查", ("单位代码", "预算"), (("101", Decimal("2.50")),), (False, True))
    (row,) = list_rows(table, {"101": "甲局"}, {"101": "u-101-2025"})
    assert row == '<tr><td><a href="#u-101-2025">甲局</a></td><td class="num">2.5</td></tr>'
    named = replace(table, columns=("单位代码", "单位名称"), rows=(("101", None),))
    (row,) = list_rows(named, {"101": "甲局"}, {})
    assert row == '<tr><td class="">101</td><td class="num"></td></tr>'
