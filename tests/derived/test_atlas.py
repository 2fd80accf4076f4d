"""What the atlas must answer: the best orders for classes, norms and regimes as the literature has them."""

import time
from fractions import Fraction

import pytest

from boundlab.checking import check
from boundlab.claims.claim import REGIMES, Compared, Direction, Status
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind
from boundlab.derived.best import best
from boundlab.derived.bounds import near_misses
from boundlab.derived.closure import Closure, closure_of
from boundlab.derived.consistency import contradictions
from boundlab.derived.load import load
from boundlab.derived.orders import at_most
from boundlab.derived.phase_grid import phase_grid
from boundlab.derived.query import Query
from boundlab.errors import BoundlabError
from boundlab.function_classes.classes import target_classes
from boundlab.symbolic.decide import decide
from boundlab.symbolic.domain import POSITIVE_INTEGER, Ranges, real_above
from boundlab.symbolic.grammar import parse_order

REGISTRY = load()
CLOSURE = closure_of(REGISTRY)
RANGES = Ranges.of({"s": real_above(0), "d": POSITIVE_INTEGER, "beta": real_above(0), "dstar": POSITIVE_INTEGER})
# (question, lower bound at least, upper bound at most)
KNOWN = {
    "relu shallow, r = 10, m = 1": (
        {"activation": "relu", "depth": "shallow", "values": {"r": 10, "m": 1}}, "eps^(-1/2)", None),
    "leaky relu, any depth": ({"activation": "leaky-relu"}, "eps^(-m/(2*r))", "eps^(-m/(2*r))"),
    "relu, fixed depth, dense": (
        {"activation": "relu", "depth": "fixed", "counting": "dense"},
        "eps^(-m/r)*log(1/eps)^(-1)", "eps^(-m/r)*log(1/eps)^2"),
    "relu, L2, continuous selection": (
        {"activation": "relu", "norm": "L2", "selection": "continuous"}, "eps^(-m/r)", "eps^(-m/r)*log(1/eps)"),
    "sin, shallow": ({"activation": "sin", "depth": "shallow"}, "eps^(-(m-1)/r)", "eps^(-m/r)"),
    "gelu, shallow, L2": ({"activation": "gelu", "depth": "shallow", "norm": "L2"}, "eps^(-(m-1)/r)", "eps^(-m/r)"),
    "relu on the Barron ball": ({"activation": "relu", "class_": "barron", "norm": "L2"}, None, "eps^(-2)"),
    "quantised relu, log depth": (
        {"activation": "relu", "weights": "quantised", "depth": "log"},
        "eps^(-m/r)*log(1/eps)^(-1)", "eps^(-m/r)*log(1/eps)"),
    "{relu, sin}": ({"activation": "{relu, sin}"}, None, "log(1/eps)^2"),
    "N_g of a deep ReLU hypernetwork": (
        {"activation": "relu", "part": "g"}, "eps^(-m1/(2*r))", "eps^(-m1/(2*r))"),
    "Hölder, any": ({"activation": "relu", "class_": "hoelder"}, "eps^(-d/(2*s))", "eps^(-d/(2*s))"),
    "Hölder, numbers": (
        {"activation": "relu", "class_": "hoelder", "norm": "L2", "values": {"s": Fraction(3, 2), "d": 4}},
        "eps^(-4/3)", "eps^(-4/3)"),
    "manifold": ({"activation": "relu", "class_": "manifold"},
                 "eps^(-dstar/(2*beta))", "eps^(-dstar/beta)*log(1/eps)"),
    "variation ball": ({"activation": "relu", "class_": "variation", "norm": "L2", "values": {"k": 1}},
                       None, "eps^(-2*m/(m+3))"),
    "samples for a Hölder ball": ({"activation": "relu", "class_": "hoelder", "quantity": "n"},
                                  "eps^(-(2*s+d)/s)", "eps^(-(2*s+d)/s)*log(1/eps)^3"),
    "Besov in L2": ({"activation": "relu", "class_": "besov", "norm": "L2", "where": ["s > d"]},
                    "eps^(-d/(2*s))", "eps^(-d/(2*s))"),
    "piecewise smooth in L1, where the pieces decide": (
        {"activation": "relu", "class_": "piecewise", "norm": "L1", "depth": "fixed", "values": {"m": 2}},
        "eps^(-2/r)*log(1/eps)^(-1)", "eps^(-2/r)"),
    "threshold units, any depth": ({"activation": "heaviside"}, "eps^(-m/r)*log(1/eps)^(-1)", None),
    "Korobov, in one dimension": ({"activation": "relu", "class_": "korobov", "values": {"d": 1}},
                                  "eps^(-1/4)", "eps^(-1/4)"),
    "mixed smoothness": ({"activation": "relu", "class_": "mixed-smoothness", "norm": "L2"}, "eps^(-1/(2*s))", None),
    "binary trees": ({"activation": "relu", "class_": "binary-tree", "values": {"m": 4}}, "eps^(-1/r)", "eps^(-2/r)"),
}  # fmt: skip
UNATTAINABLE = [
    {"class_": "cartoon"},
    {"class_": "monotone"},
    {"class_": "besov", "where": ["s < d/p"]},
    {"class_": "anisotropic-besov", "values": {"s": Fraction(1, 2), "p": 1, "d": 4}},
    {"class_": "fractional-sobolev", "norm": "L2", "values": {"s": 1, "p": 1, "d": 4}},
    {"class_": "hoelder", "norm": "W1,2", "where": ["s < 1"]},
]


