"""Every example of the phrase data, read by the engine."""

from datetime import UTC, datetime

import pytest

from contracts.document import Document, Paragraph
from contracts.facts import Submission
from contracts.ids import IdMaker
from normalizers.narrative import NarrativeReading, read_narrative
from normalizers.narrative.lexicon import lexicon

EXAMPLES = [example for phrase in lexicon().phrases for example in phrase.examples]


def submission(
    *, kind: str = "self_evaluation_report", year: int | None = 2022, unit: str | None = None
) -> Submission:
    return Submission(
        submission_id="0123456789abcdef",
        sha256="0" * 64,
        file_name="a.docx",
        media_type="",
        received_at=datetime(2023, 8, 1, tzinfo=UTC),
        fiscal_year=year,
        unit_name=unit,
        document_kinds=(kind,),
    )


def read(*texts: str, **described: object) -> NarrativeReading:
    blocks = tuple(Paragraph(block, text) for block, text in enumerate(texts))
    document = Document("0" * 64, "", blocks)
    return read_narrative(
        document,
        submission(**described),
        IdMaker("0123456789abcdef"),  # type: ignore[arg-type]
    )


def lines(reading: NarrativeReading) -> list[str]:
    """Facts in the notation of the phrase data, in order of place."""
    rows = [
        (f.char_start or 0, f"{f.item}{'@' + f.fund if f.fund else ''} {f.stage} {f.value:f}")
        for f in reading.figures
    ] + [
        (c.char_start or 0, f"{c.kind} {c.item} {c.stage}>{c.versus} {c.value:f}")
        for c in reading.claims
    ]
    return [text for _, text in rows]


def plain(line: str) -> str:
    """The line with its number in one spelling (99860.0 and 99860 are one)."""
    head, _, number = line.rpartition(" ")
    return f"{head} {float(number):.4f}"


@pytest.mark.parametrize(("text", "gives"), EXAMPLES)
def test_example(text: str, gives: tuple[str, ...]) -> None:
    assert sorted(map(plain, lines(read(text)))) == sorted(map(plain, gives))


def test_most_phrases_show_what_they_do() -> None:
    shown = {phrase.kind for phrase in lexicon().phrases if phrase.examples}
    silent = {"filler", "join", "among", "within", "each"}
    assert shown | silent >= {phrase.kind for phrase in lexicon().phrases}
