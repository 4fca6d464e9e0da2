"""A new user's first day, as the README tells it, in a real browser (issue 7).

From a fresh home: the samples are run, the report shows the unit slip 0.34元 on its page picture,
a doubtful figure is corrected on the review page, the next run resolves its finding, and one
query names the units that executed less than 80 % of their adjusted budget.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

pytestmark = [pytest.mark.chromium, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ("--registry", "samples/registry.xlsx")
#: The query of the README, word by word.
LOW = (
    "SELECT unit_name, execution_rate FROM budget_execution "
    "JOIN registry_units USING (unit_code) WHERE execution_rate < 80"
)
DUIZHANG = [sys.executable, "-u", "-m", "flows"]


def duizhang(home: Path, *arguments: str) -> str:
    """The output of a command; 1 is the exit code of a run that refused a file."""
    done = subprocess.run(
        [*DUIZHANG, *arguments, "--home", str(home)], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("first-day") / "home"
    told = duizhang(made, "run", "samples/inbox", *REGISTRY)
    assert f"报告：{made / 'reports' / 'index.html'}" in told
    return made


def test_first_day(home: Path, browser: Browser) -> None:
    sees_the_unit_slip(home, browser)
    before = finding(home)
    assert before == {"status": "open", "actual": "394800.0000", "expected": "394300.0000"}
    corrects_the_doubtful_figure(home, browser)
    assert "重新理解 1 份" in duizhang(home, "run", "samples/inbox", *REGISTRY)
    assert finding(home)["status"] == "resolved"
    sees_what_was_resolved(home, browser)
    low = {row["unit_name"]: Decimal(row["execution_rate"]) for row in rows(home, LOW)}
    assert low == expected_low()


def rows(home: Path, sql: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(duizhang(home, "query", sql, "--format", "csv"))))


def finding(home: Path) -> dict[str, str]:
    sql = "SELECT status, actual, expected FROM findings WHERE check_id = 'sum.project_funds'"
    (found,) = rows(home, sql)
    return found


def expected_low() -> dict[str, Decimal]:
    """Units below 80 %, from the samples' own truth: 决算 ÷ (年初预算 + 追加)."""
    found = {}
    for path in (ROOT / "samples" / "expected").glob("*.json"):
        content = json.loads(path.read_text("utf-8"))
        values = {
            (row["item"], row["stage"]): Decimal(row["value"])
            for row in content.get("figures", ())
            if row["project"] is None
        }
        final = values.get(("expenditure.total", "final"))
        initial = values.get(("expenditure.total", "initial_budget"))
        supplement = values.get(("revenue.total", "supplement"))
        if final is not None and initial is not None and supplement is not None:
            rate = final * 100 / (initial + supplement)
            if rate < 80:
                found[content["unit_name"]] = rate.quantize(Decimal("0.0001"))
    assert found
    return found


def sees_the_unit_slip(home: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((home / "reports" / "index.html").as_uri())
    page.click("nav a[href='#findings']")
    page.fill("[data-filter=finding-table]", "0.34元")
    rows = page.locator("#finding-table tbody tr:visible")
    expect(rows).to_have_count(1)
    rows.locator("a").click()
    slip = page.locator("article.finding.error:visible", has_text="0.34元")
    picture = slip.locator("figure img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth > 200")
    assert marked_pixels(picture.screenshot()) > 200
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def marked_pixels(png: bytes) -> int:
    """Pixels of the marker pen's colour."""
    from PIL import Image  # noqa: PLC0415

    image = Image.open(io.BytesIO(png)).convert("RGB")
    return sum(
        count
        for count, (red, green, blue) in image.getcolors(image.width * image.height) or []
        if red > 230 and green > 200 and blue < 190
    )


def corrects_the_doubtful_figure(home: Path, browser: Browser) -> None:
    command = [*DUIZHANG, "review", "--no-browser", "--home", str(home), *REGISTRY]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        url = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(url)
        page.fill("#who", "李审核")
        page.keyboard.press("Enter")
        page.wait_for_selector("#read b")
        for number in range(1, 50):  # the page allows no eval, hence no wait_for_function
            page.wait_for_selector(f"#work[data-number='{number}']")
            if "33.43" in page.inner_text("#read b"):
                break
            page.keyboard.press("ArrowRight")
        page.wait_for_selector("#effect .break")
        assert "不符" in page.inner_text("#effect")
        picture = page.locator("#evidence img.ready")
        picture.wait_for()
        assert marked_pixels(picture.screenshot()) > 200
        assert "33.48" in page.inner_text("#choices")
        page.keyboard.press("c")
        page.keyboard.type("33.48")
        page.wait_for_selector("#effect tr.exact.changed")
        assert "不符 → 相符" in page.inner_text("#effect")
        page.keyboard.press("Enter")
        page.wait_for_selector("#progress:has-text('已核对 1')")
        assert failed == []
        page.close()
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        process.stdout.close()
    (written,) = (home / "corrections").glob("*.json")
    assert '"who": "李审核"' in written.read_text("utf-8")


def sees_what_was_resolved(home: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto((home / "reports" / "index.html").as_uri())
    page.click("nav a[href='#findings']")
    page.fill("[data-filter=finding-table]", "档案 已消失")
    shown = page.locator("#finding-table tbody tr:visible")
    expect(shown).to_have_count(0)
    page.check("[data-severity=closed]")
    expect(shown).to_have_count(1)
    page.close()
