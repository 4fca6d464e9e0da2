# ruff: noqa: E501 - what is said stands beside what it means
"""Wordings of public reports, each with what it says; written apart from the phrase data.

Every function writes one or more paragraphs. Numbers need not add up: the reader reads what is
printed, checks come later.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.bench.accuracy.prose import Fact, Prose, Truth

Maker = Callable[[Prose], None]
THREE = {
    "three_public.overseas": ("因公出国（境）费", "因公出国（境）费用", "因公出国（境）经费"),
    "three_public.vehicle": ("公务用车购置及运行维护费", "公务用车购置及运行费"),
    "three_public.reception": ("公务接待费", "公务接待费用"),
}
CLASSES = ("一般公共服务支出", "教育支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出")
LINES = (
    ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"),
    ("住房保障支出", "住房改革支出", "住房公积金"),
    ("农林水支出", "水利", "防汛"),
    ("卫生健康支出", "行政事业单位医疗", "行政单位医疗"),
)


def subject(p: Prose) -> str:
    return p.any("", "我局", "本单位", "我单位", p.unit, "本部门")


def when(p: Prose) -> str:
    return p.any(f"{p.year}年", f"{p.year}年度", f"{p.year}年度，", f"{p.year}年，")


def persons(p: Prose, item: str, word: str) -> Fact:
    number = p.rng.randint(0, 300)
    means = Truth("figure", item, "final", Decimal(number))
    return Fact(f"{number}{word}", (means,))


def staff(p: Prose) -> None:
    p.say(p.any("（一）人员编制情况", "（一）机构人员情况"))
    word = p.any("人", "名")
    a, b = persons(p, "staff.establishment", word), persons(p, "staff.actual", word)
    c, d = persons(p, "staff.in_service", word), persons(p, "staff.retired", word)
    head = p.any("根据有关文件（办发〔2019〕12号）精神，", f"内设机构{p.rng.randint(2, 9)}个。", "")
    p.say(
        head, subject(p), p.any("核定编制", "现有编制", "编制数", "共有编制"), a,
        p.any("，实有人数", "，年末实有人数", "，实有"), b,
        p.any("，其中：在职", "，其中在职人员"), c, p.any("，离退休", "、离退休人员"), d, "。",
    )  # fmt: skip


def budget(p: Prose) -> None:
    p.say(p.any("（二）部门预算情况", "1.部门预算情况", "（一）年初预算安排情况"))
    total = p.amount()
    both = p.any("年初预算收入", "年初收入预算", "收入预算", "年初部门预算收入")
    out = p.any("年初支出预算", "年初预算安排支出", "支出预算", "年初预算支出")
    p.say(
        when(p), subject(p) if p.rng.random() < 0.4 else "", both, p.any("为", "", "总额为"),
        p.money(total, "revenue.total", "initial_budget"), p.any("，其中：", "，其中，"),
        "一般公共预算拨款", p.any("收入", ""),
        p.money(p.amount(), "revenue.general_public_budget", "initial_budget", fund="general_public"),
        p.any("；", "。"), p.any("", f"{p.year}年") , out, p.any("为", ""),
        p.money(total, "expenditure.total", "initial_budget"), p.any("，其中：", "，其中"),
        "基本支出", p.any("", "预算"),
        p.money(p.amount(), "expenditure.basic", "initial_budget"), p.any("，", "、"), "项目支出",
        p.money(p.amount(), "expenditure.project", "initial_budget"), "。",
    )  # fmt: skip


def final(p: Prose) -> None:
    p.say(p.any("（三）部门决算情况", "2.部门决算情况（含年中预算追加情况）", "（二）预算执行情况"))
    added = p.amount(900_000)
    change = Truth("change", "revenue.total", "final", added, "initial_budget")
    extra = Truth("figure", "revenue.total", "supplement", added)
    more = (
        p.any("，较年初预算增加", "，比预算增加", "，较预算增加"),
        Fact(p.printed(added), (extra, change)),
    )
    p.say(
        when(p), p.any("决算总收入", "总收入", "收入决算数为", "本年收入合计"),
        p.money(p.amount(), "revenue.total", "final"),
        *(more if p.rng.random() < 0.6 else ()),
        p.any("，总支出", "；支出决算数为", "，本年支出合计"),
        p.money(p.amount(), "expenditure.total", "final"), p.any("，其中：", "。其中："),
        "基本支出", p.money(p.amount(), "expenditure.basic", "final"),
        *_share(p, "expenditure.basic"), p.any("；", "，"),
        "项目支出", p.money(p.amount(), "expenditure.project", "final"),
        *_share(p, "expenditure.project"), p.any("。", "。全年收支平衡。"),
    )  # fmt: skip


def _share(p: Prose, item: str) -> tuple[str | Fact, ...]:
    if p.rng.random() < 0.4:
        return ()
    word = p.any("，占总支出的", "，占", "，占支出总额的", "，占本年支出合计的", "，占比")
    return (word, p.rate("share", item, "expenditure.total"))


def execution(p: Prose) -> None:
    first, stage = p.any("年初预算数", "年初预算"), "initial_budget"
    parts: list[str | Fact] = [
        when(p), p.any("部门整体支出", "部门支出", "支出"), first, p.any("为", ""),
        p.money(p.amount(), "expenditure.total", stage), p.any("，年中追加", "，追加预算"),
        p.money(p.amount(900_000), "expenditure.total", "supplement"),
        p.any("，全年预算数为", "，调整后预算数为", "，调整预算数"),
        p.money(p.amount(), "expenditure.total", "adjusted_budget"),
        p.any("，实际支出", "，全年实际支出", "，决算数为", "，支出决算为"),
        p.money(p.amount(), "expenditure.total", "final"),
        p.any("，预算执行率为", "，执行率", "，预算执行率"),
        p.rate("execution_rate", "expenditure.total", "adjusted_budget"), "。",
    ]  # fmt: skip
    p.say(*parts)


def three_self(p: Prose) -> None:
    p.say("3.“三公”经费" + p.any("执行情况", "使用情况", "支出情况"))
    stages = (("initial_budget", p.any("预算数", "年初预算", "预算数为")),
              ("final", p.any("决算数", "决算数为", "实际支出")))  # fmt: skip
    parts: list[str | Fact] = []
    for stage, word in stages:
        parts += [
            f"{p.year}年" if stage == "initial_budget" else "",
            p.any("“三公”经费", '“三公"经费', "三公经费"), word,
            p.money(p.amount(300_000), "three_public.total", stage), p.any("，其中：", "。其中："),
        ]  # fmt: skip
        for item, names in THREE.items():
            parts += [p.any(*names), p.money(p.amount(90_000), item, stage), "，"]
        parts[-1] = "。"
    p.say(*parts)


def three_official(p: Prose) -> None:
    p.say(f"{p.any('七', '八')}、财政拨款“三公”经费支出决算情况说明")
    fund = {"fund": "fiscal"}
    parts: list[str | Fact] = [
        when(p), "“三公”经费财政拨款支出", p.any("年初预算为", "预算数为"),
        p.money(p.amount(), "three_public.total", "initial_budget", **fund),
        p.any("，支出决算为", "，支出决算数为"),
        p.money(p.amount(), "three_public.total", "final", **fund),
        p.any("，完成年初预算的", "，完成预算的", "，完成预算"),
        p.rate("completion_rate", "three_public.total", "initial_budget", **fund), "，其中：",
    ]  # fmt: skip
    for item, names in THREE.items():
        parts += [p.any(*names), p.any("支出决算为", "支出", "决算数为")]
        parts += [p.money(p.amount(), item, "final", **fund)]
        parts += [p.any("，完成预算的", "，完成年初预算的")]
        parts += [p.rate("completion_rate", item, "initial_budget", **fund), "；"]
    parts[-1] = "。决算数小于预算数的主要原因：严格控制支出，减少5万元。"
    p.say(*parts)


def three_nil(p: Prose) -> None:
    word, name = p.any("未发生", "无", "没有"), p.any("因公出国（境）费", "公务接待费")
    item = "three_public.overseas" if "出国" in name else "three_public.reception"
    nil = Fact(word, (Truth("figure", item, "final", Decimal(0)),))
    p.say(when(p), p.any("我单位", "本单位", ""), nil, name, p.any("支出", "", "用"), "。")


def totals(p: Prose) -> None:
    p.say("一、收入支出决算总体情况说明")
    amount, change = p.amount(), p.amount(800_000)
    sign = p.rng.choice([1, -1])
    sides = ("grand_total.revenue", "grand_total.expenditure")
    both = Fact(p.printed(amount), tuple(Truth("figure", s, "final", amount) for s in sides))
    moved = Fact(
        p.printed(change),
        tuple(Truth("change", s, "final", change * sign, "prior_final") for s in sides),
    )
    rate = Decimal(p.rng.randint(1, 5000)) / 100
    grown = Fact(
        p.percent(rate),
        tuple(Truth("change_rate", s, "final", rate * sign, "prior_final") for s in sides),
    )
    last = p.year - 1
    p.say(
        when(p), p.any("收、支总计均为", "收入支出总计", "收入、支出总计均为", "收、支总计"), both,
        p.any("。", "，"), p.any(f"与{last}年度相比，", f"与{last}年相比，", "与上年相比，", "比上年", f"较{last}年"),
        p.any("收、支总计各", "收入支出总计") if p.rng.random() < 0.5 else "",
        p.any("增加", "增长") if sign > 0 else p.any("减少", "下降"), moved, "，",
        p.any("增长", "上升") if sign > 0 else "下降", grown,
        p.any("。主要原因是人员变动增加支出12万元。", "，主要是项目减少。", "。"),
    )  # fmt: skip


def revenue_mix(p: Prose) -> None:
    p.say("二、收入决算情况说明")
    parts: list[str | Fact] = [p.any("", when(p)), p.any("本年收入合计", "收入合计")]
    parts += [p.money(p.amount(), "revenue.total", "final"), "，其中："]
    entries = [
        (p.any("财政拨款收入"), "revenue.fiscal_appropriation", "fiscal"),
        ("上级补助收入", "revenue.superior_subsidy", None),
        ("事业收入", "revenue.business", None),
        ("经营收入", "revenue.operating", None),
        ("其他收入", "revenue.other", None),
    ]
    for name, item, fund in entries:
        more = {"fund": fund} if fund else {}
        parts += [name, p.money(p.amount(), item, "final", **more), "，占"]
        parts += [p.rate("share", item, "revenue.total", **more), "；"]
    parts[-1] = "。"
    p.say(*parts)


def accounts(p: Prose) -> None:
    p.say("五、一般公共预算财政拨款支出决算情况说明")
    p.say("（二）一般公共预算财政拨款支出决算结构情况")
    fund = {"fund": "general_public"}
    parts: list[str | Fact] = ["一般公共预算财政拨款支出"]
    parts += [p.money(p.amount(), "expenditure.total", "final", **fund), "，主要用于以下方面："]
    mark = p.any("（类）", "")
    for name in p.rng.sample(CLASSES, 3):
        more = fund | {"account": name}
        parts += [
            f"{name}{mark}",
            p.money(p.amount(), "expenditure.total", "final", **more),
            "，占",
        ]
        parts += [p.rate("share", "expenditure.total", "expenditure.total", **more), "；"]
    parts[-1] = "。"
    p.say(*parts)
    p.say("（三）一般公共预算财政拨款支出决算具体情况")
    for number, path in enumerate(p.rng.sample(LINES, 3), 1):
        more = fund | {"account": path[2]}
        p.say(
            f"{number}、{path[0]}（类）{path[1]}（款）{path[2]}（项）", p.any("。主要用于：日常工作支出。", "。"),
            p.any("年初预算为", "年初预算"),
            p.money(p.amount(), "expenditure.total", "initial_budget", **more),
            p.any("，支出决算为", "，决算数为"),
            p.money(p.amount(), "expenditure.total", "final", **more),
            p.any("，完成年初预算的", "，完成预算的"),
            p.rate("completion_rate", "expenditure.total", "initial_budget", **more),
            p.any("。决算数大于预算数的主要原因：人员增加3人，增支2万元。", "。决算数与预算数基本持平。", "。"),
        )  # fmt: skip


def basic(p: Prose) -> None:
    p.say("六、一般公共预算财政拨款基本支出决算情况说明")
    fund = {"fund": "general_public"}
    p.say(
        p.any("", when(p)), "一般公共预算财政拨款基本支出",
        p.money(p.amount(), "expenditure.basic", "final", **fund), p.any("，其中：", "。其中："),
        p.any("人员经费"), p.money(p.amount(), "expenditure.basic.personnel", "final", **fund),
        p.any("，主要包括：基本工资、津贴补贴、奖金；", "；", "，"),
        p.any("公用经费", "日常公用经费"), p.money(p.amount(), "expenditure.basic.public", "final", **fund),
        p.any("，主要包括：办公费、印刷费、培训费。", "。"),
    )  # fmt: skip


def procurement(p: Prose) -> None:
    p.say(p.any("4.政府采购执行情况", "（二）政府采购支出情况"))
    item = "procurement."
    p.say(
        when(p), p.any("政府采购支出", "政府采购支出总额", "政府采购金额为"),
        p.money(p.amount(), item + "total", "final"), "，其中：",
        p.any("政府采购货物支出", "货物", "货物采购金额", "货物支出"), p.money(p.amount(), item + "goods", "final"),
        "、",
        p.any("政府采购工程支出", "工程", "工程支出"), p.money(p.amount(), item + "works", "final"),
        p.any("、", "，"),
        p.any("政府采购服务支出", "服务", "服务支出"), p.money(p.amount(), item + "services", "final"), "。",
        *((("授予中小企业合同金额", p.noise(p.printed(p.amount())), "，占政府采购支出总额的", p.noise("35.2%"), "。"))
          if p.rng.random() < 0.5 else ()),
    )  # fmt: skip


def assets(p: Prose) -> None:
    p.say("5.资产管理情况")
    p.say(
        p.any(f"{p.year}年年末", f"截至{p.year}年12月31日，", f"{p.year}年末"), p.any("资产总额", "资产总计"),
        p.money(p.amount(), "assets.total", "final"), "，负债总额",
        p.money(p.amount(), "liabilities.total", "final"), "，净资产",
        p.money(p.amount(), "net_assets.total", "final"), p.any("。", "；"),
        p.any("固定资产原值", "固定资产账面原值"),
        p.money(p.amount(), "fixed_assets.original_value", "final"), "，在用资产",
        p.money(p.amount(), "fixed_assets.in_use", "final"), "。",
    )  # fmt: skip


def operating(p: Prose) -> None:
    p.say(p.any("（一）机关运行经费支出情况", "（一）机关运行经费"))
    change, sign = p.amount(300_000), p.rng.choice([1, -1])
    rate = Decimal(p.rng.randint(1, 3000)) / 100
    item = "agency_operating"
    p.say(
        when(p), p.any("机关运行经费支出", "机关运行经费"), p.money(p.amount(), item, "final"),
        p.any("，比上年", f"，比{p.year - 1}年度", f"，较{p.year - 1}年", "，较上年"),
        "增加" if sign > 0 else "减少",
        Fact(p.printed(change), (Truth("change", item, "final", change * sign, "prior_final"),)),
        "，",
        "增长" if sign > 0 else "下降",
        Fact(p.percent(rate), (Truth("change_rate", item, "final", rate * sign, "prior_final"),)),
        "。",
    )  # fmt: skip


def listed(p: Prose) -> None:
    """A unit shared by a list, and two stages in one clause."""
    values = [p.amount(90_000) for _ in range(3)]
    facts = [
        Fact(p.printed(v, unit=i == 2), (Truth("figure", item, "final", v),))
        for i, (v, item) in enumerate(zip(values, THREE, strict=True))
    ]
    names = [names[0] for names in THREE.values()]
    p.say(
        when(p), f"{names[0]}、{names[1]}{p.any('、', '和')}{names[2]}", p.any("支出", "决算数", ""), "分别为",
        facts[0], "、", facts[1], p.any("、", "和"), facts[2], "。",
    )  # fmt: skip


def prior_year(p: Prose) -> None:
    p.say(
        f"{p.year - 1}年", p.any("公务接待费支出", "公务接待费决算数"),
        p.money(p.amount(90_000), "three_public.reception", "prior_final"),
        f"，{p.year}年", p.any("公务接待费支出", "公务接待费决算数为"),
        p.money(p.amount(90_000), "three_public.reception", "final"), "。",
    )  # fmt: skip


def level(p: Prose) -> None:
    word = p.any("与上年持平", f"与{p.year - 1}年度持平", "与上年决算数持平")
    at = Fact(word[-2:], (Truth("change", "training", "final", Decimal(0), "prior_final"),))
    p.say("培训费支出", p.money(p.amount(90_000), "training", "final"), "，", word[:-2], at, "。")


def distractors(p: Prose) -> None:
    """Sentences with numbers that are no figure of the unit."""
    choice = p.rng.randrange(10)
    m = p.noise(p.printed(p.amount()))
    sentences: tuple[tuple[str | Fact, ...], ...] = (
        ("智慧平台建设项目年初预算", m, "，实际支出", m, "，执行率", p.noise("98.2%"), "。"),
        (f"{p.year + 1}年拟安排会议费预算", m, "。"),
        ("全年接待35批次，260人次，共有车辆3辆，单价50万元以上设备2台。",),
        ("项目绩效目标完成情况（仅对50万元以上的项目资金进行分项说明）：暂无。",),
        ("争取上级专项资金", m, "，惠及群众1200人，完成率", p.noise("100%"), "。"),
        ("全县一般公共预算收入", m, "，同比增长", p.noise("5.1%"), "。"),
        ("该项目总投资", m, "，其中中央资金", m, "，地方配套", m, "。"),
        (f"根据《会议费管理办法》，会议费标准不得超过{p.rng.randint(200, 600)}元/人。",),
        (f"{p.year - 4}年支出决算为", m, "。"),
        ("下属单位县水利站支出决算", m, "，其中基本支出", m, "。"),
    )
    p.say(*sentences[choice])


MAKERS: tuple[Maker, ...] = (
    staff, budget, final, execution, three_self, three_official, three_nil, totals, revenue_mix,
    accounts, basic, procurement, assets, operating, listed, prior_year, level,
)  # fmt: skip
