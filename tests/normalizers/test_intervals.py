from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.intervals import Interval, compare, low_power, total

ONE = Decimal(1)


def printed(text: str, digits: int = 2) -> Interval:
    return Interval.of(Decimal(text), Decimal(10) ** -digits / 2)


@pytest.mark.parametrize(
    ("parts", "whole", "outcome"),
    [
        (["103.98", "24.71"], "128.69", "exact"),
        (["4.79", "0", "246.47"], "251.25", "rounding"),
        (["1.00", "1.00"], "2.02", "break"),
    ],
)
def test_sums(parts: list[str], whole: str, outcome: str) -> None:
    assert compare(total((ONE, printed(p)) for p in parts), printed(whole)) == outcome


def test_same_fact_twice_meets_at_the_closed_end() -> None:
    assert compare(printed("326.71"), printed("326.72")) == "rounding"
    assert printed("326.71").meet(printed("326.72")) == Interval(
        Decimal("326.715"), Decimal("326.715")
    )
    assert compare(printed("326.71"), printed("326.73")) == "break"


def test_divisor_that_may_be_zero_gives_nothing() -> None:
    assert printed("1").quotient(printed("0.00")) is None


def test_low_power() -> None:
    assert low_power(printed("0.34"), printed("0.34"))
    assert not low_power(printed("103.98"), printed("103.98"))


small = st.integers(min_value=-60, max_value=60)
interval = st.tuples(small, small).map(lambda p: Interval(Decimal(min(p)), Decimal(max(p))))


def inside(bounds: Interval) -> range:
    return range(int(bounds.low), int(bounds.high) + 1, max(1, int(bounds.width) // 4))


@given(interval, interval, st.integers(min_value=-3, max_value=3))
def test_sum_holds_every_combination(a: Interval, b: Interval, weight: int) -> None:
    result = total([(ONE, a), (Decimal(weight), b)])
    sums = [
        x + weight * y for x, y in product({*inside(a), int(a.high)}, {*inside(b), int(b.high)})
    ]
    assert (min(sums), max(sums)) == (result.low, result.high)


@given(interval, interval)
def test_quotient_holds_every_combination_and_no_more(a: Interval, b: Interval) -> None:
    result = a.quotient(b)
    if b.low <= 0 <= b.high:
        assert result is None
        return
    assert result is not None
    for x, y in product(inside(a), inside(b)):
        # cross-multiplied, so that the test divides nothing
        assert result.low * abs(y) <= x * (1 if y > 0 else -1) <= result.high * abs(y)
    corners = [x / y for x, y in product((a.low, a.high), (b.low, b.high))]
    slack = Decimal("1e-25")
    assert min(corners) - slack <= result.low
    assert result.high <= max(corners) + slack


@given(interval, interval)
def test_meets_is_an_intersection(a: Interval, b: Interval) -> None:
    common = {*range(int(a.low), int(a.high) + 1)} & {*range(int(b.low), int(b.high) + 1)}
    assert a.meets(b) == b.meets(a) == bool(common)
    assert (compare(a, b) == "break") == (not common)
