"""The golden values of the seed's running text (DOMAIN §2), from its docx."""

from pathlib import Path

import pytest

from contracts.ids import IdMaker
from extractors import extract
from normalizers.narrative import NarrativeReading, read_narrative
from tests.normalizers.test_narrative_examples import lines, plain, submission

GOLDEN = """
staff.establishment final 13
staff.actual final 9
staff.in_service final 9
staff.retired final 0
revenue.total initial_budget 998600
revenue.general_public_budget@general_public initial_budget 998600
expenditure.total initial_budget 998600
expenditure.basic initial_budget 908600
expenditure.project initial_budget 90000
revenue.total final 1286900
revenue.total supplement 288300
change revenue.total final>initial_budget 288300
expenditure.total final 1286900
expenditure.basic final 1039800
share expenditure.basic final>expenditure.total 80.8
expenditure.project final 247100
share expenditure.project final>expenditure.total 19.2
three_public.total initial_budget 25500
three_public.overseas initial_budget 0
three_public.vehicle initial_budget 0
three_public.reception initial_budget 25500
three_public.total final 0.34
three_public.overseas final 0
three_public.vehicle.operation final 0
three_public.reception final 3400
procurement.total final 0
procurement.goods final 0
procurement.works final 0
procurement.services final 0
assets.total final 163000
liabilities.total final 0
net_assets.total final 163000
fixed_assets.original_value final 266100
fixed_assets.in_use final 266100
share fixed_assets.in_use final>fixed_assets.original_value 100
""".strip().splitlines()


@pytest.fixture(scope="module")
def reading(seed: dict[str, Path]) -> NarrativeReading:
    document = extract(seed["docx"].read_bytes(), "a.docx")
    described = submission(unit="中共衡山县委网络安全和信息化委员会办公室")
    return read_narrative(document, described, IdMaker(described.submission_id))


def test_every_golden_value_and_nothing_else(reading: NarrativeReading) -> None:
    assert sorted(map(plain, lines(reading))) == sorted(map(plain, GOLDEN))


def test_units_as_printed(reading: NarrativeReading) -> None:
    by_item = {(f.item, f.stage): f for f in reading.figures}
    assert by_item["procurement.goods", "final"].printed == "0元"
    assert by_item["procurement.works", "final"].printed == "0万元"
    total = by_item["three_public.total", "final"]
    assert (total.printed, total.printed_unit, total.nil) == ("0.34元", "元", "number")


def test_precision_is_that_of_the_document(reading: NarrativeReading) -> None:
    rules = {(f.item, f.stage): (str(f.half_unit), f.half_unit_rule) for f in reading.figures}
    assert rules["expenditure.project", "initial_budget"] == ("50", "document")
    assert rules["expenditure.basic", "final"] == ("50", "printed")
    assert rules["staff.actual", "final"] == ("0", "printed")
    assert {str(c.half_unit) for c in reading.claims if c.kind == "share"} == {"0.05"}


def test_ids_are_places(reading: NarrativeReading) -> None:
    ids = [f.figure_id for f in reading.figures] + [c.claim_id for c in reading.claims]
    assert len(ids) == len(set(ids))
    figure = reading.figures[0]
    assert figure.figure_id.endswith(f".f{figure.block}.{figure.char_start}-{figure.char_end}")
