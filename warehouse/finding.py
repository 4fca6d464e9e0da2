"""Breaks → findings: one a cause, stable ids, history carried from build to build.

The history lives beside the lake (`findings/history.parquet`), so that the database can be
thrown away and rebuilt. A verdict (`contracts.verdicts`) may waive a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from contracts.verdicts import WAIVING
from warehouse.decisions import load_decisions
from warehouse.lake import write_parquet
from warehouse.proposing import tell
from warehouse.results import Finding
from warehouse.schema import arrow_schema
from warehouse.statements import Statement
from warehouse.statements import folder as statements_of

_ATTACHED = """
CREATE TEMP TABLE attached AS
WITH causes AS (
    SELECT check_id, binding, unit_code, fiscal_year, unnest(causes) AS figure_id
    FROM check_results WHERE outcome = 'break' AND len(causes) > 0
), effects AS (
    SELECT check_id, binding, unit_code, fiscal_year, unnest(figure_ids) AS figure_id
    FROM check_results WHERE outcome = 'break'
)
SELECT DISTINCT c.check_id, c.binding, c.unit_code, c.fiscal_year,
       e.check_id AS effect_check, e.binding AS effect_binding
FROM causes c JOIN effects e ON e.figure_id = c.figure_id
    AND e.unit_code IS NOT DISTINCT FROM c.unit_code
    AND e.fiscal_year IS NOT DISTINCT FROM c.fiscal_year AND e.check_id <> c.check_id
JOIN check_consequences p ON p.check_id = c.check_id AND e.check_id GLOB p.pattern
UNION
-- a hint about a number that is an error already says nothing new
SELECT c.check_id, c.binding, c.unit_code, c.fiscal_year, e.check_id, e.binding
FROM check_results c JOIN effects e ON list_contains(c.figure_ids, e.figure_id)
    AND e.unit_code IS NOT DISTINCT FROM c.unit_code
    AND e.fiscal_year IS NOT DISTINCT FROM c.fiscal_year
WHERE c.outcome = 'break' AND c.severity = 'error' AND e.check_id GLOB 'outlier.*'
"""

_FINDINGS = """
CREATE TEMP TABLE tonight AS
WITH breaks AS (
    SELECT *, row_number() OVER (PARTITION BY check_id, unit_code, fiscal_year, binding
                                 ORDER BY figure_ids) AS again
    FROM check_results r WHERE outcome = 'break' AND NOT EXISTS (
        SELECT 1 FROM attached a WHERE a.effect_check = r.check_id AND a.effect_binding = r.binding
            AND a.unit_code IS NOT DISTINCT FROM r.unit_code
            AND a.fiscal_year IS NOT DISTINCT FROM r.fiscal_year)
), grouped AS (
    SELECT check_id, unit_code, fiscal_year, binding, list({'check_id': effect_check,
           'binding': effect_binding} ORDER BY effect_check, effect_binding) AS consequences
    FROM attached GROUP BY ALL
)
SELECT left(md5(concat_ws('|', b.check_id, coalesce(b.unit_code, ''),
                          coalesce(CAST(b.fiscal_year AS VARCHAR), ''), b.binding,
                          CASE WHEN again > 1 THEN again END)), 16) AS finding_id,
       b.check_id, b.binding || CASE WHEN again > 1 THEN '#' || again ELSE '' END AS binding,
       coalesce(g.consequences, []) AS consequences, b.severity, b.unit_code, b.fiscal_year,
       coalesce(b.submission_ids, []) AS submission_ids, coalesce(b.figure_ids, []) AS figure_ids,
       coalesce(b.message, '') AS message, b.expected, b.actual, b.difference,
       []::VARCHAR[] AS proposals
FROM breaks b LEFT JOIN grouped g ON g.check_id = b.check_id AND g.binding = b.binding
    AND g.unit_code IS NOT DISTINCT FROM b.unit_code
    AND g.fiscal_year IS NOT DISTINCT FROM b.fiscal_year
WHERE $year IS NULL OR b.fiscal_year = $year
"""

#: Said here for every check, an analyst's own as well (CONTRACT §3, `assurance`).
_DOUBTFUL = """
UPDATE tonight SET message = regexp_replace(message, '。?$', '（含识别存疑的数字）。')
WHERE finding_id IN (
    SELECT finding_id FROM (SELECT finding_id, unnest(figure_ids) AS fact_id FROM tonight)
    SEMI JOIN (SELECT figure_id AS fact_id FROM figures WHERE assurance = 'doubtful'
               UNION ALL SELECT claim_id FROM claims WHERE assurance = 'doubtful'
               UNION ALL SELECT indicator_id FROM indicators WHERE assurance = 'doubtful')
    USING (fact_id))
