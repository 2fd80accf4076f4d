"""Decisions of version 2: what they say beside the steps of the proof is needed, and has to be right."""

import copy
import json

import pytest
from first_version import first_version
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.testing import comparisons, expressions, formulas, orders

STATEMENTS = {
    "minimum": ("min(m1+m2, 2*m1) >= m1",),
    "twice": ("min(m, 2) + r >= min(m, 3 - 1) + 1",),
    "nested": ("max(m1, min(m2, r)) >= min(r, m2)",),
    "becomes another": ("max(m2+w, w/(m+1)) != min(min(w, m2), min(m2, w))", ("m2 = w + 1",)),
    "absolute value": ("abs(abs(a) - abs(b)) <= abs(a - b)", (), ("a", "b")),
    "one argument": ("max(m) + min(r, 2) >= min(r, +m)",),
    "quotient": ("m1*(m2+2)/(m2+1) <= 2*m1",),
    "conditions": ("x/y + y/x >= 2", ("x > 0", "y > 0"), ("x", "y")),
    "product": ("1/(x*y) > 0", ("x > 0", "y > 0"), ("x", "y")),
    "own proof": ("1/max(s,t) > 0", ("s > 0",), ("s", "t")),
    "in a condition": ("m >= 1 or s = s", ("1/(s*s - 4) > 0", "s > 3"), ("s",)),
    "positive extremum": ("1/(2*max(m, r) - 0*s) > 0", (), ("s",)),
    "decimal": ("not (0.50*m > 1.25*m + 1/2)",),
    "chain": ("1 <= m < m + 1 != 0 or m = 2",),
    "negated": ("m != 0 and (k = 3 or k != 3)", ("not (m != k) or m > k",)),
    "vacuous": ("m > 9", ("max(a, 0) > m", "a < 1"), ("a",)),
    "order": ("ε^(-m2/r) + ε^(-m1/r) ≲ ε^(-(m1+m2)/r)",),
    "extremum in an order": ("max(eps^(-m), eps^(-r))^(1/2) ≲ eps^(-max(m,r)/2)",),
    "tie": ("N^m*log(N)^k ≺ N^m*log(N)^(k+r) + N^(m+1)",),
    "same order": ("w*N^max(m, r) ≍ N^m + 2*N^r",),
}


CERTIFICATES = {name: decide(*statement).certificate() for name, statement in STATEMENTS.items()}
FIRST = {name: first_version(decide(*statement)) for name, statement in STATEMENTS.items()}


def parts(value, path=()):
    """Yield every path into a JSON value, with what is there."""
    yield path, value
    for key, member in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from parts(member, (*path, key))


def changed(value, path, new):
    """Return a copy with `new` at `path`; what is there is left out if `new` is None."""
    copied = copy.deepcopy(value)
    place = copied
    for key in path[:-1]:
        place = place[key]
    if new is None:
        del place[path[-1]]
    else:
        place[path[-1]] = new
    return copied


def refused(value):
    """The reason of a refusal that is one for what the certificate says, not an error or a limit."""
    result = check(value)
    assert not result.valid
    assert not result.refused
    return result.reason


@pytest.mark.parametrize("name", STATEMENTS)
def test_both_versions_are_valid_and_certify_the_same(name):
    assert (FIRST[name]["version"], CERTIFICATES[name]["version"]) == (1, 2)
    assert check(CERTIFICATES[name]).valid
    assert check(CERTIFICATES[name]) == check(FIRST[name])


names = ("a", "m", "n")
inner = expressions(names, 4)
SPELT = {" - ": "-", "3": "3.0", "min(": "+min(", ">= ": "≥ "}


@settings(max_examples=60)
@given(
    formulas(inner)
    | st.tuples(orders(names[1:]), st.sampled_from("≲≺≍≳≻"), orders(names[1:])).map("{0[0]} {0[1]} {0[2]}".format),
    st.lists(comparisons(inner), max_size=1),
    st.sampled_from([*SPELT.items(), ("", "")]),
)
def test_every_proof_is_one_in_both_versions(claim, where, spelling):
    claim = claim.replace(*spelling)
    try:
        decision = decide(
            claim,
            where,
            ["a"] if "a" in (claim + "".join(where)).replace("max", "").replace("and", "") else [],
            work=60_000,
        )
    except BoundlabError:  # a divisor that vanishes
        reject()
    if decision.proved and decision.whole is None:
        assert decision.certificate()["version"] == 2
        assert check(decision.certificate()).valid
        assert check(first_version(decision)).valid


