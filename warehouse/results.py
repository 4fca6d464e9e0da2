"""Rows the warehouse itself makes: problems, check results, findings (CONTRACT §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from contracts.facts import DATASETS, MONEY, column
from contracts.registry import LedgerLine, Notice, Publication, Receipt, RegistryUnit

#: Sums and differences of many amounts of DECIMAL(18,4).
TOTAL = "DECIMAL(24,4)"
#: Sums of half units.
TOLERANCE = "DECIMAL(24,6)"
CONSEQUENCES = "STRUCT(check_id VARCHAR, binding VARCHAR)[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """读取问题: what a person should know about a submission."""

    submission_id: str = column("VARCHAR", "提交件编号")
    code: str = column("VARCHAR", "问题代码")
    message: str = column("VARCHAR", "说明与处理办法")
    place: str = column("VARCHAR", "所在位置", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """检查结果: the outcome of one check on one binding."""

    check_id: str = column("VARCHAR", "检查代码，如 sum.three_public")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    binding: str = column("VARCHAR", "检查对象，如 three_public/final/narrative")
    outcome: str = column(
        "VARCHAR", "结果：exact 相符，rounding 舍入差，break 不符，not_applicable，insufficient"
    )
    reason: str | None = column("VARCHAR", "结果的理由，如缺少的数字", None)
    expected: Decimal | None = column(TOTAL, "按算式应为（基本单位）", None)
    actual: Decimal | None = column(TOTAL, "所印数值（基本单位）", None)
    difference: Decimal | None = column(TOTAL, "所印减应为", None)
    tolerance: Decimal | None = column(TOLERANCE, "由所印位数得出的容差", None)
    low_power: bool | None = column("BOOLEAN", "容差超过总数的百分之一，检查力弱", None)
    figure_ids: tuple[str, ...] = column("VARCHAR[]", "参与的数字编号", ())
    severity: str | None = column("VARCHAR", "不符时的级别：error、warning、hint", None)
    message: str | None = column("VARCHAR", "不符时的说明", None)
    submission_ids: tuple[str, ...] = column("VARCHAR[]", "涉及的提交件", ())
    causes: tuple[str, ...] = column("VARCHAR[]", "由这些数字引起的其他不符是本项的后果", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """发现: one a binding, stable from night to night."""

    finding_id: str = column("VARCHAR", "发现编号，由检查、单位、年度、对象构成")
    check_id: str = column("VARCHAR", "检查代码")
    binding: str = column("VARCHAR", "检查对象")
    consequences: tuple[tuple[str, str], ...] = column(
        CONSEQUENCES, "由同一原因引起的其他不符（检查代码与对象）", ()
    )
    severity: str = column("VARCHAR", "级别：error 错误，warning 警告，hint 提示")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    submission_ids: tuple[str, ...] = column("VARCHAR[]", "涉及的提交件", ())
    figure_ids: tuple[str, ...] = column("VARCHAR[]", "参与的数字编号", ())
    message: str = column("VARCHAR", "说明，引用所印数字")
    expected: Decimal | None = column(TOTAL, "按算式应为", None)
    actual: Decimal | None = column(TOTAL, "所印数值", None)
    difference: Decimal | None = column(TOTAL, "所印减应为", None)
    proposals: tuple[str, ...] = column(
        "VARCHAR[]", "可能的正确写法，供人核对；系统从不自行改动", ()
    )
    status: str = column("VARCHAR", "状态：open 未解决，resolved 已消失，waived 已豁免", "open")
    first_seen: datetime = column("TIMESTAMPTZ", "首次发现时间")
    last_seen: datetime = column("TIMESTAMPTZ", "最近一次发现时间")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """更正: what a person said about a number; superseded words stay on record."""

    figure_id: str = column("VARCHAR", "数字、比率或指标编号")
    submission_id: str = column("VARCHAR", "提交件编号")
    corrected_column: str = column("VARCHAR", "更正的列：value、score、points 等")
    printed: str = column("VARCHAR", "更正时该处的原文")
    old_value: Decimal | None = column(MONEY, "更正前的数值", None)
    new_value: Decimal | None = column(MONEY, "更正后的数值；空为“不是数字”", None)
    who: str = column("VARCHAR", "核对人")
    why: str = column("VARCHAR", "理由")
    corrected_at: datetime = column("TIMESTAMPTZ", "更正时间")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """复核结论: what a person concluded about a finding."""

    finding_id: str = column("VARCHAR", "发现编号")
    verdict: str = column(
        "VARCHAR", "结论：true 属实，false_alarm 误报，mended 已整改，waived 不予追究"
    )
    who: str = column("VARCHAR", "复核人")
    why: str = column("VARCHAR", "说明")
    message: str | None = column("VARCHAR", "复核时问题的说明；说明变了，豁免即失效", None)
    concluded_at: datetime | None = column("TIMESTAMPTZ", "复核时间", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """修改建议: a small slip of one printed number that would close what it breaks."""

    fact_id: str = column("VARCHAR", "数字或指标编号")
    submission_id: str = column("VARCHAR", "提交件编号")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    kind: str = column(
        "VARCHAR",
        "种类：digit 一位数字，point 小数点，swap 相邻数字颠倒，extra 多了一位，missing 少了一位，"
        "split 两行粘连，bound ≥ 误作 2",
    )
    printed: str = column("VARCHAR", "所印")
    proposed: str = column("VARCHAR", "建议核对的写法")
    value: Decimal = column(MONEY, "建议的数值（基本单位）")
    closes: int = column("INTEGER", "因此成立的算式数")
    is_unique: bool = column("BOOLEAN", "是否只有这一种改法能使这些算式成立", default=False)
    doubtful: bool = column("BOOLEAN", "该数字的读数是否存疑", default=False)
    beside: tuple[str, ...] = column("VARCHAR[]", "改后成立的算式中的数字编号", ())
    words: str = column("VARCHAR", "一句话说明", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """发现的变化: what became of each finding since the last build."""

    finding_id: str = column("VARCHAR", "发现编号")
    change: str = column("VARCHAR", "new 新发现，resolved 已消失，still_open 仍未解决")
    severity: str = column("VARCHAR", "级别")
    check_id: str = column("VARCHAR", "检查代码")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    message: str = column("VARCHAR", "说明")
    first_seen: datetime = column("TIMESTAMPTZ", "首次发现时间")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """数字的变化: a figure that is not what it was at the last build."""

    change: str = column(
        "VARCHAR", "value 数值，binding 含义，assurance 可信程度，appeared 新出现，gone 不再有"
    )
    via: str = column("VARCHAR", "reread 同一文件重新读取或更正，resubmitted 重新报送")
    unit_code: str | None = column("VARCHAR", "单位代码", None)
    fiscal_year: int | None = column("INTEGER", "所属年度", None)
    label: str = column("VARCHAR", "是什么数")
    former_printed: str | None = column("VARCHAR", "上次的原文", None)
    printed: str | None = column("VARCHAR", "现在的原文", None)
    former_value: Decimal | None = column(MONEY, "上次的数值", None)
    value: Decimal | None = column(MONEY, "现在的数值", None)
    former_binding: str | None = column("VARCHAR", "上次的含义", None)
    binding: str | None = column("VARCHAR", "现在的含义", None)
    former_assurance: str | None = column("VARCHAR", "上次的可信程度", None)
    assurance: str | None = column("VARCHAR", "现在的可信程度", None)
    figure_id: str = column("VARCHAR", "数字编号（不再有的为上次的编号）")
    former_figure_id: str | None = column("VARCHAR", "上次的数字编号", None)
    submission_id: str = column("VARCHAR", "提交件编号")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntry:
    """检查目录: the header of one file of `sql/checks`."""

    check_id: str = column("VARCHAR", "检查代码")
    severity: str = column("VARCHAR", "默认级别")
    title: str = column("VARCHAR", "名称")
    basis: str = column("VARCHAR", "依据")
    advice: str = column("VARCHAR", "怎么办")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """对账: when this database was built, one row."""

    built_at: datetime = column("TIMESTAMPTZ", "对账时间")
    fiscal_year: int | None = column("INTEGER", "只检查这一年度；空为全部", None)
    has_registry: bool = column("BOOLEAN", "是否有名册", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeFile:
    """入库文件: what the lake held of a submission when this database was built."""

    dataset: str = column("VARCHAR", "数据集")
    submission_id: str = column("VARCHAR", "提交件编号")
    paths: tuple[str, ...] = column("VARCHAR[]", "数据目录中的文件")
    stamp: str = column("VARCHAR", "各文件的大小、修改时刻与标识；未变的文件重建时不再读取")


#: Every folder of the lake.
LAKE: dict[str, type] = {**DATASETS, "problems": ProblemRow}
#: Every table the build makes besides, with its Chinese comment.
MADE: dict[str, type] = {
    "check_results": CheckResult,
    "findings": Finding,
    "corrections": CorrectionRow,
    "verdicts": VerdictRow,
    "proposals": Proposal,
    "finding_changes": FindingChange,
    "figure_changes": FigureChange,
    "checks": CheckEntry,
    "builds": Build,
    "lake_files": LakeFile,
    "registry_units": RegistryUnit,
    "registry_publications": Publication,
    "registry_ledger": LedgerLine,
    "registry_receipts": Receipt,
    "registry_notices": Notice,
}
#: Chinese comments of the tables.
COMMENTS: dict[str, str] = {
    "submissions": "提交件：收到的每份文件（含各版本）",
    "figures": "数字：文件上印出的每一个金额、人数等事实，一行一个",
    "claims": "比率与增减：文件上印出的完成率、占比、增减额，一行一个",
    "indicators": "绩效指标：自评表中逐行的指标、分值与得分",
    "passages": "段落：正文文字，个人信息已遮盖",
    "forms": "表：文件中的每张表，是否读懂、是否空表、有无空表说明",
    "problems": "读取问题：每份文件需要人工注意之处",
    "check_results": "检查结果：每项检查在每个对象上的结果，含相符与无法检查的",
    "findings": "发现：需要人处理的不符之处，同一原因只记一条",
    "corrections": "更正：经人核对的数字，每次核对一行",
    "verdicts": "复核结论：对发现的结论；误报与不予追究的发现状态为已豁免",
    "proposals": "修改建议：改一处即可使不符的算式全部成立的写法，供人核对，系统从不自行改动",
    "finding_changes": "与上次对账相比：新发现、已消失、仍未解决的发现",
    "figure_changes": "与上次对账相比：数值、含义或可信程度有变化的数字",
    "checks": "检查目录：每项检查的级别、名称、依据与处理办法",
    "builds": "对账：本数据库何时建立",
    "lake_files": "入库文件：本数据库由数据湖的哪些文件建立",
    "registry_units": "名册·单位",
    "registry_publications": "名册·公开",
    "registry_ledger": "名册·预算（元）",
    "registry_receipts": "名册·收件",
    "registry_notices": "名册·通知",
}
