"""The review page in a real browser without a window; one browser for all of these tests."""

import io

import pypdfium2
import pytest
from PIL import Image

from asylum_packet import build, read_case
from asylum_packet.checks.printed import letters
from asylum_packet.law.rules import RULES, Judged
from asylum_packet.options import Options
from tests.support.chromium import Browser, chromium
from tests.support.mini import write_mini_case

pytestmark = pytest.mark.skipif(chromium() is None, reason="no chromium here: apt-get install chromium")
LONG = "A title without end " + "AndWithoutAnyPlaceToBreakIt" * 8


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The review page of a DRAFT with a very long word in a title."""
    folder = write_mini_case(tmp_path_factory.mktemp("seen") / "mini")
    with (folder / "exhibits.yaml").open("a", encoding="utf-8") as listed:
        listed.write(f"04 passport.pdf: {{id: passport, title: {LONG}}}\n")
    options = Options(data_folder=folder / "no-blanks")
    return build(read_case(folder), folder / "out", options=options).review


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_loads_whole_and_fits_the_window(browser, page, width):
    browser.open(page, width=width)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    wide = "e => e.getBoundingClientRect().right > innerWidth + 1"
    found = f"[...document.querySelectorAll('main *')].filter({wide}).map(e => e.outerHTML.slice(0, 80))"
    assert browser.ask(found) == []
    assert browser.ask("[...document.images].every(i => i.complete && i.naturalWidth > 100)")
    asked = [one["params"] for one in browser.events if one.get("method") == "Network.requestWillBeSent"]
    assert {one["request"]["url"].partition(":")[0] for one in asked} <= {"file", "data"}
    assert len([one for one in asked if one["request"]["url"].startswith("file")]) == 1
    bad = {"Network.loadingFailed", "Log.entryAdded", "Runtime.exceptionThrown"}
    assert [one for one in browser.events if one.get("method") in bad] == []


def test_the_style_passes_the_pages_own_policy(browser, page):
    browser.open(page, width=1280)
    assert browser.ask("getComputedStyle(document.querySelector('.badge')).borderTopStyle") == "solid"
    colours = Image.open(io.BytesIO(browser.picture(height=900))).convert("RGB").getcolors(1 << 20)
    assert len(colours) > 50


def test_the_tab_key_comes_first_to_the_way_past_the_head(browser, page):
    browser.open(page, width=1280)
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert browser.ask("document.activeElement.getAttribute('href')") == "#content"
    assert browser.ask("document.activeElement.getBoundingClientRect().left") >= 0


def test_a_screen_reader_finds_names_tables_and_landmarks(browser, page):
    browser.open(page, width=390)
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    said = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]
    assert ("heading", "DRAFT: not to be filed") in said
    assert ("navigation", "Sections") in said
    assert {"main", "banner", "contentinfo", "table", "columnheader", "rowheader"} <= {
        role for role, _ in said
    }
    assert not [role for role, name in said if role in {"link", "image", "heading", "table"} and not name]


FAINT = """(() => {
  const read = c => c.match(/[\\d.]+/g).map(Number);
  const lum = c => read(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor; if ((read(c)[3] ?? 1) > 0.99) return c; }
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18,18,18)' : 'rgb(255,255,255)'; };
  const texts = [...document.querySelectorAll('body *')].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length);
  return texts.map(e => {
    const [a, b] = [lum(getComputedStyle(e).color), lum(behind(e))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), e.outerHTML.slice(0, 60)]; }).filter(([ratio]) => ratio < 4.5);
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(browser, page, scheme):
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(page, width=1280)
    assert browser.ask("[...document.querySelectorAll('details')].forEach(d => d.open = true) ?? 1") == 1
    assert browser.ask("document.querySelectorAll('body *').length") > 100
    assert browser.ask(FAINT) == []
    assert browser.ask(FAINT.replace("4.5", "19")), "the ruler measures"
    browser.call("Emulation.setEmulatedMedia", features=[])


def test_paper_holds_the_checklist_although_it_is_folded_on_the_screen(browser, page):
    browser.open(page, width=1280)
    pdf = pypdfium2.PdfDocument(browser.printed())
    assert pdf[0].get_size() == (612, 792)
    text = letters("".join(page.get_textpage().get_text_range() for page in pdf))
    lost = [
        rule.id for rule in RULES.values() if rule.judged is Judged.PERSON and letters(rule.id) not in text
    ]
    assert lost == []
