from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from contracts.document import Cell, Document, Table
from normalizers import privacy

DATA = Path(privacy.__file__).parent / "data" / "privacy.toml"
EXAMPLES = tomllib.loads(DATA.read_text(encoding="utf-8"))["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:12])
def test_examples_of_the_data_file(example):
    masked = privacy.mask_text(example["text"])
    assert masked == example["masked"]
    assert len(masked) == len(example["text"])


def test_name_in_the_cell_beside_its_label_is_masked_and_the_money_beside_it_is_not():
    cells = (
        Cell(0, 0, "填表人"),
        Cell(0, 1, "王小明"),
        Cell(0, 2, "联系电话："),
        Cell(0, 3, "138 0000 0000"),
        Cell(0, 4, "合计"),
        Cell(0, 5, "13812345678.00"),
    )
    document = Document("0" * 64, "x", (Table(0, 0, 1, 6, cells),))
    texts = [cell.text for cell in privacy.mask(document).tables[0].cells]
    assert texts == [
        "填表人",
        "＊＊＊",
        "联系电话：",
        "＊＊＊ ＊＊＊＊ ＊＊＊＊",
        "合计",
        "13812345678.00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "负责人审核签字",
        "项目负责人对真实性负责",
        "会计核算规范",
        "成员单位12个",
        "支出13912345678元",
    ],
)
def test_running_text_about_roles_stays(text):
    assert privacy.mask_text(text) == text


@pytest.mark.parametrize(
    "text", ["负责人：张 三", "单位负责人（签章）：欧阳小明 2023年", "组长：李四，组员：王五"]
)
def test_names_after_labels_go(text):
    masked = privacy.mask_text(text)
    for name in ("张", "欧阳小明", "李四", "王五"):
        assert name not in masked
