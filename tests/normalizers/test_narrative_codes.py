import pytest

from contracts.facts import Figure
from normalizers.narrative.codes import add_codes


def line(name: str, code: str | None = None) -> Figure:
    return Figure(
        figure_id="f",
        submission_id="s",
        item="expenditure.total",
        account_name=name,
        account_code=code,
    )


TABLE = [
    line("一般公共服务支出", "201"),
    line("财政事务", "20106"),
    line("行政运行", "2010601"),
    line("组织事务", "20132"),
    line("行政运行", "2013201"),
    line("信息化建设", "2010607"),
    line("其他支出", "22999"),
    line("其他支出", "2299999"),
    line("基本工资", "30101"),
]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("信息化建设", "2010607"),
        ("行政运行", None),
        ("一般公共服务支出/组织事务/行政运行", "2013201"),
        ("一般公共服务支出/宣传事务/行政运行", None),
        ("其他支出", "2299999"),
        ("基本工资", None),
        ("住房公积金", None),
    ],
)
def test_the_documents_own_tables_give_the_code(name: str, code: str | None) -> None:
    (fact,) = add_codes([line(name)], TABLE)
    assert fact.account_code == code


def test_a_known_code_stays() -> None:
    (fact,) = add_codes([line("信息化建设", "2999999")], TABLE)
    assert fact.account_code == "2999999"
