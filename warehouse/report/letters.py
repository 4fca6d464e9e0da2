"""审核意见: what a unit is told, one letter a unit, from the findings nobody needs to doubt.

Errors and warnings that are open and rest on sure readings go into a letter; hints do not, and a
finding with a doubtful number waits until a person has looked at it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from contracts.facts import Submission
from contracts.registry import Notice
from warehouse.report.findings import FindingView
from warehouse.report.places import Exhibit
from warehouse.report.terms import name
from warehouse.report.units import UnitView

#: Chapters of a letter: severity → heading.
CHAPTERS = {"error": "需要更正、补报的事项", "warning": "需要说明、补充的事项"}


@dataclass(frozen=True, slots=True)
class Item:
    """One matter of a letter: all findings of one check.

    Attributes:
        messages: one a finding, with the numbers as printed.
        ask: what the unit shall do.
        exhibits: the printed numbers with their places, each once.
        also: titles of what follows from the same cause.
    """

    title: str
    messages: tuple[str, ...]
    ask: str
    exhibits: tuple[Exhibit, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One unit's letter.

    Attributes:
        heading: the office that writes, "" where the registry does not say.
        number: file number, "" where the registry does not say.
        files: what the unit handed in.
        chapters: heading → its matters, empty chapters left out.
        materials: what to hand in.
        until: by when.
        held_back: open findings left out because a number in them is doubtful.
    """

    unit_code: str
    unit_name: str
    year: int | None
    heading: str
    number: str
    review_office: str
    files: tuple[str, ...]
    chapters: tuple[tuple[str, tuple[Item, ...]], ...]
    materials: tuple[str, ...]
    written: date
    until: date
    held_back: int


def letters(
    units: list[UnitView],
    submissions: dict[str, Submission],
    notices: list[Notice],
    *,
    written: date,
    until: date,
) -> list[Letter]:
    """A letter for each unit that has something to mend, by code; numbers are still templates.

    One without chapters has doubtful findings only and is not to be sent.
    """
    by_year = {notice.fiscal_year: notice for notice in notices}
    made = []
    for unit in units:
        open_ones = [v for v in unit.findings if v.finding.status == "open"]
        told = [v for v in open_ones if v.finding.severity in CHAPTERS and entry_of(v).ask]
        sure = [view for view in told if not view.is_doubtful]
        if not told:
            continue
        notice = by_year.get(unit.year or 0)
        made.append(
            Letter(
                unit_code=unit.code,
                unit_name=unit.name,
                year=unit.year,
                heading=(notice.letter_heading if notice else None) or "",
                number=(notice.letter_number if notice else None) or "",
                review_office=(unit.registered.review_office if unit.registered else None) or "",
                files=tuple(item.file_name for item in unit.documents),
                chapters=_chapters(sure),
                materials=materials(sure, submissions, unit),
                written=written,
                until=until,
                held_back=len(told) - len(sure),
            )
        )
    return made


def _chapters(views: list[FindingView]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Matters by severity, the findings of one check together."""
    chapters = []
    for severity, heading in CHAPTERS.items():
        checks: dict[str, list[FindingView]] = {}
        for view in views:
            if view.finding.severity == severity:
                checks.setdefault(view.finding.check_id, []).append(view)
        if checks:
            chapters.append((heading, tuple(_item(found) for found in checks.values())))
    return tuple(chapters)


def _item(views: list[FindingView]) -> Item:
    """The findings of one check as one matter."""
    exhibits = dict.fromkeys(exhibit for view in views for exhibit in view.exhibits)
    also = dict.fromkeys(title for view in views for title in view.consequences)
    messages = dict.fromkeys(view.finding.message for view in views)
    ask = entry_of(views[0]).ask
    return Item(views[0].title, tuple(messages), ask, tuple(exhibits), tuple(also))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of `letters.toml`."""

    checks: tuple[str, ...]
    ask: str
    material: str
    change: str


@cache
def catalogue() -> tuple[Entry, ...]:
    """What is asked for which check, in order."""
    path = Path(__file__).with_name("letters.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    return tuple(
        Entry(
            tuple(entry["checks"]),
            entry.get("ask", ""),
            entry.get("material", ""),
            entry.get("change", ""),
        )
        for entry in entries
    )


def entry_of(view: FindingView) -> Entry:
    """The first entry that fits a finding; the last one fits every check."""
    check = view.finding.check_id
    return next(e for e in catalogue() if any(fnmatch(check, pattern) for pattern in e.checks))


def materials(
    views: list[FindingView], submissions: dict[str, Submission], unit: UnitView
) -> tuple[str, ...]:
    """What the unit has to hand in, each once: new material first, then what is changed."""
    wanted: dict[str, None] = {}
    changes: dict[str, dict[str, None]] = {}
    for view in views:
        entry = entry_of(view)
        if entry.material:
            wanted[entry.material.format(year=unit.year or "")] = None
            continue
        for kind in _kinds(view, submissions):
            changes.setdefault(kind, {})[entry.change] = None
    changed = (f"{'并'.join(how)}后的{kind}" for kind, how in changes.items())
    return (*wanted, *changed)


def _kinds(view: FindingView, submissions: dict[str, Submission]) -> list[str]:
    """Names of the kinds of material that a finding is about."""
    codes = [
        kind
        for key in view.finding.submission_ids
        if key in submissions
        for kind in submissions[key].document_kinds
    ]
    table_only = view.finding.check_id.startswith(("score.", "indicator."))
    if table_only and "self_evaluation_table" in codes:
        codes = ["self_evaluation_table"]
    return list(dict.fromkeys(f"《{name('kinds', code)}》" for code in codes)) or ["材料"]
