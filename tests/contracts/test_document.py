from __future__ import annotations

import pickle

from contracts.document import Box, Reading, Run, locate
from contracts.errors import MESSAGES, Code, Refusal
from contracts.facts import DATASETS, columns_of
from contracts.ids import IdMaker


def test_locate_returns_the_box_of_the_asked_characters_only():
    run = Run(0, 3, page=2, box=Box(10, 5, 40, 15), edges=(10, 20, 30, 40))
    place = locate((run,), 1, 2)
    assert (place.page, place.box) == (2, Box(20, 5, 30, 15))


def test_locate_over_two_runs_takes_the_lowest_confidence():
    runs = (Run(0, 2, reading=Reading.OCR, confidence=0.9), Run(2, 4, confidence=1.0))
    assert locate(runs, 1, 3).confidence == 0.9
    assert locate(runs, 1, 3).reading is Reading.OCR


def test_every_code_has_a_sentence_and_refusals_pickle():
    assert set(MESSAGES) == set(Code)
    copy = pickle.loads(pickle.dumps(Refusal(Code.TOO_LARGE, "2 GB")))
    assert copy.code is Code.TOO_LARGE
    assert "2 GB" in copy.message


def test_every_column_of_every_dataset_has_a_type_and_a_comment():
    for record in DATASETS.values():
        for column in columns_of(record):
            assert column.sql_type
            assert column.comment


def test_two_facts_at_one_place_get_two_ids():
    ids = IdMaker("s")
    first = ids.make("f", 3, char_start=1, char_end=4)
    second = ids.make("f", 3, char_start=1, char_end=4)
    assert (first, second) == ("s.f3.1-4", "s.f3.1-4~2")
