"""What every transcribed paper must say of itself."""

import re
from dataclasses import replace

import pytest

from boundlab.claims.claim import Compared, Status
from boundlab.claims.registry import Registry
from boundlab.claims.scope import Precision
from boundlab.derived.load import load
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

ALL = load()
ROOM = Registry(
    (c for c in ALL if not c.id.startswith("repair/")), (r for r in ALL.references.values() if r.key != "repair")
)


@pytest.mark.parametrize("claim", ROOM, ids=lambda c: c.id)
def test_a_row_says_what_it_was_compared_with(claim):
    """Recalled is not quoted: a quoted row was compared with something, a recalled one with nothing."""
    assert claim.checked
    assert (claim.status == Status.QUOTED) <= (claim.compared != Compared.NOTHING)
    assert (claim.status == Status.RECALLED) <= (claim.compared == Compared.NOTHING)
    assert (claim.status == Status.DERIVED) <= bool(claim.depends_on)
    assert ("recalled" in claim.checked) == (claim.status == Status.RECALLED)
    data = claim.to_json()
    assert (claim.checked, str(claim.compared)) == (data["checked"], data["compared"])


@pytest.mark.parametrize("claim", [c for c in ROOM if c.compared == Compared.NOTHING], ids=lambda c: c.id)
def test_what_nobody_compared_is_not_called_quoted(claim):
    for change in ({"status": Status.QUOTED}, {"status": Status.QUOTED, "checked": ""}):
        with pytest.raises(BoundlabError, match="its status is recalled"):
            Registry([replace(claim, depends_on=(), **change)])
    with pytest.raises(BoundlabError, match="recalled, but compared with the text"):
        Registry([replace(claim, depends_on=(), status=Status.RECALLED, compared=Compared.TEXT)])


@pytest.mark.parametrize("claim", [c for c in ROOM if c.status == Status.UNVERIFIED], ids=lambda c: c.id)
def test_an_unverified_row_says_what_is_not_certain(claim):
    assert any(re.search("not checked|recalled|not transcribed|counts the", note) for note in claim.notes)


def test_counting_codes_loses_a_logarithm():
    """N weights of O(log 1/ε) bits are 2^O(N·log(1/ε)) networks, so the lower bound cannot lack the logarithm."""
    for id_, entropy in (
        ("petersen-voigtlaender-2018/lower", "eps^(-2*(m-1)/r)"),
        ("boelcskei-grohs-kutyniok-petersen-2019", "eps^(-m/r)"),
    ):
        claim = ROOM[id_]
        assert decide(f"({claim.order})*log(1/eps) ≍ {entropy}").proved
        assert claim.approximators.precision == Precision.LOG
    hypotheses = {h.id for h in ROOM["petersen-voigtlaender-2018/lower"].hypotheses}
    assert hypotheses == {"coded-weights", "vanishes-at-zero"}
    assert not ROOM["petersen-voigtlaender-2018/lower"].approximators.activation.cover(frozenset({"sigmoid"}))


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
