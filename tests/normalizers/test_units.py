from __future__ import annotations

import pytest

from contracts.units import UnitNames
from normalizers.units import resolve

UNITS = (
    UnitNames("101", "青石县水利局", ("县水利局",)),
    UnitNames("102", "青石县财政局"),
    UnitNames("201", "青石县白石镇人民政府"),
    UnitNames("301", "青石县第一中学"),
    UnitNames("302", "青石县第二中学"),
    UnitNames("401", "中共青石县委网络安全和信息化委员会办公室"),
)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("青石县水利局", "101"),
        ("青石县 水利局（盖章）", "101"),
        ("县水利局", "101"),
        ("财政局", "102"),
        ("某某省青石县财政局", "102"),
        ("中共青石县委网络安全和信息化委员会办公空", "401"),
    ],
)
def test_known_names(printed, code):
    assert resolve(printed, UNITS) == code


@pytest.mark.parametrize(
    "printed", ["青石县白果镇人民政府", "青石县第三中学", "中学", "青石县农业农村局"]
)
def test_a_unit_is_never_guessed(printed):
    assert resolve(printed, UNITS) == printed


def test_without_registry_the_normalised_name_is_the_code():
    assert resolve("青石县  水利局（公章）", None) == "青石县水利局"
    assert resolve(None, UNITS) is None
