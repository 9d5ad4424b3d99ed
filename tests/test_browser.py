"""The reviewer's view: each page in a real browser, from disk, offline."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from comparative.press import catalogue

pytestmark = pytest.mark.browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser(chromium) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(edition):
    return sorted(path for path in edition.glob("*.html") if path.name != "index.html")


def opened(browser: Browser, path, **options) -> tuple[Page, list[str], list[str]]:
    """Open a page; return it with every request and every console message or error."""
    page = browser.new_page(**options)
    requests, complaints = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    return page, requests, complaints


def test_pages_ask_nothing_of_anyone_and_complain_of_nothing(browser, pages, edition):
    for path in [*pages, edition / "index.html"]:
        page, requests, complaints = opened(browser, path)
        assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
        assert complaints == [], path.name
        page.close()


def test_figures_tables_and_numbers_can_be_traced(browser, pages):
    for path in pages:
        page, _, _ = opened(browser, path)
        shown = page.locator("figure").all()
        assert len(shown) >= 4, path.name
        for figure in shown:
            assert figure.locator("figcaption .title").inner_text().strip()
            assert figure.locator(".foot .sources a").count() >= 1
            assert figure.locator("a[download]").get_attribute("href").startswith("data:text/csv")
        assert page.locator("figure svg[role=img]").count() >= 2
        traced = page.evaluate(
            """() => [...document.querySelectorAll('data[data-sources]')].map(
                d => [d.value, d.dataset.sources.split(' ').every(
                    s => document.getElementById('source-' + s))])"""
        )
        assert len(traced) >= 10, path.name
        assert all(resolved for _, resolved in traced), path.name
        untraced = page.locator("data:not([data-sources]):not([data-measure]):not([data-parameter])")
        assert untraced.count() == 0
        page.close()


def test_every_link_inside_a_page_leads_somewhere_and_ids_are_unique(browser, pages):
    for path in pages:
        page, _, _ = opened(browser, path)
        dead = page.evaluate(
            """() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
                .filter(id => !document.getElementById(decodeURIComponent(id)))"""
        )
        assert dead == [], path.name
        twice = page.evaluate(
            """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                return ids.filter((id, i) => ids.indexOf(id) !== i); }"""
        )
        assert twice == [], path.name
        page.close()


def test_pressing_a_number_says_where_it_comes_from(browser, pages):
    page, _, _ = opened(browser, pages[0])
    number = page.locator("data[data-sources] button").first
    value = number.locator("xpath=..").get_attribute("value")
    number.click()
    card = page.locator("[popover]:popover-open")
    assert card.count() == 1
    assert card.inner_text().startswith(value)
    target = card.locator("a[href^='#source-']").first.get_attribute("href")
    card.locator("a[href^='#source-']").first.click()
    assert page.evaluate("document.querySelector(':target').id") == target.removeprefix("#")


def test_pages_meet_wcag_in_light_and_dark(browser, pages, edition):
    for path in [*pages, edition / "index.html"]:
        for scheme in ("light", "dark"):
            page, _, _ = opened(browser, path, color_scheme=scheme)
            results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
            faults = [
                (v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary"))
                for v in results.response["violations"]
            ]
            assert faults == [], (path.name, scheme)
            page.close()


def test_pages_fit_a_phone(browser, pages, edition):
    for path in [*pages, edition / "index.html"]:
        page, _, _ = opened(browser, path, viewport={"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path.name
        page.close()


def test_the_index_leads_to_every_report(browser, edition, pages):
    page, _, _ = opened(browser, edition / "index.html")
    linked = [a.get_attribute("href") for a in page.locator(".reports a").all()]
    assert set(linked) == {path.name for path in pages}
    assert linked == [f"{name}.html" for name in catalogue()]


def test_pages_allow_no_script_and_no_foreign_style(pages):
    for path in pages:
        text = path.read_text()
        assert re.search(r"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-", text)
        assert not re.search(r"<script|<link(?! rel=\"icon\" href=\"data:,\")", text)
        assert not re.search(r"<[^<>]*\s(style|on\w+)=", text)  # in a tag: the folded code is text
