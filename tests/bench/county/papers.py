"""What a unit hands in for a year, as drafts and running text; printed by `facts` or `files`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.bench.accuracy import finance_tables as tables
from tests.bench.accuracy.draft import Box, Draft
from tests.bench.accuracy.prose import Prose
from tests.bench.accuracy.scored_tables import base_data
from tests.bench.county import wording
from tests.bench.county.books import Books
from tests.bench.county.county import County, UnitYear
from tests.bench.county.printing import BookedProse, BookedStyle, Page
from tests.bench.county.sheet import Sheet


@dataclass
class Paper:
    """One file to be: running text first, then tables.

    Attributes:
        name: "report", "sheets", "base", "accounts", "department".
        kinds: document kinds of CONTRACT §3.
        scope: "unit", "department" or None.
        prose: the text; None where there is none.
        drafts: finance tables.
        sheets: self-evaluation tables.
    """

    name: str
    kinds: tuple[str, ...]
    scope: str | None = None
    prose: Prose | None = None
    drafts: list[Draft] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)


def papers(county: County, uy: UnitYear) -> Iterator[Paper]:
    """Everything a unit hands in for a year."""
    report = None if "report" in uy.without else _report(county, uy)
    made = [] if "sheets" in uy.without else uy.sheets
    kind = "self_evaluation_table"
    if report and made and not uy.unit.apart:
        report.sheets, report.kinds = made, (*report.kinds, kind)
    elif made:
        yield Paper("sheets", (kind,), sheets=made)
    if report:
        yield report
    if uy.unit.base and "base" not in uy.without:
        yield _base(uy)
    if uy.unit.accounts and "accounts" not in uy.without:
        yield _accounts(uy, uy.books, "accounts", "unit")
    if uy.whole is not None:
        yield _accounts(uy, uy.whole, "department", "department")


def _prose(uy: UnitYear, paper: str, books: Books, place: str, kind: str) -> BookedProse:
    """An empty text in the style of one paper."""
    rng = uy.rng(paper)
    money = rng.choice(["万元", "万元", "万元", "元"])
    return BookedProse(
        rng, uy.year, kind, uy.name or uy.unit.name, money, rng.choice([2, 2, 2, 4]),
        rng.random() < 0.3, rng.random() < 0.05, rng.choice(["", "", "", " "]),
        page=Page(books, place, uy.slips), places=rng.choice([1, 2, 2]), drops=rng.random() < 0.4,
    )  # fmt: skip


def _report(county: County, uy: UnitYear) -> Paper:
    p = _prose(uy, "report", uy.books, "report", "self_evaluation_report")
    if uy.borrowed:
        copied = _prose(county.years[uy.borrowed, uy.year], "report", uy.books, "", "")
        p.rng, p.money_unit = copied.rng, copied.money_unit
    carried = any(uy.books.get(f"carryover.{end}", "final") for end in ("opening", "closing"))
    wording.report(p, carried=carried)
    _add(p, uy.extra.get("report", []))
    return Paper("report", ("self_evaluation_report",), prose=p)


def _add(p: Prose, lines: list[str]) -> None:
    for line in lines:
        p.say(line)


def _base(uy: UnitYear) -> Paper:
    """The base data table."""
    rng = uy.rng("base")
    style = BookedStyle(rng, Page(uy.books, "base", uy.slips), uy.unit.name, uy.year)
    style.decimals = 2
    people = (uy.books.people["establishment"], uy.books.people["in_service"])
    draft = base_data(rng, style, people, uy.year)
    draft.above = [
        f"{uy.unit.name}{uy.year}年部门整体支出绩效评价基础数据表",
        f"填报单位：{uy.unit.name}",
    ]
    draft.year = uy.year
    return Paper("base", ("base_data_table",), drafts=[draft])


def _accounts(uy: UnitYear, books: Books, paper: str, scope: str) -> Paper:
    """Published final accounts: the explanation and nine tables in one style."""
    p = _prose(uy, paper, books, paper, "final_accounts")
    whole = scope == "department"
    wording.explanation(p, whole=whole, reasons="no_reason" not in uy.flags)
    _add(p, uy.extra.get(paper, []))
    drafts = [
        _noted(uy, draft)
        for draft in _tables(uy, books, paper)
        if whole or draft.form not in uy.without
    ]
    return Paper(paper, ("final_accounts",), scope, p, drafts)


def _t8(uy: UnitYear, style: BookedStyle) -> Draft:
    """The table of state capital: nobody here has any."""
    head = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    rows = [[Box(text) for text in head], [Box("合计", 2), Box(""), Box(""), Box("")]]
    title = style.head("国有资本经营预算财政拨款支出决算表", uy.year)
    return Draft("final_accounts.t8", title, rows, year=uy.year)


def _noted(uy: UnitYear, draft: Draft) -> Draft:
    """Says below a table without numbers that there are none, unless that is what is wrong."""
    _, truths = draft.document()
    if not any(truth.value for truth in truths.values()) and draft.form not in uy.blank:
        draft.below = ["注：本单位没有此项收入，也没有此项支出，本表无数据。"]
    return draft


def _tables(uy: UnitYear, books: Books, paper: str) -> Iterator[Draft]:
    seed = uy.rng(paper + " tables").random()

    def style(
        form: str, fund: str = "all"
    ) -> tuple[random.Random, BookedStyle, list[tuple[str, str]]]:
        """The same chance for every table: one document has one style."""
        place = f"final_accounts.{form}" if paper == "accounts" else f"department.{form}"
        rng = random.Random(f"{seed}")
        made = BookedStyle(rng, Page(books, place, uy.slips), uy.unit.name, uy.year)
        made.hide_zeros = made.hide_zeros and "zeros" not in uy.flags
        return (
            random.Random(f"{seed}/{form}"),
            made,
            [(code, uy.account(place, code)) for code in books.accounts(fund)],
        )

    def classes(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [line for line in lines if len(line[0]) == 3]

    rng, made, lines = style("t1")
    yield _dated(uy, tables.two_sided(rng, made, budget=False, classes=classes(lines)))
    functions: list[tuple[str, str, list[tuple[str, list[str]]], str]] = [
        ("t2", "收入决算表", tables.T2, "all"), ("t3", "支出决算表", tables.T3, "all"),
        ("t5", "一般公共预算财政拨款支出决算表", tables.T5, "general_public"),
    ]  # fmt: skip
    for form, title, columns, fund in functions:
        rng, made, lines = style(form, fund)
        yield _dated(uy, tables.by_function(
            rng, made, form=f"final_accounts.{form}", titles=[title], columns=columns, fund=fund,
            stage="final", tree=lines))  # fmt: skip
    rng, made, lines = style("t4", "fiscal")
    yield _dated(uy, tables.t4(rng, made, classes(lines)))
    others: dict[str, Callable[[random.Random, BookedStyle], Draft]] = {
        "t6": tables.t6,
        "t7": tables.t7,
        "t9": tables.t9,
    }
    for form, maker in others.items():
        rng, made, _ = style(form)
        yield _dated(uy, maker(rng, made))
    _, made, _ = style("t8")
    yield _t8(uy, made)


def _dated(uy: UnitYear, draft: Draft) -> Draft:
    draft.year = uy.year
    return draft
