from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from contracts.corrections import Correction, load_correction

WORD = Correction(
    figure_id="0123456789abcdef.f12.r3c4",
    printed="0.34元",
    old_value=Decimal("0.34"),
    new_value=Decimal("3400.0000"),
    who="李",
    when=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    why="单位印错",
)


def test_a_correction_survives_its_file() -> None:
    assert load_correction(WORD.dump()) == WORD
    assert WORD.submission_id == "0123456789abcdef"


@pytest.mark.parametrize(
    "spoiled",
    [
        "no json",
        "[]",
        "{}",
        WORD.dump().replace('"0.34"', "0.34"),
        WORD.dump().replace('"0.34"', '"NaN"'),
        WORD.dump().replace("2026-11-22", "yesterday"),
    ],
)
def test_a_spoiled_file_is_a_value_error(spoiled: str) -> None:
    with pytest.raises(ValueError, match=r":"):
        load_correction(spoiled)
