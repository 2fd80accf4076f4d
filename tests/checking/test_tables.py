"""The checkers' own tables say what the registries say."""

import pytest

from boundlab.checking import check
from boundlab.checking._hypotheses import BOUNDS_NORMS, CONDITIONS, HYPOTHESES, THEOREMS
from boundlab.claims import hypotheses
from boundlab.derived.load import load
from boundlab.rigorous import HYPOTHESES as WORDS

REGISTERED = {h.id: h.statement for h in vars(hypotheses).values() if isinstance(h, hypotheses.Hypothesis)}


def test_the_conditions_of_bounds():
    assert dict(WORDS) == CONDITIONS


def test_hypotheses_say_what_the_registry_says():
    assert {id_: REGISTERED[id_] for id_ in HYPOTHESES} == HYPOTHESES
    assert set(HYPOTHESES) == {id_ for ids in THEOREMS.values() for id_ in ids}


@pytest.mark.parametrize("id_", THEOREMS)
def test_theorems_have_the_hypotheses_of_the_registry(id_):
    assert tuple(h.id for h in load()[id_].hypotheses) == THEOREMS[id_]


def test_what_bounds_norms_says_so():
    for id_, statement in HYPOTHESES.items():
        bounds = "complexity" in statement or "norm" in statement
        assert bounds == (id_ in BOUNDS_NORMS), id_


def asymmetry(a, b, only_a=None):
    norms = [h for h in THEOREMS[a] if h in BOUNDS_NORMS] if only_a is None else only_a
    sides = ({"id": id_, "hypotheses": list(THEOREMS[id_])} for id_ in (a, b))
    return dict(zip(("kind", "a", "b", "only_a"), ("constraint-asymmetry", *sides, norms), strict=True))


def test_only_the_theorems_of_the_table_and_not_swapped():
    two, three, four = sorted(THEOREMS)
    for a in (two, three):
        right = asymmetry(a, four)
        assert check(right).valid
        for other in (two, three, four):
            assert check({**right, "a": {**right["a"], "id": other}}).valid == (other == a)
            assert check({**right, "b": {**right["b"], "id": other}}).valid == (other == four)
        assert not check({**right, "a": right["b"], "b": right["a"]}).valid
        assert not check(asymmetry(four, a)).valid
        assert not check(asymmetry(four, a, right["only_a"])).valid
    assert not check(asymmetry(two, three)).valid
    assert not check(asymmetry(three, two, ["first-layer-bounded"])).valid
    unknown = {"id": "galanti-wolf-2020/thm-9", "hypotheses": ["primary-complexity"]}
    assert not check({**asymmetry(two, four, ["primary-complexity"]), "a": unknown}).valid
