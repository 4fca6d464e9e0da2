"""Traps of DOMAIN §4: what must not be bound, and what is carried from where."""

import pytest

from contracts.document import Box, Document, Paragraph, Reading, Run
from contracts.ids import IdMaker
from normalizers.narrative import bindings, read_narrative
from tests.normalizers.test_narrative_examples import lines, plain, read, submission


def same(found: list[str], expected: list[str]) -> bool:
    return sorted(map(plain, found)) == sorted(map(plain, expected))


@pytest.mark.parametrize(
    "text",
    [
        "根据（办发[2019]20号）文件，内设机构3个股室。",
        "我局暂无50万元以上的项目资金。",
        "单价100万元（含）以上设备2台（套）。",
        "智慧监管项目年初预算100万元，支出决算98万元。",
        "智慧监管项目。2022年预算100万元，决算98万元，执行率98%。",
        "信息化建设项目支出100万元，其中人员经费5万元。",
        "全县财政支出50亿元。",
        "2023年支出预算为200万元，三公经费预算3万元。",
        "2019年支出决算为88万元。",
        "2022年6月追加预算5万元。",
        "涉及预算金额598.42万元，平均得分99.43分。",
        "国内公务接待15批次120人次，保有公务用车2辆。",
        "会议费标准不得超过2万元。",
        "支出总计10 3.98万元。",
        "本年支出合计约128万元。",
        "公务接待费、会议费分别为1万元、2万元、3万元。",
        "公务接待费、会议费1万元。",
        "由中小企业供应商中标的，政府采购支出4.79万元。",
        "收入 元，支出 元，占 %。",
        "无“三公”经费财政拨款支出的部门，作下述说明：",
        "行政编制5名，事业编制8名。",
        "注：本部门2022年无“三公”经费预算，故本表为空表。",
        "绩效目标：保障人员经费80万元，公用经费10万元。",
        "一是办公费5万元，二是会议费2万元。",
        "公务接待费由2.5万元下降到0.34万元。",
    ],
)
def test_nothing_is_bound(text: str) -> None:
    assert lines(read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "我局2022年年初预算批复收入总额356.2万元，支出总额356.2万元，年中追加45.3万元，全年"
                "预算数401.5万元，全年实际支出398.7万元，预算执行率为99.3%。"
            ),
            [
                "revenue.total initial_budget 3562000",
                "expenditure.total initial_budget 3562000",
                "expenditure.total supplement 453000",
                "expenditure.total adjusted_budget 4015000",
                "expenditure.total final 3987000",
                "execution_rate expenditure.total final>adjusted_budget 99.3",
            ],
        ),
        (
            "三公经费比上年和年初预算分别减少0.2万元、2.21万元。",
            [
                "change three_public.total final>prior_final -2000",
                "change three_public.total final>initial_budget -22100",
            ],
        ),
        (
            "2022年会议费、培训费均为0元。",
            ["meeting final 0", "training final 0"],
        ),
        (
            "2022年总收入128.69万元，同比增长2.5%，总支出128.69万元，同比下降1.2%。",
            [
                "revenue.total final 1286900",
                "change_rate revenue.total final>prior_final 2.5",
                "expenditure.total final 1286900",
                "change_rate expenditure.total final>prior_final -1.2",
            ],
        ),
        (
            "总支出128.69 万 元，基本支出103 .98万元，项目支出2\n4.71万元",
            [
                "expenditure.total final 1286900",
                "expenditure.basic final 1039800",
                "expenditure.project final 247100",
            ],
        ),
        (
            "公务用车购置费0万元，全年购置公务用车0辆；公务用车运行维护费1.5万元。",
            ["three_public.vehicle.purchase final 0", "three_public.vehicle.operation final 15000"],
        ),
        (
            "支出总额494,400.00万元。",
            ["expenditure.total final 4944000000"],
        ),
    ],
)
def test_what_is_bound(text: str, expected: list[str]) -> None:
    assert same(lines(read(text)), expected)


def test_a_heading_gives_stage_and_fund() -> None:
    reading = read(
        "五、一般公共预算财政拨款支出决算情况说明",
        "（一）支出决算总体情况",
        "一般公共预算财政拨款支出80万元，占本年支出合计的100.00%。",
        "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于：医疗费5万元。"
        "年初预算为62.29万元，支出决算为60.99万元。",
        kind="final_accounts",
    )
    account = [f for f in reading.figures if f.account_name]
    assert [(f.account_name, f.stage, f.fund) for f in account] == [
        ("行政单位医疗", "initial_budget", "general_public"),
        ("行政单位医疗", "final", "general_public"),
    ]
    assert [(c.kind, c.versus) for c in reading.claims] == [("share", "expenditure.total")]


def test_a_class_of_accounts_has_its_code() -> None:
    reading = read("住房保障支出（类）445.69万元，教育（类）支出2万元。")
    assert [(f.account_name, f.account_code) for f in reading.figures] == [
        ("住房保障支出", "221"),
        ("教育支出", "205"),
    ]


def test_accounts_of_one_name_are_told_apart_by_their_path() -> None:
    reading = read(
        "“一般公共服务支出（类）组织事务（款）一般行政管理事务（项）”科目107.50万元。",
        "“一般公共服务支出（类）宣传事务（款）一般行政管理事务（项）”科目110.60万元。",
        "“住房保障支出（类）住房改革支出（款）购房补贴（项）”科目334.08万元。",
        kind="budget",
    )
    assert [f.account_name for f in reading.figures] == [
        "一般公共服务支出/组织事务/一般行政管理事务",
        "一般公共服务支出/宣传事务/一般行政管理事务",
        "购房补贴",
    ]