@pytest.mark.parametrize("name", KNOWN)
def test_best_gives_the_order_of_the_literature(name):
    question, lower, upper = KNOWN[name]
    found = best(**question, closure=CLOSURE)
    data = found.to_json()
    for side, order, better in (("lower", lower, lambda a, b: (b, a)), ("upper", upper, lambda a, b: (a, b))):
        orders = [parse_order(bound["order"]) for bound in data[side]]
        assert order is None or any(at_most(*better(o, parse_order(order)), RANGES) for o in orders), (side, orders)
    assert {bound["status"] for bound in data["lower"] + data["upper"]} <= {"quoted", "derived"}
    for bound in data["lower"] + data["upper"]:
        assert all(check(c["certificate"]).valid for c in bound["conditions"])


def test_answers_that_are_no_order():
    assert best("tanh", class_="piecewise", closure=CLOSURE).answer == "unattainable"
    assert best("tanh", class_="continuous", closure=CLOSURE).answer == "dense"
    assert best("sin", class_="mixed-smoothness", closure=CLOSURE).answer == "open"
    width = best("relu", class_="continuous-maps", quantity="w_min", values={"dy": 1}, closure=CLOSURE)
    assert [str(a.order) for a in width.lower] == [str(a.order) for a in width.upper] == ["dx + 1"]
    assert width.answer == "tight"
    operators = best("relu", class_="cr-operators", part="deeponet", closure=CLOSURE)
    assert str(operators.logarithm[0].order) == "eps^(-1/(alpha*k + delta*k + k))"


@pytest.mark.parametrize("question", UNATTAINABLE, ids=str)
def test_targets_that_no_network_comes_near(question):
    assert best("relu", **question, closure=CLOSURE).answer == "unattainable"


def test_targets_at_or_above_an_embedding_are_not_called_unattainable():
    for where in (["s = d/p"], ["s > d/p"], []):
        assert best("relu", class_="besov", where=where, closure=CLOSURE).answer != "unattainable"
    assert best("relu", class_="hoelder", norm="W1,2", values={"s": 1}, closure=CLOSURE).answer == "open"
    assert best("heaviside", class_="monotone", closure=CLOSURE).answer == "open"


def test_a_bound_for_every_network_holds_within_its_scope_only():
    dimension = {
        d: best("relu", class_="networks", quantity="Pdim", depth=d, closure=CLOSURE) for d in ("any", "fixed")
    }
    assert [str(a.order) for a in dimension["any"].upper] == ["N^2"]
    assert [str(a.order) for a in dimension["fixed"].upper] == ["N*log(N)"]
    assert not dimension["any"].contradictions
    assert [str(a.order) for a in dimension["fixed"].lower] == ["N*log(N)"]


def test_what_few_layers_need_is_not_said_of_all_networks():
    question = {"class_": "hard-functions", "quantity": "ln U(k)", "norm": "L1", "closure": CLOSURE}
    assert not best("relu", **question).lower
    assert [str(a.order) for a in best("relu", **question, assume=["few-layers"]).lower] == ["N"]


def test_conditions_are_decided_and_certified():
    silent = best("relu", class_="besov", closure=CLOSURE)
    assert not silent.upper
    assert any("s > d/p" in why for _, why in silent.conditional)
    found = best("relu", class_="besov", where=["s > d"], closure=CLOSURE)
    assert [str(a.order) for a in found.upper] == ["eps^(-d/(2*s))"]
    (met,) = found.upper[0].to_json()["conditions"]
    assert check(met["certificate"]).valid
    for bad in (
        {"where": ["s > d", "s < d/p"]},
        {"where": ["s > 2"], "values": {"s": 1}},
        {"where": ["zeta > 1"]},
        {"values": {"r": 2}},
        {"values": {"s": 0}},
        {"norm": "L1/2"},
    ):
        with pytest.raises(BoundlabError):
            best("relu", class_="besov", closure=CLOSURE, **bad)


