"""The report says what the warehouse says, escapes what it prints and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts.facts import Figure, Locator
from warehouse.report import Box, Context, NoEvidence, Segment, write_reports
from warehouse.report.places import neighbours

PNG = b"\x89PNG\r\n"


class Shown:
    """Evidence that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, tuple[Box, ...]]] = []

    def crop(self, _submission_id: str, page: int, boxes: Sequence[Box]) -> bytes | None:
        self.asked.append((page, tuple(boxes)))
        return PNG

    def context(self, _submission_id: str, locators: Sequence[Locator]) -> Context | None:
        assert len(locators) == 1
        marked = Segment("0.34万元", is_marked=True)
        return Context((Segment("公务接待费"), marked, Segment("。<script>")))


@pytest.fixture(scope="module")
def report(home: Path) -> tuple[str, Shown]:
    shown = Shown()
    return write_reports(home, ["html"], shown)[0].read_text("utf-8"), shown


def test_nothing_is_fetched(report: tuple[str, Shown]) -> None:
    text, _ = report
    assert not re.search(r"(src|href)=\"(?!#|data:)", text)
    assert "url(" not in text
    assert "@import" not in text


def test_finding_with_its_operands(report: tuple[str, Shown]) -> None:
    text, shown = report
    section = text[text.index('id="u-101001-2025"') :]
    assert "单位疑似写错" in section
    assert section.count("含存疑读数") == 1
    assert section.count('<span class="tag">读数存疑') == 1
    assert "0.34 元" in section
    assert "-0.339966 万元" in section
    assert "史志室&lt;报告&gt;.pdf，第 2 页" in section
    assert "由同一原因引起，不另计：三公合计" in section
    assert shown.asked == [(2, ((100.0, 200.0, 140.0, 212.0),))]
    assert section.count("data:image/png;base64,") == 1
    assert "<mark>0.34万元</mark>。&lt;script&gt;" in section


def test_text_of_documents_is_escaped(report: tuple[str, Shown]) -> None:
    text, _ = report
    assert "0.34万元 <b>" not in text
    assert "0.34万元 &lt;b&gt;" in text


def test_overview_names_missing_and_refused(report: tuple[str, Shown]) -> None:
    text, _ = report
    first = text[: text.index('id="matrix"')]
    assert "甲县统计局" in first
    assert "初审：行政股" in first
    assert "坏的.docx" in first
    assert "文件已损坏。" in first


def test_figures_side_by_side_with_rate_and_clash(report: tuple[str, Shown]) -> None:
    text, _ = report
    row = text[text.index("支出合计</th>") :].partition("</tr>")[0]
    assert re.findall(r">\s*([\d.]+)<", row)[:3] == ["99.86", "28.83", "128.69"]
    assert "100%" in row
    assert "年初预算＋追加" in row
    assert "另有1数" in row
    assert "128.68万元" in row


def test_matrix_marks_cause_and_consequence(report: tuple[str, Shown]) -> None:
    text, _ = report
    matrix = text[text.index('id="matrix-table"') : text.index('id="findings"')]
    cells = re.findall(r'<td class="cell (\w+)"', matrix)
    assert cells == ["break", "error", "not_applicable", "not_applicable"]


def test_without_evidence_places_remain(home: Path) -> None:
    text = write_reports(home, ["html"], NoEvidence())[0].read_text("utf-8")
    assert "data:image" not in text
    assert "第 5 段" in text


def at(key: str, block: int, page: int | None = None, top: float | None = None) -> Figure:
    side = None if top is None else 10.0
    low = None if top is None else top + 12
    place = {"page": page, "block": block, "x0": side, "y0": top, "x1": side, "y1": low}
    return Figure(figure_id=key, submission_id="s", item="meeting", **place)  # type: ignore[arg-type]


def test_numbers_of_one_place_share_an_exhibit() -> None:
    facts = [at("a", 3), at("b", 4), at("c", 3), at("d", 5, 1, 100), at("e", 6, 1, 180)]
    facts += [at("f", 7, 1, 600), at("g", 8, 2, 100)]
    groups = [[fact.figure_id for fact in group] for group in neighbours(facts)]  # type: ignore[union-attr]
    assert groups == [["a", "c"], ["b"], ["d", "e"], ["f"], ["g"]]


def test_nothing_is_lost_in_a_long_county(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = write_reports(home, ["html"], NoEvidence())[0].read_text("utf-8")
    monkeypatch.setattr("warehouse.report.page.LISTED", 0)
    long = write_reports(home, ["html"], NoEvidence())[0].read_text("utf-8")
    folds = re.compile(r'<script type="text/html">|</script>|<p class="note rest">.*?</p>|\s+')
    tables = [text[text.index('id="matrix"') : text.index("<footer>")] for text in (short, long)]
    assert tables[1].count('<script type="text/html">') > 4
    assert folds.sub("", tables[1]) == folds.sub("", tables[0])
