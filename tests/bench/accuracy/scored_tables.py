"""Self-evaluation and base data tables by chance, with their indicators."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.bench.accuracy.draft import Box, Draft, Style, Truth, pick

Said = tuple[str | None, ...]
STAGES = {
    "hunan": [("initial_budget", "年初预算数"), ("adjusted_budget", "全年预算数"),
              ("final", "全年执行数")],
    "central": [("adjusted_budget", "全年预算数（A）"), ("final", "全年执行数（B）")],
    "sichuan": [("initial_budget", "年初预算"), ("adjusted_budget", "调整后预算数"),
                ("final", "预算执行数")],
    "hubei": [("adjusted_budget", "预算数（A）"), ("final", "执行数（B）")],
    "chongqing": [("initial_budget", "年初预算数"), ("adjusted_budget", "全年（调整）预算数"),
                  ("final", "全年执行数")],
}  # fmt: skip
TAILS = {
    "hunan": [("分值", "points"), ("执行率", "rate"), ("得分", "score")],
    "central": [("执行率（B/A）", "rate")],
    "sichuan": [("预算执行率", "rate"), ("权重", "points"), ("得分", "score"), ("原因", "reason")],
    "hubei": [("执行率（B/A）", "rate"), ("得分（20分×执行率）", "score")],
    "chongqing": [("执行率（%）", "rate"), ("执行率权重", "points"), ("执行率得分", "score")],
}
FUNDING = {
    "project_funds.total": ["年度资金总额", "总额", "年度财政资金总额"],
    "project_funds.fiscal": ["其中：当年财政拨款", "其中：本年财政拨款", "财政资金"],
    "project_funds.carried_over": ["上年结转资金"],
    "project_funds.other": ["其他资金", "单位资金"],
}
LEVELS = [
    ("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", ["服务对象满意度指标"]),
]
NAMES = ["培训班次", "验收合格率", "资金按时拨付率", "成本控制率", "受益人数", "管理制度健全",
         "养护里程", "服务对象满意度≥90%", "水质达标率"]  # fmt: skip
UNITS = ["%", "次", "人", "公里", "个", ""]


def self_evaluation(rng: random.Random, style: Style) -> Draft:
    """One self-evaluation table of one of five editions."""
    edition = rng.choice(list(STAGES))
    style.unit, style.exponent = rng.choice([("万元", 4), ("元", 0)])
    style.decimals = rng.choice([0, 2])
    stages, tails = STAGES[edition], TAILS[edition]
    scored = edition != "central"
    three = edition in {"sichuan", "chongqing"} and rng.random() < 0.7
    funding_width = 2 + len(stages) + len(tails)
    width = max(11 if three else 9, funding_width)
    indicators: list[Said] = []
    rows = [
        [Box("项目名称"), Box("道路养护", width - 1)],
        [Box("主管部门"), Box("甲局", 3), Box("实施单位", 2), Box("乙站", width - 6)],
    ]
    rows += _funding(rng, style, edition, width, indicators)
    rows += [
        [Box("年度总体目标", 1, 2), Box("预期目标", 4), Box("实际完成情况", width - 5)],
        [Box("完成 20 公里", 4), Box("完成 19 公里", width - 5)],
    ]
    rows += _indicators(rng, style, width, indicators, scored=scored, three=three)
    title = pick(rng, ["项目支出绩效自评表", "预算支出绩效自评表", "2024年度项目绩效自评表"])
    return Draft("self_evaluation", [title, "（2024年度）"], rows, indicators=indicators)


def _funding(
    rng: random.Random, style: Style, edition: str, width: int, indicators: list[Said]
) -> list[list[Box]]:  # fmt: skip
    stages, tails = STAGES[edition], TAILS[edition]
    label = pick(rng, ["项目资金", "预算执行情况"]) + rng.choice(["（{}）", "\n({})"])
    fill = width - 2 - len(stages) - len(tails)
    last = [Box("", fill)] if fill else []
    kinds = list(FUNDING) if edition != "hubei" else ["project_funds.total"]
    rows = [[Box(label.format(style.unit), 1, 1 + len(kinds)), Box(""),
             *(style.label(text) for _, text in stages), *(style.label(text) for text, _ in tails),
             *last]]  # fmt: skip
    points = 20 if edition == "hubei" else 10
    for item in kinds:
        cells = [style.money(item, stage, None) for stage, _ in stages]
        rest = [Box("")] * len(tails)
        if item == "project_funds.total":
            score = Decimal(rng.randrange(0, points * 10 + 1)) / 10
            rate = f"{rng.randrange(0, 10001) / 100:.2f}%"
            printed = {"rate": rate, "points": "10", "score": str(score), "reason": ""}
            rest = [Box(printed[kind]) for _, kind in tails]
            if edition != "central":
                indicators.append(("预算执行", None, None, None, rate, str(points), str(score)))
        rows.append([style.label(pick(rng, FUNDING[item])), *cells, *rest, *last])
    return rows


def _value(rng: random.Random) -> tuple[str, str, str]:
    """Comparator, number, unit of one indicator."""
    number = rng.choice([str(rng.randrange(1, 1000)), f"{rng.randrange(1, 100)}.5", "100"])
    return rng.choice(["≥", "≤", "=", "", ""]), number, rng.choice(UNITS)


def _indicators(
    rng: random.Random, style: Style, width: int, truth: list[Said], *,
    scored: bool, three: bool,
) -> list[list[Box]]:  # fmt: skip
    targets = ["指标性质", "指标值", "度量单位"] if three else ["年度指标值"]
    tail = ["分值", "得分"] if scored else []
    used = 4 + len(targets) + 1 + len(tail)
    reason = width - used
    body: list[list[Box]] = []
    total = Decimal(0)
    for name, seconds in LEVELS:
        chosen = [s for s in seconds if rng.random() < 0.8] or seconds[:1]
        printed = name + (f"（{rng.choice([10, 30, 50])}分）" if rng.random() < 0.5 else "")
        for at, second in enumerate(chosen):
            level1 = [style.label(printed, 1, len(chosen))] if at == 0 else []
            row, said, score = _row(rng, style, scored=scored, three=three)
            total += score
            truth.append((name, second, *said))
            body.append([*level1, style.label(second), *row, Box("", max(reason, 1))])
    head = [Box("绩效\n指标", 1, 1 + len(body)), style.label("一级指标"), style.label("二级指标"),
            style.label("三级指标"), *(style.label(text) for text in targets),
            style.label("实际完成值"), *(style.label(text) for text in tail),
            Box("偏差原因分析及改进措施", max(reason, 1))]  # fmt: skip
    rows = [head, *body]
    if scored:
        rows.append([Box(pick(rng, ["总分", "总  分", "合计"]), used - 2), Box("100"),
                     Box(str(total)), Box("", max(reason, 1))])  # fmt: skip
        truth.append(("总分", None, None, None, None, "100", str(total)))
    return rows


def _row(
    rng: random.Random, style: Style, *, scored: bool, three: bool
) -> tuple[list[Box], Said, Decimal]:
    if rng.random() < 0.08:
        boxes = [Box("")] * ((5 if three else 3) + (2 if scored else 0))
        return boxes, (None, None, None, None, None), Decimal(0)
    sign, number, unit = _value(rng)
    actual = f"{rng.choice(['', '', '≥'])}{rng.randrange(1, 200)}{unit}"
    level3 = rng.choice(NAMES)
    points = Decimal(rng.randrange(1, 21))
    score = points - Decimal(rng.randrange(0, 4)) / 2
    score = max(score, Decimal(0))
    targets = [Box(sign), Box(number), Box(unit)] if three else [Box(sign + number + unit)]
    boxes = [style.label(level3), *targets, Box(actual)]
    if scored:
        boxes += [Box(str(points)), Box(str(score))]
    said = (level3, sign + number + unit, actual, str(points), str(score))
    if not scored:
        said = (*said[:3], None, None)
    return boxes, said, score if scored else Decimal(0)


def base_data(
    rng: random.Random, style: Style, people: tuple[int, int] | None = None, year: int = 2024
) -> Draft:
    """The Hunan base data table; `people`: establishment and those in service."""
    style.unit, style.exponent = "万元", 4
    people = people or (rng.randrange(1, 300), rng.randrange(1, 300))
    rows = [
        [Box("财政供养人员情况（人）", 1, 2), style.label("编制数"), Box(f"{year}年实际在职人数"),
         style.label("控制率")],
        [Box(str(people[0]), truth=Truth("staff.establishment", "final", value=Decimal(people[0]))),
         Box(str(people[1]), truth=Truth("staff.in_service", "final", value=Decimal(people[1]))),
         Box(f"{people[1] / people[0]:.2%}")],
        [Box("经费控制情况（万元）"), Box(f"{year - 1}年决算数"), Box(f"{year}年预算数"),
         Box(f"{year}年决算数")],
    ]  # fmt: skip
    lines = [
        ("三公经费", "three_public.total"), ("1、公务用车购置和维护经费", "three_public.vehicle"),
        ("其中：公车购置", "three_public.vehicle.purchase"),
        ("公车运行维护", "three_public.vehicle.operation"),
        ("2、出国经费", "three_public.overseas"),
        ("3、公务接待", "three_public.reception"), ("项目支出：", "expenditure.project"),
        ("1、业务工作专项", None), ("公用经费", "expenditure.basic.public"),
        ("其中：会议费、培训费", None), ("政府采购金额", "procurement.total"),
    ]  # fmt: skip
    for label, item in lines:
        stages = ("prior_final", "initial_budget", "final")
        cells = [style.money(item or "none", stage, None) for stage in stages]
        if item is None:
            cells = [Box(cell.text) for cell in cells]
        rows.append([style.label(label), *cells])
    return Draft("base_data", ["部门整体支出绩效评价基础数据表"], rows)
