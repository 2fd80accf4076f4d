"""What every transcribed paper must say of itself."""

import re

import pytest

from boundlab.symbolic.claim import Status
from boundlab.symbolic.registry import load

ROOM = load(("boundlab.literature",))


@pytest.mark.parametrize("claim", ROOM, ids=lambda c: c.id)
def test_a_quoted_row_says_what_it_was_compared_with(claim):
    assert (claim.status == Status.QUOTED) == bool(claim.checked)
    assert claim.checked == claim.to_json()["checked"]


@pytest.mark.parametrize("claim", [c for c in ROOM if c.status == Status.UNVERIFIED], ids=lambda c: c.id)
def test_an_unverified_row_says_what_is_not_certain(claim):
    assert any(re.search("not checked|recalled|not transcribed|counts the", note) for note in claim.notes)


@pytest.mark.parametrize("reference", ROOM.references.values(), ids=lambda r: r.key)
def test_bibtex_entries(reference):
    """Key, authors, title and year are there, the braces match, and the key names the authors."""
    text = reference.bibtex
    assert re.match(r"@\w+\{" + re.escape(reference.key) + ",", text)
    assert text.count("{") == text.count("}")
    fields = dict(re.findall(r"^  (\w+)\s*= \{(.*)\},$", text, re.MULTILINE))
    assert {"author", "title", "year"} <= set(fields)
    # a key keeps the year of the first publication, the entry that of the volume
    assert 0 <= int(fields["year"]) - int(reference.key[-4:]) <= 2
    assert all("," in author for author in fields["author"].split(" and "))
    if "pages" in fields:
        first, last = map(int, fields["pages"].split("--"))
        assert first < last
    if "eprint" in fields:
        assert re.fullmatch(r"\d{4}\.\d{4,5}", fields["eprint"])
