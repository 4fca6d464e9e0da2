from __future__ import annotations

from extractors.layout.content import Glyph
from extractors.layout.overflow import mend


def digits(text: str, x: float = 0.0, gap: float = 0.0) -> list[Glyph]:
    return [Glyph(c, x + n * (5 + gap), 0, x + n * (5 + gap) + 5, 10) for n, c in enumerate(text)]


def test_a_number_across_a_rule_stays_whole_and_is_doubted():
    glyphs = digits("1,234.56")
    owners: list[int | None] = [0] * 6 + [1] * 2
    assert mend(glyphs, owners) == {0: ["1,234."]}
    assert owners == [0] * 8


def test_two_numbers_that_touch_stay_two_and_are_doubted():
    glyphs = digits("12.5099.86")
    owners: list[int | None] = [0] * 5 + [1] * 5
    assert mend(glyphs, owners) == {0: ["12.5099.86"], 1: ["12.5099.86"]}
    assert owners == [0] * 5 + [1] * 5


def test_numbers_with_a_gap_are_two():
    glyphs = [*digits("12"), *digits("34", 12.0)]
    owners: list[int | None] = [0, 0, 1, 1]
    assert mend(glyphs, owners) == {}
    assert owners == [0, 0, 1, 1]


def test_numbers_of_two_lines_and_words_are_left_alone():
    below = [Glyph("3", 10, 14, 15, 24)]
    owners: list[int | None] = [0, 0, 1]
    assert mend([*digits("12"), *below], owners) == {}
    words: list[int | None] = [0, 1]
    assert mend(digits("支出"), words) == {}
    assert words == [0, 1]
