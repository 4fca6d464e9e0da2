"""Keeping what was read: archive, documents cache, lake, receipts, quarantine, in that order.

Every step can be repeated, and `taken` in a receipt is the last of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from contracts.errors import MESSAGES, Code, Problem
from contracts.facts import Facts, Submission
from flows import quarantine, receipts
from flows.durable import sync_folder, write_bytes
from flows.home import Home
from flows.layers import Layers
from flows.receipts import Receipt, State
from flows.work import Outcome, Task


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file or member.

    Attributes:
        name: as received; a member with its path in the zip behind "!".
        status: accepted, needs_review, duplicate, refused, failed (stays, to be tried again) or
            waiting (still being written).
        submission_id: empty where nothing was taken in.
        problems: why it was refused, or what a person should look at.
    """

    name: str
    status: str
    submission_id: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_bad(self) -> bool:
        """Whether the command must end with exit code 1."""
        return self.status in {"refused", "failed"}


@dataclass(frozen=True, slots=True)
class Keeper:
    """Writes one home; the caller holds its lock.

    Attributes:
        fingerprint: of what the facts of a submission are made with, kept in its receipt.
        now: the clock.
    """

    home: Home
    layers: Layers
    fingerprint: Callable[[str], str] = lambda _submission_id: ""
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone()

    def store(self, task: Task, sha256: str, read: list[Outcome]) -> list[Taken]:
        """Archives or quarantines one file; facts before the receipt says `taken`."""
        good = [outcome for outcome in read if outcome.facts is not None]
        if not good:
            return [self._refuse(task, sha256, read)]
        receipt = Receipt(sha256, task.name, task.received_at)
        receipts.write(self.home, receipt)
        self._archive(task.path, sha256)
        taken = [self._store_outcome(task, sha256, outcome) for outcome in read]
        own = next((outcome for outcome in good if outcome.member_path is None), None)
        done = dataclasses.replace(
            receipt,
            state=State.TAKEN,
            members=tuple(outcome.sha256 for outcome in good if outcome.member_path is not None),
            extractor_version=self.layers.extractor_version,
            prepared=self.fingerprint(sha256[:16]) if own else "",
        )
        receipts.write(self.home, done)
        quarantine.release(self.home, sha256)
        return taken

    def _store_outcome(self, task: Task, container: str, outcome: Outcome) -> Taken:
        """Stores one outcome of an archived file: its facts, or the reason of a refused member."""
        name = outcome.name if outcome.member_path is None else f"{task.name}!{outcome.member_path}"
        if outcome.facts is None or outcome.document is None:
            self._put(None, task, outcome, container)
            problems = (outcome.problem,) if outcome.problem else ()
            return Taken(name, "refused", outcome.sha256[:16], problems)
        if outcome.member_path is not None:
            known = receipts.read(self.home, outcome.sha256)
            if known is not None and known.state is State.TAKEN and known.container != container:
                return self.duplicate(name, known)
        self.store_facts(outcome.sha256, outcome.document, outcome.facts)
        if outcome.member_path is not None:
            receipts.write(
                self.home,
                Receipt(
                    outcome.sha256,
                    outcome.name,
                    task.received_at,
                    State.TAKEN,
                    container,
                    outcome.member_path,
                    extractor_version=self.layers.extractor_version,
                    prepared=self.fingerprint(outcome.sha256[:16]),
                ),
            )
            quarantine.release(self.home, outcome.sha256)
        facts = outcome.facts
        return Taken(name, facts.submission.status, facts.submission.submission_id, facts.problems)

    def store_facts(self, sha256: str, document: bytes, facts: Facts) -> None:
        """The masked document into the cache, then its facts into the lake."""
        write_bytes(self.home.document(sha256, self.layers.extractor_version), document)
        self.layers.write_facts(self.home.root, facts)

    def _archive(self, copy: Path, sha256: str) -> None:
        """Moves a private copy into the archive, read-only; an archived content stays as it is."""
        original = self.home.original(sha256)
        if original.exists():
            return
        copy.chmod(0o400)
        copy.replace(original)
        sync_folder(original.parent)

    def _refuse(self, task: Task, sha256: str, read: list[Outcome]) -> Taken:
        """A file of which nothing could be used: into quarantine, known to the lake as refused."""
        first = read[0] if read else Outcome(task.name, sha256)
        problem = first.problem or Problem(Code.NO_TEXT_FOUND, MESSAGES[Code.NO_TEXT_FOUND])
        receipts.remove(self.home, sha256)
        self._put(task.path, task, Outcome(task.name, sha256, problem=problem), None)
        return Taken(task.name, "refused", sha256[:16], (problem,))

    def _put(self, copy: Path | None, task: Task, outcome: Outcome, container: str | None) -> None:
        """Quarantine and the lake's row of a refused content."""
        problem = outcome.problem or Problem(Code.NO_TEXT_FOUND, MESSAGES[Code.NO_TEXT_FOUND])
        quarantine.put(
            self.home,
            copy if copy is not None and self.home.staging in copy.parents else None,
            problem,
            name=outcome.name,
            sha256=outcome.sha256,
            received_at=task.received_at,
            now=self.now(),
            member_path=outcome.member_path,
            container=container,
        )
        submission = Submission(
            submission_id=outcome.sha256[:16],
            sha256=outcome.sha256,
            file_name=outcome.name,
            media_type="application/octet-stream",
            received_at=task.received_at,
            member_path=outcome.member_path,
            document_kinds=("other",),
            status="refused",
            extractor_version=self.layers.extractor_version,
        )
        self.layers.write_facts(self.home.root, Facts(submission, problems=(problem,)))

    def duplicate(self, name: str, known: Receipt) -> Taken:
        """The answer for bytes that were taken in before; another name is noted."""
        if name not in (known.name, *known.again):
            again = (*known.again, name)
            receipts.write(self.home, dataclasses.replace(known, again=again))
        problem = Problem(Code.DUPLICATE, MESSAGES[Code.DUPLICATE])
        return Taken(name, "duplicate", known.submission_id, (problem,))
