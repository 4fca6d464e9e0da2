"""A short run of the accuracy bench: generated tables read back without a silent error."""

from __future__ import annotations

from tests.bench.accuracy.tables import run


def test_generated_tables_read_back() -> None:
    tallies = run(5_000_000, 75)
    examples = [example for tally in tallies.values() for example in tally.examples]
    assert len(tallies) == 15
    assert sum(tally.counts["silent"] for tally in tallies.values()) == 0, examples
    figures = sum(tally.counts["figures"] for tally in tallies.values())
    assert figures > 1500
    assert sum(tally.counts["right"] for tally in tallies.values()) >= 0.99 * figures, examples
