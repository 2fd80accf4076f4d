"""Claims and their registry."""

from dataclasses import replace

import pytest

from boundlab.claims.claim import Status
from boundlab.claims.registry import Registry
from boundlab.derived.load import load
from boundlab.errors import BoundlabError
from boundlab.symbolic.grammar import parse_order

CLAIMS = list(load())


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_contract_of_every_claim(claim):
    """What every claim of every room must satisfy."""
    assert parse_order(str(claim.order)) == claim.order
    assert claim.title
    assert claim.source
    assert all(h.id and h.statement for h in claim.hypotheses)
    data = claim.to_json()
    assert data["status"] in {"quoted", "derived", "recalled", "unverified", "conjecture"}
    assert parse_order(data["order"]) == claim.order
    assert claim.latex().count("{") == claim.latex().count("}")
    paper = claim.id.partition("/")[0]
    assert paper in load().references


def test_expected_orders_are_there():
    """Orders as a reader of the papers would write them down, independently of the files."""
    expected = {
        "devore-howard-micchelli-1989": "eps^(-m/r)",
        "mhaskar-1996": "eps^(-m/r)",
        "galanti-wolf-2020/thm-1": "eps^(-m/r)",
        "galanti-wolf-2020/standard-network": "eps^(-m1/r-m2/r)",
        "galanti-wolf-2020/thm-2": "eps^(-m1-m2)",
        "galanti-wolf-2020/thm-3": "eps^(-min(m1+m2, m1+m1))",
        "galanti-wolf-2020/thm-4": "eps^(-m1/r)",
        "galanti-wolf-2020/thm-5": "w*w^(m2/r)*eps^(-m2/r) + w*eps^(-m1/r)",
    }
    registry = load()
    for id_, order in expected.items():
        assert registry[id_].order == parse_order(order)


def test_status_is_the_worst_of_what_a_claim_depends_on():
    base, other = CLAIMS[0], CLAIMS[1]
    weak = replace(base, id="weak", status=Status.CONJECTURE, depends_on=())
    middle = replace(other, id="middle", status=Status.DERIVED, depends_on=("weak",))
    top = replace(other, id="top", status=Status.QUOTED, depends_on=("middle",))
    registry = Registry([top, middle, weak])
    assert registry["top"].status == registry["middle"].status == Status.CONJECTURE
    strong = Registry([top, middle, replace(weak, status=Status.QUOTED)])
    assert strong["top"].status == Status.DERIVED


def test_bad_registries_are_refused():
    claim = load()["devore-howard-micchelli-1989"]
    for claims in (
        [claim, claim],
        [replace(claim, depends_on=("nothing",))],
        [replace(claim, id="a", depends_on=("b",)), replace(claim, id="b", depends_on=("a",))],
        [replace(claim, id="No Spaces")],
        [replace(claim, order_text="eps^(")],
        [replace(claim, order_text="N^2")],
        [replace(claim, conditions=("r =",))],
    ):
        with pytest.raises(BoundlabError):
            Registry(claims)


def test_unknown_ids_suggest_the_nearest():
    with pytest.raises(BoundlabError, match="galanti-wolf-2020/thm-3"):
        load()["thm-33"]
    with pytest.raises(BoundlabError, match="devore-howard-micchelli-1989"):
        load()["devore-howard-michelli-1989"]
