"""Narrative text by block with its heading, for text checks and near-duplicate search."""

from __future__ import annotations

import re

from contracts.document import Document
from contracts.facts import Passage, Submission

_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．])"
)


def read_passages(document: Document, submission: Submission) -> tuple[Passage, ...]:
    """Body paragraphs; a heading is known by its level or its numbering and shortness."""
    heading: str | None = None
    passages = []
    for paragraph in document.paragraphs:
        text = paragraph.text.strip()
        if not text or paragraph.container in {"header", "footer"}:
            continue
        short = len(text) <= 40 and not text.endswith(("。", "；"))
        if paragraph.level is not None or (short and _HEADING.match(text)):
            heading = text
        passages.append(
            Passage(
                submission_id=submission.submission_id,
                unit_code=submission.unit_code,
                fiscal_year=submission.fiscal_year,
                block=paragraph.block,
                heading=heading,
                text=text,
            )
        )
    return tuple(passages)
