"""A site as files: links resolve, JSON is JSON, what is shown is what the library says, text cannot become markup."""

import csv
import html
import json
import re
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from links import Page, broken, pages_of

from boundlab import architectures
from boundlab.activations import built_in
from boundlab.auditing.hypotheses import audit_hypothesis
from boundlab.claims.registry import Registry
from boundlab.cli import run
from boundlab.cli._site import site_contents
from boundlab.comparisons import comparisons
from boundlab.comparisons._measure import committed
from boundlab.derived.closure import closure_of
from boundlab.derived.load import load
from boundlab.site.build import build
from boundlab.site.count_data import count_data
from boundlab.site.kinds import kinds
from boundlab.site.page import plain, slug


def test_every_link_leads_to_a_page(small_site):
    assert broken(small_site) == []


def test_a_broken_link_is_found(small_site, tmp_path):
    links = '<a href="b.html"></a><a href="http://x.example/"></a><a href="#y"></a><a href="a.html/">'
    (tmp_path / "a.html").write_text(f'<p id="x">{links}')
    assert len(broken(tmp_path)) == 4


def test_every_object_has_a_page_its_json_and_a_line_in_the_index(small_site, small_registry):
    for derivation in closure_of(small_registry):
        id_ = derivation.claim.id
        path = small_site / "claims" / f"{slug(id_)}.html"
        data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert data["statement"] == derivation.claim.landau
        assert [step["id"] for step in data["derivation"]] == [d.claim.id for d in derivation.chain()]
        assert "<math" in path.read_text(encoding="utf-8")
    for kind in kinds():
        listed = json.loads((small_site / f"{kind.name}.json").read_text(encoding="utf-8"))
        rows = list(csv.reader((small_site / f"{kind.name}.csv").open(encoding="utf-8", newline="")))
        assert len(rows) == len(listed) + 1
        assert all((small_site / each["page"]).is_file() for each in listed)


def test_hypotheses_lead_to_the_audit_the_claims_and_the_checks(small_site, small_registry):
    def links(path):
        return Page((small_site / path).read_text(encoding="utf-8")).links

    for claim in small_registry:
        page = links(f"claims/{slug(claim.id)}.html")
        assert all(f"../../hypotheses/{slug(h.id)}.html" in page for h in claim.hypotheses if "/" in claim.id)
        for hypothesis in claim.hypotheses:
            path = f"hypotheses/{slug(hypothesis.id)}"
            assert f"../claims/{slug(claim.id)}.html" in links(f"{path}.html")
            data = json.loads((small_site / f"{path}.json").read_text(encoding="utf-8"))
            assert [v["outcome"] for v in data["verdicts"]] == [
                audit_hypothesis(hypothesis, name).outcome for name in built_in()
            ]
    assert "../proofs/lem-10.html" in links("hypotheses/assumption-2.html")
    assert "../hypotheses/assumption-2.html" in links("proofs/lem-10.html")
    assert {"../../proofs/thm-3.html", "../../proofs/lem-21-22.html"} <= set(
        links("claims/galanti-wolf-2020/thm-3.html")
    )


def test_a_hypothesis_leads_to_the_findings_about_it():
    contents = site_contents(load())
    assert [link.text for link in contents.findings_about("derivative-bv") if not isinstance(link, str)] == ["relu"]
    assert not site_contents(Registry([])).findings_about("derivative-bv")


def test_comparisons_say_what_is_committed_with_and_without_scipy(small_site, monkeypatch):
    kind = next(k for k in kinds() if k.name == "comparisons")
    monkeypatch.setitem(sys.modules, "scipy", None)
    without = {page.id: page for page in kind.pages(site_contents(Registry([])))}
    assert set(without) == set(comparisons())
    for id_, comparison in comparisons().items():
        metadata = committed(comparison)["metadata"]
        data = json.loads((small_site / "comparisons" / f"{id_}.json").read_text(encoding="utf-8"))
        assert data["measured"]["verdict"] == metadata["verdict"]
        assert [one["text"] for one in data["measured"]["controls"]] == [one.text for one in comparison.controls]
        numbers = list(csv.reader((small_site / "comparisons" / f"{id_}.numbers.csv").open(encoding="utf-8")))
        assert len(numbers) == len(data["measured"]["arms"]) + 1
        assert dict(without[id_].facts)["verdict"] == metadata["verdict"]
        assert metadata["numbers"] in map(plain, without[id_].row)


