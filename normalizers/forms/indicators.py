"""The indicator block of a self-evaluation table: one fact a scored row, and the printed total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from contracts.document import Cell
from normalizers.forms.columns import Header, read_header
from normalizers.forms.entries import settings, vocabularies
from normalizers.forms.facts import Emitter
from normalizers.forms.funding import score_of
from normalizers.forms.grid import Grid
from normalizers.forms.labels import canon, joined, spellings
from normalizers.forms.targets import Target, compose, is_blank, read_target
from normalizers.numbers import Printed

_LEVEL_POINTS = re.compile(r"[(（]?(?<![\d.])(\d+(?:\.\d+)?)分[)）]?$")
_LEVELS = ("level1", "level2", "level3")
#: What an indicator says: the first gives its place, all of them how surely it was read.
_READ = ("level3", "target", "target_adjusted", "actual", "points", "score")


@dataclass
class Levels:
    """The labels that a row inherits from the rows above it."""

    level1: str | None = None
    level1_points: Decimal | None = None
    level2: str | None = None


def find_indicators(grid: Grid, year: int | None) -> Header | None:
    """Header of the indicator block: two levels and a value, or a list of indicators with three.

    Forms without levels (指标名称 | 指标值 | 完成值 | 指标权重 | 指标得分) name only the indicator.
    """
    vocabulary = vocabularies()["indicator_columns"]
    for row in range(grid.rows):
        roles = {
            meaning.role
            for cell in grid.filled(row)
            if (meaning := vocabulary.dated(cell.text, year)) is not None
        }
        values = roles & {"target", "actual", "points", "score"}
        if (len(roles & set(_LEVELS)) >= 2 and values) or ("level3" in roles and len(values) > 2):
            return read_header(grid, row, vocabulary, year)
    return None


def read_indicators(grid: Grid, header: Header, emitter: Emitter) -> None:
    """Emit every indicator row below the header and the printed total."""
    roles = _roles(header)
    words = settings("self_evaluation")
    levels = Levels()
    for row in range(header.end, grid.rows):
        filled = grid.filled(row)
        if not filled or _repeats_header(filled):
            continue
        first = next((cell for cell in filled if cell.row == row), None)
        label = canon(first.text) if first else ""
        if label.startswith(words["footers"]):
            return
        names = set(spellings(label))
        if names & set(words["totals"]):
            _total(grid, row, roles, emitter)
        elif not names & set(words["subtotals"]):
            _row(grid, row, roles, levels, emitter)


def _roles(header: Header) -> dict[str, int]:
    """First column of each role."""
    roles: dict[str, int] = {}
    for col, meaning in sorted(header.columns.items()):
        if meaning.role:
            roles.setdefault(meaning.role, col)
    return roles


def _repeats_header(cells: list[Cell]) -> bool:
    """Whether a row is the header printed again on a later page."""
    vocabulary = vocabularies()["indicator_columns"]
    found = {m.role for cell in cells if (m := vocabulary.find(cell.text, ordinals=False))}
    return len(found & set(_LEVELS)) >= 2 or {"level3", "actual", "score"} <= found


def _content(cell: Cell | None) -> str:
    """Text of a cell, "" where it says nothing."""
    if cell is None or is_blank(cell.text):
        return ""
    if canon(cell.text) in settings("self_evaluation")["placeholders"]:
        return ""
    return cell.text


def _row(grid: Grid, row: int, roles: dict[str, int], levels: Levels, emitter: Emitter) -> None:
    """One indicator row; kept with NULLs where the form's row is empty."""
    cells = {role: cell for role, col in roles.items() if (cell := grid.at(row, col)) is not None}
    own = [cell for cell in _cells_of(cells) if cell.row == row]
    if not any(cell.text.strip() for cell in own):
        return
    _inherit(cells, levels)
    level3 = _content(cells.get("level3"))
    target, actual = _target(cells), read_target(_content(cells.get("actual")))
    points, score = _own_score(cells, "points", row), _own_score(cells, "score", row)
    if _is_text_row(cells):
        return
    reason = _content(cells.get("reason"))
    emitter.indicator(
        [cells[role] for role in _READ if role in cells] or own,
        level1=_execution_name(levels.level1),
        level2=levels.level2,
        level3=joined(level3) or None,
        target_printed=target.printed,
        target_comparator=target.comparator,
        target_value=target.value,
        actual_printed=actual.printed,
        actual_comparator=actual.comparator,
        actual_value=actual.value,
        value_unit=target.unit or actual.unit,
        points=points.number if points else None,
        score=score.number if score else None,
        level1_points=levels.level1_points,
        deviation_reason=joined(reason) or None,
    )


def _own_score(cells: dict[str, Cell], role: str, row: int) -> Printed | None:
    """Points or score of a row; one that spans several rows belongs to the first of them."""
    cell = cells.get(role)
    return score_of(cell) if cell is not None and cell.row == row else None


def _cells_of(cells: dict[str, Cell]) -> Iterator[Cell]:
    """Distinct cells of a row."""
    seen: list[Cell] = []
    for cell in cells.values():
        if all(cell is not other for other in seen):
            seen.append(cell)
            yield cell


def _is_text_row(cells: dict[str, Cell]) -> bool:
    """Whether one cell runs over level and value columns alike: a remark, not an indicator."""
    values = [cells[role] for role in ("target", "actual", "points", "score") if role in cells]
    levels = [cells[role] for role in _LEVELS if role in cells]
    return any(value is level for value in values for level in levels)


def _inherit(cells: dict[str, Cell], levels: Levels) -> None:
    """Carry level 1 and level 2 down to rows that leave them blank."""
    text1 = _content(cells.get("level1"))
    if text1:
        name, points = split_points(text1)
        if name != levels.level1:
            levels.level2 = None
        levels.level1, levels.level1_points = name, points
    text2 = _content(cells.get("level2"))
    if text2 and cells.get("level2") is not cells.get("level1"):
        levels.level2 = split_points(text2)[0]


def split_points(label: str) -> tuple[str, Decimal | None]:
    """A level label without the points printed in it: 产出指标(50分) → 产出指标, 50."""
    name = joined(label)
    match = _LEVEL_POINTS.search(name)
    if match is None or match.start() == 0:
        return name.rstrip("：:"), None
    return name[: match.start()].rstrip("：:"), Decimal(match[1])


def _execution_name(level1: str | None) -> str | None:
    """One name for the execution row, however the form calls it."""
    if level1 is not None and canon(level1) in settings("self_evaluation")["execution"]:
        return "预算执行"
    return level1


def _target(cells: dict[str, Cell]) -> Target:
    """The row's target: adjusted where one is printed; three columns put together."""
    value = _content(cells.get("target_adjusted")) or _content(cells.get("target"))
    if "nature" in cells or "unit" in cells:
        return compose(_content(cells.get("nature")), value, _content(cells.get("unit")))
    return read_target(value)


def _total(grid: Grid, row: int, roles: dict[str, int], emitter: Emitter) -> None:
    """The printed total: points and score under their own columns only."""
    found: dict[str, Cell] = {}
    for role in ("points", "score"):
        cell = grid.at(row, roles[role]) if role in roles else None
        if cell is not None and cell.row == row and score_of(cell) is not None:
            found[role] = cell
    if "points" in found and found.get("score") is found["points"]:
        return
    if not found:
        return
    points, score = score_of(found.get("points")), score_of(found.get("score"))
    emitter.indicator(
        list(found.values()),
        level1="总分",
        points=points.number if points else None,
        score=score.number if score else None,
    )
