"""Quarantine (隔离区): one folder a refused content, with the file and a reason.json."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from contracts.errors import Problem
from flows.durable import sync_folder, write_text
from flows.home import Home

REASON = "reason.json"
#: Bytes of a file name that every file system takes.
NAME_BYTES = 180


@dataclass(frozen=True, slots=True)
class Reason:
    """What reason.json says.

    Attributes:
        code, message: CONTRACT §5, with the Chinese sentence.
        file: the name as received, whatever the stored file is called.
        stored: name of the file beside reason.json, None where the zip it came in was archived.
        member_path: path inside a zip.
        refused_at: when it was first refused.
    """

    code: str
    message: str
    file: str
    sha256: str
    received_at: str
    refused_at: str
    stored: str | None = None
    member_path: str | None = None
    container: str | None = None


def safe_name(name: str) -> str:
    """A name for the disk: no control characters or separators, not too long, never reason.json."""
    cleaned = "".join(
        "_" if character in '/\\:*?"<>|' or not character.isprintable() else character
        for character in name
    ).strip(". ")
    suffix = Path(cleaned).suffix
    suffix = suffix if len(suffix.encode()) <= 16 else ""
    stem = cleaned.removesuffix(suffix)
    stem = stem.encode()[: NAME_BYTES - len(suffix.encode())].decode(errors="ignore")
    result = (stem + suffix) or "file"
    return f"_{result}" if result.lower() == REASON else result


def put(
    home: Home,
    copy: Path | None,
    problem: Problem,
    *,
    name: str,
    sha256: str,
    received_at: datetime,
    now: datetime,
    member_path: str | None = None,
    container: str | None = None,
) -> Path:
    """Moves a private copy into quarantine and writes the reason; the same content has one folder.

    Args:
        home: the home; `copy` must lie on the same file system.
        copy: the refused bytes, None for a member of a zip that was archived.
        problem: why.
        name, sha256, received_at, member_path, container: what came, and in which zip.
        now: time of refusal; that of the first refusal is kept while the reason stays the same.

    Returns:
        The folder.

    Raises:
        OSError: the disk is full or the home cannot be written.
    """
    folder = home.quarantine / (sha256[:16] or safe_name(name))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = safe_name(name) if copy is not None else None
    reason = Reason(
        problem.code.value,
        problem.message,
        name,
        sha256,
        received_at.isoformat(),
        now.isoformat(timespec="seconds"),
        stored,
        member_path,
        container,
    )
    before = read(folder)
    if before is not None and before.code == reason.code and before.stored is not None:
        if copy is not None:
            copy.unlink(missing_ok=True)
        return folder
    if copy is not None and stored is not None and (copy.is_symlink() or copy.exists()):
        copy.replace(folder / stored)
        sync_folder(folder)
    text = json.dumps(asdict(reason), ensure_ascii=False, indent=1)
    write_text(folder / REASON, text + "\n")
    for other in folder.iterdir():  # the same bytes under another name, from a killed pass
        if other.name not in {REASON, stored}:
            other.unlink(missing_ok=True)
    sync_folder(home.quarantine)
    return folder


def read(folder: Path) -> Reason | None:
    """The reason of one folder, None while it is incomplete."""
    try:
        reason = Reason(**json.loads((folder / REASON).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return reason


def every(home: Home) -> Iterator[tuple[Path, Reason]]:
    """All refused contents, by folder name."""
    if home.quarantine.is_dir():
        for folder in sorted(home.quarantine.iterdir()):
            reason = read(folder)
            if reason is not None:
                yield folder, reason


def release(home: Home, sha256: str) -> None:
    """Empties the folder of a content that is accepted now (after an upgrade)."""
    folder = home.quarantine / sha256[:16]
    if sha256 and folder.is_dir():
        shutil.rmtree(folder)
