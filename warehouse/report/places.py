"""Where a number stands, in words and as an exhibit: the crop of its page or its surroundings."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from contracts.facts import Claim, Figure, Indicator, Locator, Submission
from warehouse.report.evidence import Context, Evidence
from warehouse.report.terms import amount, name, plain

Fact = Figure | Claim | Indicator


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One number as evidence.

    Attributes:
        label: what the number is (公务接待费 · 决算).
        printed: as printed; value: in base units, readable.
        place: 文件, 第N页 …; is_doubtful: the reading is not sure.
        picture: PNG as a data URI; context: text around it. Both None where nothing can be shown.
    """

    fact_id: str
    label: str
    printed: str
    value: str
    place: str
    is_doubtful: bool
    picture: str | None
    context: Context | None


def place(fact: Locator, submission: Submission | None) -> str:
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
    parts = [fact.project, fact.account_name, name("items", fact.item), name("stages", fact.stage)]
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
    """Makes exhibits; each picture is asked for once."""

    def __init__(self, submissions: dict[str, Submission], evidence: Evidence) -> None:
        self._submissions = submissions
        self._evidence = evidence
        self._pictures: dict[str, str | None] = {}

    def of(self, fact: Fact) -> Exhibit:
        """The exhibit of a fact, with a picture where its format has pages."""
        return Exhibit(
            fact_id=fact_id(fact),
            label=label(fact),
            printed=printed(fact),
            value=value(fact),
            place=place(fact, self._submissions.get(fact.submission_id)),
            is_doubtful=fact.assurance == "doubtful",
            picture=self._picture(fact),
            context=self._context(fact),
        )

    def _picture(self, fact: Fact) -> str | None:
        """The page's part as a data URI."""
        box = (fact.x0, fact.y0, fact.x1, fact.y1)
        x0, y0, x1, y1 = box
        if fact.page is None or x0 is None or y0 is None or x1 is None or y1 is None:
            return None
        key = fact_id(fact)
        if key not in self._pictures:
            png = self._evidence.crop(fact.submission_id, fact.page, (x0, y0, x1, y1))
            data = None if png is None else base64.b64encode(png).decode()
            self._pictures[key] = None if data is None else f"data:image/png;base64,{data}"
        return self._pictures[key]

    def _context(self, fact: Fact) -> Context | None:
        """Paragraph or table around a fact of a format without pages."""
        if fact.page is not None or fact.block is None:
            return None
        return self._evidence.context(fact.submission_id, fact)


def fact_id(fact: Fact) -> str:
    """The id of a figure, claim or indicator."""
    if isinstance(fact, Figure):
        return fact.figure_id
    return fact.claim_id if isinstance(fact, Claim) else fact.indicator_id
