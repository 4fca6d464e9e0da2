"""The threshold of doubt holds on the stored curve, and on a page of it read anew."""

from __future__ import annotations

from normalizers.assurance import confidence_threshold
from tests.bench.scans import curve
from tests.bench.scans.conditions import CONDITIONS

THRESHOLD = float(confidence_threshold())
JUDGED = ("tables", "text", "red seal", "grey seal")


def test_the_threshold_is_a_border_of_the_curve():
    assert THRESHOLD in curve.EDGES


def test_on_the_stored_curve_hardly_a_sure_number_is_wrong():
    stored = curve.load()
    counts = [curve.above(stored[name], THRESHOLD) for name in JUDGED]
    wrong, numbers = sum(one[0] for one in counts), sum(one[2] for one in counts)
    assert numbers > 1000
    assert wrong <= 0.001 * numbers
    # And it separates: of what lies below, far more is wrong.
    below = sum(one[1] for one in counts)
    failed = sum(b.wrong for name in JUDGED for b in stored[name] if b.low < THRESHOLD)
    assert failed > 0.3 * below


def test_a_page_of_the_curve_read_anew_keeps_to_the_threshold():
    (condition,) = [one for one in CONDITIONS if one.name == "red seal 200"]
    ((_, found),) = curve.measure([condition], [500]).items()
    wrong, below, numbers = curve.above(found, THRESHOLD)
    assert numbers > 20
    assert wrong == 0
    assert below <= 0.1 * numbers


def test_bins_hold_every_number_once():
    marks = [(0.0, False), (0.5, True), (0.995, True), (1.0, True), (1.0, False)]
    found = curve.bins(marks)
    assert sum(one.right + one.wrong for one in found) == len(marks)
    assert curve.above(found, 0.995) == (1, 2, 5)
