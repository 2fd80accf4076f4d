"""Classes that contain others, or lie in them, have the bounds that follow, under the conditions that are stated."""

import re
import time

import pytest
from registry_file.registry_texts import MINE
from registry_file.test_read import read

import boundlab
from boundlab.derived.bounds import near_misses
from boundlab.derived.closure import closure_of
from boundlab.errors import BoundlabError

STATED = 'bounded by 1"\n'


def with_line(line, text=MINE):
    return read(text.replace(STATED, STATED + line + "\n", 1))


def lower(registry, **values):
    found = boundlab.best("relu", class_="my-hoelder", registry=registry, values=values)
    return {str(a.order) for a in found.lower}, {(str(a.order), need) for a, need in found.conditional}


def test_without_an_inclusion_nothing_is_known_of_a_class():
    assert lower(read(MINE)) == (set(), set())


# two upper bounds on the networks of one claim: one where s = 1, one whose divisor vanishes there
VANISHING = MINE.replace("conditions = []", 'conditions = ["s = 1"]').replace(
    'direction = "lower"\nquantity = "N"\nclass = "my-hoelder"\norder = "eps^(-d/(2*s))"',
    'direction = "upper"\nquantity = "N"\nclass = "my-hoelder"\norder = "eps^(-d/(s-1))"',
)


def test_a_bound_says_nothing_where_its_divisor_vanishes():
    registry = read(VANISHING)

    def upper(**options):
        found = boundlab.best("tanh", class_="my-hoelder", registry=registry, include_unverified=True, **options)
        return [a.claim.id for a in found.upper], [a.claim.id for a, _ in found.conditional]

    assert upper() == (["me-2026/lower"], ["me-2026/upper"])
    assert upper(values={"s": 1, "d": 3}) == (["me-2026/upper"], [])
    assert upper(values={"s": 2, "d": 3}) == (["me-2026/lower"], [])
    failing = boundlab.best(
        "tanh", class_="my-hoelder", registry=registry, include_unverified=True, depth="fixed", values={"s": 1}
    )
    assert failing.upper == ()
    assert "me-2026/lower" not in {miss.applied.claim.id for miss in near_misses(closure_of(registry), failing)}


def test_a_class_has_the_lower_bounds_of_what_it_contains():
    assert lower(with_line('contains = ["sobolev-ball"]'))[0] == {"eps^(-m/(2*r))"}


def test_parameters_are_identified_and_have_to_lie_in_their_domains():
    found = with_line('contains = [{ class = "sobolev-ball", with = { m = "d", r = "s" } }]')
    assert lower(found, d=3, s=2)[0] == {"eps^(-3/4)"}
    assert lower(found, d=3, s=boundlab.parse_expression("1/2").value)[0] == set()


def test_a_condition_is_met_asked_for_or_excludes():
    found = with_line('contains = [{ class = "sobolev-ball", with = { m = "d" }, where = "s <= r" }]')
    known, conditional = lower(found)
    assert known == set()
    assert ("eps^(-d/(2*r))", "lower: if s <= r") in conditional
    assert lower(found, d=3, s=2, r=2)[0] == {"eps^(-3/4)"}
    assert lower(found, d=3, s=2, r=1) == (set(), set())
    best = boundlab.best("relu", class_="my-hoelder", registry=found, where="s <= r")
    assert {str(a.order) for a in best.lower} == {"eps^(-d/(2*r))"}
    with pytest.raises(BoundlabError, match=r"m1: got '2', expected one of the parameters"):
        lower(found, m1=2)


def test_a_class_has_the_upper_bounds_of_what_it_lies_in():
    found = with_line('inside = [{ class = "sobolev-ball", with = { m = "d", r = "s" }, where = "s >= 1" }]')
    best = boundlab.best("relu", class_="my-hoelder", registry=found, values={"d": 2, "s": 3})
    assert {str(a.order) for a in best.upper} == {"eps^(-1/3)"}
    assert not best.lower


