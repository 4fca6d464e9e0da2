from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from contracts.corrections import Correction
from contracts.errors import Code
from contracts.facts import Facts, Figure, Submission
from normalizers.corrected import apply_corrections

SUBMISSION = Submission(
    submission_id="aa",
    sha256="aa",
    file_name="a.docx",
    media_type="x",
    received_at=datetime(2024, 1, 1, tzinfo=UTC),
)
FIGURE = Figure(
    figure_id="aa.f1.0-5",
    submission_id="aa",
    item="three_public.total",
    value=Decimal("0.34"),
    printed="0.34元",
    assurance="doubtful",
)
FACTS = Facts(SUBMISSION, (FIGURE,))


def correction(new_value, *, printed="0.34元", day=1, figure_id="aa.f1.0-5") -> Correction:
    return Correction(
        figure_id=figure_id,
        printed=printed,
        old_value=Decimal("0.34"),
        new_value=new_value,
        who="复核员",
        when=datetime(2024, 2, day, tzinfo=UTC),
        why="原件为万元",
    )


def test_correction_changes_the_value_and_confirms_it():
    [figure] = apply_corrections(FACTS, [correction(Decimal(3400))]).figures
    assert (figure.value, figure.assurance, figure.printed) == (3400, "confirmed", "0.34元")


def test_latest_correction_wins():
    corrections = [correction(Decimal(1), day=2), correction(Decimal(2), day=1)]
    [figure] = apply_corrections(FACTS, corrections).figures
    assert figure.value == 1


def test_not_a_figure_removes_it():
    assert apply_corrections(FACTS, [correction(None)]).figures == ()


def test_a_correction_whose_printed_text_is_gone_does_nothing_and_says_so():
    facts = apply_corrections(FACTS, [correction(Decimal(1), printed="0.35元")])
    assert facts.figures == (FIGURE,)
    assert [(p.code, p.place) for p in facts.problems] == [(Code.CORRECTION_STALE, "aa.f1.0-5")]


def test_a_correction_of_another_submission_is_none_of_ours():
    assert apply_corrections(FACTS, [correction(None, figure_id="bb.f1.0-5")]) == FACTS
