"""The report in headless Chromium: one page at a time, filters, sorting, no request, no error."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from warehouse.report import NoEvidence, write_reports

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}
        started = playwright.chromium.launch(**options)  # type: ignore[arg-type]
        yield started
        started.close()


def opened(browser: Browser, path: Path) -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.errors = []  # type: ignore[attr-defined]
    page.asked = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
    page.goto(path.as_uri())
    return page


@pytest.fixture(scope="module")
def page(home: Path, browser: Browser) -> Page:
    return opened(browser, write_reports(home, ["html"], NoEvidence())[0])


def shown_pages(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-page]')].filter(p => !p.hidden).map(p => p.id)"
    )
    return found


def turn_to(page: Page, name: str) -> None:
    """Clicks in the menu; the page turns in an event of its own, later."""
    page.click(f"nav a[href='#{name}']")
    page.locator(f"#{name}").wait_for(state="visible")


def test_one_page_at_a_time(page: Page) -> None:
    assert shown_pages(page) == ["overview"]
    turn_to(page, "units")
    assert shown_pages(page) == ["units"]
    page.click("#unit-table a")
    page.wait_for_function("document.querySelector('#units').hidden")
    assert shown_pages(page) == ["u-101001-2025"]


def test_filter_and_severity(page: Page) -> None:
    turn_to(page, "findings")
    rows = page.locator("#finding-table tbody tr:visible")
    expect(rows).to_have_count(1)
    page.fill("[data-filter=finding-table]", "没有这个词")
    expect(rows).to_have_count(0)
    page.fill("[data-filter=finding-table]", "史志 单位疑似")
    expect(rows).to_have_count(1)
    page.uncheck("[data-severity=error]")
    expect(rows).to_have_count(0)
    page.check("[data-severity=error]")
    expect(rows).to_have_count(1)


def test_sorting_turns_round(page: Page) -> None:
    turn_to(page, "units")
    head = page.locator("#unit-table thead th").first
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.click()
    expect(head).to_have_attribute("aria-sort", "descending")


def test_nothing_is_fetched_and_nothing_fails(page: Page) -> None:
    assert page.errors == []  # type: ignore[attr-defined]
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []  # type: ignore[attr-defined]


def test_wide_tables_scroll_inside(page: Page) -> None:
    page.set_viewport_size({"width": 500, "height": 800})
    for name in ("overview", "matrix", "findings", "units"):
        turn_to(page, name)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 500, (name, width)


def test_a_long_county_is_unfolded_on_demand(
    home: Path, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.report.page.LISTED", 0)
    written = write_reports(home, ["html"], NoEvidence())[0]
    shown = opened(browser, written.rename(tmp_path / "index.html"))
    rows = shown.locator("#unit-table tbody tr")
    turn_to(shown, "units")
    expect(rows).to_have_count(0)
    assert shown.locator("#units .rest").inner_text().startswith("共 2 行，先列前 0 行")
    shown.click("#units .rest button")
    expect(rows).to_have_count(2)
    expect(shown.locator("#units .rest")).to_have_count(0)
    turn_to(shown, "matrix")
    shown.fill("[data-filter=matrix-table]", "史志")
    expect(shown.locator("#matrix-table tbody tr:visible")).to_have_count(1)
    expect(shown.locator("article.finding")).to_have_count(0)
    shown.goto(f"{shown.url.partition('#')[0]}#f-x1")
    shown.locator("#f-x1").wait_for(state="visible")
    assert shown_pages(shown) == ["u-101001-2025"]
    assert shown.errors == []  # type: ignore[attr-defined]
