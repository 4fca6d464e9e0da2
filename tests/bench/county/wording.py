# ruff: noqa: E501 - labels and wordings stand beside what they mean
"""A unit's running text: the self-evaluation report and the explanation of its final accounts.

Sections that the accuracy bench already words are taken from there; those whose numbers hang
together (staff, outcome, carry-over, changes, the recapitulation) are worded here.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.bench.accuracy import wordings
from tests.bench.accuracy.prose import Fact, Truth
from tests.bench.accuracy.wordings import when
from tests.bench.county.printing import BookedProse

TOPICS = (
    "水库除险加固", "农村饮水安全", "义务教育均衡发展", "基层医疗服务", "市场主体登记", "食品安全抽检",
    "老旧小区改造", "公路日常养护", "森林防火巡查", "土地确权登记", "就业技能培训", "困难群众救助",
    "文物保护利用", "网络舆情监测", "档案数字化", "安全生产检查", "科技成果转化", "招商项目服务",
    "法律援助办理", "信访事项化解", "粮食收购储备", "城乡环境整治", "退役军人优抚", "统计调查分析",
    "防汛抗旱值守", "畜禽疫病防控", "校园安全管理", "残疾人康复", "家庭医生签约", "妇幼健康筛查",
)  # fmt: skip
DUTIES = (
    "负责{}、{}的规划编制和组织实施", "指导全县{}以及{}方面的业务工作", "承担{}与{}的监督检查",
    "牵头协调{}，配合做好{}", "组织开展{}和{}的调查研究", "管理{}专项资金并推进{}",
)  # fmt: skip
DONE = (
    "全年推进{}，同步完善{}的工作机制", "重点完成{}任务，{}取得新进展", "围绕{}建立台账，{}按月调度",
    "{}覆盖面继续扩大，{}群众反映良好", "将{}列入年度重点事项，带动{}稳步提升",
)  # fmt: skip
TROUBLE = (
    "{}方面基础数据还不够齐全", "{}的绩效指标细化不够", "{}资金支付进度前低后高", "{}专业人员力量不足",
)  # fmt: skip
NOUNS = {
    "three_public.reception": "公务接待费", "meeting": "会议费", "training": "培训费",
    "agency_operating": "机关运行经费",
}  # fmt: skip
REASONS = (
    "主要原因是{}任务增减变化", "主要是{}安排调整", "由于{}工作量变化", "主要原因：{}支出口径变化",
)  # fmt: skip


def topics(p: BookedProse, patterns: tuple[str, ...], count: int) -> str:
    """Sentences no other unit writes in this order and mix."""
    chosen = [p.rng.choice(patterns).format(*p.rng.sample(TOPICS, 2)) for _ in range(count)]
    return "。".join(chosen) + "。"


def report(p: BookedProse, *, carried: bool) -> None:
    """The self-evaluation report, with its title."""
    p.say(p.unit)
    p.say(f"{p.year}年度部门整体支出绩效自评报告")
    p.say("一、单位基本情况")
    p.say("主要职责：" + topics(p, DUTIES, p.rng.randint(4, 6)))
    staff(p)
    p.say("二、预算执行情况")
    wordings.budget(p)
    outcome(p, carried=carried)
    wordings.execution(p)
    wordings.three_self(p)
    vehicle(p)
    wordings.procurement(p)
    wordings.assets(p)
    changes(p, p.rng.sample(sorted(NOUNS), 2))
    p.say("三、绩效目标完成情况")
    p.say(topics(p, DONE, p.rng.randint(4, 6)))
    if p.rng.random() < 0.5:
        wordings.distractors(p)
    p.say("四、存在的问题及改进措施")
    p.say("一是" + topics(p, TROUBLE, 2) + p.any("下一步将逐项整改。", "今后将加强培训。"))
    at(p, "recap", recapitulation)


def at(p: BookedProse, place: str, section: Callable[[BookedProse], None]) -> None:
    """A section whose numbers slip apart from the rest of the text."""
    before = p.page.place
    p.page.place = f"department {place}" if before == "department" else place
    section(p)
    p.page.place = before


def staff(p: BookedProse) -> None:
    """Establishment, in service, retired."""
    word = p.any("人", "名")
    said = [
        _persons(p, name, word) for name in ("establishment", "actual", "in_service", "retired")
    ]
    p.say(
        p.any("核定编制", "编制数"), said[0], p.any("，年末实有人数", "，实有"), said[1],
        p.any("，其中：在职", "，其中在职人员"), said[2], p.any("，离退休", "、离退休人员"), said[3], "。",
    )  # fmt: skip


def _persons(p: BookedProse, name: str, word: str) -> Fact:
    item = f"staff.{name}"
    right = Decimal(p.page.books.people[name])
    slip = p.page.slip("figure", item, "final", None, "")
    value = slip.change(right, Decimal(1)) if slip else right
    return Fact(f"{value}{word}", (Truth("figure", item, "final", value),))


def outcome(p: BookedProse, *, carried: bool) -> None:
    """Revenue and expenditure of the year; what was carried over and on."""
    final = "final"
    added = p.money(p.amount(), "revenue.total", "supplement").means[0].value
    both = (
        Truth("figure", "revenue.total", "supplement", added),
        Truth("change", "revenue.total", final, added, "initial_budget"),
    )
    more = (p.any("，较年初预算增加", "，较预算增加"), Fact(p.printed(added), both))
    shares = p.rng.random() < 0.6
    p.say(_next_heading(p))
    p.say(
        when(p), p.any("决算总收入", "收入决算数为"), p.money(p.amount(), "revenue.total", final),
        *(more if added > 0 else ()),
        p.any("，总支出", "；支出决算数为"), p.money(p.amount(), "expenditure.total", final), "，其中：",
        "基本支出", p.money(p.amount(), "expenditure.basic", final), *_share(p, "basic", shares), "；",
        "项目支出", p.money(p.amount(), "expenditure.project", final), *_share(p, "project", shares), "。",
    )  # fmt: skip
    balances = (
        p.any("年初结转和结余", "上年结转和结余"), p.money(p.amount(), "carryover.opening", final),
        "，年末结转和结余", p.money(p.amount(), "carryover.closing", final), "。",
    )  # fmt: skip
    if carried:
        p.say(*balances)


def _next_heading(p: BookedProse) -> str:
    """The heading after that of the budget, counted on in its way."""
    heads = {
        "1.": "2.部门决算情况（含年中预算追加情况）",
        "（一）": "（二）预算执行情况",
        "（二）": "（三）部门决算情况",
    }
    return next(
        after
        for line in reversed(p.paragraphs)
        for sign, after in heads.items()
        if line.startswith(sign)
    )


def _share(p: BookedProse, name: str, printed: bool) -> tuple[str | Fact, ...]:  # noqa: FBT001
    if not printed:
        return ()
    word = p.any("，占总支出的", "，占支出总额的")
    return (word, p.rate("share", f"expenditure.{name}", "expenditure.total"))


def vehicle(p: BookedProse) -> None:
    """What cars cost, bought and run."""
    item = "three_public.vehicle"
    p.say(
        when(p), "公务用车购置及运行维护费决算数为", p.money(p.amount(), item, "final"), "，其中：",
        "公务用车购置费", p.money(p.amount(), f"{item}.purchase", "final"),
        p.any("，", "、"), "公务用车运行维护费", p.money(p.amount(), f"{item}.operation", "final"), "。",
    )  # fmt: skip


def changes(p: BookedProse, items: list[str], *, reasons: bool = True) -> None:
    """Small items beside the year before, each with its reason."""
    for item in items:
        # everything is drawn whether it is printed or not: a copied report draws the same
        amount, rate, more = p.change(item)
        up, reason = p.any("增长", "上升"), p.any(*REASONS).format(p.rng.choice(TOPICS))
        sentence = (
            NOUNS[item], "决算数为", p.money(p.amount(), item, "final"), *before(p, item), "增加" if more else "减少", amount, "，", up if more else "下降", rate,
            f"，{reason}。" if reasons else "。",
        )  # fmt: skip
        if p.right(item, "prior_final"):
            p.say(*sentence)


def before(p: BookedProse, item: str) -> tuple[str | Fact, ...]:
    """Last year's number, in the comparison or in brackets before it."""
    last, word = p.money(p.amount(), item, "prior_final"), p.any("比上年", "较上年")
    inside = p.rng.random() < 0.7
    return ("，", word, "决算数", last) if inside else ("（上年决算数为", last, "），", word)