def test_a_list_goes_on_in_the_following_paragraphs() -> None:
    reading = read(
        "2025年“三公”经费预算数为37.91万元，比2024年预算减少10万元。其中：",
        "（一）因公出国（境）费0万元，比2024年预算持平。",
        "（二）公务接待费1.35万元。比2024年预算减少2万元。",
        kind="budget",
        year=2025,
    )
    assert {f.stage for f in reading.figures} == {"initial_budget"}
    assert [(c.item, c.versus, str(c.value)) for c in reading.claims] == [
        ("three_public.total", "prior_budget", "-100000"),
        ("three_public.overseas", "prior_budget", "0"),
        ("three_public.reception", "prior_budget", "-20000"),
    ]


def test_an_amount_without_a_name_after_an_account_is_not_the_units() -> None:
    reading = read(
        "“住房保障支出（类）住房改革支出（款）购房补贴（项）”科目334.08万元。",
        "2021年预算执行数为20.30万元，2022年预算安排24.31万元。",
        kind="budget",
    )
    assert [f.account_name for f in reading.figures] == ["购房补贴"]


def test_without_a_fiscal_year_a_named_year_binds_nothing() -> None:
    assert lines(read("2022年支出决算128.69万元。", year=None)) == []
    assert lines(read("支出决算128.69万元。", year=None)) != []


def test_the_unit_itself_is_no_residue_but_another_unit_is() -> None:
    unit = "某县发展和改革局"
    assert lines(read("某县发改局2022年支出决算128.69万元。", unit=unit))
    assert not lines(read("某县教育局2022年支出决算128.69万元。", unit=unit))


def test_words_for_nothing_are_kept_apart_from_zero() -> None:
    figures = read("2022年无政府采购支出，会议费0元。").figures
    assert [(f.nil, f.printed, str(f.half_unit)) for f in figures] == [
        ("nil", "无", "0"),
        ("number", "0元", "0.5"),
    ]


def test_place_and_reading_come_from_the_runs() -> None:
    text = "总支出128.69万元"
    edges = tuple(float(10 * i) for i in range(len(text) + 1))
    run = Run(0, len(text), 3, Box(0, 5, 110, 15), edges, Reading.OCR, 0.9)
    document = Document("0" * 64, "", (Paragraph(0, text, (run,)),))
    described = submission()
    figure = read_narrative(document, described, IdMaker(described.submission_id)).figures[0]
    assert (figure.page, figure.x0, figure.x1) == (3, 30.0, 110.0)
    assert (figure.reading, figure.confidence, figure.assurance) == ("ocr", 0.9, "read")
    assert text[figure.char_start : figure.char_end] == figure.printed == "128.69万元"


def test_headers_are_not_read_and_bindings_say_why() -> None:
    blocks = (
        Paragraph(0, "总支出1万元", container="header"),
        Paragraph(1, "公务接待费决算数0.34万元"),
    )
    ((joined, _, (binding,)),) = bindings(Document("0" * 64, "", blocks), submission())
    assert joined.paragraph.block == 1
    assert binding.reasons == ("item:公务接待费", "stage:决算数")


def test_a_sentence_broken_by_the_page_is_one_sentence() -> None:
    texts = ["本年支出合计100.5万元，其中：基本支出80.5万元，占", "80.1%；项目支出20.0", "万元。"]
    blocks = tuple(
        Paragraph(block, text, (Run(0, len(text), block + 1),)) for block, text in enumerate(texts)
    )
    described = submission(kind="final_accounts")
    reading = read_narrative(Document("0" * 64, "", blocks), described, IdMaker("a"))
    places = [(f.item, f.block, f.char_start, f.char_end, f.page) for f in reading.figures]
    assert places[-1] == ("expenditure.project", 1, 10, 14, 2)
    assert reading.figures[-1].printed == "20.0万元"
    assert [(c.block, c.char_start, c.char_end) for c in reading.claims] == [(1, 0, 5)]


def test_a_heading_on_the_line_of_a_sentence_ends_it() -> None:
    texts = ["机关运行经费支出464.64万元三、政府采购情况", "2022年政府采购支出4.20万元。"]
    blocks = tuple(Paragraph(b, text, (Run(0, len(text), 1),)) for b, text in enumerate(texts))
    reading = read_narrative(Document("0" * 64, "", blocks), submission(), IdMaker("a"))
    assert [f.item for f in reading.figures] == ["agency_operating", "procurement.total"]


@pytest.mark.parametrize(
    ("text", "assurance"),
    [("支出决算为10\n3.98万元。", "doubtful"), ("支出决算为103.98万\n元。", "typed")],
)
def test_digits_joined_over_a_break_of_the_author_are_in_doubt(text: str, assurance: str) -> None:
    narrative = read_narrative(
        Document("a", "docx", (Paragraph(0, text),)), submission(), IdMaker("a")
    )
    assert [(f.printed, f.assurance) for f in narrative.figures] == [(text[5:-1], assurance)]


def test_a_bare_budget_beside_another_initial_budget_binds_nothing() -> None:
    found = lines(
        read(
            "2022年年初预算支出2000万元。",
            "2022年支出预算总额2350.5万元，实际支出2350.5万元，预算执行率100%。",
        )
    )
    assert same(
        found,
        ["expenditure.total initial_budget 20000000", "expenditure.total final 23505000"],
    )


def test_a_bare_budget_is_the_initial_one_where_the_document_has_no_other() -> None:
    found = lines(read("2022年预算总额2350.5万元，实际支出2350.5万元。"))
    assert same(
        found,
        ["expenditure.total initial_budget 23505000", "expenditure.total final 23505000"],
    )
