from decimal import Decimal

from contracts.facts import Claim, Figure
from normalizers.precision import settle


def figure(
    half: str, unit: str = "万元", *, col: int | None = None, value: str = "1", printed: str = ""
) -> Figure:
    return Figure(
        figure_id="f",
        submission_id="s",
        item="expenditure.total",
        value=Decimal(value),
        half_unit=Decimal(half),
        printed=printed,
        printed_unit=unit,
        col=col,
        table_index=None if col is None else 0,
    )


def test_running_text_takes_the_largest_decimals_of_the_unit() -> None:
    claim = Claim(
        claim_id="c",
        submission_id="s",
        kind="change",
        item="revenue.total",
        value=Decimal(1),
        half_unit=Decimal(50),
        printed_unit="万元",
    )
    figures, claims = settle([figure("5000"), figure("0.5", "元")], [claim])
    assert [(f.half_unit, f.half_unit_rule) for f in figures] == [
        (Decimal(50), "document"),
        (Decimal("0.5"), "printed"),
    ]
    assert claims == (claim,)


def test_a_table_takes_its_own_column_only() -> None:
    figures, _ = settle([figure("5000", col=1), figure("500", col=1), figure("50", col=2)], [])
    assert [(f.half_unit, f.half_unit_rule) for f in figures] == [
        (Decimal(500), "column"),
        (Decimal(500), "printed"),
        (Decimal(50), "printed"),
    ]


def test_exact_measures_stay_exact() -> None:
    figures, _ = settle([figure("0"), figure("50")], [])
    assert figures[0].half_unit == 0


def test_a_text_that_keeps_its_zeros_is_as_fine_as_printed() -> None:
    kept, _ = settle([figure("5000", printed="17,192万元"), figure("50", printed="346.30万元")], [])
    assert [str(f.half_unit) for f in kept] == ["5000", "50"]
    zero = figure("50", printed="0.00万元", value="0")
    dropped, _ = settle([figure("5000", printed="9万元"), zero], [])
    assert [str(f.half_unit) for f in dropped] == ["50", "50"]


def test_a_bare_zero_is_as_fine_as_the_text_even_where_zeros_are_kept() -> None:
    def printed(key: str, value: str, text: str, half: str) -> Figure:
        return Figure(
            figure_id=key,
            submission_id="s",
            item="meeting",
            value=Decimal(value),
            printed=text,
            printed_unit="万元",
            half_unit=Decimal(half),
        )

    figures = (
        printed("a", "98000", "9.80万元", "50"),
        printed("b", "0", "0万元", "5000"),
        printed("c", "171920000", "17,192万元", "5000"),
    )
    settled, _ = settle(figures, ())
    assert [figure.half_unit for figure in settled] == [50, 50, 5000]
