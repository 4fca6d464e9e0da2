"""`duizhang status`: per unit what arrived, is missing, was refused, needs a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from flows import quarantine, querying
from flows.home import Home
from flows.rendering import columns
from flows.sources import look
from flows.wording import KINDS

ARRIVED = """
SELECT coalesce(unit_name, unit_code, '单位不明') AS unit, unit_code, fiscal_year, document_kinds,
       status, file_name
FROM submissions WHERE status <> 'refused'
ORDER BY unit, fiscal_year, received_at, file_name
"""
MISSING = """
SELECT coalesce(unit_code, '') AS unit_code, fiscal_year, message FROM findings
WHERE status = 'open' AND (check_id LIKE 'missing.%' OR check_id = 'submission.missing')
ORDER BY unit_code, fiscal_year, message
"""
DOUBTFUL = """
SELECT s.file_name, count(*) AS doubtful FROM figures f JOIN submissions s USING (submission_id)
WHERE f.assurance = 'doubtful' GROUP BY ALL ORDER BY ALL
"""
PROBLEMS = """
SELECT s.file_name, p.message, p.place FROM problems p JOIN submissions s USING (submission_id)
WHERE s.status = 'needs_review' AND p.code <> 'not_a_submission' ORDER BY ALL
"""


def lines(home: Home) -> Iterator[str]:
    """The lines of the status.

    Raises:
        querying.QueryError: nothing was published yet.
    """
    arrived = querying.rows(home, ARRIVED)
    yield from _arrived(arrived)
    missing = querying.rows(home, MISSING)
    yield from _list("缺报", [[str(row["fiscal_year"] or ""), row["message"]] for row in missing])
    refused = [
        [" ".join(reason.file.split()), reason.message] for _, reason in quarantine.every(home)
    ]
    yield from _list("退回", refused)
    persons = [[row["file_name"], f"{row['doubtful']} 个数字存疑"] for row in _rows(home, DOUBTFUL)]
    persons += [
        [row["file_name"], f"{row['message']}{row['place']}"] for row in _rows(home, PROBLEMS)
    ]
    yield from _list("待人工核对", persons)
    waiting = [[" ".join(each.path.name.split())] for each in look(home.inbox, from_inbox=True)]
    yield from _list("收件夹中待处理", waiting)


def _rows(home: Home, sql: str) -> list[dict[str, Any]]:
    return querying.rows(home, sql)


def _arrived(rows: list[dict[str, Any]]) -> Iterator[str]:
    """One row a unit and year: which kinds, how many files."""
    units: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        year = str(row["fiscal_year"] or "年度不明")
        for kind in row["document_kinds"] or ["other"]:
            units[row["unit"], year][KINDS.get(kind, kind)] += 1
    yield f"已收 {len(rows)} 份，{len({unit for unit, _ in units})} 个单位"
    if units:
        yield from columns(
            [
                [unit, year, "、".join(f"{kind} {count}" for kind, count in kinds.items())]
                for (unit, year), kinds in units.items()
            ]
        )


def _list(title: str, rows: list[list[str]]) -> Iterator[str]:
    """A heading with its rows; a heading alone says that there is nothing."""
    yield f"{title} {len(rows)}"
    if rows:
        yield from columns(rows)