def moves(p: BookedProse) -> None:
    """How the three public expenses changed, the whole and each part."""
    names = {
        "three_public.total": "“三公”经费支出决算",
        **{k: v[0] for k, v in wordings.THREE.items()},
    }
    parts: list[str | Fact] = [f"与{p.year - 1}年相比，"]
    for item, name in names.items():
        amount, _, more = p.change(item, "fiscal")
        parts += [name, "增加" if more else "减少", amount, "，"]
        parts += ["其中："] if item == "three_public.total" else []
    parts[-1] = "，主要原因是业务量变化。"
    p.say(*parts)


def recapitulation(p: BookedProse) -> None:
    """Numbers said once more at the end."""
    p.say(
        when(p), "支出决算数为",
        p.money(p.amount(), "expenditure.total", "final"), "，政府采购支出",
        p.money(p.amount(), "procurement.total", "final"), "，资金使用合规。",
    )  # fmt: skip


def explanation(p: BookedProse, *, whole: bool, reasons: bool = True) -> None:
    """The text of the published final accounts; `whole`: of a department."""
    p.say(f"{p.unit}{p.year}年度{'部门' if whole else '单位'}决算公开")
    p.say("第一部分 概况")
    p.say("主要职责：" + topics(p, DUTIES, 3))
    p.say("第三部分 决算情况说明")
    p.say("一、收入支出决算总体情况说明")
    sides = ("grand_total.revenue", "grand_total.expenditure")
    total = p.money(p.amount(), sides[0], "final")
    value = total.means[0].value
    p.say(
        when(p), p.any("收、支总计均为", "收入、支出总计均为"),
        Fact(total.text, tuple(Truth("figure", side, "final", value) for side in sides)), "。",
    )  # fmt: skip
    wordings.revenue_mix(p)
    wordings.accounts(p)
    wordings.basic(p)
    at(p, "official", wordings.three_official)
    at(p, "moves", moves)
    p.say("八、其他重要事项的情况说明")
    changes(p, sorted(NOUNS), reasons=reasons)
