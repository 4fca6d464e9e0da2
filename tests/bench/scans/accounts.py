"""Final accounts, T1 to T9 (DOMAIN §3.3), with amounts that close every printed sum."""

from __future__ import annotations

import random

from tests.bench.accuracy.draft import Box
from tests.bench.scans.forms import Form, Purse, form, labels

#: Functional classes 类 with their 款 and 项.
TREE = (
    ("201", "一般公共服务支出", ("20103", "政府办公厅及相关机构事务"),
     ("2010301", "行政运行"), ("2010302", "一般行政管理事务"), ("2010350", "事业运行")),
    ("208", "社会保障和就业支出", ("20805", "行政事业单位养老支出"),
     ("2080501", "行政单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出")),
    ("210", "卫生健康支出", ("21011", "行政事业单位医疗"),
     ("2101101", "行政单位医疗"), ("2101103", "公务员医疗补助")),
    ("213", "农林水支出", ("21301", "农业农村"), ("2130104", "事业运行"),
     ("2130126", "农村社会事业")),
    ("221", "住房保障支出", ("22102", "住房改革支出"), ("2210201", "住房公积金"),
     ("2210203", "购房补贴")),
)  # fmt: skip
ECONOMIC = (
    ("301", "工资福利支出", "30101 基本工资 30102 津贴补贴 30103 奖金 30113 住房公积金"),
    ("302", "商品和服务支出", "30201 办公费 30205 水费 30206 电费 30211 差旅费"),
    ("310", "资本性支出", "31002 办公设备购置 31003 专用设备购置 31013 公务用车购置"),
)


def _year(rng: random.Random) -> int:
    return rng.randint(2020, 2025)


def by_function(
    rng: random.Random, title: str, whole: str, columns: str, *, landscape: bool
) -> Form:
    """T2, T3, T5: classes down, items across; 合计 = Σ 类 = Σ 款 = Σ 项, each row its columns."""
    purse = Purse(rng)
    heads = columns.split()
    leaves: list[tuple[list[Box], list[int]]] = []
    totals = [0] * (len(heads) + 1)
    for code, name, middle, *details in rng.sample(TREE, rng.randint(3, 5)):
        rows = []
        for _ in rng.sample(details, rng.randint(1, len(details))):
            parts = purse.split(purse.draw(), len(heads))
            rows.append([sum(parts), *parts])
        group = [sum(row[n] for row in rows) for n in range(len(heads) + 1)]
        totals = [one + other for one, other in zip(totals, group, strict=True)]
        leaves += [([Box(code), Box(name)], group), ([Box(middle[0]), Box(middle[1])], group)]
        for (leaf, words), row in zip(details, rows, strict=False):
            leaves.append(([Box(leaf), Box(words)], row))
    rows = [
        labels("科目编码 科目名称") + labels(f"{whole} {columns}"),
        [Box("栏次", 2), *(Box(str(n + 1)) for n in range(len(totals)))],
        [Box("合计", 2), *purse.boxes(totals)],
        *([*head, *purse.boxes(row)] for head, row in leaves),
    ]
    size = rng.choice([8.5, 9, 10])
    return form(f"{_year(rng)}年度{title}", rows, [58, 118, *[82] * len(totals)],
                landscape=landscape, size=size, left=(0, 1))  # fmt: skip


def t2(rng: random.Random) -> Form:
    """收入决算表: seven columns of money in small type."""
    columns = "财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"
    return by_function(rng, "收入决算表", "本年收入合计", columns, landscape=True)


def t3(rng: random.Random) -> Form:
    """支出决算表."""
    columns = "基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"
    return by_function(rng, "支出决算表", "本年支出合计", columns, landscape=True)


def t5(rng: random.Random) -> Form:
    """一般公共预算财政拨款支出决算表, upright."""
    title = "一般公共预算财政拨款支出决算表"
    return by_function(rng, title, "合计", "基本支出 项目支出", landscape=False)


