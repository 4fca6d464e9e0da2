"""Proposals in findings: a typo, a misread digit, ≥ read as 2; never twice, never applied."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import Phase, given, settings

from contracts.equations import account_sums, holds, span
from contracts.facts import Figure
from tests.contracts.test_repairs import tables
from tests.warehouse.conftest import Bench

TABLE = {"source": "final_accounts", "form": "final_accounts.t3"}


def accounts(bench: Bench, total: str) -> str:
    """合计 with two classes; rows and levels close for a total of 30.00."""
    for code, name, row in (
        (None, None, (total, "22.00", "8.00")),
        ("201", "一般公共服务支出", ("20.00", "14.00", "6.00")),
        ("208", "社会保障和就业支出", ("10.00", "8.00", "2.00")),
    ):
        for item, text in zip(("total", "basic", "project"), row, strict=True):
            more = {"account_code": code, "account_name": name, **TABLE}
            bench.money(f"expenditure.{item}", f"{text}万元", **more)
    return "s1.f0"


def test_a_typo_is_told_with_its_only_repair(bench: Bench) -> None:
    figure = accounts(bench, "80.00")
    (row,) = bench.query("SELECT * FROM proposals")
    assert (row["fact_id"], row["proposed"], row["kind"]) == (figure, "30.00万元", "digit")
    assert (row["closes"], row["is_unique"], row["value"]) == (2, True, Decimal(300000))
    for finding in bench.findings("sum.*"):
        (words,) = finding["proposals"]
        assert "“80.00万元”若为“30.00万元”（一位数字之差）" in words
        assert "仅此一种改法" in words
    (printed,) = bench.query(f"SELECT value FROM figures WHERE figure_id = '{figure}'")
    assert printed["value"] == Decimal(800000)


def test_nothing_broken_nothing_proposed(bench: Bench) -> None:
    accounts(bench, "30.00")
    assert bench.query("SELECT * FROM proposals") == []
    assert bench.findings("sum.*") == []


def test_a_doubtful_reading_comes_first_among_several(bench: Bench) -> None:
    bench.money("expenditure.total", "30.00万元")
    bench.money("expenditure.basic", "21.00万元")
    doubted = {"reading": "ocr", "assurance": "doubtful"}
    bench.money("expenditure.project", "8.00万元", **doubted)
    (finding,) = bench.findings("sum.expenditure")
    assert len(finding["proposals"]) > 1
    assert "项目支出“8.00万元”若为“9.00万元”" in finding["proposals"][0]
    assert not any("仅此" in words for words in finding["proposals"])


def test_a_unit_slip_is_not_proposed_twice(bench: Bench) -> None:
    bench.money("three_public.total", "0.34元")
    bench.money("three_public.overseas", "0.00万元")
    bench.money("three_public.reception", "0.34万元")
    assert [f["check_id"] for f in bench.findings()].count("unit.suspect_scale") == 1
    assert bench.query("SELECT * FROM proposals") == []


def test_two_hundred_and_eighty_percent_may_be_at_least_eighty(bench: Bench) -> None:
    bench.row("10", "10", target_printed="280%", actual_printed="95%", value_unit="%")
    bench.row("10", "10", target_printed="95%", actual_printed="280%", value_unit="%")
    bench.row("10", "4", target_printed="280%", actual_printed="95%", value_unit="%")
    rows = bench.query("SELECT * FROM proposals")
    assert [(r["fact_id"], r["kind"], r["proposed"]) for r in rows] == [
        ("s1.i0", "bound", "≥80%"),
    ]
    (words,) = next(f for f in bench.findings("score.ratio") if f["figure_ids"] == ["s1.i0"])[
        "proposals"
    ]
    assert "年度指标值“280%”若为“≥80%”" in words


def figures_as_bench(figures: list[Figure]) -> Bench:
    bench = Bench()
    bench.submission("s", document_kinds=("final_accounts",))
    bench.figures = [
        Figure(**{
            **{name: getattr(one, name) for name in one.__dataclass_fields__},
            "unit_code": "甲局", "fiscal_year": 2022,
        })
        for one in figures
    ]  # fmt: skip
    return bench


@given(tables())
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_account_sums_are_those_of_the_check(figures: list[Figure]) -> None:
    figures[0] = Figure(**{
        **{name: getattr(figures[0], name) for name in figures[0].__dataclass_fields__},
        "value": Decimal(figures[0].value or 0) + 990000,
    })  # fmt: skip
    bench = figures_as_bench(figures)
    spans = {one.figure_id: span(one) for one in bench.figures}
    ours = {(one.figure_ids, not holds(one, spans)) for one in account_sums(bench.figures)}
    theirs = {
        (frozenset(row["figure_ids"]), row["outcome"] == "break")
        for row in bench.results("sum.accounts")
        if row["outcome"] != "insufficient"
    }
    assert ours == theirs
    assert len(ours) == 3 * 5


def test_glued_rows_are_told_where_a_sum_lacks_them(bench: Bench) -> None:
    rows = (("30.00", "25.00", "5.00"), ("20.00", "16.009.00", "4.00"), ("10.00", "", "1.00"))
    for row, (code, line) in enumerate(zip((None, "201", "208"), rows, strict=True)):
        for col, (item, text) in enumerate(zip(("total", "basic", "project"), line, strict=True)):
            name = "一般公共服务支出" if code else None
            more = {"account_code": code, "account_name": name, **TABLE}
            more |= {"table_index": 0, "row": row, "col": col}
            if item == "basic" and code:
                nil = "unreadable" if text else "blank"
                bench.money(f"expenditure.{item}", "0.00万元", **more)
                old = bench.figures[-1]
                fields = {name: getattr(old, name) for name in old.__dataclass_fields__}
                bench.figures[-1] = Figure(**{**fields, "value": None, "printed": text, "nil": nil})
            else:
                bench.money(f"expenditure.{item}", f"{text}万元", **more)
    (row,) = bench.query("SELECT * FROM proposals WHERE kind = 'split'")
    assert (row["printed"], row["proposed"], row["value"]) == ("16.009.00", "16.00 9.00", 160000)
    told = [words for f in bench.findings("sum.*") for words in f["proposals"]]
    assert any("“16.009.00”若为上下两行的“16.00”和“9.00”" in words for words in told)
