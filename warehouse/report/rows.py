"""Rows that a county has by the hundred thousand, joined as text.

A template takes many times as long for them. What they return is markup: every text of a document
in it is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from warehouse.report.current import ScoreRow
from warehouse.report.overview import CELLS, Codes, Matrix
from warehouse.report.terms import plain
from warehouse.report.units import STAGES, FigureCell, FigureRow, ScoreTable, UnitView
from warehouse.results import CheckEntry

NOTHING = '  <td class="num"></td>\n'
#: Names, targets and points stand in thousands of rows alike.
escaped = lru_cache(maxsize=65536)(escape)
points_of = lru_cache(maxsize=4096)(plain)


def matrix_rows(matrix: Matrix) -> list[tuple[UnitView, str]]:
    """Each unit with its cells; units with the same outcomes differ by their name only."""
    pieces: dict[Codes, list[str]] = {}
    made = []
    for unit, codes in matrix.rows:
        if codes not in pieces:
            pieces[codes] = _around_the_name(codes, matrix.checks)
        made.append((unit, escape(unit.name).join(pieces[codes])))
    return made


def _around_the_name(codes: Codes, checks: Sequence[CheckEntry]) -> list[str]:
    """A row's cells, cut where each says the unit's name."""
    pieces, end = [], ""
    for code, check in zip(codes, checks, strict=True):
        cell = CELLS[code]
        pieces.append(f'{end}<td class="cell {cell.outcome}" title="')
        end = f' · {escaped(check.title)}：{cell.title}">{cell.symbol}</td>'
    return [*pieces, end]


def figure_rows(rows: Sequence[FigureRow]) -> str:
    """The items of one unit over their stages."""
    return "".join(map(_figure_row, rows))


def _figure_row(row: FigureRow) -> str:
    """One item."""
    cells = "".join(
        _figure_cell(row.cells[stage]) if stage in row.cells else NOTHING for stage in STAGES
    )
    return (
        f'<tr>\n  <th scope="row" class="level{row.level}">{escaped(row.label)}</th>\n'
        f'{cells}  <td class="num rate">{_rate(row)}</td>\n</tr>\n'
    )


def _figure_cell(cell: FigureCell) -> str:
    """A figure with its place on hover, and how many other values of it are printed elsewhere."""
    doubt = " doubtful" if cell.is_doubtful else ""
    others = ""
    if cell.others:
        where = escape("；".join(cell.others))
        others = f'<sup class="clash" title="别处另印：{where}">另有{len(cell.others)}数</sup>'
    title = escape(cell.hint)
    return f'  <td class="num{doubt}" title="{title}">{escape(cell.text)}{others}</td>\n'


def _rate(row: FigureRow) -> str:
    """The execution rate and, where it says less, of what."""
    if row.rate is None:
        return ""
    small = "<small>比年初</small>" if row.rate_basis == "年初预算" else ""
    return f'<span title="决算 ÷ {escaped(row.rate_basis)}">{plain(row.rate)}%</span>{small}'


def score_rows(table: ScoreTable) -> str:
    """The scored rows of a self-evaluation table."""
    return "".join(map(_score_row, table.rows))


def _score_row(row: ScoreRow) -> str:
    """One scored row."""
    points = "" if row.points is None else points_of(row.points)
    score = "" if row.score is None else points_of(row.score)
    lost = ' class="lost"' if points and score and row.score != row.points else ""
    level1 = escaped(row.level1 or "")
    if row.level1_points is not None:
        level1 += f"<small>（{points_of(row.level1_points)}分）</small>"
    return (
        f"    <tr{lost}>\n"
        f"      <td>{level1}</td><td>{escaped(row.level2 or '')}</td>"
        f"<td>{escaped(row.level3 or '')}</td>\n"
        f"      <td>{escaped(row.target_printed or '')}</td>"
        f"<td>{escaped(row.actual_printed or '')}</td>\n"
        f'      <td class="num">{points}</td><td class="num">{score}</td>'
        f"<td>{escaped(row.deviation_reason or '')}</td>\n"
        "    </tr>"
    )
