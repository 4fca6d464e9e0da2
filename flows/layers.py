"""The other layers as one bundle of functions, so that a test can put others in their place.

`real()` imports them when it is called: the command line must answer `--help` at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from contracts.document import Document
from contracts.errors import Refusal
from contracts.facts import Facts


class Extraction(Protocol):
    """One file, or one member of a zip, as `extractors.extract_all` yields it."""

    @property
    def name(self) -> str:
        """File name, a member's own."""

    @property
    def member_path(self) -> str | None:
        """Path inside the zip."""

    @property
    def sha256(self) -> str:
        """Of the bytes read."""

    @property
    def document(self) -> Document | None:
        """What was read, unless refused."""

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing was read."""

    @property
    def again(self) -> Callable[[Collection[int]], Document] | None:
        """The document with a second reader's doubts in the tables of these indexes."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Every arrow that intake follows; signatures as in docs/architecture.md."""

    extractor_version: str
    extract_all: Callable[..., Iterator[Extraction]]
    mask: Callable[[Document], Document]
    normalize: Callable[..., Facts]
    suspected_tables: Callable[[Facts], frozenset[int]]
    source: Callable[..., object]
    dump: Callable[[Document], bytes]
    load: Callable[[bytes], Document]
    write_facts: Callable[[Path, Facts], Path]
    remove_facts: Callable[[Path, str], None]


@cache
def real() -> Layers:
    """The layers of this installation."""
    extractors = import_module("extractors")
    normalizers = import_module("normalizers")
    warehouse = import_module("warehouse")
    document_json = import_module("contracts.document_json")
    return Layers(
        extractor_version=extractors.extractor_version(),
        extract_all=extractors.extract_all,
        mask=normalizers.mask,
        normalize=normalizers.normalize,
        suspected_tables=normalizers.suspected_tables,
        source=normalizers.Source,
        dump=document_json.dump,
        load=document_json.load,
        write_facts=warehouse.write_facts,
        remove_facts=warehouse.remove_facts,
    )
