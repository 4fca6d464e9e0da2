"""The office's own ledger (名册): units, publications, budgets, receipts and the notice's rules.

One dataclass a sheet of `registry.xlsx` (CONTRACT §4). Amounts are yuan: the sheet prints 万元 and
the reader multiplies. Shares and thresholds are percent points.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.facts import MONEY, column
from contracts.units import UnitNames, Units


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryUnit:
    """单位: one budget unit."""

    unit_code: str = column("VARCHAR", "单位代码")
    unit_name: str = column("VARCHAR", "单位名称")
    aliases: tuple[str, ...] = column("VARCHAR[]", "别名、简称、曾用名", ())
    category: str | None = column("VARCHAR", "类别：乡镇、教育、卫生、其他", None)
    department_code: str | None = column("VARCHAR", "主管部门的单位代码", None)
    review_office: str | None = column("VARCHAR", "初审科室", None)
    last_onsite_year: int | None = column("INTEGER", "最近一次现场评价的年度", None)
    published_on: date | None = column("DATE", "公开日期", None)
    published_url: str | None = column("VARCHAR", "公开网址", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """公开: when and where a unit published a year's report."""

    unit_code: str = column("VARCHAR", "单位代码")
    fiscal_year: int = column("INTEGER", "年度")
    published_on: date | None = column("DATE", "公开日期", None)
    published_url: str | None = column("VARCHAR", "公开网址", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """预算: the bureau's own numbers of a unit and year, yuan."""

    unit_code: str = column("VARCHAR", "单位代码")
    fiscal_year: int = column("INTEGER", "年度")
    initial_budget: Decimal | None = column(MONEY, "年初预算（元）", None)
    supplement: Decimal | None = column(MONEY, "追加（元）", None)
    adjusted_budget: Decimal | None = column(MONEY, "调整预算（元）", None)
    final: Decimal | None = column(MONEY, "决算（元）", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """收件: when a unit's material of a year came in."""

    unit_code: str = column("VARCHAR", "单位代码")
    fiscal_year: int = column("INTEGER", "年度")
    received_on: date = column("DATE", "收件日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """通知: the rules of one year's notice; None where the notice does not say."""

    fiscal_year: int = column("INTEGER", "年度")
    deadline: date | None = column("DATE", "报送截止日期", None)
    spot_check_share: Decimal | None = column(MONEY, "抽查复核比例（%）", None)
    deviation_threshold: Decimal | None = column(MONEY, "需说明的偏差幅度（%）", None)
    overshoot_threshold: Decimal | None = column(MONEY, "视为指标值偏低的超额幅度（%）", None)
    execution_points: Decimal | None = column(MONEY, "预算执行分值", None)
    level1_split: str | None = column("VARCHAR", "一级指标分值，如 50/30/10", None)
    grade_edges: str | None = column("VARCHAR", "等级分界，如 90/80/60", None)
    required_tables: str | None = column(
        "VARCHAR", "必报的决算表序号，如 1/2/3/4/5/6/7/9；空为九张", None
    )
    review_offices: str | None = column(
        "VARCHAR", "各类单位的初审单位，如 乡镇=乡镇财政服务中心；其他=归口股室", None
    )
    letter_heading: str | None = column("VARCHAR", "函件抬头", None)
    letter_number: str | None = column("VARCHAR", "函件文号", None)


@dataclass(frozen=True, slots=True)
class Registry:
    """The whole ledger; a sheet that is not there is an empty tuple."""

    units: tuple[RegistryUnit, ...] = ()
    publications: tuple[Publication, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def names(self) -> Units:
        """What the normalizers need to recognise a unit."""
        return tuple(UnitNames(unit.unit_code, unit.unit_name, unit.aliases) for unit in self.units)
