"""The site that `make docs` has written: whole, self-contained, and nothing in it leads nowhere."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from links import Page, broken
from test_house import ROOT
from window import FAINT, Window

import boundlab

SITE = ROOT / "site"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SITE / "docs" / "index.html").is_file(), reason="`make docs` has not written site/"),
]
MOST = 30 * 2**20  # bytes of the whole site
SILENT = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "math", "script", "style", "title"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def pages():
    return [path for path in SITE.rglob("*.html") if "explorer" not in path.relative_to(SITE).parts]


def text_of(path):
    return path.read_text(encoding="utf-8")


class Prose(HTMLParser):
    """The text of an article in which terms may be linked, and the terms that are."""

    def __init__(self, text):
        super().__init__()
        self.open, self.parts, self.terms = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "term" in (given.get("class") or "").split():
            self.terms.add(given["href"].partition("#")[2])
        if tag not in EMPTY:
            self.open.append((tag, "cell_output" in (given.get("class") or "")))
        self.parts.append(" | " if tag in {"p", "td", "th", "li", *SILENT} else "")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _ in self.open}
        if "article" in tags and not tags & SILENT and not any(output for _, output in self.open):
            self.parts.append(data)


def terms():
    """From the anchor of a term to all words for it, read from the page of the glossary."""
    found = {}
    for anchor, body in re.findall(
        r'<section id="([^"]+)">(.*?)</section>', text_of(SITE / "docs/glossary.html"), re.S
    ):
        title = re.search(r"<h2>(.*?)<a", body, re.S)
        if title:
            also = re.search(r"<p>Also: (.*?)\.</p>", body, re.S)
            found[anchor] = [title[1], *(also[1].split(", ") if also else [])]
    return found


def test_no_link_leads_nowhere():
    assert broken(SITE, ("https://",)) == []  # what pages link in the world outside, they do not need


def test_a_page_asks_nothing_of_the_network():
    loaded = re.compile(r"<(?:script|img|link|iframe|source)\b[^>]*?\b(?:src|href)=\"([^\"]*)\"")
    for path in pages():
        assert not [link for link in loaded.findall(text_of(path)) if urlsplit(link).netloc], path
    for sheet in SITE.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text_of(sheet)), sheet


def test_the_site_is_small():
    assert sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file()) <= MOST


def test_every_public_name_and_every_figure_is_there():
    api = Page(text_of(SITE / "docs/api.html")).ids
    assert {name.lower().replace("_", "-") for name in boundlab.__all__ if name != "__version__"} <= set(api)
    gallery = text_of(SITE / "figures/README.html")
    commands = re.sub(r"<[^>]+>", "", gallery)
    for path in (ROOT / "figures" / "out").glob("*.png"):
        assert path.name in gallery
        assert f"boundlab figures {path.stem} " in commands


def test_formulas_are_drawn_without_a_script():
    for path in pages():
        text = text_of(path)
        assert not re.search(r"<script[^>]*(?:mathjax|katex)", text, re.IGNORECASE), path
        assert not re.search(r"\$\\(?:varepsilon|frac|mathcal)", text), path
    assert "<math" in text_of(SITE / "docs/index.html")
    assert "<math" in text_of(SITE / "notebooks/your-own-theorem.html")


def test_notebooks_have_their_outputs_and_no_traceback():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        text = text_of(SITE / "notebooks" / f"{path.stem}.html")
        assert text.count("cell_output") >= 3, path
        assert "Traceback (most recent call last)" not in text, path
        assert "/tmp/" not in text, path


@pytest.mark.parametrize(
    "page", [path for path in pages() if path.parent.name in {"docs", "laws", "notebooks"}], ids=str
)
def test_every_term_is_linked_where_a_page_uses_it(page):
    if page.name == "glossary.html":
        return
    prose = Prose(text_of(page))
    said = " ".join("".join(prose.parts).split()).lower()
    known = terms()
    for anchor, words in known.items():
        rest = said
        for longer in (each for other, their in known.items() if other != anchor for each in their):
            if any(word.lower() in longer.lower() for word in words):
                rest = rest.replace(longer.lower(), " | ")  # `registry` in `registry file` is another term
        uses = any(re.search(rf"(?<![\w-]){re.escape(word.lower())}s?(?![\w-])", rest) for word in words)
        assert not uses or anchor in prose.terms, anchor


def test_pages_are_silent_fit_and_can_be_read_in_a_browser(browser):
    window = Window(browser, SITE)
    for width, theme in ((380, "light"), (1280, "dark")):
        window.resize(width)
        window.theme(theme)
        for path in pages():
            page = path.relative_to(SITE).as_posix()
            window.open(page)
            assert window.run("return document.documentElement.scrollWidth") <= width, page
            assert window.run(FAINT) == [], page
    window.theme("light")


WALK = [
    ("docs/index.html", "your theorem in ten minutes", "docs/your-theorem.html"),
    ("docs/your-theorem.html", "the notebook", "notebooks/your-own-theorem.html"),
    (
        "notebooks/your-own-theorem.html",
        "boundlab registry check my.toml",
        "docs/commands.html#boundlab-registry-check",
    ),
]


def test_a_newcomer_goes_from_a_theorem_to_a_command_by_links(browser):
    from selenium.webdriver.common.keys import Keys

    window = Window(browser, SITE)
    window.open(WALK[0][0])
    for here, words, there in WALK:
        assert window.driver.current_url.endswith(here)
        link = next(a for a in browser.find_elements("css selector", "article a") if a.text == words)
        assert link.is_displayed()
        link.send_keys(Keys.ENTER)
        window.until(f"return location.href.endsWith({there!r}) && document.readyState === 'complete'")
        window.silent(there)
    shown = window.run("return document.querySelector(location.hash).innerText")
    assert "boundlab registry check" in shown
    assert "$ boundlab registry check my.toml" in shown
