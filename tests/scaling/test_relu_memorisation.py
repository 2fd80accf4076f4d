"""Trained widths: never below the proved bound, and what counts as memorised is memorised."""

import torch

from boundlab.networks.ensemble import Shape, evaluate
from boundlab.scaling._measure import generator
from boundlab.scaling.relu_memorisation import MAIN, PLANE, TrainedWidth, _sharpened, _start

CPU = torch.device("cpu")


def test_below_the_lower_bound_training_must_fail_and_does():
    """The control with certainty: k = ⌈(m-1)/(d+1)⌉ - 1 units meet almost no labels."""
    for m, d in ((20, 2), (25, 5)):
        task = TrainedWidth(MAIN, m, d, 3, 0)
        random = generator(m, d)
        x, y = task.data(random)
        assert not task.memorises(task.lower - 1, x, y, random, CPU)


def test_what_is_found_is_within_the_sandwich_of_an_easy_case():
    (row,) = TrainedWidth(MAIN, 12, 4, 6, 0).run(CPU, print)
    assert row["lower"] == 3
    assert 3 <= row["values"]["k"][0] <= 5


def test_the_points_of_the_control_have_rank_three():
    x, _ = TrainedWidth(PLANE, 30, 8, 1, 0).data(generator(0))
    assert x.shape == (30, 8)
    assert int(torch.linalg.matrix_rank(x)) == 3


def test_sharpening_keeps_a_relu_network_and_softplus_comes_near_it():
    shape, x = Shape(3, (7,), "relu"), torch.randn(20, 3, generator=generator(1), dtype=torch.float64)
    theta = _start(shape, 2, x, generator(2))
    sharp = _sharpened(shape, theta, 512.0)
    assert torch.allclose(evaluate(shape, theta, x), evaluate(shape, sharp, x), atol=1e-10)
    smooth = evaluate(Shape(3, (7,), "softplus"), sharp, x)
    assert (smooth - evaluate(shape, theta, x)).abs().max() < 0.05
