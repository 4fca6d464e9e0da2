"""Tables whose own arithmetic does not hold: the ones worth reading a second time."""

from __future__ import annotations

from contracts.facts import Facts
from contracts.identities import evaluate


def suspected_tables(facts: Facts) -> frozenset[int]:
    """Indexes of the tables with a figure that breaks an identity (`contracts/identities.toml`).

    A break is most often the unit's own slip; it is a misreading often enough to ask again.
    """
    broken = {
        name
        for evaluation in evaluate(facts.figures)
        if evaluation.outcome == "break"
        for name in evaluation.figure_ids
    }
    return frozenset(
        figure.table_index
        for figure in facts.figures
        if figure.figure_id in broken and figure.table_index is not None
    )
