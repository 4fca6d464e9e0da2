"""绩效自评表: one table, three grids (head, funding, indicators), one project."""

from __future__ import annotations

import itertools

from contracts.document import Table
from contracts.facts import Indicator, Submission
from contracts.ids import IdMaker
from normalizers.forms.columns import Header
from normalizers.forms.context import Surroundings
from normalizers.forms.doubts import doubt_rows
from normalizers.forms.entries import settings
from normalizers.forms.facts import Emitter
from normalizers.forms.funding import find_funding, read_funding
from normalizers.forms.grid import Grid
from normalizers.forms.indicators import find_indicators, read_indicators
from normalizers.forms.labels import canon, joined, spellings
from normalizers.forms.targets import is_blank
from normalizers.forms.titles import looks_like_title

KIND = "self_evaluation_table"
FORM = "self_evaluation"


def read_self_evaluation(
    table: Table,
    submission: Submission,
    ids: IdMaker,
    around: Surroundings,
    open_project: str | None = None,
) -> Emitter | None:
    """Facts of a self-evaluation table.

    Args:
        table: any table.
        submission: whose.
        ids: id maker of the submission.
        around: what stands above and below the table.
        open_project: project of the table before, where its indicators are still to come.

    Returns:
        None where the table is no self-evaluation, or nobody has filled it in.
    """
    grid = Grid.of(table)
    indicators = find_indicators(grid, submission.fiscal_year)
    before = indicators.first if indicators else grid.rows
    title = _titles(grid, before, around)
    if "自评" not in title and any(
        word in title for word in settings("self_evaluation")["other_forms"]
    ):
        return None
    funding = find_funding(grid, before, submission.fiscal_year, around)
    if not _is_self_evaluation(indicators, title, funded=funding is not None):
        return None
    project = _project(grid, before)
    if project is None and funding is None:
        project = open_project
    emitter = Emitter(submission, ids, table, KIND, FORM, project=project)
    if funding is not None:
        read_funding(grid, funding, emitter)
    if indicators is not None:
        read_indicators(grid, indicators, emitter)
    emitter.settle_precision()
    emitter.indicators = doubt_rows(emitter.indicators)
    return emitter if _is_filled(emitter) else None


def _titles(grid: Grid, before: int, around: Surroundings) -> str:
    """The lines that may be the table's title, in one: above it and in its own top rows."""
    inside = [cells[0].text for row in range(min(3, before)) if len(cells := grid.filled(row)) == 1]
    return " ".join(canon(line) for line in (*around.above, *inside) if looks_like_title(line))


def _is_self_evaluation(indicators: Header | None, title: str, *, funded: bool) -> bool:
    """A self-evaluation compares: its indicators have actual values, or its title says so."""
    if indicators is None:
        return funded and "自评" in title
    roles = {meaning.role for meaning in indicators.columns.values()}
    return bool(roles & {"actual", "score"}) and (funded or "自评" in title or "target" in roles)


def _project(grid: Grid, before: int) -> str | None:
    """The text right of 项目名称; None for a table of the whole unit."""
    words = settings("self_evaluation")
    for row in range(min(before, grid.rows)):
        cells = grid.filled(row)
        for label, value in itertools.pairwise(cells):
            if set(spellings(label.text)).isdisjoint(words["project"]):
                continue
            another = not set(spellings(value.text)).isdisjoint((*words["head"], *words["project"]))
            return None if another or is_blank(value.text) else joined(value.text)
    return None


def _is_filled(emitter: Emitter) -> bool:
    """Whether anything but the form itself is there; a printed total of nothing is the form's."""
    if any(figure.value for figure in emitter.figures):
        return True
    return any(_says_something(indicator) for indicator in emitter.indicators)


def _says_something(indicator: Indicator) -> bool:
    if indicator.level1 == "总分":
        return bool(indicator.score)
    return indicator.actual_printed is not None or indicator.score is not None
