"""The report in headless Chromium: one page at a time, filters, sorting, no request, no error."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from warehouse.report import NoEvidence, write_reports

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def page(home: Path) -> Iterator[Page]:
    path = write_reports(home, ["html"], NoEvidence())[0]
    with sync_playwright() as playwright:
        options = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)  # type: ignore[arg-type]
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        opened.errors = []  # type: ignore[attr-defined]
        opened.asked = []  # type: ignore[attr-defined]
        opened.on("pageerror", lambda error: opened.errors.append(str(error)))  # type: ignore[attr-defined]
        opened.on("request", lambda request: opened.asked.append(request.url))  # type: ignore[attr-defined]
        opened.goto(path.as_uri())
        yield opened
        browser.close()


def shown_pages(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-page]')].filter(p => !p.hidden).map(p => p.id)"
    )
    return found


def test_one_page_at_a_time(page: Page) -> None:
    assert shown_pages(page) == ["overview"]
    page.click("nav a[href='#units']")
    assert shown_pages(page) == ["units"]
    page.click("#unit-table a")
    page.wait_for_function("document.querySelector('#units').hidden")
    assert shown_pages(page) == ["u-101001-2025"]


def test_filter_and_severity(page: Page) -> None:
    page.click("nav a[href='#findings']")
    rows = page.locator("#finding-table tbody tr:visible")
    assert rows.count() == 1
    page.fill("[data-filter=finding-table]", "没有这个词")
    assert rows.count() == 0
    page.fill("[data-filter=finding-table]", "史志 单位疑似")
    assert rows.count() == 1
    page.uncheck("[data-severity=error]")
    assert rows.count() == 0
    page.check("[data-severity=error]")
    assert rows.count() == 1


def test_sorting_turns_round(page: Page) -> None:
    page.click("nav a[href='#units']")
    head = page.locator("#unit-table thead th").first
    head.click()
    assert head.get_attribute("aria-sort") == "ascending"
    head.click()
    assert head.get_attribute("aria-sort") == "descending"


def test_nothing_is_fetched_and_nothing_fails(page: Page) -> None:
    assert page.errors == []  # type: ignore[attr-defined]
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []  # type: ignore[attr-defined]


def test_wide_tables_scroll_inside(page: Page) -> None:
    page.set_viewport_size({"width": 500, "height": 800})
    for name in ("overview", "matrix", "findings", "units"):
        page.click(f"nav a[href='#{name}']")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 500, (name, width)
