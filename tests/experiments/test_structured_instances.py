"""Theorem 5's recursion on random instances; with a halved bound or a dropped term some instance refutes it."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.experiments.structured_instances import (
    StructuredInstances,
    deviations,
    errors_of_member,
    instance,
)
from boundlab.function_classes.structured_selector import StructuredSelector
from boundlab.networks.structured_hypernetwork import StructuredHypernetwork
from boundlab.rigorous.selector_deviation import Deviation
from boundlab.rigorous.structured_construction import StructuredConstruction, construct_structured, matching_width


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_no_random_instance_exceeds_the_recursion(first):
    for row in StructuredInstances(first, 20).run(torch.device("cpu"), print):
        assert row["ratio"] <= 1, row
        assert row["pointwise_ratio"] <= 1, row


def extreme():
    """One feature, all of its weight on the bias of an affine g: the deviation is cε, the bound (c + 1)ε."""
    c = Fraction(7)
    matrix = np.array([[0.0], [7.0]])
    one = np.ones((1, 1))
    selector = StructuredSelector(1, c, 2 * np.ones((1, 1, 1)), 0.5 * one, one / 3, matrix)
    return StructuredHypernetwork(selector, (1, 1), 3), Deviation(Fraction(1), c, 1, 1)


def test_the_bound_is_nearly_attained_and_every_part_of_it_is_needed():
    module, deviation = extreme()
    points = torch.rand(500, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(0)) * 2 - 1
    seen, feature_error = deviations(module, points)
    allowed = float(deviation.factor) * feature_error
    assert torch.all(seen <= allowed * (1 + 1e-9))
    assert torch.any(seen > 0.85 * allowed)
    assert torch.any(seen > allowed / 2), "the halved bound is refuted"
    assert torch.any(seen > feature_error), "without α, with β^2 = 1, the bound is refuted"


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_instances_depend_on_their_seed_alone(seed):
    assert instance(seed) == instance(seed)


# ---- the recursion -------------------------------------------------------------------------------------------------

rationals = st.fractions(Fraction(1, 8), 8, max_denominator=16)


@given(rationals, st.integers(1, 4), st.integers(1, 5), rationals)
def test_one_layer_of_the_recursion(p, m1, layers, eps):
    """p·βε + u(α + βε) + v ≤ (p(2β + α) + 1)ε for all u + v ≤ pε, ε ≤ 1: at the corners, which is enough."""
    eps = min(eps, Fraction(1))
    found = Deviation(Fraction(1), p, m1, layers)
    for alpha, beta in zip(found.alpha[:-1], found.beta[:-1], strict=True):
        for u, v in ((p * eps, Fraction(0)), (Fraction(0), p * eps)):
            assert p * beta * eps + u * (alpha + beta * eps) + v <= (p * (2 * beta + alpha) + 1) * eps


def test_the_values_of_the_recursion():
    found = Deviation(Fraction(1), Fraction(3), 2, 3)
    assert found.alpha == (2, 9, 30, 93)
    assert found.beta == (0, 7, 3 * (14 + 9) + 1, 3 * (2 * 70 + 30) + 1)
    assert Deviation(Fraction(2), Fraction(3), 2, 1).factor == 7, "no Lipschitz constant at the last layer"


def test_the_recursion_is_refused_where_it_is_not_proved():
    with pytest.raises(BoundlabError, match="not proved"):
        Deviation(Fraction(1, 100), Fraction(2), 1, 2)
    Deviation(Fraction(1, 100), Fraction(1), 1, 2)
    for name, value in (("p", Fraction(0)), ("L", Fraction(-1)), ("m1", 0), ("layers", 0)):
        with pytest.raises(BoundlabError, match=name):
            Deviation(**{"L": Fraction(1), "p": Fraction(1), "m1": 1, "layers": 2, name: value})


# ---- sizes ---------------------------------------------------------------------------------------------------------


@given(st.integers(1, 2), st.integers(1, 2), st.integers(1, 4), st.fractions(Fraction(1, 500), Fraction(1, 2)))
def test_the_cells_are_the_fewest_that_reach_eps(m2, r, w, eps):
    built = construct_structured((1, 5, 1), m2, r, w, Fraction(1), eps)
    assert built.deviation_bound <= eps
    fewer = StructuredConstruction((1, 5, 1), m2, r, w, Fraction(1), max(1, built.cells - 1))
    assert built.cells == 1 or fewer.deviation_bound > eps


@pytest.mark.parametrize(("m1", "m2", "r"), [(1, 1, 1), (1, 1, 2), (2, 1, 1), (1, 2, 1)])
def test_both_networks_have_the_order_of_theorem_5(m1, m2, r):
    """N/(ε^(-m2/r) + ε^(-m1/r)) stays within constants: no separation on the structured class."""
    normalised = {"N_f": [], "N_standard": []}
    for k in range(1, 9):
        eps = Fraction(1, 10**k)
        built = construct_structured((m1, matching_width(eps, m1, r), 1), m2, r, 2, Fraction(1), eps)
        order = float(eps) ** (-m2 / r) + float(eps) ** (-m1 / r)
        for name, values in normalised.items():
            values.append(getattr(built, name) / order)
        assert built.N_standard <= 12 * built.N_f
    for values in normalised.values():
        assert values[-1] <= 1.3 * values[-2], values
        assert max(values) <= 20 * min(values), values


def test_both_networks_of_a_member_come_close_and_large_ones_are_not_built():
    sizes = construct_structured((1, 4, 1), 1, 2, 2, Fraction(1), Fraction(1, 100))
    found = errors_of_member(sizes, 0, 100_000)
    assert 0 < found["hypernetwork"] <= float(sizes.deviation_bound)
    assert 0 < found["standard"] <= 0.01
    assert errors_of_member(sizes, 0, 10) == {"hypernetwork": None, "standard": None}
