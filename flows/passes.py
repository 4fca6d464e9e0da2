"""One pass over the home as plain steps; the command line and Prefect call the same ones."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from flows import querying, refresh
from flows.cluster import reader_of
from flows.home import Home
from flows.intake import Intake
from flows.keeper import Keeper, Taken
from flows.layers import Layers, real
from flows.members import OneByOne
from flows.office import Office, open_office
from flows.pool import Reader
from flows.refresh import Change
from flows.settings import Settings
from flows.sources import Arrival, look, named, settled
from flows.work import Task

if TYPE_CHECKING:
    from warehouse import BuildResult

#: Whether the published warehouse was built with a ledger.
LAST_REGISTRY = "SELECT has_registry FROM builds"
#: Called with what has come of each file; for a progress bar.
Progress = Callable[[Taken], None]


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass with everything it needs; the caller holds the home's lock.

    Attributes:
        reader: reads files; by default in processes of their own.
        year: only this fiscal year is checked.
    """

    home: Home
    settings: Settings
    office: Office
    layers: Layers
    reader: Reader
    year: int | None = None

    @property
    def keeper(self) -> Keeper:
        """The writer of the home."""
        return Keeper(self.home, self.layers, self.office.fingerprint)


@dataclass(slots=True)
class Summary:
    """What a pass did.

    Attributes:
        waiting: files of the inbox that are still being written.
        changes: submissions understood anew, with what changed.
    """

    taken: list[Taken] = field(default_factory=list)
    waiting: list[Arrival] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    build: BuildResult | None = None
    reports: list[Path] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """Files by what became of them."""
        return Counter(taken.status for taken in self.taken)

    @property
    def is_bad(self) -> bool:
        """Whether a file was refused or failed (exit code 1)."""
        return any(taken.is_bad for taken in self.taken)


def prepare(
    home: Home,
    settings: Settings,
    *,
    registry: Path | None = None,
    year: int | None = None,
    layers: Layers | None = None,
    reader: Reader | None = None,
) -> Pass:
    """Opens what a pass needs and clears what a killed one left; the lock is held.

    Raises:
        RegistryError: the registry cannot be read.
        ClusterError: the executor's address cannot be used.
    """
    home.begin()
    return Pass(
        home,
        settings,
        open_office(home, registry),
        layers or real(),
        OneByOne(reader or reader_of(home, settings)),
        year,
    )


def arrivals_of(work: Pass, paths: Sequence[Path], summary: Summary) -> list[Arrival]:
    """What a pass takes in: the named paths, else the inbox; only what is ready."""
    if paths:
        arrivals, _ = named(paths, work.home.inbox)
    else:
        arrivals = list(look(work.home.inbox, from_inbox=True))
    inside = [arrival for arrival in arrivals if arrival.from_inbox]
    outside = [arrival for arrival in arrivals if not arrival.from_inbox]
    ready, waiting = settled(inside, work.settings.settle_seconds)
    summary.waiting += waiting
    return outside + ready


def take_in(work: Pass, arrivals: Sequence[Arrival], progress: Progress) -> list[Taken]:
    """Takes files in, and before them what a killed pass left pending."""
    intake = Intake(work.home, work.settings, work.keeper, work.office.context)
    taken: list[Taken] = []

    def note(answer: Taken) -> None:
        taken.append(answer)
        progress(answer)

    def tasks() -> Iterator[Task]:
        yield from intake.interrupted()
        for arrival in arrivals:
            answer = intake.admit(arrival)
            if isinstance(answer, Task):
                yield answer
            elif answer is not None:
                note(answer)

    for task, read in work.reader.results(tasks()):
        for answer in intake.settle(task, read):
            note(answer)
    return taken


def publish(work: Pass, summary: Summary) -> None:
    """Rebuilds the warehouse, runs the checks and writes the report.

    Raises:
        HomeUnusableError: the disk is full; the last warehouse and report stay.
    """
    with work.home.room():
        warehouse = import_module("warehouse")
        summary.messages += registry_line(work)
        summary.build = warehouse.build(
            work.home.root,
            now=datetime.now(UTC).astimezone(),
            registry=work.office.registry,
            year=work.year,
        )
        summary.messages += (*summary.build.messages, *summary.build.failed_checks)
        summary.reports = write_reports(work.home, ("html", "xlsx"))
        work.home.finish()


def registry_line(work: Pass) -> list[str]:
    """Which ledger is used; loud where the last reconciliation had one and this has none."""
    if work.office.registry_path is not None:
        return [f"名册：{work.office.registry_path}"]
    with contextlib.suppress(querying.QueryError):
        if any(row["has_registry"] for row in querying.rows(work.home, LAST_REGISTRY)):
            place = work.home.root / "registry.xlsx"
            told = "注意：上次对账使用了名册，这次没有，与名册有关的检查都不适用。"
            return [told + f"请加 --registry，或把名册放到 {place}。"]
    return []


def write_reports(home: Home, kinds: Sequence[str]) -> list[Path]:
    """Writes the reports that are asked for, `html` or `xlsx`, and returns their paths."""
    from flows.evidence import HomeEvidence  # noqa: PLC0415 - heavy, needed here only
    from warehouse import report  # noqa: PLC0415

    return report.write_reports(home.root, kinds, HomeEvidence(home))


def run_pass(work: Pass, paths: Sequence[Path], progress: Progress = lambda _: None) -> Summary:
    """One whole pass: take in, understand anew what changed, rebuild, check, report."""
    summary = Summary(messages=list(work.office.messages))
    summary.taken = take_in(work, arrivals_of(work, paths, summary), progress)
    summary.changes = list(
        refresh.renormalize(work.keeper, work.office.context, work.office.fingerprint)
    )
    publish(work, summary)
    return summary


def reconcile_pass(work: Pass, *, again: bool) -> Summary:
    """Rebuilds from the lake; with `again` the archive and the quarantine are read anew first.

    What a killed pass left half taken in is finished before.
    """
    summary = Summary(messages=list(work.office.messages))
    summary.taken = take_in(work, (), lambda _: None)
    if again:
        context = work.office.context
        summary.changes += refresh.reextract(work.keeper, context, work.reader)
        summary.taken += refresh.retry_quarantined(work.keeper, context, work.reader)
    elif older := refresh.read_before(work.home, work.layers.extractor_version):
        summary.messages.append(
            f"{older} 份文件由旧版程序读取；需要时运行 duizhang reconcile --reextract 重读。"
        )
    summary.changes += refresh.renormalize(
        work.keeper, work.office.context, work.office.fingerprint
    )
    publish(work, summary)
    return summary
