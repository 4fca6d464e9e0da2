"""Self-evaluation tables, base data tables and a page of prose (DOMAIN §3.1, §3.2, §4)."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from tests.bench.accuracy.draft import Box
from tests.bench.scans.forms import Form, Purse, form, labels

GROUPS = (
    ("产出指标", 50, ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", 30, ("经济效益指标", "社会效益指标", "可持续影响指标")),
    ("满意度指标", 10, ("服务对象满意度指标",)),
)
NAMES = ("养护里程", "验收合格率", "按时完成率", "群众满意度", "道路完好率达标", "培训人次",
         "项目预算控制率", "资金使用合规率")  # fmt: skip
TARGETS = ("100%", "≥95%", "≥90%", "≤5%", "12次", "98.5%", "=100%", "≥80%", "3500人次", "15公里")


def _points(rng: random.Random, whole: int, count: int) -> list[int]:
    """Whole points parted in fives where they can be."""
    parts = [whole // count // 5 * 5 or whole // count] * count
    parts[0] += whole - sum(parts)
    rng.shuffle(parts)
    return parts


def _funding(rng: random.Random, purse: Purse) -> tuple[list[list[Box]], float]:
    """The funding block below its header: 总额 = 财政拨款 + 上年结转 + 其他, rate and score."""
    names = labels("年度资金总额 其中：当年财政拨款 上年结转资金 其他资金")
    adjusted = purse.draw(0)
    budget = rng.choice([adjusted, adjusted * 9 // 10])
    spent = rng.choice([adjusted, adjusted * rng.randint(70, 99) // 100])
    columns = [[whole, *purse.split(whole, 3, 0.5)] for whole in (budget, adjusted, spent)]
    rate = 100 * spent / adjusted
    score = round(rate / 10, 1)
    tails = [[Box("10"), Box(f"{rate:.{rng.choice([1, 2])}f}%"), Box(f"{score:g}")]]
    tails += [[Box("—"), Box(""), Box("—")]] * 3
    rows = [
        [Box(name.text, 2), *purse.boxes(row), *tail]
        for name, row, tail in zip(names, zip(*columns, strict=True), tails, strict=True)
    ]
    return rows, score


def self_evaluation(rng: random.Random) -> Form:
    """绩效自评表: funding block above an indicator block, merged cells, vertical labels."""
    purse = Purse(rng, 9e3)
    upper = [
        [Box("项目名称", 2), Box("乡村道路维护经费", 7)],
        [Box("主管部门", 2), Box("交通运输局", 3), Box("实施单位"), Box("公路养护中心", 3)],
    ]
    funding, score = _funding(rng, purse)
    heads = labels("年初预算数 全年预算数 全年执行数 分值 执行率 得分")
    block = [[Box("项目资金（万元）", 1, 5), Box("", 2), *heads], *funding]
    body: list[list[Box]] = []
    total = score
    for level1, whole, seconds in GROUPS:
        chosen = seconds[: rng.randint(1, len(seconds))]
        each = _points(rng, whole, len(chosen))
        for at, (second, points) in enumerate(zip(chosen, each, strict=True)):
            got = points - rng.choice([0, 0, 0, 0.5, 1, 2])
            total += got
            target = rng.choice(TARGETS)
            first = [Box(f"{level1}（{whole}分）", 1, len(chosen))] if at == 0 else []
            actual = rng.choice([target, "100%", f"{rng.randint(60, 99)}%", "98.6%"])
            body.append([*first, *labels(f"{second} {rng.choice(NAMES)} {target} {actual}"),
                         Box(str(points)), Box(f"{got:g}"), Box("")])  # fmt: skip
    heads = labels("一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因")
    block += [[Box("绩效指标", 1, 1 + len(body)), *heads], *body]
    block.append([Box("总分", 6), Box("100"), Box(f"{total:g}"), Box("")])
    year = rng.randint(2020, 2025)
    widths = [26 if rng.random() < 0.5 else 52, 56, 60, 66, 62, 62, 42, 50, 52]
    below = "填表人：      填报日期：2024.3.15"
    size = rng.choice([9, 10, 10.5])
    title = f"{year}年度项目支出绩效自评表"
    return form(title, [*upper, *block], widths, unit="", below=below, size=size)


def upright_labels(rng: random.Random) -> Form:
    """绩效自评表 whose first two columns are as narrow as a character: labels one a line."""
    whole = self_evaluation(rng)
    narrow = [2.1 * whole.size, 2.1 * whole.size]
    cells = [
        replace(cell, text=re.sub("（.*?）", "", cell.text)) if cell.col < 2 else cell
        for cell in whole.cells
    ]
    return replace(whole, widths=[*narrow, *whole.widths[2:]], cells=cells)


def base_data(rng: random.Random) -> Form:
    """部门整体支出绩效评价基础数据表 (Hunan)."""
    purse = Purse(rng, 900)
    year = rng.randint(2020, 2025)
    fixed, here = rng.randint(5, 300), rng.randint(5, 300)
    rows = [
        [Box("财政供养人员情况（人）", 1, 2), *labels(f"编制数 {year}年实际在职人数 控制率")],
        [Box(str(fixed)), Box(str(here)), Box(f"{100 * here / fixed:.2f}%")],
        [Box("经费控制情况（万元）"), Box(f"{year - 1}年决算数"), Box(f"{year}年预算数"),
         Box(f"{year}年决算数")],
    ]  # fmt: skip
    columns = []
    for _ in range(3):
        buy, run, abroad, guests = (purse.draw(0.3) for _ in range(4))
        whole = buy + run + abroad + guests
        others = [purse.draw() for _ in range(2)]
        office = [purse.draw() for _ in range(3)]
        columns.append([whole, buy + run, buy, run, abroad, guests, sum(others), *others,
                        sum(office), *office, purse.draw()])  # fmt: skip
    names = labels("三公经费 1、公务用车购置和维护经费 其中：公车购置 公车运行维护 2、出国经费"
                   " 3、公务接待 项目支出： 1、业务工作专项 2、运行维护专项 公用经费 其中：办公经费"
                   " 水费、电费、差旅费 会议费、培训费 政府采购金额")  # fmt: skip
    rows += [
        [name, *purse.boxes(row)]
        for name, row in zip(names, zip(*columns, strict=True), strict=True)
    ]
    start, added = purse.draw(0), purse.draw(0)
    rows.append([Box("部门整体支出预算调整"), *labels("年初预算 追加预算 调整后预算")])
    rows.append([Box(""), *purse.boxes([start, added, start + added])])
    return form("部门整体支出绩效评价基础数据表", rows, [180, 100, 100, 100], unit="",
                left=(0,), size=10.5)  # fmt: skip


def prose(rng: random.Random) -> Form:
    """A page of a self-evaluation report."""
    purse = Purse(rng, 3e3)
    purse.nothing = "0"
    year = rng.randint(2020, 2025)
    staff, retired = rng.randint(5, 90), rng.randint(0, 40)
    budget, added = purse.draw(0), purse.draw(0)
    final = budget + added
    basic, project = purse.split(final, 2, 0)
    plan, spent = _public(purse), _public(purse)
    assets = purse.draw(0)
    text = purse.text
    paragraphs = (
        "一、部门基本情况\n"
        f"我局编制{staff}人，实有{staff + retired}人，其中在职{staff}人，离退休{retired}人。"
        f"{year}年年初预算收入{text(budget)}万元，追加预算{text(added)}万元，"
        f"全年决算总收入{text(final)}万元。\n"
        "二、部门整体支出情况\n"
        f"{year}年决算总支出{text(final)}万元，其中基本支出{text(basic)}万元，"
        f"占{100 * basic / final:.2f}%；项目支出{text(project)}万元，占"
        f"{100 * project / final:.2f}%。基本支出用于保障机构正常运转和日常工作任务的开支。\n"
        f"“三公”经费年初预算{text(plan[0])}万元，其中因公出国（境）费{text(plan[1])}万元，"
        f"公务用车购置及运行费{text(plan[2])}万元，公务接待费{text(plan[3])}万元。\n"
        f"“三公”经费支出决算{text(spent[0])}万元，其中因公出国（境）费{text(spent[1])}万元，"
        f"公务用车购置及运行费{text(spent[2])}万元，公务接待费{text(spent[3])}万元，"
        f"接待{rng.randint(3, 80)}批次{rng.randint(20, 900)}人次。\n"
        f"政府采购支出{text(sum(plan[1:3]))}万元，其中货物{text(plan[1])}万元，"
        f"工程0万元，服务{text(plan[2])}万元。\n"
        f"截至{year}年12月31日，资产总额{text(assets)}万元，负债总额{text(assets // 9)}万元，"
        f"净资产{text(assets - assets // 9)}万元。\n"
        "三、绩效目标完成情况\n"
        f"完成农村道路养护{rng.randint(20, 400)}.{rng.randint(1, 9)}公里，验收合格率"
        f"{rng.randint(90, 99)}.{rng.randint(1, 9)}%，群众满意度{rng.randint(80, 99)}%，"
        f"自评得分{rng.randint(80, 99)}.5分。\n"
        "四、存在的问题及建议\n"
        "部分项目推进较慢，预算编制不够精细，下一步将加强预算执行监督，提高资金使用效益。\n"
    )
    page = Form(f"{year}年度部门整体支出绩效自评报告", prose=paragraphs.splitlines())
    page.size = rng.choice([12, 14])
    return page


def _public(purse: Purse) -> list[int]:
    """三公 in running text: 合计, 出国, 公车, 接待."""
    parts = [purse.draw(zero) for zero in (0.6, 0.3, 0.1)]
    return [sum(parts), *parts]
