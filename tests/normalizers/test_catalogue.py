from collections import Counter

import pytest

from normalizers.catalogue import children, find, items, names


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("“三公”经费", "three_public.total"),
        ('“三公"经费', "three_public.total"),
        ("因公出国（境）费", "three_public.overseas"),
        ("1、公务用车购置和维护经费", "three_public.vehicle"),
        ("公务用车运行 维护费", "three_public.vehicle.operation"),
        ("一、本年收入", "revenue.total"),
        ("其中：当年财政拨款", "project_funds.fiscal"),
        ("（二）项目支出", "expenditure.project"),
        ("本年支出合计", "expenditure.total"),
    ],
)
def test_labels_find_their_item(label: str, code: str) -> None:
    item = find(label)
    assert item is not None
    assert item.code == code


@pytest.mark.parametrize("label", ["公务用车", "一般公共服务支出", "", "合计数", "三、"])
def test_other_labels_find_nothing(label: str) -> None:
    assert find(label) is None


def test_every_name_means_one_item() -> None:
    assert [name for name, count in Counter(n for n, _ in names()).items() if count > 1] == []


def test_longer_names_come_first() -> None:
    lengths = [len(name) for name, _ in names()]
    assert lengths == sorted(lengths, reverse=True)


def test_parents_are_items_and_no_item_is_its_own_ancestor() -> None:
    for item in items().values():
        seen, parent = {item.code}, item.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = items()[parent].parent
    assert children("three_public.vehicle") == (
        "three_public.vehicle.purchase",
        "three_public.vehicle.operation",
    )
