"""Running text made comparable: no spaces and quotes, ASCII digits and marks, places kept."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.numbers import NumberToken, scan

_SAME = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {"（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "．": ".", "％": "%", "！": "。"}
    | {"？": "。", "?": "。", "!": "。", "﹪": "%", "―": "—", "–": "-", "－": "-"}
)
_DROPPED = frozenset(" \t\r\n\u3000\xa0\u200b\ufeff“”‘’\"'＂＇「」『』")


@dataclass(frozen=True, slots=True)
class CleanNumber:
    """A number of the clean text.

    Attributes:
        start, end: range in the clean text, unit included.
        token: the number, with its range in the printed text.
    """

    start: int
    end: int
    token: NumberToken


@dataclass(frozen=True, slots=True)
class CleanText:
    """A paragraph as phrases are matched against it.

    Attributes:
        text: clean text.
        places: for every character its position in the printed text.
        numbers: by their start in the clean text.
    """

    text: str
    places: tuple[int, ...]
    numbers: dict[int, CleanNumber]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Range in the printed text of the clean characters start..end."""
        return self.places[start], self.places[end - 1] + 1


def clean_text(printed: str) -> CleanText:
    """The clean form of a printed paragraph."""
    kept = [(index, char) for index, char in enumerate(printed) if char not in _DROPPED]
    text = "".join(char for _, char in kept).translate(_SAME)
    places = tuple(index for index, _ in kept)
    at = {place: index for index, place in enumerate(places)}
    numbers: dict[int, CleanNumber] = {}
    for token in scan(printed):
        start = at[token.start]
        end = at[_last_kept(token.end, at)] + 1
        numbers[start] = CleanNumber(start, end, token)
    return CleanText(text, places, numbers)


def _last_kept(end: int, at: dict[int, int]) -> int:
    """Position of the last character before `end` that was kept."""
    position = end - 1
    while position not in at:
        position -= 1
    return position
