"""Facts made anew although nothing new came.

From the documents cache after a correction, a changed registry or new rules; from the archive
after a better extractor.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.facts import Facts
from flows import quarantine, receipts
from flows.home import Home
from flows.keeper import Keeper, Taken
from flows.layers import Layers
from flows.pool import Reader
from flows.receipts import Receipt, State
from flows.work import Context, Task, describe

#: Datasets whose rows are compared, with the column that identifies a row.
COMPARED = {"figures": "figure_id", "claims": "claim_id", "indicators": "indicator_id"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a second reading changed in one submission.

    Attributes:
        lines: Chinese lines, one a row that came, went or changed.
    """

    name: str
    submission_id: str
    lines: tuple[str, ...]


def renormalize(
    keeper: Keeper, context: Context, fingerprint: Callable[[str], str]
) -> Iterator[Change]:
    """Normalises what was made with other rules, names or corrections; yields what changed."""
    layers = keeper.layers
    for receipt in list(receipts.every(keeper.home)):
        cached = keeper.home.document(receipt.sha256, receipt.extractor_version)
        wanted = fingerprint(receipt.submission_id)
        if receipt.state is not State.TAKEN or receipt.prepared == wanted or not cached.is_file():
            continue
        try:
            facts = understand(keeper.home, layers, receipt, context)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 - one bad file never stops the rest
            line = f"无法按新规则重新理解，沿用原结果（{describe(error)}）"
            yield Change(receipt.name, receipt.submission_id, (line,))
            continue
        change = _replace(keeper, receipt, facts)
        receipts.write(keeper.home, dataclasses.replace(receipt, prepared=wanted))
        if change.lines:
            yield change


def understand(home: Home, layers: Layers, receipt: Receipt, context: Context) -> Facts:
    """Facts of a content from its cached document, with the office's present knowledge.

    Raises:
        OSError: the document is not cached.
    """
    cached = home.document(receipt.sha256, receipt.extractor_version)
    return layers.normalize(
        layers.load(cached.read_bytes()),
        layers.source(
            file_name=receipt.name,
            received_at=receipt.received_at,
            member_path=receipt.member_path,
        ),
        extractor_version=receipt.extractor_version,
        units=context.units,
        corrections=context.of(receipt.submission_id),
    )


def _replace(keeper: Keeper, receipt: Receipt, facts: Facts) -> Change:
    """Writes facts over older ones and says what differs."""
    before = stored_rows(keeper.home, receipt.submission_id)
    keeper.layers.write_facts(keeper.home.root, facts)
    after = stored_rows(keeper.home, receipt.submission_id)
    return Change(receipt.name, receipt.submission_id, tuple(_differences(before, after)))


def read_before(home: Home, extractor_version: str) -> int:
    """How many files in the archive were read by another version of the readers."""
    return sum(
        receipt.extractor_version != extractor_version
        for receipt in receipts.every(home)
        if receipt.container is None and receipt.state is State.TAKEN
    )


def archived_tasks(home: Home, context: Context) -> Iterator[Task]:
    """Every archived original as a task; members come with their zip."""
    for receipt in receipts.every(home):
        original = home.original(receipt.sha256)
        if receipt.container is None and original.is_file():
            key = receipt.sha256
            yield Task(original, receipt.name, receipt.received_at, key, context)


def reextract(keeper: Keeper, context: Context, reader: Reader) -> Iterator[Change]:
    """Reads the archive again; what cannot be read any more keeps its old facts."""
    tasks = list(archived_tasks(keeper.home, context))
    for task, read in reader.results(tasks):
        if isinstance(read, OSError):
            yield Change(task.name, task.key[:16], (f"暂时无法重读，沿用原结果：{read.strerror}",))
            continue
        good = {item.sha256: item for item in read if item.facts is not None}
        for item in read:
            if item.facts is None and item.problem is not None:
                line = f"无法重读，沿用原结果：{item.problem.message}"
                yield Change(item.name, item.sha256[:16] or task.key[:16], (line,))
        before = {sha256: stored_rows(keeper.home, sha256[:16]) for sha256 in good}
        if good:
            keeper.store(task, task.key, [*good.values()])
        for sha256, item in good.items():
            after = stored_rows(keeper.home, sha256[:16])
            lines = tuple(_differences(before[sha256], after))
            if lines:
                yield Change(item.name, sha256[:16], lines)


def retry_quarantined(keeper: Keeper, context: Context, reader: Reader) -> Iterator[Taken]:
    """Reads refused files again after an upgrade; those that can be read now are taken in."""
    tasks = []
    for folder, reason in quarantine.every(keeper.home):
        stored = folder / (reason.stored or "")
        if reason.stored and stored.is_file() and not stored.is_symlink():
            copy = keeper.home.staging / f"again-{reason.sha256[:16]}"
            shutil.copyfile(stored, copy)
            when = datetime.fromisoformat(reason.received_at)
            tasks.append(Task(copy, reason.file, when, reason.sha256, context))
    for task, read in reader.results(tasks):
        if not isinstance(read, OSError) and any(item.facts is not None for item in read):
            yield from keeper.store(task, task.key, read)
        task.path.unlink(missing_ok=True)


def stored_rows(home: Home, submission_id: str) -> dict[str, dict[str, Any]]:
    """Rows of one submission in the lake, by their id."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, needed here only

    rows: dict[str, dict[str, Any]] = {}
    for dataset, key in COMPARED.items():
        for path in sorted((home.lake / dataset).glob(f"fiscal_year=*/{submission_id}.parquet")):
            for row in pq.ParquetFile(path).read().to_pylist():
                rows[row[key]] = row
    return rows


def _differences(
    before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> Iterable[str]:
    """Chinese lines for rows that came, went or changed."""
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            yield f"新增 {_short(new)} [{key}]"
        elif new is None and old is not None:
            yield f"消失 {_short(old)} [{key}]"
        elif old is not None and new is not None and old != new:
            columns = [name for name in new if old.get(name) != new[name]]
            told = "；".join(f"{name} {old.get(name)}→{new[name]}" for name in columns)
            yield f"改变 {_short(new)}：{told} [{key}]"


def _short(row: dict[str, Any]) -> str:
    """A row in a few words."""
    words = [row.get("item") or row.get("level3") or row.get("level1"), row.get("stage")]
    return " ".join(str(word) for word in (*words, row.get("printed")) if word)
