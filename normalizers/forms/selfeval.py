"""绩效自评表: one table, three grids (head, funding, indicators), one project."""

from __future__ import annotations

import itertools

from contracts.document import Table
from contracts.facts import Indicator, Submission
from contracts.ids import IdMaker
from normalizers.forms.columns import Header
from normalizers.forms.entries import settings
from normalizers.forms.facts import Emitter
from normalizers.forms.funding import find_funding, read_funding
from normalizers.forms.grid import Grid
from normalizers.forms.indicators import find_indicators, read_indicators
from normalizers.forms.labels import canon, joined, spellings
from normalizers.forms.targets import is_blank

KIND = "self_evaluation_table"


def read_self_evaluation(
    table: Table, submission: Submission, ids: IdMaker, above: str
) -> Emitter | None:
    """Facts of a self-evaluation table.

    Args:
        table: any table.
        submission: whose.
        ids: id maker of the submission.
        above: titles and lines above the table.

    Returns:
        None where the table is no self-evaluation, or nobody has filled it in.
    """
    grid = Grid.of(table)
    indicators = find_indicators(grid, submission.fiscal_year)
    before = indicators.first if indicators else grid.rows
    if _is_other_form(grid, before, above):
        return None
    funding = find_funding(grid, before, submission.fiscal_year, above)
    if not _is_self_evaluation(indicators, above, funded=funding is not None):
        return None
    emitter = Emitter(
        submission, ids, table, KIND, "self_evaluation", project=_project(grid, before)
    )
    if funding is not None:
        read_funding(grid, funding, emitter)
    if indicators is not None:
        read_indicators(grid, indicators, emitter)
    emitter.settle_precision()
    return emitter if _is_filled(emitter) else None


def _is_other_form(grid: Grid, before: int, above: str) -> bool:
    """Whether title or head call the table another form (目标申报表, 执行监控)."""
    head = [cell.text for row in range(min(3, before)) for cell in grid.filled(row)]
    title = canon("".join([above[-60:], *(text for text in head if len(text) < 40)]))
    if "自评" in title:
        return False
    return any(word in title for word in settings("self_evaluation")["other_forms"])


def _is_self_evaluation(indicators: Header | None, above: str, *, funded: bool) -> bool:
    """A self-evaluation compares: its indicators have actual values, or its title says so."""
    if indicators is None:
        return funded and "自评" in canon(above)
    roles = {meaning.role for meaning in indicators.columns.values()}
    return bool(roles & {"actual", "score"}) and (
        funded or "自评" in canon(above) or "target" in roles
    )


def _project(grid: Grid, before: int) -> str | None:
    """The text right of 项目名称; None for a table of the whole unit."""
    labels = settings("self_evaluation")["project"]
    for row in range(min(before, grid.rows)):
        cells = grid.filled(row)
        for label, value in itertools.pairwise(cells):
            if any(spelling in labels for spelling in spellings(label.text)):
                return None if is_blank(value.text) else joined(value.text)
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
