from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numbers import UNITS, find_unit, half_unit, parse_cell, scan

WAN = UNITS["万元"]


@pytest.mark.parametrize(
    ("text", "value", "decimals", "half"),
    [
        ("1,234.50", "12345000", 2, "50"),
        ("１，２３４.５", "12345000", 1, "500"),
        ("(1.23)", "-12300", 2, "50"),
        ("（1.23）", "-12300", 2, "50"),
        ("△5", "-50000", 0, "5000"),
        ("－3.2", "-32000", 1, "500"),
        ("0.34元", "0.34", 2, "0.005"),
        ("2 亿元", "200000000", 0, "50000000"),
        ("0", "0", 0, "5000"),
        ("0.00", "0", 2, "50"),
    ],
)
def test_cell_in_ten_thousands(text: str, value: str, decimals: int, half: str) -> None:
    printed = parse_cell(text, WAN)
    assert printed is not None
    assert (printed.value, printed.decimals) == (Decimal(value), decimals)
    assert printed.half_unit == Decimal(half)
    assert (printed.nil, printed.measure) == ("number", "CNY")
    assert "E" not in str(printed.value)


@pytest.mark.parametrize(
    ("text", "nil", "value"),
    [("", "blank", None), (" \n", "blank", None), ("无", "nil", Decimal(0))]
    + [(dash, "not_applicable", None) for dash in ("/", "—", "-", "*", "——", "／", "－")],
)
def test_kinds_of_nothing_stay_apart(text: str, nil: str, value: Decimal | None) -> None:
    printed = parse_cell(text, WAN)
    assert printed is not None
    assert (printed.nil, printed.value) == (nil, value)


@pytest.mark.parametrize(
    "text", ["12,34", "1,2345.6", "1.2.3", "201 06", "9万元，其中", "合计", "9 8", "1,234,5", "约9"]
)
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert parse_cell(text, WAN) is None


@pytest.mark.parametrize(
    ("text", "comparator", "number", "measure"),
    [
        ("≥98%", ">=", "98", "percent"),
        ("≥95", ">=", "95", "score"),
        ("＜=3", "<=", "3", "score"),
        ("﹦100％", "=", "100", "percent"),
        ("不低于3次", ">=", "3", "count"),
        ("10分", None, "10", "score"),
    ],
)
def test_comparators_and_own_units(text: str, comparator: str, number: str, measure: str) -> None:
    printed = parse_cell(text, None, measure="score")
    assert printed is not None
    assert printed.comparator == comparator
    assert (printed.number, printed.measure) == (Decimal(number), measure)


def test_money_without_a_unit_has_a_number_but_no_value() -> None:
    printed = parse_cell("12.5", None)
    assert printed is not None
    assert (printed.value, printed.number) == (None, Decimal("12.5"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入1, 537.4万元，支出9 .5万元", [("1537.4", "万元"), ("9.5", "万元")]),
        ("决算10\n3.98 万\n元", [("103.98", "万元")]),
        ("占10\n2.项目支出", [("10", None), ("2", None)]),
        ("10 3.98万元", [(None, None), (None, "万元")]),
        ("2，946.25万元", [("2946.25", "万元")]),
        ("分别为100，200，300万元", [("100", None), ("200", None), ("300", "万元")]),
        ("12,34.5元", [(None, "元")]),
        ("增长-3.5%", [("-3.5", "%")]),
        ("2018-2022年", [("2018", None), ("2022", "年")]),
        ("3个百分点、5‰", [("3", "个百分点"), ("5", "‰")]),
        ("在职9人、3个股室", [("9", "人"), ("3", "个")]),
        ("5万辆", [("5", None)]),
        ("支出5万，", [("5", "万")]),
        ("１２８．６９万元", [("128.69", "万元")]),
        ("得9分，分别", [("9", "分")]),
        ("3万美元", [("3", "万美元")]),
    ],
)
def test_scan(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = [(t.number, t.unit.name if t.unit else None) for t in scan(text)]
    assert found == [(Decimal(n) if n else None, unit) for n, unit in expected]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：元", "元"),
        ("项目资金\n(万元)", "万元"),
        ("（单位:元）", "元"),
        ("金额单位：人民币 千元", "千元"),
        ("单位：元 (万元)", None),
        ("单位名称：元氏县", None),
        ("单位：元氏县教育局", None),
    ],
)
def test_find_unit(text: str, unit: str | None) -> None:
    found = find_unit(text)
    assert (found.name if found else None) == unit


cents = st.integers(min_value=0, max_value=10**12)


@given(
    cents, st.sampled_from([",.2f", ".2f"]), st.sampled_from(["元", "千元", "万元", "亿元", "%"])
)
def test_what_is_written_is_read(cent: int, layout: str, name: str) -> None:
    number = Decimal(cent) / 100
    text = format(number, layout)
    unit = UNITS[name]
    value = number * 10**unit.exponent
    cell = parse_cell(text, unit)
    assert cell is not None
    assert (cell.value, cell.half_unit) == (value, half_unit(unit, 2, "CNY"))
    (token,) = scan(f"支出{text}{name}，")
    assert (token.value, token.decimals) == (value, 2)
    assert f"支出{text}{name}，"[token.start : token.end] == text + name