def t1(rng: random.Random) -> Form:
    """收入支出决算总表: revenue beside expenditure, both closing to 总计."""
    purse = Purse(rng)
    names = labels("一、一般公共预算财政拨款收入 二、政府性基金预算财政拨款收入 三、上级补助收入"
                   " 四、事业收入 五、经营收入 六、附属单位上缴收入 七、其他收入")  # fmt: skip
    spent = labels("一、一般公共服务支出 二、教育支出 三、社会保障和就业支出 四、卫生健康支出"
                   " 五、农林水支出 六、住房保障支出 七、其他支出")  # fmt: skip
    revenue = purse.draw(0)
    opening, used, kept = purse.draw(0.3), purse.draw(0.6), purse.draw(0.7)
    grand = revenue + opening + used
    closing = min(purse.draw(0.3), max(grand - kept, 0))
    expenditure = grand - kept - closing
    left = [*purse.split(revenue, 7), revenue, used, opening, grand]
    right = [*purse.split(expenditure, 7), expenditure, kept, closing, grand]
    names += labels("本年收入合计 使用非财政拨款结余 年初结转和结余 总计")
    spent += labels("本年支出合计 结余分配 年末结转和结余 总计")
    rows = [
        [Box("收入", 2), Box("支出", 2)],
        labels("项目 决算数 项目 决算数"),
        *([one, *purse.boxes([a]), two, *purse.boxes([b])]
          for one, a, two, b in zip(names, left, spent, right, strict=True)),
    ]  # fmt: skip
    title = f"{_year(rng)}年度收入支出决算总表"
    return form(title, rows, [170, 85, 150, 85], left=(0, 2), size=rng.choice([9, 10, 10.5]))


def t4(rng: random.Random) -> Form:
    """财政拨款收入支出决算总表's right half: 合计 = 一般公共预算 + 政府性基金 + 国有资本经营."""
    purse = Purse(rng)
    body = [purse.split(purse.draw(), 3, 0.5) for _ in range(rng.randint(6, 12))]
    sums = [sum(column) for column in zip(*body, strict=True)]
    names = [name for _, name, *_ in TREE] * 3
    rows = [
        labels("项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款"),
        *([Box(f"{n + 1}、{names[n]}"), *purse.boxes([sum(parts), *parts])]
          for n, parts in enumerate(body)),
        [Box("本年支出合计"), *purse.boxes([sum(sums), *sums])],
    ]  # fmt: skip
    title = f"{_year(rng)}年度财政拨款支出决算表"
    return form(title, rows, [170, 90, 95, 95, 95], left=(0,), size=9.5)


def t6(rng: random.Random) -> Form:
    """一般公共预算财政拨款基本支出决算明细表: three blocks of economic accounts side by side."""
    purse = Purse(rng, 5e4)
    sides: list[list[list[Box]]] = []
    classes = []
    for code, name, words in ECONOMIC:
        parts = words.split()
        amounts = [purse.draw() for _ in parts[::2]]
        classes.append(sum(amounts))
        block = [[Box(code), Box(name), *purse.boxes([sum(amounts)])]]
        for at, amount in enumerate(amounts):
            block.append([Box(parts[2 * at]), Box(" " + parts[2 * at + 1]), *purse.boxes([amount])])
        sides.append(block)
    tall = max(map(len, sides))
    rows = [
        [Box("人员经费", 3), Box("公用经费", 6)],
        labels("科目编码 科目名称 决算数 " * 3),
    ]
    empty = [Box("")] * 3
    rows += [
        [box for side in sides for box in (side[n] if n < len(side) else empty)]
        for n in range(tall)
    ]
    rows.append([Box("人员经费合计", 2), *purse.boxes(classes[:1]),
                 Box("公用经费合计", 5), *purse.boxes([sum(classes[1:])])])  # fmt: skip
    title = f"{_year(rng)}年度一般公共预算财政拨款基本支出决算明细表"
    return form(title, rows, [52, 110, 78] * 3, landscape=True, size=9, left=(1, 4, 7))


