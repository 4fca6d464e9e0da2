"""What happens to one file away from the home: read, masked, understood.

It touches no state, so that it runs in this process, in a pool of processes or on a cluster.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contracts.corrections import Correction
from contracts.document import Document
from contracts.errors import MESSAGES, Code, Problem
from contracts.facts import Facts
from flows.layers import Extraction, Layers, real


@dataclass(frozen=True, slots=True)
class Context:
    """What normalising needs beside the document.

    Attributes:
        units: the registry's units for `normalizers.normalize`, None without a registry.
        corrections: every correction of the home.
    """

    units: object | None = None
    corrections: tuple[Correction, ...] = ()

    def of(self, submission_id: str) -> tuple[Correction, ...]:
        """The corrections of one submission, in their order."""
        return tuple(word for word in self.corrections if word.submission_id == submission_id)


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read.

    Attributes:
        path: where the bytes are; for an inbox file a private copy.
        name: its name as received.
        received_at: with time zone.
        key: the caller's handle.
        member: of an archive, only the file at this place in it.
    """

    path: Path
    name: str
    received_at: datetime
    key: str
    context: Context = Context()
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, or of one member of a zip.

    Attributes:
        document: the masked document as `contracts.document_json` writes it.
        facts: what was understood; None exactly where `problem` says why not.
    """

    name: str
    sha256: str
    member_path: str | None = None
    document: bytes | None = None
    facts: Facts | None = None
    problem: Problem | None = None


def work(task: Task, layers: Layers | None = None) -> list[Outcome]:
    """Reads one file with all its members; bad content is an outcome, never an exception.

    Raises:
        OSError: the machine, not the file, is at fault (disk full, file locked); try again.
    """
    layers = layers or real()
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(_outcome(extraction, task, layers) for extraction in _read(task, layers))
    except MemoryError:
        outcomes.append(_failed(task, Code.TOO_LARGE, "内存不足"))
    except OSError:
        raise
    except ImportError as error:
        raise OSError(errno.ENOSYS, f"安装不完整：{error}") from error
    except Exception as error:  # noqa: BLE001 - one bad file never stops the rest
        outcomes.append(_failed(task, Code.INTERNAL_ERROR, describe(error)))
    return outcomes


def _read(task: Task, layers: Layers) -> Iterator[Extraction]:
    """Extractions one after another, so that a member is released before the next is read."""
    if task.member is None:
        yield from layers.extract_all(task.path)
    else:
        yield from layers.extract_all(task.path, member=task.member)


def _outcome(extraction: Extraction, task: Task, layers: Layers) -> Outcome:
    """Masks and normalises one extraction."""
    name = task.name if extraction.member_path is None else extraction.name
    if extraction.document is None:
        refusal = extraction.refusal
        problem = refusal.problem if refusal else Problem(Code.NO_TEXT_FOUND, "")
        return Outcome(name, extraction.sha256, extraction.member_path, problem=problem)
    try:
        document, facts = _understood(extraction.document, name, extraction, task, layers)
        if extraction.again is not None and (suspected := layers.suspected_tables(facts)):
            # Where a table's arithmetic breaks, two readers that disagree are a doubt.
            again = extraction.again(suspected)
            if again != extraction.document:
                document, facts = _understood(again, name, extraction, task, layers)
        packed = layers.dump(document)
    except (MemoryError, ImportError):
        raise
    except Exception as error:  # noqa: BLE001 - one bad member never stops the rest
        problem = internal(error)
        return Outcome(name, extraction.sha256, extraction.member_path, problem=problem)
    return Outcome(name, extraction.sha256, extraction.member_path, packed, facts)


def _understood(
    document: Document, name: str, extraction: Extraction, task: Task, layers: Layers
) -> tuple[Document, Facts]:
    """The masked document and what it says."""
    masked = layers.mask(document)
    facts = layers.normalize(
        masked,
        layers.source(
            file_name=name, received_at=task.received_at, member_path=extraction.member_path
        ),
        extractor_version=layers.extractor_version,
        units=task.context.units,
        corrections=task.context.of(extraction.sha256[:16]),
    )
    return masked, facts


def describe(error: BaseException) -> str:
    """An exception for the makers: its kind and where it rose, without any text of the paper."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        code = trace.tb_frame.f_code
        place = f" {Path(code.co_filename).stem}.{code.co_name}:{trace.tb_lineno}"
    return type(error).__name__ + place


def internal(error: BaseException) -> Problem:
    """The problem that stands for a fault of the program."""
    return Problem(Code.INTERNAL_ERROR, f"{MESSAGES[Code.INTERNAL_ERROR]}（{describe(error)}）")


def _failed(task: Task, code: Code, detail: str) -> Outcome:
    """The outcome of a file that could not be read to its end."""
    return Outcome(task.name, "", problem=Problem(code, f"{MESSAGES[code]}（{detail}）"))
