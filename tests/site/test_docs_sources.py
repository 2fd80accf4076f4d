"""The sources of the documentation: every name, command and term is there, and the newcomer's path goes by links."""

import itertools
import json
import re
import sys

import pytest
from test_house import ROOT

import boundlab

docutils = pytest.importorskip("docutils.nodes", reason="the documentation's packages are not installed")
pytest.importorskip("sphinx", reason="the documentation's packages are not installed")
sys.path.append(str(ROOT / "docs" / "_site"))

import command_reference  # noqa: E402
import front_page  # noqa: E402
import glossary_links  # noqa: E402
import indices  # noqa: E402
import name_reference  # noqa: E402

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def sections(text):
    """From heading to text, in Markdown without `#` at the start of a line of code."""
    return dict(part.partition("\n")[::2] for part in re.split(r"^#{2,3} ", text, flags=re.MULTILINE)[1:])


def test_every_public_name_has_a_section_with_an_example():
    found = sections(name_reference.markdown())
    assert set(found) == set(boundlab.__all__) - {"__version__"}
    for name, text in found.items():
        assert "```python\n>>>" in text, name
        assert name == "architectures" or f"boundlab.{name}(" in text


def test_every_command_has_a_section_with_its_options_and_an_example():
    found = sections(command_reference.markdown())
    for name, command, _ in command_reference.commands():
        text = found[f"boundlab {name}"]
        options = [max(each.opts, key=len) for each in command.params if each.param_type_name == "option"]
        assert all(option in text for option in options), name
        below = [inner for inner in found if inner.startswith(f"boundlab {name} ")]
        # two take minutes: their examples are not among those that the tests of the pages run
        assert "```console" in text or below or name in {"demo", "site"}, name


def test_an_example_is_that_of_the_command_itself():
    names = ["count", "count full"]
    assert command_reference._command_of("$ boundlab count full --tasks 3\n", names) == "count full"
    assert command_reference._command_of("boundlab count own.py:Mine", names) == "count"
    assert command_reference._command_of("$ boundlab counting", names) is None
    assert command_reference._command_of("a line of boundlab count", names) is None


def test_text_of_a_docstring_stays_what_it_is():
    assert name_reference.as_markdown("a*b_c [d](e)\n\n>>> f\n1") == "a\\*b\\_c \\[d\\](e)\n\n```python\n>>> f\n1\n```"
    assert name_reference.as_markdown("`a*b_c` $x$") == "`a*b_c` \\$x\\$"


def glossary(*terms):
    document = docutils.document("", "")
    page = docutils.section("", docutils.title("", "Glossary"))
    document += page
    for title, also in terms:
        inner = docutils.section("", docutils.title("", title), ids=[title.lower().replace(" ", "-")])
        inner += docutils.paragraph("", "", docutils.Text("What it is."))
        inner += docutils.paragraph("", "", docutils.Text(f"Also: {also}.")) if also else []
        page += inner
    return document


def linked(*children):
    page = docutils.document("", "")
    page += docutils.paragraph("", "", *children)
    words = glossary_links.terms(glossary(("Metric entropy", "ε-entropy"), ("Entropy", ""), ("Bill", "")))
    glossary_links.link_first_uses(page, words, "g.html")
    return [(link.astext(), link["refuri"]) for link in page.findall(docutils.reference)]


def test_the_first_use_of_a_term_is_linked_and_no_other():
    text = docutils.Text("The ε-entropy, and metric\nentropies; Bills, the bill, entropy, metric entropy")
    assert linked(text) == [
        ("ε-entropy", "g.html#metric-entropy"),
        ("Bills", "g.html#bill"),
        ("entropy", "g.html#entropy"),
    ]


def test_a_term_may_go_over_the_end_of_a_line():
    lines = [docutils.Text(text) for text in ("the metric", "\n", "entropy of")]
    assert linked(*lines) == [("metric\nentropy", "g.html#metric-entropy")]


def test_code_headings_and_links_stay_as_they_are():
    there = docutils.reference("", "bill", refuri="elsewhere")
    assert linked(docutils.literal("", "bill"), there) == [("bill", "elsewhere")]
    assert linked(docutils.Text("billing, handbill, pre-bill")) == []


def test_indices_in_text_are_set_and_code_stays():
    page = docutils.document("", "")
    page += docutils.paragraph("", "", docutils.Text("on W_{r,m}, ε^(-m/r)"), docutils.literal("", "x_1"))
    indices.set_indices(page)
    assert [node.astext() for node in page.findall(docutils.subscript)] == ["r,m"]
    assert [node.astext() for node in page.findall(docutils.superscript)] == ["-m/r"]
    assert page.astext() == "on Wr,m, ε-m/rx_1"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_kept_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert not [cell for cell in code if cell["outputs"] or cell["execution_count"]]
    assert "".join(cells[0]["source"]).startswith("# ")
    assert "commands.md#boundlab-" in "".join(cells[-1]["source"])


def test_a_page_on_no_list_is_found(tmp_path):
    for name, text in {"index": "```{toctree}\n\na\n```\n", "a": "# A\n", "b": "# B\n"}.items():
        (tmp_path / f"{name}.md").write_text(text)
    assert front_page.unlisted(tmp_path) == ["b"]


def test_from_a_theorem_to_a_command_by_links():
    """The start page, the tutorial, its notebook, the command: each links the next."""
    path = ["docs/index.md", "docs/your-theorem.md", "notebooks/your-own-theorem.ipynb", "docs/commands.md"]
    for here, there in itertools.pairwise(path):
        links = re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / here).read_text(encoding="utf-8"))
        assert any((ROOT / here).parent.joinpath(link).resolve() == ROOT / there for link in links), (here, there)
    assert "boundlab registry check" in sections(command_reference.markdown())
