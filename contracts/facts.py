"""Facts: the rows of the lake (CONTRACT §3), one dataclass a dataset.

These definitions are the only ones: Parquet schemas, DuckDB tables, their Chinese comments and
the data dictionary are generated from the fields here. Money is Decimal in yuan, percentages are
Decimal percent points; floats are used for page coordinates and confidence only.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from contracts.errors import Problem

MONEY = "DECIMAL(18,4)"
HALF_UNIT = "DECIMAL(18,6)"
#: `nil` of a figure whose cell holds digits that are no one number; it has no value.
UNREADABLE = "unreadable"


def column(sql_type: str, comment: str, default: Any = MISSING) -> Any:
    """A dataclass field that knows its DuckDB type and Chinese comment."""
    metadata = {"sql": sql_type, "comment": comment}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dataset as SQL and people see it."""

    name: str
    sql_type: str
    comment: str


def columns_of(record: type) -> tuple[Column, ...]:
    """Columns of a dataset class, in order."""
    return tuple(
        Column(item.name, item.metadata["sql"], item.metadata["comment"])
        for item in fields(record)
        if "sql" in item.metadata
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """提交件: one file (or zip member) as received."""

    submission_id: str = column("VARCHAR", "提交件编号：文件 SHA-256 的前 16 位")
    sha256: str = column("VARCHAR", "文件内容的 SHA-256")
    file_name: str = column("VARCHAR", "收到时的文件名")
    media_type: str = column("VARCHAR", "按内容判断的文件类型")
    received_at: datetime = column("TIMESTAMPTZ", "收到时间（文件修改时间，带时区）")
    unit_code: str | None = column("VARCHAR", "单位代码；无名册时为规范化的单位名称", None)
    unit_name: str | None = column("VARCHAR", "文件上印的单位名称", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    scope: str | None = column("VARCHAR", "口径：department 部门，unit 单位，空为未印明", None)
    member_path: str | None = column("VARCHAR", "压缩包内路径", None)
    document_kinds: tuple[str, ...] = column("VARCHAR[]", "文件所含材料种类", ())
    status: str = column("VARCHAR", "状态：accepted、needs_review、refused", "accepted")
    version: int = column("INTEGER", "同一材料的第几版", 1)
    supersedes: str | None = column("VARCHAR", "被本件替代的提交件编号", None)
    page_count: int | None = column("INTEGER", "页数；无页概念的格式为空", None)
    ocr_page_count: int = column("INTEGER", "文字识别的页数", 0)
    extractor_version: str = column("VARCHAR", "提取程序版本", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where a fact is printed. Coordinates in points, origin top left."""

    block: int | None = column("INTEGER", "阅读顺序中的块号，从 0 起", None)
    char_start: int | None = column("INTEGER", "块文字中的起始字符", None)
    char_end: int | None = column("INTEGER", "块文字中的结束字符（不含）", None)
    page: int | None = column("INTEGER", "页码，从 1 起；无页格式为空", None)
    x0: float | None = column("DOUBLE", "左边界（磅）", None)
    y0: float | None = column("DOUBLE", "上边界（磅）", None)
    x1: float | None = column("DOUBLE", "右边界（磅）", None)
    y1: float | None = column("DOUBLE", "下边界（磅）", None)
    table_index: int | None = column("INTEGER", "第几张表，从 0 起；正文为空", None)
    row: int | None = column("INTEGER", "表内行号，从 0 起", None)
    col: int | None = column("INTEGER", "表内列号，从 0 起", None)
    reading: str = column("VARCHAR", "读取方式：typed 文字层，ocr 识别，inferred 推断", "typed")
    confidence: float = column("DOUBLE", "读取置信度 0–1", 1.0)
    assurance: str = column(
        "VARCHAR", "可信程度：typed、proved、read、doubtful、confirmed", "typed"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Locator):
    """数字: one fact as printed; `value` is what is printed, never what should have been."""

    figure_id: str = column("VARCHAR", "数字编号，由所在位置构成")
    submission_id: str = column("VARCHAR", "提交件编号")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    item: str = column("VARCHAR", "项目代码，如 three_public.reception 公务接待费")
    stage: str | None = column("VARCHAR", "阶段：initial_budget 年初预算、final 决算等", None)
    fund: str | None = column("VARCHAR", "资金口径：all、fiscal、general_public 等", None)
    account_code: str | None = column("VARCHAR", "功能或经济分类科目编码", None)
    account_name: str | None = column("VARCHAR", "科目名称", None)
    project: str | None = column("VARCHAR", "自评表的项目名称；全单位为空", None)
    value: Decimal | None = column(MONEY, "数值：金额为元，百分数为百分点", None)
    measure: str = column("VARCHAR", "量纲：CNY、person、percent、score、count", "CNY")
    printed: str = column("VARCHAR", "原文，含单位", "")
    printed_unit: str | None = column("VARCHAR", "所印单位", None)
    half_unit: Decimal = column(HALF_UNIT, "末位数字的半个单位（基本单位）", Decimal(0))
    half_unit_rule: str = column("VARCHAR", "半单位依据：printed、column、document", "printed")
    nil: str = column(
        "VARCHAR",
        "空值种类：number、nil、blank、not_applicable、unreadable（数字无法辨认）",
        "number",
    )
    source: str = column("VARCHAR", "来源：narrative、self_evaluation_table 等", "narrative")
    form: str | None = column("VARCHAR", "表式代码，如 final_accounts.t1；正文为空", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Locator):
    """比率或增减: a printed ratio or change, to be checked against its operands."""

    claim_id: str = column("VARCHAR", "比率编号，由所在位置构成")
    submission_id: str = column("VARCHAR", "提交件编号")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    kind: str = column(
        "VARCHAR", "种类：completion_rate、execution_rate、share、change、change_rate"
    )
    item: str = column("VARCHAR", "项目代码")
    stage: str | None = column("VARCHAR", "阶段", None)
    versus: str | None = column("VARCHAR", "对比的阶段；占比时为基数项目", None)
    fund: str | None = column("VARCHAR", "资金口径", None)
    account_code: str | None = column("VARCHAR", "科目编码", None)
    account_name: str | None = column("VARCHAR", "科目名称", None)
    project: str | None = column("VARCHAR", "自评表的项目名称", None)
    value: Decimal | None = column(MONEY, "数值：增减额为元（减少为负），比率为百分点", None)
    measure: str = column("VARCHAR", "量纲：CNY、percent、person、count", "percent")
    printed: str = column("VARCHAR", "原文，含单位", "")
    printed_unit: str | None = column("VARCHAR", "所印单位", None)
    half_unit: Decimal = column(HALF_UNIT, "末位数字的半个单位", Decimal(0))
    half_unit_rule: str = column("VARCHAR", "半单位依据：printed、column、document", "printed")
    source: str = column("VARCHAR", "来源", "narrative")
    form: str | None = column("VARCHAR", "表式代码，如 self_evaluation；正文为空", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Locator):
    """绩效指标: one scored row of a self-evaluation table.

    The execution row has level1 预算执行, the printed total level1 总分.
    """

    indicator_id: str = column("VARCHAR", "指标编号，由所在位置构成")
    submission_id: str = column("VARCHAR", "提交件编号")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    project: str | None = column("VARCHAR", "项目名称", None)
    level1: str | None = column("VARCHAR", "一级指标", None)
    level2: str | None = column("VARCHAR", "二级指标", None)
    level3: str | None = column("VARCHAR", "三级指标", None)
    target_printed: str | None = column("VARCHAR", "年度指标值原文", None)
    target_comparator: str | None = column("VARCHAR", "年度指标值的比较符：=、>=、<=、>、<", None)
    target_value: Decimal | None = column(MONEY, "年度指标值", None)
    actual_printed: str | None = column("VARCHAR", "实际完成值原文", None)
    actual_comparator: str | None = column("VARCHAR", "实际完成值的比较符", None)
    actual_value: Decimal | None = column(MONEY, "实际完成值", None)
    value_unit: str | None = column("VARCHAR", "指标值的计量单位", None)
    points: Decimal | None = column(MONEY, "分值", None)
    score: Decimal | None = column(MONEY, "得分", None)
    level1_points: Decimal | None = column(MONEY, "一级指标标签中印的分值", None)
    deviation_reason: str | None = column("VARCHAR", "偏差原因分析及改进措施", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """段落: narrative text, personal data masked."""

    submission_id: str = column("VARCHAR", "提交件编号")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    block: int = column("INTEGER", "阅读顺序中的块号")
    heading: str | None = column("VARCHAR", "所在标题", None)
    text: str = column("VARCHAR", "文字（个人信息已遮盖）")


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectedForm:
    """表: one table of a document, read or not, empty or not; what is missing needs to know."""

    submission_id: str = column("VARCHAR", "提交件编号")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    form: str | None = column("VARCHAR", "表式代码，如 final_accounts.t1；空为没有认出的表", None)
    title: str = column("VARCHAR", "所印表名", "")
    block: int = column("INTEGER", "阅读顺序中的块号")
    page: int | None = column("INTEGER", "页码；无页格式为空", None)
    table_index: int | None = column("INTEGER", "第几张表，从 0 起；只有表名而没有表的为空", None)
    state: str = column(
        "VARCHAR", "read 已读；unread 表名认得而栏目读不懂；unknown 没有认出；titled 只有表名和说明"
    )
    figures: int = column("INTEGER", "读出的数字个数", 0)
    marks: int = column("INTEGER", "以“—”“无”等表示没有的格数", 0)
    numbers: int = column("INTEGER", "印有而没有读出的数字个数", 0)
    note: str | None = column("VARCHAR", "空表说明的原文，如“本表无数据”", None)
    reading: str = column("VARCHAR", "读取方式：typed 文字层，ocr 识别", "typed")


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything understood of one submission."""

    submission: Submission
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    passages: tuple[Passage, ...] = ()
    problems: tuple[Problem, ...] = ()
    forms: tuple[DetectedForm, ...] = ()


#: The datasets of the lake by folder name.
DATASETS: dict[str, type] = {
    "submissions": Submission,
    "figures": Figure,
    "claims": Claim,
    "indicators": Indicator,
    "passages": Passage,
    "forms": DetectedForm,
}
