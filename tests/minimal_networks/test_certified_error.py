"""Certified sup errors: they enclose what grids see, and wrong claims are refuted."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.certified_error import certified_error, certify_row
from boundlab.minimal_networks.levenberg_marquardt import sup_errors
from boundlab.minimal_networks.sampling import grid
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.activations import PAIRS
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters

TARGETS = ["exp(x)*0.5", "abs(x - 0.3)", "bumps:m=1,r=2,k=3,pattern=1", "spline:m=1,r=1,degree=2,pieces=3",
           "multiscale:m=1,r=1,scales=3,seed=0", "sqrt(x + 2) - tan(x/2)/3", "relu(x)**2"]  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("text", TARGETS)
def test_the_enclosure_holds_what_a_grid_sees(name, text):
    target, shape = parse_target(text), Shape(1, (3,), name, skip=True)
    theta = random_parameters(shape, 1, torch.Generator().manual_seed(len(text)))
    seen = float(sup_errors(shape, theta, TargetBatch([target], [0]), grid(20001, 1, torch.device("cpu")))[0])
    found = certified_error(target, shape, theta[0].tolist(), tolerance=Fraction(1, 50))
    assert seen <= float(found.upper) * (1 + 1e-12)
    assert float(found.lower) <= float(found.upper) <= 1.03 * seen
    assert found.reaches(Fraction(seen) * Fraction(11, 10)) == "proved"
    assert found.reaches(Fraction(seen) / 2) == "refuted"


@given(seed=st.integers(0, 10**6), depth=st.integers(1, 2))
def test_random_networks_never_beat_their_certificate(seed, depth):
    shape = Shape(2, (3,) * depth, "tanh")
    theta = random_parameters(shape, 1, torch.Generator().manual_seed(seed))
    target = parse_target("x*y/2 + cos(x)")
    found = certified_error(target, shape, theta[0].tolist(), tolerance=Fraction(1, 5), most_boxes=300)
    x = torch.rand(500, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(seed)) * 2 - 1
    assert float(sup_errors(shape, theta, TargetBatch([target], [0]), x)[0]) <= float(found.upper)


def test_a_goal_is_decided():
    target, shape = parse_target("x**2"), Shape(1, (1,), "relu", skip=True)
    theta = [0.0, 0.0, 0.0, 0.5, 0.0]  # the constant 1/2, error exactly 1/2
    assert certified_error(target, shape, theta, goal=Fraction(501, 1000)).reaches(Fraction(501, 1000)) == "proved"
    assert certified_error(target, shape, theta, goal=Fraction(49, 100)).reaches(Fraction(49, 100)) == "refuted"


def test_a_budget_too_small_is_undecided_never_wrong():
    target, shape = parse_target("sin(9*x)"), Shape(1, (1,), "tanh")
    found = certified_error(target, shape, [1.0, 0.0, 0.1, 0.0], goal=Fraction(3, 2), most_boxes=3)
    assert found.reaches(Fraction(3, 2)) != "refuted"
    assert found.upper >= Fraction(9, 10)


def test_black_boxes_and_broken_networks_have_no_certificate(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "some_target.py").write_text("def f(x):\n    return x[:, 0]\n")
    with pytest.raises(BoundlabError):
        certified_error(parse_target("some_target:f"), Shape(1, (1,), "tanh"), [0.0] * 4)
    with pytest.raises(BoundlabError):
        certified_error(parse_target("x"), Shape(1, (1,), "tanh"), [np.nan] * 4)


@pytest.mark.parametrize(("eps", "answer"), [(0.1, "refuted"), (0.10000000000000002, "proved"), (0.125, "proved")])
def test_an_accuracy_is_the_decimal_that_is_shown(eps, answer):
    """The network is the constant 0.1 as a double, which is above 1/10 by 5.6e-18; 0.125 is exact."""
    constant = 0.1 if eps != 0.125 else 0.125
    row = {"target": "0*x", "m": 1, "width": 1, "depth": 1, "activation": "relu", "skip": True}
    assert f"({answer} ≤ ε)" in certify_row({**row, "eps": eps, "theta": [0.0, 0.0, 0.0, constant, 0.0]})