@pytest.mark.parametrize(
    ("docs", "folder"), [("../index.html", "../"), ("https://x.example/a", "https://x.example/a/")]
)
def test_pages_link_to_what_explains_them_in_the_documentation(tmp_path, monkeypatch, docs, folder):
    given = next(c for c in load() if not c.depends_on)
    # the claim has a page, other kinds have their indexes
    listed = [kind if kind.name == "claims" else replace(kind, pages=lambda _: ()) for kind in kinds()]
    monkeypatch.setattr("boundlab.site.build.kinds", lambda: listed)
    monkeypatch.setattr("boundlab.site.build.tools", list)
    build(tmp_path / "site", site_contents(Registry([given]), docs))
    home = Page((tmp_path / "site" / "index.html").read_text(encoding="utf-8"))
    assert f"{folder}index.html" in home.links
    sources = Path(__file__).parents[2]
    for kind in kinds():
        assert folder + kind.docs in Page((tmp_path / "site" / f"{kind.name}.html").read_text(encoding="utf-8")).links
        page, _, term = kind.docs.partition("#")
        text = (sources / page).with_suffix(".md").read_text(encoding="utf-8")
        assert not term or f"\n## {term.replace('-', ' ').capitalize()}\n" in text
    there = Page((tmp_path / "site" / "claims" / f"{slug(given.id)}.html").read_text(encoding="utf-8"))
    up = "" if "://" in docs else "../" * (1 + slug(given.id).count("/"))
    assert f"{up}{folder}docs/glossary.html#claim" in there.links


def test_json_and_data_are_read_again(small_site):
    for path in small_site.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in (small_site / "data").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        json.loads(text.partition(f"BOUNDLAB[{json.dumps(path.stem)}]=")[2].rstrip().removesuffix(";"))


def test_nothing_is_loaded_from_elsewhere(small_site):
    for path, page in pages_of(small_site).items():
        assert not [link for link in page.links if "//" in link], path
    assert "url(" not in (small_site / "static" / "site.css").read_text(encoding="utf-8")
    assert not [p for p in (small_site / "vendor").glob("*.js") if b"sourceMappingURL" in p.read_bytes()]


def test_no_page_shows_latex_or_backquotes(small_site):
    for path in small_site.rglob("*.html"):
        text = re.sub(
            r"(?s)<(script|code|pre|math|title|img)\b.*?(</\1>|(?<=<img)[^>]*>)", " ", path.read_text(encoding="utf-8")
        )
        shown = re.sub(r"<[^>]+>", " ", text)
        assert not re.search(r"[_^]\{|`|\$\\|\\[a-z]{3}|ε\^", shown), path


def test_rows_of_a_file_have_a_badge_and_stand_on_the_first_page(small_site, small_registry):
    assert small_registry.added
    home = (small_site / "index.html").read_text(encoding="utf-8")
    for id_ in small_registry.added:
        text = (small_site / "claims" / f"{slug(id_)}.html").read_text(encoding="utf-8")
        assert f'<span class="badge yours">{small_registry.origin(id_)}</span>' in text
        assert f"claims/{slug(id_)}.html" in home


def test_commands_about_a_row_of_a_file_name_the_file(small_site, small_registry, capsys):
    for id_ in small_registry.added & {c.id for c in small_registry}:
        shown = html.unescape((small_site / "claims" / f"{slug(id_)}.html").read_text(encoding="utf-8"))
        commands = re.findall(rf"boundlab (?:show|cite|ablate) {id_} --registry .*?(?=$|<)", shown, re.MULTILINE)
        assert len(commands) >= 2
        assert run(shlex.split(commands[0])[1:]) == 0
        assert id_ in capsys.readouterr().out
    assert "--registry" not in (small_site / "claims" / "yarotsky-2017" / "thm-2.html").read_text(encoding="utf-8")


def test_text_of_a_claim_is_never_markup(small_registry, tmp_path):
    given = next(c for c in small_registry if not c.depends_on)
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \u2028 \"'"
    claim = replace(given, id="evil/1", title=evil, source=evil, notes=(evil,))
    build(tmp_path / "site", site_contents(Registry([claim])))
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
    assert broken(tmp_path / "site") == []


@pytest.mark.parametrize("id_", ["../../x", "a//b", "/etc", "CON", "nul.txt", "a b", "é", "..", "x/."])
def test_an_id_never_leads_out_of_its_folder(id_, tmp_path):
    path = (tmp_path / "claims" / slug(id_)).resolve()
    assert path.is_relative_to((tmp_path / "claims").resolve())
    assert ".." not in slug(id_)


def test_no_two_ids_share_a_page_even_where_capitals_do_not_count():
    ids = [
        "a.b",
        "a_b",
        "a b",
        "A.b",
        "Foo",
        "foo",
        "é",
        "e\u0301",
        "_e9_",
        "con",
        "con_",
        "",
        "_",
        "é" * 300,
        "é" * 301,
    ]
    assert len({slug(id_).lower() for id_ in ids}) == len(ids)
    assert max(len(slug(id_).encode()) for id_ in ids) < 200


def test_every_architecture_of_the_project_has_a_calculator_with_its_options():
    for name in architectures.names():
        row = architectures.get(name)
        found = count_data(row)
        assert [option["name"] for option in found["options"]] == list(row.options())
        assert all(option["least"] == 0 for option in found["options"] if option["kind"] in {"flag", "choice"})
