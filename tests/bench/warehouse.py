"""Rebuild of the database with all its checks, on made-up counties of growing size.

By hand: `python -m tests.bench.warehouse [--figures 10000 100000 1000000]`. A submission has 196
figures that add up (in one of fifty one is misprinted), ten scored rows and eight paragraphs; a
unit has two years. Every size is built in processes of their own: from the lake alone, after one
new file, and as `duizhang reconcile` with report and workbook. Prints time by the clock, seconds of
processors by stage, the peak of memory, and the growth since the size before; no threshold.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from contracts.facts import Facts, Figure, Indicator, Passage, Submission
from warehouse import building, loading, write_facts

NOW = datetime(2023, 8, 1, tzinfo=UTC)
#: Accounts of seven digits in a table; their groups and classes are lines as well.
LEAVES = 36
#: Figures of a submission.
FIGURES = 2 * 8 + 3 * (LEAVES + 18 + 6)
#: Share of submissions with one misprinted figure.
MISPRINTED = 0.02
T = TypeVar("T")
#: Steps of `build` that are timed, where it looks them up.
STAGES = (
    (loading, "load_lake"),
    (building, "prepare"),
    (building, "run_checks"),
    (building, "propose"),
    (building, "make_findings"),
    (building, "compare_figures"),
)
LETTERS = "支出预算管理工作完成情况绩效目标项目资金"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one rebuild took: seconds by the clock and of processors, peak memory in MB, stages."""

    seconds: float
    processor: float
    memory: int
    stages: dict[str, float]


def _amounts(rng: random.Random) -> dict[str, int]:
    """One account's money that adds up, in yuan."""
    basic, project = rng.randint(1, 10**6), rng.randint(1, 10**6)
    return {
        "expenditure.total": basic + project,
        "expenditure.basic": basic,
        "expenditure.project": project,
    }


def _accounts(rng: random.Random) -> dict[str, dict[str, int]]:
    """Lines of a table by account code: classes, their groups, their accounts, all adding up."""
    lines: dict[str, dict[str, int]] = {}
    for leaf in range(LEAVES):
        group = f"{201 + leaf // 6}{leaf // 2 % 3:02}"
        money = _amounts(rng)
        lines[f"{group}{leaf % 2:02}"] = money
        for code in (group[:3], group):
            above = lines.setdefault(code, dict.fromkeys(money, 0))
            lines[code] = {item: above[item] + value for item, value in money.items()}
    return lines


def _whole_unit(lines: dict[str, dict[str, int]], rng: random.Random) -> dict[str, int]:
    """A unit's totals: those of its accounts, and the three public expenses."""
    money = {
        item: sum(line[item] for code, line in lines.items() if len(code) == 3)
        for item in lines["201"]
    }
    visits = rng.randint(1, 10**5)
    return money | {
        "revenue.total": money["expenditure.total"],
        "three_public.total": visits,
        "three_public.vehicle": 0,
        "three_public.overseas": 0,
        "three_public.reception": visits,
    }


def _figures(submission: Submission, rng: random.Random) -> tuple[Figure, ...]:
    """The figures of one submission: its totals in text and table, then lines of accounts.

    In one submission of fifty a figure is misprinted.
    """
    like = Figure(
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
        fund="all",
        form="final_accounts.t3",
    )
    lines = _accounts(rng)
    whole = _whole_unit(lines, rng)
    text = replace(like, source="narrative", form=None)
    drawn = [_printed(one, item, value) for one in (text, like) for item, value in whole.items()]
    for code in sorted(lines):
        account = replace(like, account_code=code, account_name=f"科目{code}")
        drawn += [_printed(account, item, value) for item, value in lines[code].items()]
    if rng.random() < MISPRINTED:
        place = rng.randrange(len(drawn))
        drawn[place] = _printed(drawn[place], drawn[place].item, rng.randint(1, 10**6))
    name = submission.submission_id
    return tuple(replace(f, figure_id=f"{name}.f{n}", block=n) for n, f in enumerate(drawn))


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


def _reconcile(home: Path) -> Cost:
    """`duizhang reconcile` as a person runs it: a process of its own, report and workbook too.

    Its modules are compiled once, by the first run, as they are where it is installed.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "flows", "reconcile", "--home", str(home)]
    wall = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=kept)
    _, code, used = os.wait4(process.pid, 0)
    assert code == 0
    return Cost(time.perf_counter() - wall, used.ru_utime + used.ru_stime, _megabytes(used), {})


def _build(home: Path) -> Cost:
    """`build` alone, stage by stage; run in a process of its own."""
    stages: dict[str, float] = {}
    for module, name in STAGES:
        setattr(module, name, _timed(getattr(module, name), name, stages))
    wall, processor = time.perf_counter(), time.process_time()
    building.build(home, now=NOW, registry=None)
    return Cost(
        time.perf_counter() - wall,
        time.process_time() - processor,
        _megabytes(resource.getrusage(resource.RUSAGE_SELF)),
        stages,
    )


def _timed(step: Callable[..., T], name: str, stages: dict[str, float]) -> Callable[..., T]:
    """The step, noting its seconds of processors."""

    def noted(*given: Any, **named: Any) -> T:
        begun = time.process_time()
        try:
            return step(*given, **named)
        finally:
            stages[name] = stages.get(name, 0.0) + time.process_time() - begun

    return noted


def _megabytes(used: resource.struct_rusage) -> int:
    """Peak memory of a process."""
    return used.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


def costs(figures: int) -> dict[str, Cost]:
    """Writes a lake of that many figures and rebuilds it in the ways a person meets."""
    rng = random.Random(1)
    number = max(1, figures // FIGURES)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for each in range(number):
            write_facts(home, _facts(each, rng))
        apart = multiprocessing.get_context("spawn")
        found = {}
        with apart.Pool(1, maxtasksperchild=1) as pool:
            found["nothing built before"] = pool.apply(_build, (home,))
            write_facts(home, _facts(number, rng))
            found["one new file"] = pool.apply(_build, (home,))
        found["reconcile"] = _reconcile(home)
        (home / "warehouse.duckdb").unlink()
        found["reconcile, nothing built before"] = _reconcile(home)
    return found


def main() -> None:
    """Prints a line a size and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, nargs="+", default=[10_000, 100_000])
    before: dict[str, Cost] = {}
    for figures in parser.parse_args().figures:
        now = costs(figures)
        for way, cost in now.items():
            line = (
                f"{figures:>9} figures  {way:32} {cost.seconds:7.2f} s  "
                f"{cost.processor:7.2f} s of processors  {cost.memory:>5} MB"
            )
            if way in before:
                line += f"  ×{cost.processor / before[way].processor:.1f} processors"
            print(line)
            told = ", ".join(f"{name} {spent:.2f}" for name, spent in cost.stages.items())
            print(*[f"{'':20}{told}"] * bool(told), sep="\n", flush=True)
        before = now


if __name__ == "__main__":
    main()
