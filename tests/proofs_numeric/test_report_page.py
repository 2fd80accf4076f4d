"""verify.html: whole statements, links that lead somewhere, verdicts that do not rest on colour, narrow and dark."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from proofs_numeric._checks import HERE, Check, checks
from proofs_numeric._page import SIGNS, page, sections
from proofs_numeric._report import word, write
from proofs_numeric._runner import Result
from proofs_numeric._verdict import Outcome, Step, Verdict

LONG = "‖f - g‖ ≤ " + " + ".join(f"c_{i}·δ" for i in range(200))
STEPS = (
    Step("a step", LONG, Outcome.PROVED, "all n", domain="n ≤ 3", parts=("first: a < b & c", "second")),
    Step("samples", "s", Outcome.CERTIFIED, "9 networks", margin=0.25),
    Step("search", "s", Outcome.SURVIVED, "a search", tries=4),
    Step("open", "s", Outcome.NOT_CHECKABLE, "no construction"),
    Step("left out", "s", Outcome.SKIPPED, "needs torch"),
    Step("printed", "<script>s</script>", Outcome.REFUTED, "all", witness={"n": 1}),
    Step("new", "s", Outcome.REFUTED, "all", witness={"n": 2}),
)
RESULTS = [
    Result("lem-19", "A lemma", {"printed": "it is <false>"}, Verdict(STEPS, "quick", 0)),
    Result("lem-3", "Another", {}, Verdict(STEPS[:1], "quick", 0)),
]


class Reader(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        assert "src" not in found

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def text_of(folder=None):
    return page(RESULTS, [word(r) for r in RESULTS], folder)


def test_the_page_is_well_formed_and_needs_nothing_from_outside():
    text = text_of()
    reader = Reader(text)
    assert reader.open == []
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert "@import" not in text
    assert "url(" not in text
    assert "&lt;script&gt;s&lt;/script&gt;" in text


def test_statements_are_whole_and_parts_are_listed():
    text = text_of()
    assert text.count(LONG) == 2
    assert "<li>first: a &lt; b &amp; c</li>" in text
    assert "it is &lt;false&gt;" in text


def test_anchors_are_unique_and_links_within_the_page_lead_somewhere():
    reader = Reader(text_of())
    assert len(set(reader.ids)) == len(reader.ids)
    assert {"lem-19", "lem-3", "lem-19--a-step"} <= set(reader.ids)
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)


@pytest.mark.parametrize("depth", ["here", "a/b"])
def test_links_to_files_lead_to_files(tmp_path, depth):
    folder = tmp_path / depth
    folder.mkdir(parents=True)
    write(RESULTS, folder)
    reader = Reader((folder / "verify.html").read_text(encoding="utf-8"))
    files = [link.partition("#")[0] for link in reader.links if not link.startswith(("#", "https://arxiv.org"))]
    assert any(f.endswith("lem_19.py") for f in files)
    assert any(f.endswith("docs/proofs.md") for f in files)
    assert all((folder / f).resolve().exists() for f in files)


def test_sections_are_found_in_the_documentation():
    docs = HERE.parent / "docs"
    assert (docs / "proofs.md", "What is false as printed") in sections("lem-19", docs)
    assert sections("repair-thm-1-entropy", docs)
    for check in checks():
        for path, heading in sections(check.id, docs):
            assert re.search(rf"^#+ {re.escape(heading)}$", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_verdicts_do_not_rest_on_colour():
    assert len({sign for sign, _ in SIGNS.values()}) == len(Outcome)
    text = text_of()
    for step in STEPS:
        known = ", as known" * (step.name == "printed")
        assert f">{SIGNS[step.outcome][0]} {step.word}{known}</span>" in text
    assert text.count(" alarm") >= 2  # the check and the step that nobody expected
    assert re.search(r'class="verdict refuted">✗ refuted, as known<', text)


def test_there_is_a_narrow_and_a_dark_layout():
    text = text_of()
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert "prefers-color-scheme:dark" in text
    assert "max-width:760px" in text
    assert "overflow-wrap:anywhere" in text
    colours = re.findall(r"--(\w+):#[0-9a-f]+", text)
    assert all(colours.count(name) == 2 for name in colours)  # one light, one dark


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_text_has_enough_contrast_in_both_layouts():
    for theme in re.findall(r":root\{([^}]*)\}", text_of()):
        colours = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", theme))
        ground = luminance(colours["page"])
        for name in ("text", "faint", "link", "good", "some", "open", "bad"):
            low, high = sorted([ground, luminance(colours[name])])
            assert (high + 0.05) / (low + 0.05) >= 4.5, name


def test_titles_are_whole():
    for check in checks():
        source = Path(check.file).read_text(encoding="utf-8")
        assert " ".join(source[3:].partition("\n\n")[0].split()).rstrip('."').rstrip(".") == check.title
    assert Check("lem-23").title.endswith("on W_{1,m}")
