"""Letters: what goes in, what waits for a person, file numbers that stay, a document Word opens."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pypdfium2
import pytest

from contracts.facts import Submission
from contracts.registry import Notice, RegistryUnit
from warehouse.report import letters as content
from warehouse.report import write_letters
from warehouse.report.findings import FindingView
from warehouse.report.letters import Letter, catalogue, letters
from warehouse.report.letters_docx import document
from warehouse.report.places import Exhibit, ExhibitGroup
from warehouse.report.posting import numbered
from warehouse.report.units import UnitView
from warehouse.results import Finding

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY, UNTIL = date(2026, 11, 23), date(2026, 12, 7)
FILE = Submission(
    submission_id="a", sha256="a", file_name="报告.pdf", media_type="x", received_at=NOW,
    document_kinds=("self_evaluation_report", "self_evaluation_table"),
)  # fmt: skip
NOTICE = Notice(
    fiscal_year=2025, letter_heading="甲县财政局", letter_number="甲财绩函〔2026〕{n}号"
)


def view(
    check: str, message: str, *, severity: str = "error", doubtful: bool = False
) -> FindingView:
    exhibit = Exhibit("三公经费 · 决算", "0.34元", "0.34 元", "报告.pdf，第 2 页", doubtful)
    finding = Finding(
        finding_id=message, check_id=check, binding="b", severity=severity, unit_code="101",
        fiscal_year=2025, submission_ids=("a",), message=message, expected=Decimal(1),
        first_seen=NOW, last_seen=NOW,
    )  # fmt: skip
    groups = (ExhibitGroup((exhibit,), None, None),)
    return FindingView(finding, f"标题{check}", "", "", (), groups, (), is_new=True)


def letter(*views: FindingView) -> Letter:
    known = RegistryUnit(unit_code="101", unit_name="甲县某局", review_office="行政股")
    unit = UnitView("101", "甲县某局", 2025, known, documents=[FILE], findings=list(views))
    (made,) = letters([unit], {"a": FILE}, [NOTICE], written=DAY, until=UNTIL)
    return made


def text_of(data: bytes) -> str:
    opened = docx.Document(io.BytesIO(data))
    cells = [c.text for table in opened.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


def test_errors_and_warnings_by_check_with_what_to_hand_in_until_when() -> None:
    made = letter(
        view("unit.suspect_scale", "三公经费印为0.34元"),
        view("score.unexplained_loss", "甲行没有原因", severity="warning"),
        view("score.unexplained_loss", "乙行没有原因", severity="warning"),
        view("score.ratio", "提示不写", severity="hint"),
        view("missing.table", "没有收到自评表"),
    )
    assert [len(items) for _, items in made.chapters] == [2, 1]
    assert made.materials == (
        "2025年度《预算支出绩效自评表》（每个项目一份）",
        "更正后的《自评报告》",
        "更正并补充原因后的《自评表》",
    )
    text = text_of(document(made))
    for words in (
        "甲县财政局", "关于甲县某局2025年度绩效自评材料的审核意见", "三公经费印为0.34元",
        "1. 甲行没有原因", "2. 乙行没有原因", "请于2026年12月7日前", "先送行政股初审", "第 2 页",
        "2026年11月23日", "0.34元",
    ):  # fmt: skip
        assert words in text
    assert "提示不写" not in text


def test_a_doubtful_finding_waits_for_a_person() -> None:
    made = letter(view("sum.revenue", "读得不准", doubtful=True), view("sum.assets", "读得准"))
    assert made.held_back == 1
    assert "读得不准" not in text_of(document(made))
    assert letter(view("sum.revenue", "读得不准", doubtful=True)).chapters == ()


def test_the_office_s_own_business_is_no_letter() -> None:
    unit = UnitView("9", "某馆", 2025, None, findings=[view("unit.unregistered", "不在名册")])
    assert letters([unit], {}, [], written=DAY, until=UNTIL) == []


def test_every_check_has_an_entry_and_asks_something() -> None:
    assert catalogue()[-1].checks == ("*",)
    assert all(entry.ask for entry in catalogue() if entry.checks != ("unit.unregistered",))
    assert all(bool(e.material) != bool(e.change) for e in catalogue() if e.ask)


def test_a_unit_keeps_its_number_and_new_ones_take_the_next(tmp_path: Path) -> None:
    register = tmp_path / "numbers.json"
    first = letter(view("sum.assets", "x"))
    second = replace(first, unit_code="102")
    assert [x.number for x in numbered([second], register)] == ["甲财绩函〔2026〕1号"]
    assert [x.number[-2] for x in numbered([first, second], register)] == ["2", "1"]
    plain = replace(first, number="甲财绩函〔2026〕8号")
    assert numbered([plain], register) == [plain]


def test_letters_of_a_home(home: Path) -> None:
    made = write_letters(home, written=DAY, until=UNTIL)
    assert [(path, held.unit_name) for path, held in made] == [(None, "甲县史志室")]
    assert made[0][1].held_back == 1
    assert content.CHAPTERS.keys() == {"error", "warning"}


@pytest.mark.libreoffice
def test_libreoffice_sets_it_on_a4(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(document(letter(*(view("sum.assets", f"第{n}条") for n in range(9)))))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "letter.pdf")
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]
    assert "甲财绩函〔2026〕" in text
    assert "第8条" in text
    assert "—1—" in text
