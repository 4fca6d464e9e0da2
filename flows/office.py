"""What a pass needs besides the files: registry, corrections, and a fingerprint of both.

The facts of a submission depend on its document, on the rules of the normalizers, on the names in
the registry and on its corrections. The fingerprint covers the last three: where it differs from
the one in the receipt, the submission is normalised again from the documents cache.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile

from contracts.corrections import Correction, load_correction
from contracts.registry import Registry
from flows.home import Home
from flows.work import Context

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Office:
    """The office's own knowledge, as one pass sees it.

    Attributes:
        registry: the ledger, None without one.
        context: what normalising needs of it.
        messages: Chinese lines about corrections that could not be read.
        registry_path: where the ledger was read from.
    """

    registry: Registry | None = None
    context: Context = Context()
    messages: tuple[str, ...] = ()
    registry_path: Path | None = None

    def fingerprint(self, submission_id: str) -> str:
        """Of everything but the document that the facts of a submission are made with."""
        parts = [rules(), repr(self.context.units)]
        parts += [word.dump() for word in self.context.of(submission_id)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


class RegistryError(Exception):
    """The registry cannot be read; the message says where, in Chinese."""


def open_office(home: Home, registry: Path | None) -> Office:
    """Reads registry and corrections.

    Args:
        home: its registry.xlsx or registry/ is used where `registry` is None.
        registry: `--registry`.

    Raises:
        RegistryError: the registry cannot be read; the message is for the clerk.
    """
    path = registry or _own_registry(home)
    ledger: Registry | None = None
    if path is not None:
        reader = import_module("warehouse.registry")
        try:
            ledger = reader.read_registry(path)
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise RegistryError(f"名册 {path.name} 无法读取：{error}") from error
    words, messages = read_corrections(home.corrections)
    names = None if ledger is None else ledger.names
    return Office(ledger, Context(names, words), messages, path)


def _own_registry(home: Home) -> Path | None:
    """registry.xlsx or registry/ in the home."""
    for path in (home.root / "registry.xlsx", home.root / "registry"):
        if path.exists():
            return path
    return None


def read_corrections(folder: Path) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Every correction by file name, and a Chinese line for each file that is none."""
    words: list[Correction] = []
    messages: list[str] = []
    for path in sorted(folder.glob("*.json")):
        try:
            words.append(load_correction(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            messages.append(f"更正文件 {path.name} 无法使用，已跳过：{error}")
    return tuple(words), tuple(messages)


@cache
def rules() -> str:
    """A digest of the rules that turn documents into facts, code and data alike."""
    digest = hashlib.sha256()
    for package in ("normalizers", "contracts"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in {".py", ".toml", ".csv", ".json"}:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
