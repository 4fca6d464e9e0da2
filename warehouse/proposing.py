"""Proposals for what is broken: filled into `proposals`, told in `findings.proposals`.

Never applied: a person who agrees writes a correction (`corrections/`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

import duckdb

from contracts.facts import UNREADABLE, Figure, columns_of
from contracts.repairs import WORDS, repairs
from contracts.splits import splits
from warehouse.checking import GATHERED
from warehouse.identity_tables import names
from warehouse.loading import insert
from warehouse.results import Proposal
from warehouse.score_proposing import SCORE_SUMS, of_scores

#: Checks whose breaks are sums of figures, as `contracts.equations` has them.
SUMS = "regexp_matches(check_id, '^(sum|balance|bridge)[.]|^conflict.within_document$')"
_FIGURES = ", ".join(f"f.{column.name}" for column in columns_of(Figure))
_BROKEN = f"""
SELECT {_FIGURES} FROM live_figures f
SEMI JOIN (SELECT unnest(submission_ids) AS submission_id FROM {GATHERED}
           WHERE outcome = 'break' AND {SUMS}
           UNION SELECT submission_id FROM live_figures WHERE nil = '{UNREADABLE}') b
    USING (submission_id)
ORDER BY f.submission_id, f.figure_id
"""  # noqa: S608 - our own names
#: A unit slip is told by its own finding.
_TOLD = f"""
SELECT DISTINCT unnest(figure_ids) FROM {GATHERED}
WHERE outcome = 'break' AND check_id = 'unit.suspect_scale'
"""  # noqa: S608 - our own names
_OF_ONE_ROW = "check_id IN ('score.ratio', 'score.deviation_over_20')"
#: How each finding tells its proposals: what is unique first, then what is in doubt.
_TELL = f"""
UPDATE findings SET proposals = told.words FROM (
    SELECT finding_id, list(words ORDER BY is_unique DESC, doubtful DESC, closes DESC, words)
                       [:{{most}}] AS words
    FROM (SELECT DISTINCT finding_id, words, is_unique, doubtful, closes
          FROM (SELECT finding_id, check_id, unnest(figure_ids) AS fact_id FROM findings
                WHERE status = 'open'
                  AND ({SUMS} OR {SCORE_SUMS} OR {_OF_ONE_ROW}))
          JOIN (SELECT fact_id AS about, kind, words, is_unique, doubtful, closes,
                       unnest(list_append(beside, proposals.fact_id)) AS fact_id FROM proposals)
          USING (fact_id)
          WHERE NOT (kind = 'bound' AND {SCORE_SUMS}) AND (about = fact_id OR NOT {_OF_ONE_ROW}))
    GROUP BY finding_id
) told WHERE told.finding_id = findings.finding_id
"""  # noqa: S608 - our own names
#: More are of no help in a message; the table has them all.
MOST = 6


def propose(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `proposals` from the breaks among the gathered results."""
    told = {name for (name,) in connection.execute(_TOLD).fetchall()}
    rows = [row for row in (*_sums(connection), *of_scores(connection)) if row.fact_id not in told]
    if rows:
        insert(connection, "proposals", rows)


def tell(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the proposals of its operands into each open finding, as sentences."""
    connection.execute(_TELL.format(most=MOST))


def _sums(connection: duckdb.DuckDBPyConnection) -> Iterator[Proposal]:
    """Repairs of the figures of every submission that breaks a sum."""
    for figures in _documents(connection):
        by_id = {figure.figure_id: figure for figure in figures}
        for repair in repairs(figures):
            figure = by_id[repair.figure_id]
            words = f"“{figure.printed}”若为“{repair.printed}”（{WORDS[repair.kind]}），"
            yield replace(
                _row(figure, words, is_unique=repair.is_unique),
                kind=repair.kind,
                proposed=repair.printed,
                value=repair.value,
                closes=repair.closes,
            )
        for split in splits(figures):
            figure = by_id[split.figure_id]
            words = f"“{figure.printed}”若为上下两行的“{split.upper}”和“{split.lower}”，"
            yield replace(
                _row(figure, words, is_unique=split.is_unique),
                kind="split",
                proposed=f"{split.upper} {split.lower}",
                value=split.value,
                closes=split.closes,
                beside=split.beside,
            )


def _documents(connection: duckdb.DuckDBPyConnection) -> Iterator[list[Figure]]:
    """Figures by document, one document in memory at a time."""
    cursor = connection.execute(_BROKEN)
    names = [column[0] for column in cursor.description or ()]
    figures = (
        Figure(**dict(zip(names, values, strict=True)))
        for batch in iter(lambda: cursor.fetchmany(2000), [])
        for values in batch
    )
    for _, document in groupby(figures, key=attrgetter("submission_id")):
        yield list(document)


def _row(figure: Figure, words: str, *, is_unique: bool) -> Proposal:
    """What a proposal says of its figure, with the sentence a finding tells."""
    stage = names()["stage"].get(figure.stage or "", "")
    what = names()["item"].get(figure.item, figure.item)
    alone = "，仅此一种改法" if is_unique else ""
    return Proposal(
        fact_id=figure.figure_id,
        submission_id=figure.submission_id,
        unit_code=figure.unit_code,
        fiscal_year=figure.fiscal_year,
        kind="",
        printed=figure.printed,
        proposed="",
        value=Decimal(0),
        closes=0,
        is_unique=is_unique,
        doubtful=figure.assurance == "doubtful",
        words=f"{stage}{figure.account_name or ''}{what}{words}它所在的算式全部成立{alone}。",
    )