def test_why_not_names_what_fails():
    found = best("relu", depth="fixed", closure=CLOSURE)
    missed = {m.applied.claim.id: m.failures for m in near_misses(CLOSURE, found)}
    assert any("O(log 1/ε) within fixed" in why for failures in missed.values() for why in failures)


def test_recalled_rows_need_to_be_asked_for():
    asked = {"activation": "relu", "class_": "analytic", "depth": "polylog", "closure": CLOSURE}
    silent, asked_for = best(**asked), best(**asked, include_unverified=True)
    assert Status.RECALLED not in {a.claim.status for a in silent.upper}
    assert any(a.claim.id == "e-wang-2018" and "recalled" in why for a, why in silent.conditional)
    assert [a.claim.id for a in asked_for.upper] == ["e-wang-2018"]


def test_the_size_of_the_atlas():
    papers = {c.id.partition("/")[0] for c in REGISTRY} - {"repair"}
    compared = [c for c in REGISTRY if c.compared in {Compared.TEXT, Compared.RESTATEMENT}]
    assert len(REGISTRY) >= 120
    assert len(papers) >= 80
    assert len({c.target.id for c in REGISTRY}) >= 12
    assert len({c.norm for c in REGISTRY}) >= 5
    assert len({c.approximators.kind for c in REGISTRY}) >= 10
    assert len(compared) >= 0.6 * len(REGISTRY)


def test_nothing_contradicts_and_the_closure_is_quick():
    start = time.process_time()
    closure = Closure(REGISTRY)
    assert time.process_time() - start <= 5
    assert list(contradictions(closure, frozenset(Status))) == []


def test_two_scales_are_compared_along_curves_only():
    names = {d.claim.id.rpartition("/")[2] for d in CLOSURE if d.rule is not None and d.rule.id == "curves"}
    assert names == {"fixed-width", "fixed-depth", "log-depth", "depth-n-to-a"}
    fixed = CLOSURE["lu-shen-yang-zhang-2021/two-scales/curves/fixed-width"].claim
    assert decide(f"{fixed.order} ≍ N^(-2*r/m)*log(N)^(2*r/m)").proved
    for d in CLOSURE:
        assert not {"W", "L", "logW", "logL"} & set(d.claim.parameters) or d.claim.quantity == "d_WL"


def test_the_library_offers_what_the_regimes_are():
    for respect, enumeration in REGIMES.items():
        for regime in enumeration:
            if respect != "kind":
                best("relu", **{respect: regime.spelling}, closure=CLOSURE)
    for kind in (Kind.CNN, Kind.TRANSFORMER, Kind.FAMILY):
        assert best("relu", part=kind.spelling, closure=CLOSURE).query.kind is kind
    for name in target_classes():
        best("relu", class_=name, closure=CLOSURE)


@pytest.mark.parametrize("text", ["", "L", "L0", "L1/2", "W1", "W-1,2", "sup2", "L2(nu)", "l" * 200])
def test_bad_norms_are_refused(text):
    with pytest.raises(BoundlabError, match="norm"):
        Norm.parse(text)


def test_norms_are_read_as_printed():
    for name in ("sup", "L2", "L3/2", "Lp", "W1,inf", "W1,2", "L2(mu)", "Lfinite"):
        norm = Norm.parse(name)
        assert Norm.parse(norm.spelling) == norm
    assert Norm.parse("W^{1,∞}") == Norm("inf", 1)
    assert {c.direction for c in REGISTRY} == set(Direction)


def test_a_grid_of_any_two_regimes():
    query = Query("relu", target_classes()["hoelder"])
    cells = list(phase_grid(CLOSURE, query, "activation", "norm", ["relu", "sin"]))
    found = {(c["activation"], c["norm"]): c["cell"] for c in cells}
    assert found["relu", "L2"] == "Θ(ε^(-d/(2·s)))"
    assert found["sin", "sup"] == "dense"
    for rows, columns in (("depth", "depth"), ("depth", "colour"), ("kind", "depth")):
        with pytest.raises(BoundlabError, match=r"rows|columns"):
            list(phase_grid(CLOSURE, query, rows, columns))
