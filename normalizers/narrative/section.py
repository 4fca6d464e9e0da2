"""Headings: what a section says about all numbers in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from contracts.document import Paragraph
from normalizers.narrative.clause import parse
from normalizers.narrative.subject import Subject, Surroundings, named
from normalizers.narrative.text import CleanText
from normalizers.narrative.tokens import tokenise

_ORDINALS = (
    re.compile(r"第[一二三四五六七八九十]+(?:部分|章)"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"[(][一二三四五六七八九十]{1,3}[)]"),
    re.compile(r"\d{1,2}(?:[、]|\.(?!\d))"),
    re.compile(r"[(]\d{1,2}[)]"),
)
_FUND_NAME = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算")
_FINAL = re.compile(r"决算|执行|使用情况")
_BUDGET = re.compile(r"预算")
_NEITHER = re.compile(r"预决算|绩效|管理|预算.*决算|决算.*预算")
_PROJECT = re.compile(r"专项|项目(?!支出)")
_MAX_HEADING = 45


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings above a paragraph say.

    Attributes:
        stage: stage of numbers that state none themselves.
        fund: fund of expenditure that states none itself.
        subjects: what the nearest heading names (公务接待费情况).
        whole_unit: False under a heading about one project or earmarked money: there a budget
            or final account without a name is not the unit's.
        skipped: 名词解释 and the like.
    """

    stage: str | None = None
    fund: str | None = None
    subjects: tuple[Subject, ...] = ()
    whole_unit: bool = True
    skipped: bool = False


@dataclass(slots=True)
class Outline:
    """The stack of headings while a document is read.

    Attributes:
        default: stage by the kind of document.
        levels: open headings, outermost first.
    """

    default: str | None
    levels: list[tuple[int, Section]] = field(default_factory=list)

    @property
    def section(self) -> Section:
        """The section that is open now."""
        return self.levels[-1][1] if self.levels else Section(self.default)

    def open(self, paragraph: Paragraph, clean: CleanText) -> bool:
        """Takes a heading in; False if the paragraph is none."""
        level = heading_level(paragraph, clean)
        if level is None:
            return False
        while self.levels and self.levels[-1][0] >= level:
            self.levels.pop()
        self.levels.append((level, _section(clean, self.section)))
        return True


def default_stage(kinds: Collection[str]) -> str | None:
    """Stage of a document's numbers by its kinds; None where it is of both sorts or neither."""
    final = bool({"final_accounts", "self_evaluation_report"} & set(kinds))
    if final == ("budget" in kinds):
        return None
    return "final" if final else "initial_budget"


def ordinal_level(text: str) -> int | None:
    """Depth of the ordinal a clean text begins with: 第一部分, 一、, （一）, 1., （1）."""
    return next((level for level, each in enumerate(_ORDINALS) if each.match(text)), None)


def heading_level(paragraph: Paragraph, clean: CleanText) -> int | None:
    """Depth of a heading; None if the paragraph is running text."""
    text = clean.text
    if not text or len(text) > _MAX_HEADING or text[-1] in "。;,":
        return None
    if any(number.token.measure in {"CNY", "percent"} for number in clean.numbers.values()):
        return None
    ordinal = ordinal_level(text)
    if ordinal is None:
        return paragraph.level
    return ordinal if "。" not in text else None


def _section(clean: CleanText, above: Section) -> Section:
    text = _FUND_NAME.sub("", clean.text)
    stage = above.stage
    if _FINAL.search(text) and not re.search("预决算|预算.*决算|决算.*预算", text):
        stage = "final"
    elif _BUDGET.search(text) and not _NEITHER.search(text):
        stage = "initial_budget"
    tokens = tokenise(clean)
    clause = parse([token for token in tokens if token.kind != "residue"], None)
    funds = {token.value for token in clause.all("fund")}
    strong = [s for s in clause.segments if s.items or s.accounts]
    around = Surroundings(fund=funds.copy().pop() if len(funds) == 1 else above.fund)
    subjects = named(clause, around) if len(strong) == 1 and len(clause.segments) == 1 else ()
    return Section(
        stage,
        around.fund,
        subjects or (),
        above.whole_unit and not _PROJECT.search(text),
        "名词解释" in text or above.skipped,
    )