def t7(rng: random.Random) -> Form:
    """政府性基金预算财政拨款收入支出决算表: 年初 + 收入 − 支出 = 年末, two header rows."""
    purse = Purse(rng)
    head = [
        [*labels("科目编码 科目名称 年初结转和结余 本年收入", rowspan=2), Box("本年支出", 3),
         *labels("年末结转和结余", rowspan=2)],
        labels("小计 基本支出 项目支出"),
    ]  # fmt: skip
    body = []
    for _ in range(rng.randint(3, 7)):
        opening, revenue = purse.draw(0.3), purse.draw()
        spent = (opening + revenue) // rng.randint(1, 4)
        parts = purse.split(spent, 2, 0.4)
        body.append([opening, revenue, spent, *parts, opening + revenue - spent])
    codes = rng.sample(("2120801", "2120803", "2120804", "2120899", "2121301", "2290402",
                        "2296002", "2082201"), len(body))  # fmt: skip
    names = ("征地和拆迁补偿支出", "城市建设支出", "农村基础设施建设支出", "其他支出")
    rows = [
        *head,
        [Box("合计", 2), *purse.boxes([sum(column) for column in zip(*body, strict=True)])],
        *([Box(code), Box(rng.choice(names)), *purse.boxes(row)]
          for code, row in zip(codes, body, strict=True)),
    ]  # fmt: skip
    title = f"{_year(rng)}年度政府性基金预算财政拨款收入支出决算表"
    return form(title, rows, [62, 130, *[88] * 6], landscape=True, size=10, left=(0, 1))


def _three_public(purse: Purse) -> list[int]:
    """合计, 出国, 公车小计, 购置, 运行, 接待."""
    overseas, purchase, running, guests = (purse.draw(zero) for zero in (0.6, 0.5, 0.2, 0.1))
    vehicle = purchase + running
    return [overseas + vehicle + guests, overseas, vehicle, purchase, running, guests]


def t9(rng: random.Random) -> Form:
    """“三公”经费支出决算表: twelve numbers a unit under a header of three rows."""
    purse = Purse(rng, 300)
    rows = [
        [Box("预算数", 6), Box("决算数", 6)],
        [*labels("合计 因公出国（境）费", rowspan=2), Box("公务用车购置及运行费", 3),
         *labels("公务接待费", rowspan=2)] * 2,
        labels("小计 公务用车购置费 公务用车运行费") * 2,
        [Box(str(n + 1)) for n in range(12)],
        *(purse.boxes(_three_public(purse) + _three_public(purse))
          for _ in range(rng.randint(1, 6))),
    ]  # fmt: skip
    title = f"{_year(rng)}年度财政拨款“三公”经费支出决算表"
    return form(title, rows, [62] * 12, landscape=True, size=rng.choice([8.5, 9, 10]))


def t9_vertical(rng: random.Random) -> Form:
    """“三公”经费支出决算表 written down the page: 项目 | 预算数 | 决算数."""
    purse = Purse(rng, 300)
    names = labels("合计 1.因公出国（境）费 2.公务用车购置及运行费 （1）公务用车购置费"
                   " （2）公务用车运行费 3.公务接待费")  # fmt: skip
    columns = [_three_public(purse) for _ in range(3)]
    rows = [
        labels("项目 年初预算数 全年预算数 决算数"),
        *([name, *purse.boxes(row)]
          for name, row in zip(names, zip(*columns, strict=True), strict=True)),
        [Box("3.会议费"), *purse.boxes([purse.draw() for _ in range(3)])],
        [Box("4.培训费"), *purse.boxes([purse.draw() for _ in range(3)])],
    ]  # fmt: skip
    title = f"{_year(rng)}年度“三公”经费支出决算表"
    return form(title, rows, [200, 100, 100, 100], left=(0,), size=11)
