"""The home (数据目录): its folders, CONTRACT §2, and the one lock that makes one writer.

State lives in these folders, not in memory: a process killed at any instant is followed by one
that finds everything where it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import filelock

from flows import leaving
from flows.durable import write_text

DEFAULT = "data"
#: Bytes below which a disk counts as full when a write fails.
SPARE = 4 << 20
FULL = "磁盘已满，数据库和报告没有更新；文件都还在，腾出空间后再运行。"


class HomeLockedError(Exception):
    """Another process writes this home; the message says which, in Chinese."""


class HomeUnusableError(Exception):
    """The home cannot be created or written; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one office lies.

    Attributes:
        root: absolute path of the home.
    """

    root: Path

    @property
    def inbox(self) -> Path:
        """收件夹: where people drop files."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """存档: originals by SHA-256, read-only, for the owner only."""
        return self.root / "archive"

    @property
    def quarantine(self) -> Path:
        """隔离区: refused files, each folder with its reason.json."""
        return self.root / "quarantine"

    @property
    def documents(self) -> Path:
        """Extracted documents, masked, by SHA-256 and extractor version."""
        return self.root / "documents"

    @property
    def receipts(self) -> Path:
        """收件登记: one small file for each content ever taken in."""
        return self.root / "receipts"

    @property
    def corrections(self) -> Path:
        """更正: one small file each."""
        return self.root / "corrections"

    @property
    def lake(self) -> Path:
        """Parquet datasets, the truth of the warehouse."""
        return self.root / "lake"

    @property
    def reports(self) -> Path:
        """报告."""
        return self.root / "reports"

    @property
    def staging(self) -> Path:
        """Private copies of what is being read at this moment; empty between passes."""
        return self.root / ".staging"

    @property
    def unfinished(self) -> Path:
        """Lies here from the beginning of a pass to its end."""
        return self.root / ".unfinished"

    def original(self, sha256: str) -> Path:
        """The archived original of a content."""
        return self.archive / sha256

    def document(self, sha256: str, extractor_version: str) -> Path:
        """The cached document of a content as one version of the extractor read it."""
        return self.documents / f"{sha256}.{extractor_version or '0'}.json.gz"

    def create(self) -> None:
        """Makes the folders; those that hold papers are for the owner only.

        Raises:
            HomeUnusableError: a folder cannot be made or written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for folder in (self.inbox, self.lake, self.reports):
                folder.mkdir(exist_ok=True)
            private = (self.archive, self.quarantine, self.documents, self.receipts)
            for folder in (*private, self.corrections, self.staging):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise HomeUnusableError(f"无法写入数据目录 {self.root}：{error.strerror}") from error

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Held by the one standing service of a home, for as long as it runs.

        Raises:
            HomeLockedError: another service stands here.
            HomeUnusableError: the home cannot be written.
        """
        self.create()
        lock = filelock.FileLock(self.root / ".serve.lock")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise HomeLockedError("此数据目录已有常驻服务在运行，不必再启动。") from error
        except OSError as error:
            raise HomeUnusableError(f"无法写入数据目录 {self.root}：{error.strerror}") from error
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def writing(self, *, patience: float = 0.0) -> Iterator[None]:
        """Holds the home's lock; one writer at a time.

        Args:
            patience: seconds to wait for another writer.

        The lock is the operating system's and dies with its process, so that a lock file left by
        a killed process is taken over at once.

        Raises:
            HomeLockedError: another process holds it.
            HomeUnusableError: the home cannot be written.
        """
        self.create()
        lock = filelock.FileLock(self.root / ".lock")
        holder = self.root / ".lock.holder"
        try:
            lock.acquire(timeout=patience)
        except filelock.Timeout as error:
            raise HomeLockedError(
                f"数据目录正被另一个对账进程使用{_describe(holder)}，请等它结束后再试。"
            ) from error
        except OSError as error:
            raise HomeUnusableError(f"无法写入数据目录 {self.root}：{error.strerror}") from error
        try:
            with contextlib.suppress(OSError):
                write_text(holder, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
            yield
        finally:
            with contextlib.suppress(OSError):
                holder.unlink(missing_ok=True)
            lock.release()

    def begin(self) -> None:
        """Clears what a killed pass left and marks one as begun; the holder of the lock calls it.

        The mark stays until `finish`, so that a pass that was killed anywhere is seen as such.
        """
        leaving.bring_back(self.inbox)
        self.clear_staging()
        if self.unfinished.exists():
            self._sweep()
        self.unfinished.touch()

    def finish(self) -> None:
        """Everything taken in is in the published warehouse and in the report."""
        self.unfinished.unlink(missing_ok=True)

    def is_free(self) -> bool:
        """Whether no process writes this home at this moment."""
        try:
            with filelock.FileLock(self.root / ".lock").acquire(timeout=0):
                return True
        except (filelock.Timeout, OSError):
            return False

    @contextlib.contextmanager
    def room(self) -> Iterator[None]:
        """Says so where what is written inside fails for want of room on the disk.

        The database's own errors do not tell; what is left on the disk does.

        Raises:
            HomeUnusableError: the disk is full; the half-written database is removed.
        """
        try:
            yield
        except Exception as error:
            if shutil.disk_usage(self.root).free > SPARE:
                raise
            for path in self.root.glob("warehouse.duckdb.building*"):
                path.unlink(missing_ok=True)
            raise HomeUnusableError(FULL) from error

    def _sweep(self) -> None:
        """Removes the temporary files of writes that were cut off."""
        written = (self.lake, self.documents, self.receipts, self.quarantine)
        for folder in (*written, self.root / "findings"):
            for path in folder.rglob(".*"):
                if path.suffix in {".tmp", ".part"}:
                    path.unlink(missing_ok=True)

    def clear_staging(self) -> None:
        """Removes private copies that a killed process left; the holder of the lock calls it."""
        for entry in self.staging.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def locate(option: str | None) -> Home:
    """The home of `--home`, else of DUIZHANG_HOME, else `./data`."""
    return Home(Path(option or os.environ.get("DUIZHANG_HOME") or DEFAULT).absolute())


def _describe(holder: Path) -> str:
    """Who holds the lock, in brackets, or nothing where that is unknown."""
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        return f"（进程 {who['pid']}，主机 {who['host']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
