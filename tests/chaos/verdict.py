"""What a home must look like when everything that arrived was taken in exactly once."""

from __future__ import annotations

import hashlib
from collections import Counter

import pyarrow.parquet as pq
from arrivals import Arrivals

from flows import quarantine, receipts
from flows.home import Home
from flows.receipts import State
from flows.sources import look
from warehouse import connect


def verdict(home: Home, arrivals: Arrivals) -> Counter[str]:
    """Counts of what ended where, after asserting that nothing was lost or doubled."""
    archived = {path.name for path in home.archive.iterdir()}
    refused = {reason.sha256 for _, reason in quarantine.every(home)}
    assert not archived & refused
    assert arrivals.must <= archived | refused
    assert archived | refused <= arrivals.must | arrivals.may
    assert refused == arrivals.bad
    for path in home.archive.iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    marks = Counter(path.stem for path in (home.lake / "submissions").glob("*/*.parquet"))
    assert marks == Counter({sha256[:16]: 1 for sha256 in archived | refused})
    assert {receipt.sha256 for receipt in receipts.every(home)} == archived
    assert all(receipt.state is State.TAKEN for receipt in receipts.every(home))
    assert not list(look(home.inbox, from_inbox=True))
    figures = Counter(
        figure
        for path in (home.lake / "figures").glob("*/*.parquet")
        for figure in pq.ParquetFile(path).read(["figure_id"]).column(0).to_pylist()
    )
    assert set(figures.values()) == {1}
    assert Counter(figure.split(".")[0] for figure in figures) == Counter(
        dict.fromkeys((sha256[:16] for sha256 in archived), 1)
    )
    with connect(home.root) as warehouse:
        ((rows, distinct, units),) = warehouse.execute(
            "SELECT count(*), count(DISTINCT figure_id),"
            " (SELECT count(*) FROM submissions WHERE status <> 'refused') FROM figures"
        ).fetchall()
    assert rows == distinct == len(figures)
    assert units == len(archived)
    assert not list(home.staging.iterdir())
    assert not [path for path in home.root.rglob(".*") if path.suffix in {".tmp", ".part"}]
    return Counter(
        archived=len(archived), refused=len(refused), submissions=len(marks), figures=rows
    )