def tables():
    """Every part of a table that only version 2 has."""
    for name, whole in CERTIFICATES.items():
        for proof in ("proof",), ("conditions", "contradiction"):
            for path, old in parts(whole):
                if path[: len(proof)] == proof and path[len(proof) : len(proof) + 1] and path[len(proof)] in TABLES:
                    yield name, path, old


TABLES = ("extrema", "sides", "terms", "divisors")


def is_leaf_of_a_proof(path):
    """Does it belong to the proof that a divisor is other than zero, which has steps and closings as any other?"""
    return "by" in path and len(path) > path.index("by") + 1 and ("close" in path or "steps" in path)


def test_every_text_of_a_table_matters():
    seen = 0
    for name, path, old in tables():
        if isinstance(old, str) and not is_leaf_of_a_proof(path):
            seen += 1
            for new in (f"{old} + 1", f"3 - ({old})", "claim/9", "evident", "nothing"):
                if new != old:
                    refused(changed(CERTIFICATES[name], path, new))
    assert seen > 150


def test_nothing_may_be_missing_from_a_table():
    seen = 0
    for name, path, _ in tables():
        if not is_leaf_of_a_proof(path) and "steps" not in path:
            seen += 1
            refused(changed(CERTIFICATES[name], path, None))
    assert seen > 200


def test_addresses_are_those_of_the_statement_as_written():
    there = {name: value["at"] for name, value in CERTIFICATES["twice"]["proof"]["extrema"].items()}
    assert there == {"x1": ["claim/0/0", "claim/1/0"]}
    nested = CERTIFICATES["nested"]["proof"]
    assert {each["at"][0]: each["arguments"] for each in nested["extrema"].values()} == {
        "claim/0/1": ["m2", "r"], "claim/0": ["m1", "x1"], "claim/1": ["r", "m2"],
    }  # fmt: skip
    absolute = CERTIFICATES["absolute value"]["proof"]["extrema"]
    assert [each["at"] for each in absolute.values()] == [["claim/0/0/0"], ["claim/0/0/1"], ["claim/0"], ["claim/1"]]


@pytest.mark.parametrize(
    ("name", "address", "other"),
    [
        ("twice", "claim/1/0", "claim/0/0"),
        ("twice", "claim/1/0", "claim/1/1"),
        ("nested", "claim/0/1", "claim/1"),
        ("absolute value", "claim/0/0/0", "claim/0/0/1"),
        ("order", "claim/0/0/1/1", "claim/0/0/1/0"),
        ("conditions", "claim/0/0/1", "claim/0/1/1"),
        ("in a condition", "where[0]/0/1", "where[0]/0/0"),
    ],
)
def test_a_moved_address_is_refused(name, address, other):
    text = json.dumps(CERTIFICATES[name])
    assert f'"{address}"' in text
    refused(json.loads(text.replace(f'"{address}"', f'"{other}"')))


def swaps(table):
    """Every certificate with two different members of such a table exchanged."""
    for name, path, old in tables():
        if table in path and isinstance(old, list | dict) and path[-1] != "at":
            keys = list(old) if isinstance(old, dict) else range(len(old))
            for i in keys:
                for j in keys:
                    if str(i) < str(j) and old[i] != old[j] and not {"at", "by", "is"} & {i, j}:
                        swapped = copy.copy(old)
                        swapped[i], swapped[j] = old[j], old[i]
                        yield name, changed(CERTIFICATES[name], path, swapped)


@pytest.mark.parametrize("table", ["extrema", "sides"])
def test_what_is_exchanged_is_refused(table):
    found = list(swaps(table))
    assert len(found) > 5
    for _, certificate in found:
        refused(certificate)


def factors():
    for name, whole in CERTIFICATES.items():
        for path, old in parts(whole):
            if path[-1:] == ("times",):
                for i, (_, sign) in enumerate(old):
                    yield name, (*path, i, 1), sign


def test_the_sign_of_a_factor_is_the_one_that_is_named():
    seen = set()
    for name, path, sign in factors():
        seen.add(sign[0])
        for other in ("evident", "zero", "p99", "domain:m", ""):
            if other != sign:
                refused(changed(CERTIFICATES[name], path, other))
        refused(changed(CERTIFICATES[name], path, None))
        refused(changed(CERTIFICATES[name], path[:-1], ["1 - 1", sign]))
    assert seen == {"e", "p", "v"}


