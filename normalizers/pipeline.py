"""Document → Facts: mask, describe, read, settle precision, correct, assure.

A person's word comes before assurance: what closes a sum with a confirmed number is proved by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.corrections import Correction
from contracts.document import Document, Reading
from contracts.errors import MESSAGES, Code, Problem
from contracts.facts import Claim, Facts, Figure, Indicator, Submission
from contracts.ids import IdMaker
from contracts.units import Units
from normalizers.assurance import assure
from normalizers.corrected import apply_corrections
from normalizers.cover import Cover, read_cover
from normalizers.forms import TableReading, read_tables
from normalizers.narrative import NarrativeReading, read_narrative
from normalizers.narrative.codes import add_codes
from normalizers.passages import read_passages
from normalizers.precision import settle
from normalizers.preferring import prefer
from normalizers.privacy import mask, mask_text
from normalizers.units import resolve

#: A report without a single number is still a report if it says this much.
_REPORT_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Source:
    """How a file came in.

    Attributes:
        file_name: as received (a zip member: its own name).
        received_at: modification time at intake, with zone.
        member_path: path inside a zip, else None.
    """

    file_name: str
    received_at: datetime
    member_path: str | None = None


def normalize(
    document: Document,
    source: Source,
    *,
    extractor_version: str = "",
    units: Units | None = None,
    corrections: Sequence[Correction] = (),
) -> Facts:
    """Everything the document says, as rows of the lake (CONTRACT §3).

    A notice, an empty template or another kind of document is kept as `other` and states nothing.
    Personal data is masked first; masking a masked document changes nothing.
    """
    document = mask(document)
    cover = read_cover(document)
    draft = _describe(document, source, cover, extractor_version, units)
    ids = IdMaker(draft.submission_id)
    if cover.is_notice:
        return _other(draft, document)
    tables = read_tables(document, draft, ids)
    narrative = read_narrative(document, draft, ids)
    narrative = replace(
        narrative,
        figures=add_codes(narrative.figures, tables.figures),
        claims=add_codes(narrative.claims, tables.figures),
    )
    kinds = _kinds(cover, tables, narrative, document)
    if kinds == ("other",):
        return _other(draft, document)
    figures, claims = settle(
        (*tables.figures, *narrative.figures), (*tables.claims, *narrative.claims)
    )
    submission = replace(draft, document_kinds=kinds)
    facts = Facts(
        submission,
        prefer(document, figures),
        tuple(claims),
        tuple(tables.indicators),
        read_passages(document, submission),
        (*document.problems, *_problems(cover, submission)),
        tables.forms,
    )
    return _judge(assure(apply_corrections(facts, corrections)))


def _describe(
    document: Document, source: Source, cover: Cover, extractor_version: str, units: Units | None
) -> Submission:
    return Submission(
        submission_id=document.sha256[:16],
        sha256=document.sha256,
        file_name=mask_text(source.file_name),
        media_type=document.media_type,
        received_at=source.received_at,
        unit_code=resolve(cover.unit_name, units),
        unit_name=cover.unit_name,
        fiscal_year=cover.fiscal_year,
        scope=cover.scope,
        member_path=mask_text(source.member_path) if source.member_path else None,
        page_count=len(document.pages) or None,
        ocr_page_count=sum(page.reading is Reading.OCR for page in document.pages),
        extractor_version=extractor_version,
    )


def _kinds(
    cover: Cover, tables: TableReading, narrative: NarrativeReading, document: Document
) -> tuple[str, ...]:
    """Kinds with content; a title alone, as in an empty template, proves nothing."""
    facts: tuple[Figure | Claim, ...] = (
        *tables.figures,
        *narrative.figures,
        *tables.claims,
        *narrative.claims,
    )
    stated = any(_is_number(fact) for fact in facts)
    scored = any(_is_scored(indicator) for indicator in tables.indicators)
    kinds = set(tables.kinds) if stated or scored else set()
    told = any(_is_number(f) for f in narrative.figures) or bool(narrative.claims)
    long_enough = sum(len(p.text) for p in document.paragraphs) >= _REPORT_CHARACTERS
    if told or (cover.unit_name and long_enough):
        kinds |= cover.title_kinds
    return tuple(sorted(kinds)) or ("other",)


def _is_number(fact: Figure | Claim) -> bool:
    """A number, not a nil word: a template tells units that have none what to write."""
    return fact.value is not None and not (isinstance(fact, Figure) and fact.nil != "number")


def _is_scored(indicator: Indicator) -> bool:
    return indicator.score is not None or indicator.actual_value is not None


def _other(draft: Submission, document: Document) -> Facts:
    problem = Problem(Code.NOT_A_SUBMISSION, MESSAGES[Code.NOT_A_SUBMISSION])
    return Facts(replace(draft, document_kinds=("other",)), problems=(*document.problems, problem))


def _problems(cover: Cover, submission: Submission) -> tuple[Problem, ...]:
    found = []
    if len(set(cover.years.values())) > 1:
        names = {"title": "标题", "text": "正文", "table": "表格"}
        places = "，".join(f"{names[place]} {year} 年" for place, year in cover.years.items())
        found.append(Problem(Code.YEAR_CONFLICT, MESSAGES[Code.YEAR_CONFLICT], places))
    if submission.unit_name is None:
        found.append(Problem(Code.UNIT_UNCLEAR, MESSAGES[Code.UNIT_UNCLEAR]))
    return tuple(found)


def _judge(facts: Facts) -> Facts:
    """Needs a person where something is in doubt or failed."""
    doubtful = any(
        fact.assurance == "doubtful" for fact in (*facts.figures, *facts.claims, *facts.indicators)
    )
    if not doubtful and not facts.problems and facts.submission.fiscal_year is not None:
        return facts
    return replace(facts, submission=replace(facts.submission, status="needs_review"))