def test_what_is_claimed_of_a_class_is_not_taken_for_classes_around_it_of_other_parameters():
    found = with_line('inside = ["hoelder"]', MINE.replace('"eps^(-d/s)*log(1/eps)"', '"eps^(-d/(2*s))"'))
    best = boundlab.best("tanh", class_="hoelder", registry=found, include_unverified=True)
    assert [(a.claim.id, str(a.order)) for a in best.lower] == [("me-2026/lower", "eps^(-d/(2*s))")]
    assert not boundlab.consistency(registry=found)


def test_a_parameter_has_a_value_though_no_claim_speaks_of_it():
    line = 'parameters = ["n", "s"]\ncontains = [{ class = "hoelder", with = { d = "n" } }]'
    rows = MINE.partition("[[claim]]")[0].replace("d = ", 'n = "integer >= 1"\nd = ', 1)
    assert lower(with_line(line, rows), n=3, s=2)[0] == {"eps^(-3/4)"}


PLANTED = {
    "lower above upper": ('"eps^(-d/(2*s))"', '"eps^(-2*d/s)"'),
    "upper below what the class contains": ("eps^(-d/s)*log(1/eps)", "eps^(-d/(5*s))"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_contradiction_is_found(case):
    contains = 'contains = [{ class = "sobolev-ball", with = { m = "d", r = "s" } }]'
    assert not boundlab.consistency(registry=with_line(contains))
    old, new = PLANTED[case]
    found = boundlab.consistency(registry=with_line(contains, MINE.replace(old, new)))
    assert {c.upper.root.id for c in found} == {"me-2026/upper"}
    if case == "lower above upper":
        assert "me-2026/lower" in {c.lower.root.id for c in found}
    else:
        assert {c.lower.root.id for c in found} & set(boundlab.load().keys())


B = '[[class]]\nid = "b"\nname = "B"\nstatement = "b"\n'
WRONG = {
    'contains = ["sobolev-bal"]': "line 9, class 'my-hoelder', contains: class: got 'sobolev-bal', .*sobolev-ball",
    'contains = ["my-hoelder"]': "line 9, .*contains: class: a class is not compared with itself",
    "contains = [3]": "line 9, .*contains: got the number 3, expected a table",
    "contains = 3": "line 9, .*contains: got the number 3, expected a list",
    'inside = [{ id = "sobolev-ball" }]': "line 9, .*inside: no key 'id'; known: class, with, where, source",
    'inside = [{ class = "sobolev-ball", where = "s <= t" }]': "line 9, .*where: t is a parameter of neither class",
    'inside = [{ class = "sobolev-ball", where = "s <=" }]': "line 9, .*inside: where: cannot read",
    'inside = [{ class = "sobolev-ball", with = { k = "d" } }]': "line 9, .*with: k: got 'k', expected one of m, r",
    'inside = [{ class = "sobolev-ball", with = { m = "e" } }]': "line 9, .*with: m: e is a parameter of neither",
    'inside = [{ class = "sobolev-ball", with = { m = "10**10**10" } }]': "line 9, .*with: m: ",
    'inside = [{ class = "networks", with = { m = "d" } }]': "this class has no parameters",
    'parameters = ["t"]': "line 9, class 'my-hoelder': parameters: got 't', expected one of d, s",
    'contains = ["b"]\n' + B + 'contains = ["my-hoelder"]': "line 5: class: each of these would contain the next",
    'contains = ["b"]\n' + B + 'inside = ["my-hoelder"]': None,
    f'contains = [{", ".join(["""{ class = "sobolev-ball" }"""] * 41)}]': "more than 40 inclusions",
}  # fmt: skip


@pytest.mark.parametrize("line", WRONG, ids=lambda line: line[:50])
def test_what_is_wrong_is_named_with_its_line(line):
    start = time.monotonic()
    if WRONG[line] is None:
        assert len(with_line(line).classes) == 2
        return
    with pytest.raises(BoundlabError) as error:
        with_line(line)
    assert re.search(WRONG[line], str(error.value)), str(error.value)
    assert time.monotonic() - start < 2
