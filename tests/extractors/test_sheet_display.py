from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sheet.display import display, display_number, general


def moment(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - sheet dates have no time zone


ACCOUNTING = r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (128.69000000000001, "General", "128.69"),
        (2940.0512345678, "General", "2940.051235"),
        (9, "General", "9"),
        (9.0, "General", "9"),
        (-0.5, "General", "-0.5"),
        (0.1 + 0.2, "General", "0.3"),
        (16.3, "0.00", "16.30"),
        (1.005, "0.00", "1.01"),
        (2.5, "0", "3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999.995, "#,##0.00", "1,000.00"),
        (0, "#,##0", "0"),
        (12, "#,##0", "12"),
        (0, "#", ""),
        (0.5, "#.##", ".5"),
        (5, "000", "005"),
        (0.808, "0%", "81%"),
        (0.808, "0.0%", "80.8%"),
        (1, "0.00%", "100.00%"),
        (-3.2, "0.00;[Red]-0.00", "-3.20"),
        (-3.2, "0.00_);(0.00)", "(3.20)"),
        (-3.2, "0.00", "-3.20"),
        (0, '0.00;-0.00;"无"', "无"),
        (1500, '[>=1000]#,##0"元";0.00"元"', "1,500元"),
        (15, '[>=1000]#,##0"元";0.00"元"', "15.00元"),
        (128.69, '0.00"万元"', "128.69万元"),
        (128690, r'0\.0,"万"', "12.9万"),
        (1286900, "#,##0.00,", "1,286.90"),
        (12, "[$¥-804]#,##0.00", "¥12.00"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (95, "≥0", "≥95"),
        (190.0, "@", "190"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "1.23E+4"),
        (9, ";;;", ""),
        ("业务经费", "@", "业务经费"),
        ("业务经费", "0.00", "业务经费"),
        ("甲", '0;-0;0;"项目："@', "项目：甲"),
        (True, "General", "TRUE"),
        (None, "0.00", ""),
    ],
)
def test_a_number_shows_as_its_format_says(value, code, shown):
    assert display(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (moment(2023, 8, 3), "mm-dd-yy", "2023/8/3"),
        (moment(2023, 8, 3), 'yyyy"年"m"月"d"日"', "2023年8月3日"),
        (moment(2023, 8, 3), "yyyy-mm-dd", "2023-08-03"),
        (moment(2023, 8, 3), "yyyy\\-m\\-d", "2023-8-3"),
        (moment(2023, 8, 3), "yyyy/m/d;@", "2023/8/3"),
        (moment(2023, 8, 3), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年8月3日"),
        (moment(2023, 8, 3, 15, 7), "yyyy.m.d h:mm", "2023.8.3 15:07"),
        (moment(2023, 8, 3, 15, 7), '上午/下午h"时"mm"分"', "下午3时07分"),
        (moment(2023, 8, 3, 15, 7, 9), "mm:ss", "07:09"),
        (moment(2023, 8, 3), "General", "2023/8/3"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_a_date_shows_as_in_china(value, code, shown):
    assert display(value, code) == shown


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_two_decimals_show_every_digit_of_money(value):
    assert Decimal(display_number(value, "#,##0.00").replace(",", "")) == value
    assert Decimal(display_number(value, "0.00")) == value


@given(st.decimals(min_value=-999999, max_value=999999, places=4))
def test_general_loses_nothing_within_its_width(value):
    assert Decimal(general(value)) == value
