"""Final-account and budget tables by chance: shapes, spellings and layouts that units use."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.bench.accuracy.draft import Box, Draft, Style, pick

FUNCTIONS = [
    ("201", "一般公共服务支出"), ("205", "教育支出"), ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"), ("213", "农林水支出"), ("221", "住房保障支出"), ("229", "其他支出"),
]  # fmt: skip
TREE = [
    ("201", "一般公共服务支出"), ("20106", "财政事务"), ("2010601", "行政运行"),
    ("2010602", "一般行政管理事务"), ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"), ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("221", "住房保障支出"), ("22102", "住房改革支出"), ("2210201", "住房公积金"),
]  # fmt: skip
ECONOMIC = [
    ("301", "工资福利支出"), ("30101", "基本工资"), ("30102", "津贴补贴"), ("30113", "住房公积金"),
    ("302", "商品和服务支出"), ("30201", "办公费"), ("30217", "公务接待费"), ("30216", "培训费"),
    ("30231", "公务用车运行维护费"), ("303", "对个人和家庭的补助"), ("30302", "退休费"),
    ("310", "资本性支出"), ("31002", "办公设备购置"),
]  # fmt: skip
REVENUE = {
    "revenue.general_public_budget": ["一般公共预算财政拨款收入", "一般公共预算拨款收入"],
    "revenue.government_fund": ["政府性基金预算财政拨款收入", "政府性基金预算拨款收入"],
    "revenue.state_capital": ["国有资本经营预算财政拨款收入"],
    "revenue.superior_subsidy": ["上级补助收入"],
    "revenue.business": ["事业收入"],
    "revenue.operating": ["经营收入", "事业单位经营收入"],
    "revenue.affiliated": ["附属单位上缴收入"],
    "revenue.other": ["其他收入"],
}
OWN_FUND = {
    "revenue.general_public_budget": "general_public",
    "revenue.government_fund": "government_fund",
    "revenue.state_capital": "state_capital",
    "revenue.fiscal_appropriation": "fiscal",
}
NUMBERS = "一二三四五六七八九十"
Columns = list[tuple[str, list[str]]]
Lines = list[tuple[str, str]]
T2: Columns = [
    ("revenue.total", ["本年收入合计", "合计"]),
    ("revenue.fiscal_appropriation", ["财政拨款收入", "财政拨款"]),
    ("revenue.superior_subsidy", ["上级补助收入"]), ("revenue.business", ["事业收入"]),
    ("revenue.operating", ["经营收入"]), ("revenue.affiliated", ["附属单位上缴收入"]),
    ("revenue.other", ["其他收入"]),
]  # fmt: skip
T3: Columns = [
    ("expenditure.total", ["本年支出合计", "合计"]), ("expenditure.basic", ["基本支出"]),
    ("expenditure.project", ["项目支出"]), ("expenditure.superior_remittance", ["上缴上级支出"]),
    ("expenditure.operating", ["经营支出"]),
    ("expenditure.affiliated_subsidy", ["对附属单位补助支出"]),
]  # fmt: skip
T5: Columns = [
    ("expenditure.total", ["合计", "本年支出合计", "小计"]), ("expenditure.basic", ["基本支出"]),
    ("expenditure.project", ["项目支出"]),
]  # fmt: skip


def two_sided(
    rng: random.Random, style: Style, *, budget: bool, classes: Lines | None = None
) -> Draft:
    """T1 and its budget twin: revenue beside expenditure."""
    stage = "initial_budget" if budget else "final"
    amount = "预算数" if budget else pick(rng, ["决算数", "金额"])
    lines = rng.random() < 0.4
    extra = [Box("行次")] if lines else []
    span = 2 + len(extra)
    head = [
        [style.label("收入", span), style.label("支出", span)],
        [style.label("项目"), *extra, Box(amount), style.label("项目"), *extra, Box(amount)],
    ]
    left = [
        (f"{NUMBERS[i]}、{pick(rng, names)}", item, OWN_FUND.get(item, "all"), None)
        for i, (item, names) in enumerate(REVENUE.items())
    ]
    chosen = rng.sample(FUNCTIONS, 5) if classes is None else classes
    right = [
        (f"{NUMBERS[i]}、{name}", "expenditure.total", "all", code)
        for i, (code, name) in enumerate(sorted(chosen))
    ]
    size = max(len(left), len(right))
    tails = [
        (("本年收入合计", "revenue.total"), ("本年支出合计", "expenditure.total")),
        (("使用非财政拨款结余", "balance.used_nonfiscal"), ("结余分配", "balance.distribution")),
        (("年初结转和结余", "carryover.opening"), ("年末结转和结余", "carryover.closing")),
        (("总计", "grand_total.revenue"), ("总计", "grand_total.expenditure")),
    ]
    pairs = [
        (left[i] if i < len(left) else None, right[i] if i < len(right) else None)
        for i in range(size)
    ]
    pairs += [((*one, "all", None), (*two, "all", None)) for one, two in tails]
    rows = list(head)
    for number, pair in enumerate(pairs):
        row: list[Box] = []
        for side in pair:
            row.append(style.label(side[0]) if side else Box(""))
            row += [Box(str(number + 1))] if lines else []
            row.append(style.money(side[1], stage, side[2], side[3]) if side else Box(""))
        rows.append(row)
    titles = ["收支预算总表", "部门收支总表"] if budget else ["收入支出决算总表", "收支决算总表"]
    form = "budget.b1" if budget else "final_accounts.t1"
    return Draft(form, style.head(pick(rng, titles), 2024), rows)


def _codes(
    rng: random.Random, style: Style
) -> tuple[list[Box], list[Box], Callable[[str], list[Box]]]:
    """How a table prints codes: one column, or 类 款 项 with or without repeated parents."""
    way = rng.choice(["one", "three", "sparse"])
    title = pick(rng, ["支出功能分类科目编码", "功能分类科目编码", "科目编码"])
    if way == "one":
        return [style.label(title)], [], lambda code: [Box(code)]

    def parts(code: str) -> list[Box]:
        pieces = [code[:3], code[3:5], code[5:7]]
        if way == "sparse":
            last = max(i for i, piece in enumerate(pieces) if piece)
            pieces = [piece if i == last else "" for i, piece in enumerate(pieces)]
        return [Box(piece) for piece in pieces]

    return [style.label(title, 3)], [Box("类"), Box("款"), Box("项")], parts


def by_function(
    rng: random.Random, style: Style, *, form: str, titles: list[str], columns: Columns,
    fund: str, stage: str, tree: Lines = TREE,
) -> Draft:  # fmt: skip
    """T2, T3, T5 and their budget twins: accounts down, items across."""
    first, second, code_boxes = _codes(rng, style)
    tall = 2 if second else 1
    values = [style.label(pick(rng, names), 1, tall) for _, names in columns]
    name = style.label(pick(rng, ["科目名称", "功能分类科目名称"]), 1, tall)
    width = sum(box.colspan for box in first)
    head = [[*first, name, *values], *([list(second)] if second else [])]
    rows = list(head)
    if rng.random() < 0.3:
        rows.append([Box("栏次", width + 1), *(Box(str(i + 1)) for i in range(len(columns)))])

    def line(code: str | None) -> list[Box]:
        return [style.money(item, stage, OWN_FUND.get(item, fund), code) for item, _ in columns]

    total = [Box("合计", width + 1), *line(None)]
    body = [[*code_boxes(code), style.label(label), *line(code)] for code, label in tree]
    repeat = rng.random() < 0.2
    if rng.random() < 0.7:
        rows += [total, *body]
    else:
        rows += [*body, total]
    if repeat:
        cut = len(rows) - 4
        rows[cut:cut] = head
    return Draft(form, style.head(pick(rng, titles), 2024), rows, ["注：本表反映本年度收支情况。"])


def t4(rng: random.Random, style: Style, classes: Lines | None = None) -> Draft:
    """T4: fiscal money, funds across on the expenditure side."""
    funds = ["fiscal", "general_public", "government_fund", "state_capital"]
    names = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    rows = [
        [style.label("收入", 2), style.label("支出", 5)],
        [style.label("项目"), Box("决算数"), style.label("项目"), Box("合计"),
         *(style.label(name) for name in names)],
    ]  # fmt: skip

    def right(label: str, item: str, code: str | None = None) -> list[Box]:
        return [style.label(label), *(style.money(item, "final", f, code) for f in funds)]

    items = list(REVENUE)[:3]
    chosen = sorted(rng.sample(FUNCTIONS, 4) if classes is None else classes)
    for i, (code, name) in enumerate(chosen):
        left = [Box(""), Box("")]
        if i < 3:
            left = [style.label(f"{NUMBERS[i]}、{names[i]}"),
                    style.money(items[i], "final", OWN_FUND[items[i]])]  # fmt: skip
        rows.append([*left, *right(f"{NUMBERS[i]}、{name}", "expenditure.total", code)])

    def both(one: str, item: str, two: str, other: str) -> None:
        rows.append([style.label(one), style.money(item, "final", "fiscal"), *right(two, other)])

    both("本年收入合计", "revenue.total", "本年支出合计", "expenditure.total")
    both("年初财政拨款结转和结余", "carryover.opening", "年末财政拨款结转和结余",
         "carryover.closing")  # fmt: skip
    for name, fund in zip(names, funds[1:], strict=True):
        rows.append([style.label(name), style.money("carryover.opening", "final", fund),
                     *[Box("")] * 5])  # fmt: skip
    both("总计", "grand_total.revenue", "总计", "grand_total.expenditure")
    title = pick(rng, ["财政拨款收入支出决算总表", "财政拨款收支决算总表"])
    return Draft("final_accounts.t4", style.head(title, 2024), rows)


def t6(rng: random.Random, style: Style) -> Draft:
    """T6: economic accounts in one to three blocks side by side."""
    blocks = rng.choice([1, 2, 3])
    size = -(-len(ECONOMIC) // blocks)
    head = [style.label(pick(rng, ["经济分类科目编码", "科目编码"])), style.label("科目名称"),
            Box(pick(rng, ["决算数", "金额"]))]  # fmt: skip
    rows = [head * blocks]
    for i in range(size):
        row: list[Box] = []
        for block in range(blocks):
            at = block * size + i
            if at < len(ECONOMIC):
                code, name = ECONOMIC[at]
                money = style.money("expenditure.basic", "final", "general_public", code)
                row += [Box(code), style.label(name), money]
            else:
                row += [Box("")] * 3
        rows.append(row)
    personnel = style.money("expenditure.basic.personnel", "final", "general_public")
    public = style.money("expenditure.basic.public", "final", "general_public")
    if blocks == 1:
        rows += [[Box("人员经费合计", 2), personnel], [Box("公用经费合计", 2), public]]
    else:
        rows.append(
            [Box("人员经费合计", 2), personnel, Box("公用经费合计", 3 * blocks - 4), public]
        )
    title = pick(rng, ["一般公共预算财政拨款基本支出决算表",
                       "一般公共预算财政拨款基本支出决算明细表"])  # fmt: skip
    return Draft("final_accounts.t6", style.head(title, 2024), rows)


def t7(rng: random.Random, style: Style) -> Draft:
    """T7: opening, revenue, expenditure split, closing."""
    tall = [style.label(text, 1, 2) for text in ("年初结转和结余", "本年收入")]
    rows = [
        [style.label("项目", 2), *tall, style.label("本年支出", 3),
         style.label("年末结转和结余", 1, 2)],
        [style.label("科目编码"), style.label("科目名称"), Box("小计"), style.label("基本支出"),
         style.label("项目支出")],
    ]  # fmt: skip
    items = ["carryover.opening", "revenue.total", "expenditure.total", "expenditure.basic",
             "expenditure.project", "carryover.closing"]  # fmt: skip

    def line(code: str | None) -> list[Box]:
        return [style.money(item, "final", "government_fund", code) for item in items]

    rows.append([Box("合计", 2), *line(None)])
    for code, name in (("212", "城乡社区支出"), ("2120801", "征地和拆迁补偿支出")):
        rows.append([Box(code), style.label(name), *line(code)])
    return Draft(
        "final_accounts.t7", style.head("政府性基金预算财政拨款收入支出决算表", 2024), rows
    )


THREE = [
    ("three_public.total", ["合计"]),
    ("three_public.overseas", ["因公出国（境）费", "因公出国(境)费用"]),
    ("three_public.vehicle", ["小计"]),
    ("three_public.vehicle.purchase", ["公务用车购置费"]),
    ("three_public.vehicle.operation", ["公务用车运行费", "公务用车运行维护费"]),
    ("three_public.reception", ["公务接待费"]),
]


def t9(rng: random.Random, style: Style) -> Draft:
    """T9 in its three shapes."""
    noted = rng.random() < 0.5
    budget = "adjusted_budget" if noted else "initial_budget"
    names = [pick(rng, spellings) for _, spellings in THREE]
    car = pick(rng, ["公务用车购置及运行费", "公务用车购置及运行维护费"])
    shape = rng.choice("abc")
    fund = "fiscal"
    if shape == "c":
        labels = ["合计", f"1.{names[1]}", f"2.{car}", f"其中：（1）{names[3]}", f"（2）{names[4]}",
                  f"3.{names[5]}"]  # fmt: skip
        rows = [[style.label("项目"), Box("预算数"), Box("决算数")]]
        for (item, _), label in zip(THREE, labels, strict=True):
            money = [style.money(item, stage, fund) for stage in (budget, "final")]
            rows.append([style.label(label), *money])
    else:
        rows = _three_head(style, names, car, pairs=shape == "a")
        stages = [budget, "final"]
        order = (
            [(item, stage) for item, _ in THREE for stage in stages]
            if shape == "a"
            else [(item, stage) for stage in stages for item, _ in THREE]
        )
        rows.append([style.money(item, stage, fund) for item, stage in order])
    note = ["注：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数。"] if noted else []
    title = pick(rng, ["财政拨款三公经费支出决算表", "三公经费支出决算表"])
    return Draft("final_accounts.t9", style.head(title, 2024), rows, note)


def _three_head(style: Style, names: list[str], car: str, *, pairs: bool) -> list[list[Box]]:
    """Header of the horizontal shapes: pairs under each item, or one block a stage."""
    if pairs:
        tall = [style.label(names[i], 2, 2) for i in (0, 1, 5)]
        return [
            [tall[0], tall[1], style.label(car, 6), tall[2]],
            [Box("小计", 2), style.label(names[3], 2), style.label(names[4], 2)],
            [Box(text) for text in ["预算数", "决算数"] * 6],
        ]
    half = [style.label(names[0], 1, 2), style.label(names[1], 1, 2), style.label(car, 3),
            style.label(names[5], 1, 2)]  # fmt: skip
    low = [Box("小计"), style.label(names[3]), style.label(names[4])]
    return [[Box("预算数", 6), Box("决算数", 6)], half * 2, low * 2]


def _function(
    form: str, titles: list[str], columns: Columns, fund: str, stage: str
) -> Callable[[random.Random, Style], Draft]:
    def make(rng: random.Random, style: Style) -> Draft:
        return by_function(
            rng, style, form=form, titles=titles, columns=columns, fund=fund, stage=stage
        )

    return make


MAKERS: list[Callable[[random.Random, Style], Draft]] = [
    lambda rng, style: two_sided(rng, style, budget=False),
    lambda rng, style: two_sided(rng, style, budget=True),
    _function("final_accounts.t2", ["收入决算表"], T2, "all", "final"),
    _function("final_accounts.t3", ["支出决算表"], T3, "all", "final"),
    _function("final_accounts.t5", ["一般公共预算财政拨款支出决算表"], T5, "general_public",
              "final"),
    _function("budget.b2", ["部门收入预算总表", "收入总表"], T2, "all", "initial_budget"),
    _function("budget.b3", ["部门支出预算总表", "支出总表"], T3, "all", "initial_budget"),
    _function("budget.b5", ["一般公共预算支出表", "一般公共预算支出功能分类预算表"], T5,
              "general_public", "initial_budget"),
    t4, t6, t7, t9,
]  # fmt: skip
