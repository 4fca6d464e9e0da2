"""Rebuild of the database with all its checks, on made-up counties of growing size.

By hand: `python -m tests.bench.warehouse [--figures 10000 100000 1000000]`. A submission has 200
figures, ten scored rows and eight paragraphs; a unit has two years. Every size
is built in a process of its own, so that the peak of memory is that build's. Prints the time of
`build`, processor seconds, the peak, and the growth since the size before; no threshold.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from contracts.facts import Facts, Figure, Indicator, Passage, Submission
from warehouse import build, write_facts

NOW = datetime(2023, 8, 1, tzinfo=UTC)
FIGURES = 200
LETTERS = "支出预算管理工作完成情况绩效目标项目资金"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: seconds by the clock, seconds of processors, peak memory in MB."""

    seconds: float
    processor: float
    memory: int
    findings: int


def _amounts(rng: random.Random) -> dict[str, int]:
    """One account's money that adds up, in yuan."""
    basic, project = rng.randint(1, 10**6), rng.randint(1, 10**6)
    return {
        "expenditure.total": basic + project,
        "expenditure.basic": basic,
        "expenditure.project": project,
    }


def _whole_unit(rng: random.Random) -> dict[str, int]:
    """A unit's totals that add up, in yuan."""
    money = _amounts(rng)
    visits = rng.randint(1, 10**5)
    return money | {
        "revenue.total": money["expenditure.total"],
        "three_public.total": visits,
        "three_public.vehicle": 0,
        "three_public.overseas": 0,
        "three_public.reception": visits,
    }


def _figures(submission: Submission, rng: random.Random) -> tuple[Figure, ...]:
    """The figures of one submission: a report's and a form's totals, then lines of accounts."""
    first = Figure(
        figure_id="",
        submission_id=submission.submission_id,
        unit_code=submission.unit_code,
        fiscal_year=submission.fiscal_year,
        item="",
        stage="final",
        source="final_accounts",
        value=Decimal(0),
        printed="",
        printed_unit="元",
        half_unit=Decimal("0.005"),
    )
    drawn: list[Figure] = []
    for source, fund in (("narrative", None), ("final_accounts", "all")):
        for stage in ("initial_budget", "final"):
            whole = replace(first, source=source, fund=fund, stage=stage)
            drawn += [_printed(whole, item, v) for item, v in _whole_unit(rng).items()]
    line = 0
    while len(drawn) < FIGURES:
        account = replace(
            first,
            fund="all",
            form="final_accounts.t3",
            account_code=f"20{line % 90:02}{line // 90:03}",
            account_name=f"科目{line}",
        )
        drawn += [_printed(account, item, value) for item, value in _amounts(rng).items()]
        line += 1
    name = submission.submission_id
    return tuple(replace(f, figure_id=f"{name}.f{n}", block=n) for n, f in enumerate(drawn))[
        :FIGURES
    ]


def _printed(like: Figure, item: str, value: int) -> Figure:
    """The same place's figure of another item."""
    return replace(like, item=item, value=Decimal(value), printed=str(value))


def _facts(number: int, rng: random.Random) -> Facts:
    """One submission with everything it states."""
    name = f"{number:016x}"
    submission = Submission(
        submission_id=name,
        sha256=name * 4,
        file_name=f"{number}.docx",
        media_type="docx",
        received_at=NOW,
        unit_code=f"U{number // 2:05}",
        fiscal_year=2021 + number % 2,
        document_kinds=("self_evaluation_report", "self_evaluation_table", "final_accounts"),
    )
    same = {
        "submission_id": name,
        "unit_code": submission.unit_code,
        "fiscal_year": submission.fiscal_year,
    }
    rows = tuple(
        Indicator(
            **same,
            indicator_id=f"{name}.i{row}",
            project="甲",
            level1="产出指标",
            level3=f"指标{row}",
            points=Decimal(10),
            score=Decimal(10),
            target_value=Decimal(100),
            actual_value=Decimal(100),
            target_printed="100%",
            actual_printed="100%",
            block=300,
            row=row,
        )
        for row in range(10)
    )
    words = tuple(
        Passage(**same, block=400 + n, text="".join(rng.choices(LETTERS, k=120))) for n in range(8)
    )
    return Facts(submission, _figures(submission, rng), (), rows, words)


def _measure(home: Path) -> Cost:
    """Builds a lake that is there; run in a process of its own."""
    wall, processor = time.perf_counter(), time.process_time()
    result = build(home, now=NOW, registry=None)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Cost(
        time.perf_counter() - wall,
        time.process_time() - processor,
        peak // (1024 * 1024 if sys.platform == "darwin" else 1024),
        sum(result.open_findings.values()),
    )


def cost(figures: int) -> Cost:
    """Writes a lake of that many figures and builds it."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(max(1, figures // FIGURES)):
            write_facts(home, _facts(number, rng))
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            return apart.apply(_measure, (home,))


def main() -> None:
    """Prints one line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, nargs="+", default=[10_000, 100_000])
    before: tuple[int, Cost] | None = None
    for figures in parser.parse_args().figures:
        now = cost(figures)
        line = (
            f"{figures:>9} figures  {now.seconds:7.2f} s  {now.processor:7.2f} s of processors  "
            f"{now.memory:>5} MB  {now.findings} open"
        )
        if before:
            more, longer = figures / before[0], now.seconds / before[1].seconds
            line += f"  ×{more:.1f} figures: ×{longer:.1f} time"
        print(line, flush=True)
        before = (figures, now)


if __name__ == "__main__":
    main()