"""

_MERGED = """
INSERT INTO findings BY NAME
SELECT t.*, CASE WHEN w.finding_id IS NOT NULL THEN 'waived' ELSE 'open' END AS status,
       coalesce(h.first_seen, $now) AS first_seen, $now AS last_seen
FROM tonight t LEFT JOIN history h USING (finding_id)
LEFT JOIN waivers w ON w.finding_id = t.finding_id AND coalesce(w.message, t.message) = t.message
UNION ALL BY NAME
SELECT h.* REPLACE (CASE WHEN $year IS NOT NULL AND h.fiscal_year IS DISTINCT FROM $year
                           OR h.check_id IN (SELECT check_id FROM check_results
                                             WHERE binding = 'check_failed')
                         THEN h.status ELSE 'resolved' END AS status)
FROM history h ANTI JOIN tonight t USING (finding_id)
"""

_CHANGED = """
INSERT INTO finding_changes BY NAME
SELECT f.finding_id, f.severity, f.check_id, f.unit_code, f.fiscal_year, f.message, f.first_seen,
       CASE WHEN f.status = 'resolved' THEN 'resolved'
            WHEN coalesce(h.status, 'resolved') = 'resolved' THEN 'new'
            ELSE 'still_open' END AS change
FROM findings f LEFT JOIN history h USING (finding_id)
WHERE f.status = 'open' OR (f.status = 'resolved' AND h.status <> 'resolved')
ORDER BY f.finding_id
"""


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed since the last build: finding ids, and waivers that cannot be read."""

    new: tuple[str, ...]
    resolved: tuple[str, ...]
    messages: tuple[str, ...]


def make_findings(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    *,
    now: datetime,
    year: int | None = None,
    checks: Iterable[Statement] | None = None,
) -> Diff:
    """Fills `findings` from `check_results`, the history and the waivers."""
    _load_consequences(connection, statements_of("checks") if checks is None else checks)
    messages = load_decisions(connection, home)
    connection.execute("CREATE TEMP TABLE history AS SELECT * FROM findings")
    if _history(home).is_file():
        connection.execute(
            "INSERT INTO history BY NAME SELECT COLUMNS(lambda name: list_contains(?, name)) "
            "FROM read_parquet(?)",
            [arrow_schema(Finding).names, str(_history(home))],
        )
    connection.execute(
        "CREATE TEMP TABLE waivers AS SELECT finding_id, message FROM verdicts "
        "WHERE list_contains(?, verdict)",
        [sorted(WAIVING)],
    )
    connection.execute(_ATTACHED)
    connection.execute(_FINDINGS, {"year": year})
    connection.execute(_DOUBTFUL)
    connection.execute(_MERGED, {"year": year, "now": now})
    tell(connection)
    connection.execute(_CHANGED)
    return Diff(_ids(connection, "new"), _ids(connection, "resolved"), tuple(messages))


def _ids(connection: duckdb.DuckDBPyConnection, change: str) -> tuple[str, ...]:
    """Findings that changed in one way."""
    rows = connection.execute(
        "SELECT finding_id FROM finding_changes WHERE change = ? ORDER BY 1", [change]
    ).fetchall()
    return tuple(row[0] for row in rows)


def keep_history(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Writes tonight's findings where the next build looks for them."""
    rows = connection.sql("SELECT * FROM findings ORDER BY finding_id").to_arrow_table()
    write_parquet(_history(home), rows.cast(arrow_schema(Finding)))


def _history(home: Path) -> Path:
    """The history's file."""
    return home / "findings" / "history.parquet"


def _load_consequences(connection: duckdb.DuckDBPyConnection, checks: Iterable[Statement]) -> None:
    """Which breaks may be a consequence of which check, from the headers."""
    rows = [
        (check.name, pattern)
        for check in checks
        for pattern in check.header.get("consequences", "").split()
    ]
    connection.execute("CREATE TEMP TABLE check_consequences (check_id VARCHAR, pattern VARCHAR)")
    if rows:
        connection.executemany("INSERT INTO check_consequences VALUES (?, ?)", rows)