def test_any_factor_of_zero_is_said_to_be_one():
    whole = CERTIFICATES["becomes another"]
    step = whole["proof"]["steps"][0]
    assert step["from"] == "where[0]"
    more = {**step, "times": [["-m2", "zero"]], "polynomial": "-m2^2 + m2*w + m2", "as": "more"}
    path = ("proof", "steps")
    assert check(changed(whole, path, [step, more])).valid
    for sign in ("evident", "f1"):
        refused(changed(whole, path, [step, {**more, "times": [["-m2", sign]]}]))


def test_what_the_negated_claim_implies_shows_no_divisor():
    """(x-2)^2/(x-2) < x-1 would prove itself defined at x = 2."""
    step = {"step": "fact", "from": "claim", "polynomial": "-1", "as": "f1"}
    false = {"step": "positive", "polynomial": "x - 2", "as": "p1"}
    false["proof"] = {"by": "combination", "terms": [["1", ["f1"]]]}
    close = {"by": "combination", "terms": [["1", ["f1"]]]}
    sides = {"claim": ["x - 2", "x - 1"]}
    divisors = [{"at": ["claim/0/1"], "is": "x - 2", "by": ["p1"]}]
    statement = {"claim": "(x-2)^2/(x-2) < x-1", "where": [], "real": ["x"]}
    head = {"kind": "decision", "version": 2, "statement": statement, "verdict": "proved"}
    reason = refused({**head, "proof": {"sides": sides, "divisors": divisors, "steps": [step, false], "close": close}})
    assert reason == "'p1' shows no divisor other than zero"


@pytest.mark.parametrize("version", [0, 3, "2", 2.0, True, None])
def test_other_versions_are_refused(version):
    refused({**CERTIFICATES["minimum"], "version": version})


def test_neither_version_is_read_as_the_other():
    for name in STATEMENTS:
        refused({**CERTIFICATES[name], "version": 1})
        refused({**FIRST[name], "version": 2})


def test_nested_absolute_values_are_not_walked_without_end():
    claim = "abs(" * 40 + "m" + ")" * 40 + " >= 0"
    statement = {"claim": claim, "where": [], "real": []}
    found = check({"kind": "decision", "version": 1, "statement": statement, "verdict": "refuted", "witness": {"m": 1}})
    assert found.refused


def test_a_positive_extremum_is_not_shown_from_itself():
    whole = decide("1/max(m/r, 1) > 0").certificate()
    path = ("proof", "extrema", "x1", "arguments", 0)
    assert check(changed(whole, path, ["2*m", "2*r"])).valid
    assert "not within it" in refused(changed(whole, path, ["m*x1", "r*x1"]))


def test_a_name_of_an_extremum_is_no_polynomial_in_parameters():
    whole = CERTIFICATES["minimum"]
    for name in ("m1", "eps", "x 1", "ä", "2"):
        refused(json.loads(json.dumps(whole, ensure_ascii=False).replace('"x1"', json.dumps(name))))
    step = ("proof", "close", "cases", 0, "steps")
    extra = {"step": "square", "of": "x1", "as": "s1"}
    steps = whole["proof"]["close"]["cases"][0]["steps"]
    assert check(changed(whole, step, [*steps, {**extra, "of": "m1"}])).valid
    assert "min or max" in refused(changed(whole, step, [*steps, extra]))


@pytest.mark.parametrize("of", [[], ["x1", "x1"], ["x2"], ["m1"], "x1", ["x1", "x2"], [1], "min(m1 + m2, 2*m1)"])
def test_a_case_distinction_names_all_places_of_one_extremum(of):
    refused(changed(CERTIFICATES["minimum"], ("proof", "close", "of"), of))


@pytest.mark.parametrize("term", [-1, 2, "0", 0.0, True, ["m", "0"], None])
def test_a_term_is_named_by_its_number(term):
    cases = CERTIFICATES["order"]["proof"]["close"]["cases"]
    assert [case["term"] for case in cases] == [0, 1]
    spoiled = copy.deepcopy(CERTIFICATES["order"])
    spoiled["proof"]["close"]["cases"][1]["term"] = term
    refused(spoiled)


SHAPES = [[None], 1, "m", [], {}, [[]], ["m"], ["m", "m", "m"], {"m": "m"}, {"at": ["claim/0"]}]


@pytest.mark.parametrize("new", SHAPES, ids=str)
def test_tables_have_their_shapes(new):
    for name in ("minimum", "product", "tie", "own proof"):
        for path, old in parts(CERTIFICATES[name]["proof"]):
            if path[:1] and path[0] in TABLES and not is_leaf_of_a_proof(path) and type(old) is not type(new):
                result = check(changed(CERTIFICATES[name], ("proof", *path), new))
                assert not result.valid, path
