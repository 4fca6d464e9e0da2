"""Generated reports as files, read back by the whole pipeline: docx, and PDF with wrapped lines.

Facts are matched by their place in the text without white space, so a paragraph that an extractor
splits or joins does not hide what the reader says of it.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import SimpleDocTemplate

from contracts.facts import Claim, Figure
from extractors import extract
from normalizers import Source, normalize
from tests.bench.accuracy.narrative import compare, make, said
from tests.bench.accuracy.prose import Prose, Truth

TITLES = {
    "self_evaluation_report": "{}{}年度部门整体支出绩效自评报告",
    "final_accounts": "{}{}年度部门决算",
}
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


def to_docx(lines: Iterable[str]) -> bytes:
    """A Word document, a paragraph a line."""
    out = docx.Document()
    for line in lines:
        out.add_paragraph(line)
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def to_pdf(lines: Iterable[str]) -> bytes:
    """A typed PDF: indented paragraphs that wrap at the right margin and run over pages."""
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=14, leading=24, wordWrap="CJK", firstLineIndent=28
    )
    buffer = io.BytesIO()
    page = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=80, rightMargin=75)
    page.build([Text(escape(line), style) for line in lines])
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Iterable[str]], bytes]] = {"docx": to_docx, "pdf": to_pdf}


def places(texts: dict[int, str]) -> Callable[[int, int], int]:
    """The place of a character among all characters that are not white space."""
    before, at = {}, 0
    for block, text in sorted(texts.items()):
        before[block] = at
        at += _size(text)
    return lambda block, char: before[block] + _size(texts[block][:char])


def _size(text: str) -> int:
    return len("".join(text.split()))


def judge(
    seed: int, written: str, tallies: dict[str, Counter[str]], examples: list[str]
) -> bool:  # fmt: skip
    """Write, extract and normalize one report.

    Returns:
        Whether the extracted text is as long as the written one; if not, places may not match.
    """
    prose: Prose = make(seed)
    lines = [TITLES[prose.kind].format(prose.unit, prose.year), *prose.paragraphs]
    document = extract(WRITERS[written](lines), f"{seed}.{written}")
    facts = normalize(document, Source(f"{seed}.{written}", RECEIVED))
    texts = {p.block: p.text for p in document.paragraphs}
    stated = places(dict(enumerate(lines)))
    wanted: dict[int, list[Truth]] = defaultdict(list)
    for (block, char), truths in prose.truths.items():
        wanted[stated(block + 1, char)].extend(truths)
    printed = places(texts)
    found: dict[int, list[Truth]] = defaultdict(list)
    every: list[Figure | Claim] = [*facts.figures, *facts.claims]
    for fact in every:
        if fact.assurance != "doubtful" and fact.block in texts:
            found[printed(fact.block, fact.char_start or 0)].append(said(fact))
    whole = "".join("".join(lines).split())

    def where(at: int) -> str:
        return f"{written} {seed} {whole[max(at - 30, 0) : at + 12]}"

    compare(wanted, found, tallies, examples, where)
    return sum(map(_size, texts.values())) == len(whole)


def run(first: int, reports: int, written: str) -> tuple[dict[str, Counter[str]], list[str], int]:
    """Counts by item over a range of seeds, examples, and how many files lost or gained text."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    examples: list[str] = []
    differ = 0
    for seed in range(first, first + reports):
        differ += not judge(seed, written, tallies, examples)
    return tallies, examples, differ
