"""Files that are either wholly there or not there at all, also after a power cut.

A file is written beside its place under a temporary name, flushed to the disk and renamed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

CHUNK = 1 << 20
PRIVATE = 0o600


def sync_folder(folder: Path) -> None:
    """Makes renames in a folder survive a power cut, where the system offers that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_bytes(path: Path, data: bytes, *, mode: int = PRIVATE) -> None:
    """Replaces a file's content at once; nothing changes where the bytes are the same.

    Raises:
        OSError: the disk is full or the folder cannot be written; nothing is left behind.
    """
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Replaces a text file's content at once (UTF-8, line breaks as they are)."""
    write_bytes(path, text.encode())


def copy_hashed(source: Path, target: Path) -> tuple[str, int]:
    """Copies a file and returns the SHA-256 and the size of the bytes that were copied.

    The copy is private (0600) and on the disk when this returns. The source must be a regular
    file; a link put in its place meanwhile is not followed.

    Raises:
        OSError: reading or writing failed; no partial copy is left.
    """
    digest = hashlib.sha256()
    size = 0
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)
    try:
        with (
            os.fdopen(os.open(source, flags), "rb") as reader,
            os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC
                              | getattr(os, "O_BINARY", 0), PRIVATE), "wb") as writer,
        ):  # fmt: skip
            while chunk := reader.read(CHUNK):
                digest.update(chunk)
                writer.write(chunk)
                size += len(chunk)
            writer.flush()
            os.fsync(writer.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size
