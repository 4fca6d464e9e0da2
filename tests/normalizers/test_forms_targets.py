"""Indicator values as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.forms.indicators import split_points
from normalizers.forms.targets import compose, is_blank, read_target


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("≥95%", ">=", "95", "%"),
        ("≥95", ">=", "95", None),
        ("＝100％", "=", "100", "%"),
        ("﹦3个", "=", "3", "个"),
        (">=1,200人次", ">=", "1200", "人次"),
        ("98%以上", ">=", "98", "%"),
        ("5%以内", "<=", "5", "%"),
        ("不低于90分", ">=", "90", "分"),
        ("12 公里", None, "12", "公里"),
        ("100%\n", None, "100", "%"),
    ],
)
def test_one_number(text: str, comparator: str | None, value: str, unit: str | None) -> None:
    target = read_target(text)
    assert (target.comparator, target.value, target.unit) == (comparator, Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["优良", "3-5次", "2022年12月", "≥3次且≤5次", "90%~95%", "第2季度"]
)
def test_words_and_ranges_have_no_value(text: str) -> None:
    assert read_target(text).value is None
    assert read_target(text).printed == text


@pytest.mark.parametrize("text", ["", " ", "/", "—", "-", "*", "…", "……", "\n"])
def test_blank(text: str) -> None:
    assert is_blank(text)
    assert read_target(text).printed is None


def test_three_columns() -> None:
    target = compose("≥", "95", "%")
    assert (target.printed, target.comparator, target.value, target.unit) == (
        "≥95%", ">=", 95, "%",
    )  # fmt: skip
    assert compose("定性", "优良", "/").value is None
    assert compose("≥", "≤5", "个").value is None


def test_points_in_a_label() -> None:
    assert split_points("产出\n指标(50分)") == ("产出指标", 50)
    assert split_points("满意度指标10分") == ("满意度指标", 10)
    assert split_points("效益指标") == ("效益指标", None)


@given(
    st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "%", "个", "万元"])
)
def test_every_plain_number_reads_back(value: Decimal, unit: str) -> None:
    target = read_target(f"≥{value}{unit}")
    assert (target.value, target.unit) == (value, unit or None)
