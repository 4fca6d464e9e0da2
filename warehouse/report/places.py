"""Where a number stands, in words and as an exhibit: the crop of its page or its surroundings."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from contracts.facts import Claim, Figure, Indicator, Locator, Submission
from warehouse.report.current import ShownFigure
from warehouse.report.evidence import Box, Context, Evidence
from warehouse.report.terms import amount, name, plain

Fact = Figure | Claim | Indicator


#: Numbers of one page share a picture when together they are not higher than this (points).
SHARED_HEIGHT = 150.0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One number as evidence: what it is, as printed, in readable base units, and where.

    `is_doubtful` where the reading is not sure.
    """

    label: str
    printed: str
    value: str
    place: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class ExhibitGroup:
    """Numbers that stand close together and are shown in one picture or text.

    Attributes:
        picture: PNG as a data URI, for formats with pages.
        context: the text around the numbers, for others. Both None where nothing can be shown.
    """

    exhibits: tuple[Exhibit, ...]
    picture: str | None
    context: Context | None


def place(fact: Locator | ShownFigure, submission: Submission | None) -> str:
    """File and position of a fact in words, 1-based as people count."""
    parts = [submission.file_name if submission else "（文件不详）"]
    if fact.page is not None:
        parts.append(f"第 {fact.page} 页")
    if fact.table_index is not None and fact.row is not None and fact.col is not None:
        parts.append(f"表 {fact.table_index + 1} 第 {fact.row + 1} 行第 {fact.col + 1} 列")
    elif fact.page is None and fact.block is not None:
        parts.append(f"第 {fact.block + 1} 段")
    return "，".join(parts)


def label(fact: Fact) -> str:
    """What a fact is, in the words of the forms."""
    if isinstance(fact, Indicator):
        names = [fact.level1, fact.level3 or fact.level2]
        return " · ".join(part for part in names if part)
    parts = [fact.project, fact.account_name, name("items", fact.item)]
    if fact.measure != "person":  # the forms know no stage of a head count
        parts.append(name("stages", fact.stage))
    if isinstance(fact, Claim):
        parts.append(name("claims", fact.kind))
    return " · ".join(part for part in parts if part)


def printed(fact: Fact) -> str:
    """The text as printed; an indicator's target, actual value, points and score."""
    if not isinstance(fact, Indicator):
        return fact.printed
    numbers = (
        ("指标值", fact.target_printed),
        ("完成值", fact.actual_printed),
        ("分值", None if fact.points is None else plain(fact.points)),
        ("得分", None if fact.score is None else plain(fact.score)),
    )
    return "，".join(f"{title} {text}" for title, text in numbers if text)


def value(fact: Fact) -> str:
    """The value in readable base units; nothing for an indicator, whose numbers are printed."""
    return "" if isinstance(fact, Indicator) else amount(fact.value, fact.measure)


class Exhibits:
    """Makes exhibits; each picture and text is asked for once."""

    def __init__(self, submissions: dict[str, Submission], evidence: Evidence) -> None:
        self._submissions = submissions
        self._evidence = evidence
        self._pictures: dict[tuple[str, int, tuple[Box, ...]], str | None] = {}

    def groups(self, facts: Sequence[Fact]) -> tuple[ExhibitGroup, ...]:
        """The exhibits of facts, those of one place together, in order of first mention."""
        return tuple(
            ExhibitGroup(
                tuple(self.of(fact) for fact in near), self._picture(near), self._context(near)
            )
            for near in neighbours(facts)
        )

    def of(self, fact: Fact) -> Exhibit:
        """The exhibit of one fact."""
        return Exhibit(
            label=label(fact),
            printed=printed(fact),
            value=value(fact),
            place=place(fact, self._submissions.get(fact.submission_id)),
            is_doubtful=fact.assurance == "doubtful",
        )

    def _picture(self, facts: list[Fact]) -> str | None:
        """The page's part as a data URI."""
        page = facts[0].page
        boxes = tuple(dict.fromkeys(box for fact in facts if (box := box_of(fact)) is not None))
        if page is None or not boxes:
            return None
        key = (facts[0].submission_id, page, boxes)
        if key not in self._pictures:
            png = self._evidence.crop(*key)
            data = None if png is None else base64.b64encode(png).decode()
            self._pictures[key] = None if data is None else f"data:image/png;base64,{data}"
        return self._pictures[key]

    def _context(self, facts: list[Fact]) -> Context | None:
        """Paragraph or table around facts of a format without pages."""
        if facts[0].page is not None or facts[0].block is None:
            return None
        return self._evidence.context(facts[0].submission_id, facts)


def box_of(fact: Locator) -> Box | None:
    """The place of a fact on its page, None where it has none."""
    if fact.x0 is None or fact.y0 is None or fact.x1 is None or fact.y1 is None:
        return None
    return (fact.x0, fact.y0, fact.x1, fact.y1)


def neighbours(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts grouped by block, or on pages by closeness."""
    groups: list[list[Fact]] = []
    for fact in facts:
        home = next((group for group in groups if _is_near(group, fact)), None)
        if home is None:
            groups.append([fact])
        else:
            home.append(fact)
    return groups


def _is_near(group: list[Fact], fact: Fact) -> bool:
    """Whether a fact can be shown together with a group."""
    first = group[0]
    if (first.submission_id, first.page) != (fact.submission_id, fact.page):
        return False
    if first.page is None:
        return first.block is not None and first.block == fact.block
    boxes = [box_of(item) for item in (*group, fact)]
    tops = [box[1] for box in boxes if box is not None]
    ends = [box[3] for box in boxes if box is not None]
    return len(tops) == len(boxes) and max(ends) - min(tops) <= SHARED_HEIGHT
