"""The review page: which numbers, what a value does, what is written, who may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contracts.facts import Claim, Facts, Figure, Indicator
from flows import passes
from flows.home import Home
from flows.layers import real
from flows.pool import Inline
from flows.review.desk import Desk, open_desk
from flows.review.entering import EntryError, entered
from flows.review.entries import entries
from flows.review.server import application
from flows.review.showing import choices
from flows.settings import Settings
from warehouse import connect

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TOKEN, PORT = "secret", 4711
OWN = {
    "host": f"127.0.0.1:{PORT}",
    "origin": f"http://127.0.0.1:{PORT}",
    "x-duizhang-token": TOKEN,
}
FIGURE = Figure(
    figure_id="a.f1", submission_id="a", item="expenditure.total", stage="final",
    value=Decimal(1286900), printed="128.69万元", printed_unit="万元", half_unit=Decimal(50),
)  # fmt: skip


def run(home: Home) -> None:
    """One pass over a report that prints 项目支出 as 165.30 and as 156.30万元."""
    with home.writing():
        work = passes.prepare(home, Settings(settle_seconds=0), reader=Inline(real()))
        (path,) = (SAMPLES / "inbox").glob("市监局*.docx")
        passes.run_pass(work, [path])


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    found = Home(tmp_path_factory.mktemp("home"))
    run(found)
    return found


@pytest.fixture
def desk(reviewed: Home) -> Iterator[Desk]:
    yield open_desk(reviewed, None)
    for path in reviewed.corrections.iterdir():
        path.unlink()


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return TestClient(application(desk, TOKEN, PORT), base_url=f"http://127.0.0.1:{PORT}/{TOKEN}/")


def test_typed_numbers_take_the_printed_unit_unless_they_name_one():
    (entry,) = entries(FIGURE)
    assert entered("128.96", FIGURE, entry).value == 1289600
    assert entered("１２８.96 万元", FIGURE, entry).half_unit == 50
    assert entered("1,289,600元", FIGURE, entry).value == 1289600
    assert entered("无", FIGURE, entry).value == 0
    for wrong in ("", "abc", "12%", "≥3", "1.2.3", "5人"):
        with pytest.raises(EntryError):
            entered(wrong, FIGURE, entry)


def test_the_size_of_a_decrease_is_typed_without_its_sign():
    claim = Claim(
        claim_id="a.c1", submission_id="a", kind="change", item="three_public.total",
        value=Decimal(-34200), measure="CNY", printed="3.42万元", printed_unit="万元",
    )  # fmt: skip
    assert entered("3.24", claim, entries(claim)[0]).value == -32400


def test_numbers_of_a_scored_row():
    row = Indicator(indicator_id="a.i1", submission_id="a", score=Decimal(9), value_unit="%")
    every = {entry.column: entry for entry in entries(row)}
    assert entered("8.5", row, every["score"]).value == Decimal("8.5")
    assert entered("98%", row, every["actual_value"]).value == 98


def test_conflicting_numbers_are_shown_with_their_text(client: TestClient, desk: Desk) -> None:
    shown = [client.get(f"case/{number}").json() for number in range(len(desk.cases))]
    assert {item["printed"] for item in shown} == {"165.30万元", "156.30万元"}
    for item in shown:
        marked = [piece["text"] for piece in item["context"]["segments"] if piece["is_marked"]]
        assert marked == [item["printed"]]
        assert item["label"] == "项目支出 · 决算"
        assert item["reasons"] == ["同一数字印有不同的值"]


def test_the_effect_on_the_sums_is_told_before_deciding(client: TestClient, desk: Desk) -> None:
    number = next(i for i, case in enumerate(desk.cases) if case.fact.printed == "165.30万元")  # type: ignore[union-attr]
    told = client.post(
        f"case/{number}/effect",
        json={"choice": "correct", "texts": {"value": "156.30"}},
        headers=OWN,
    ).json()
    (line,) = [item for item in told["lines"] if item["name"] == "支出合计 · 决算"]
    assert (line["before"], line["after"]) == ("缺数，无法检查", "相符")
    refused = client.post(
        f"case/{number}/effect", json={"choice": "correct", "texts": {"value": "十"}}, headers=OWN
    )
    assert refused.status_code == 400
    assert "请只输入数字" in refused.json()["message"]


def test_a_decision_is_written_with_who_and_resolves_at_the_next_run(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    run(home)
    desk = open_desk(home, None)
    client = TestClient(
        application(desk, TOKEN, PORT), base_url=f"http://127.0.0.1:{PORT}/{TOKEN}/"
    )
    number = next(i for i, case in enumerate(desk.cases) if case.fact.printed == "165.30万元")  # type: ignore[union-attr]
    body = {"choice": "correct", "texts": {"value": "156.30"}, "why": "笔误"}
    nobody = client.post(f"case/{number}/decide", json=body, headers=OWN)
    assert nobody.json()["message"] == "请先填写核对人姓名。"
    client.post("who", json={"who": " 李  审核 "}, headers=OWN)
    assert client.post(f"case/{number}/decide", json=body, headers=OWN).status_code == 200
    (path,) = home.corrections.iterdir()
    written = json.loads(path.read_text("utf-8"))
    assert (written["who"], written["why"]) == ("李 审核", "笔误")
    assert Decimal(written["new_value"]) == 1563000
    assert written["printed"] == "165.30万元"

    client.post(f"case/{number}/undo", json={}, headers=OWN)
    assert list(home.corrections.iterdir()) == []
    client.post(f"case/{number}/decide", json=body, headers=OWN)
    run(home)
    with connect(home.root) as connection:
        found = connection.execute(
            "SELECT status FROM findings WHERE check_id = 'conflict.within_document'"
        ).fetchall()
        confirmed = connection.execute(
            "SELECT value FROM figures WHERE assurance = 'confirmed'"
        ).fetchall()
    assert found == [("resolved",)]
    assert confirmed == [(Decimal(1563000),)]
    assert open_desk(home, None).cases == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"host": "attacker.example"}, 403),
        ({"origin": "http://attacker.example"}, 403),
        ({"x-duizhang-token": "guess"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-length": "99999999"}, 413),
    ],
)
def test_requests_of_others_are_refused(
    client: TestClient, desk: Desk, changed: dict[str, str], status: int
) -> None:
    headers = OWN | {"content-type": "application/json"} | changed
    answer = client.post("who", content=b'{"who": "x"}', headers=headers)
    assert answer.status_code == status
    assert "。" in answer.json()["message"]
    assert desk.who == ""


def test_without_the_secret_nothing_is_told(client: TestClient) -> None:
    for path in ("/", "/case/0", "/guess/", "/guess/case/0", "/docs", "/openapi.json"):
        answer = client.get(f"http://127.0.0.1:{PORT}{path}")
        assert answer.status_code == 404
        assert "网址" in answer.json()["message"]
    foreign = client.get("case/0", headers={"host": "rebound.example"})
    assert foreign.status_code == 403


def test_the_page_allows_no_outside(client: TestClient) -> None:
    answer = client.get("")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert "set-cookie" not in answer.headers
    preflight = client.options("who", headers={"host": OWN["host"], "origin": "http://x.example"})
    assert preflight.status_code == 403


def test_an_indicator_row_is_confirmed_and_its_score_corrected(desk: Desk) -> None:
    row = Indicator(
        indicator_id="a.i1", submission_id="a", points=Decimal(10), score=Decimal(6),
        target_printed="100%", actual_printed="98%",
    )  # fmt: skip
    case = replace(desk.cases[0], fact=row)
    (kept,) = desk.words(case, "keep", {}, "")
    assert (kept.column, kept.new_value, kept.printed) == ("score", 6, "100% | 98% | 10 | 6")
    (changed,) = desk.words(case, "correct", {"score": "9", "points": " "}, "")
    assert (changed.column, changed.old_value, changed.new_value) == ("score", 6, 9)


def test_a_slip_of_a_score_is_one_key_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """75 where the points of the table make a hundred with 5."""
    rows = [
        Indicator(indicator_id=f"a.i{n}", submission_id="a", level1=level, points=Decimal(points))
        for n, (level, points) in enumerate(
            [("预算执行", 10), ("产出指标", 40), ("产出指标", 45), ("效益指标", 75)]
        )
    ]
    read = Facts(desk.cases[0].submission, indicators=tuple(rows))
    monkeypatch.setattr(Desk, "_facts", lambda *_: read)
    case = replace(desk.cases[0], fact=rows[3])
    note = "分值多了一位，可使 1 处合计相符"
    assert choices(desk, case, ["5", "78"]) == [
        {"column": "", "text": "5", "note": "另一种读法"},
        {"column": "", "text": "78", "note": "另一种读法"},
        {"column": "points", "text": "5", "note": note},
    ]
    assert choices(desk, replace(desk.cases[0], fact=rows[1]), []) == []
