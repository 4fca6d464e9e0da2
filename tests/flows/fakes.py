"""Layers that read `.txt`-like bytes: quick, and breakable at will."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contracts.document import Document, Paragraph
from contracts.document_json import dump, load
from contracts.errors import Code, Refusal
from contracts.facts import Facts, Figure, Submission
from flows.layers import Layers
from warehouse import remove_facts, write_facts


@dataclass(frozen=True)
class Extraction:
    name: str
    member_path: str | None
    sha256: str
    document: Document | None
    refusal: Refusal | None
    again: Callable[[Collection[int]], Document] | None = None


def extract_all(path: Path) -> Iterator[Extraction]:
    """`bad…` is refused, `zip:a|b` has members, anything else is a document."""
    data = path.read_bytes()
    if data.startswith(b"zip:"):
        for number, member in enumerate(data[4:].split(b"|")):
            yield _one(member, f"{number}.txt", f"folder/{number}.txt")
        return
    yield _one(data, path.name, None)


def _one(data: bytes, name: str, member_path: str | None) -> Extraction:
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"bad") or not data:
        code = Code.CORRUPT_FILE if data else Code.EMPTY_FILE
        return Extraction(name, member_path, sha256, None, Refusal(code))
    text = data.decode()
    document = Document(sha256, "text/plain", (Paragraph(0, text),))
    return Extraction(name, member_path, sha256, document, None)


@dataclass(frozen=True)
class Source:
    file_name: str
    received_at: datetime
    member_path: str | None = None


def mask(document: Document) -> Document:
    paragraph = document.paragraphs[0]
    text = paragraph.text.replace("13812345678", "*" * 11)
    return Document(document.sha256, document.media_type, (Paragraph(0, text),))


def normalize(
    document: Document,
    source: Source,
    *,
    extractor_version: str = "",
    units: object = None,
    corrections: object = (),
) -> Facts:
    text = document.paragraphs[0].text
    if text == "explode":
        raise RuntimeError(text)
    identity = document.sha256[:16]
    submission = Submission(
        submission_id=identity,
        sha256=document.sha256,
        file_name=source.file_name,
        media_type=document.media_type,
        received_at=source.received_at,
        unit_code="甲局",
        unit_name="甲局",
        fiscal_year=2022,
        member_path=source.member_path,
        extractor_version=extractor_version,
    )
    figure = Figure(
        figure_id=f"{identity}.f0.0-1",
        submission_id=identity,
        item="revenue.total",
        printed=text[:20],
        block=0,
        char_start=0,
        char_end=1,
    )
    return Facts(submission, figures=(figure,))


LAYERS = Layers(
    extractor_version="1",
    extract_all=extract_all,
    mask=mask,
    normalize=normalize,
    suspected_tables=lambda _facts: frozenset(),
    source=Source,
    dump=dump,
    load=load,
    write_facts=write_facts,
    remove_facts=remove_facts,
)


def unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()
