"""The trials of the optimisers, and the exponents fitted to them."""

import pytest
import torch

from boundlab.experiments.optimiser_bias import LADDER, OPTIMISERS, OptimiserTrial, fits


def rows(method, seed, sizes):
    """One pattern per size at ε = 1, 1/2, 1/4, …"""
    eps = [2.0**-i for i in range(len(sizes))]
    return [{"method": method, "seed": seed, "eps": e, "N": size} for e, size in zip(eps, sizes, strict=True)]


def test_the_exponent_is_the_mean_over_seeds():
    (fit,) = fits(rows("a", 0, [8, 16, 32, 64]) + rows("a", 1, [8, 32, 128, 512]))
    assert fit["exponents"] == pytest.approx([1.0, 2.0])
    assert (fit["exponent"], fit["standard_deviation"]) == pytest.approx((1.5, 0.5**0.5))
    assert (fit["seeds"], fit["failures"]) == (2, 0)


def test_failures_are_counted_and_end_a_fit():
    (fit,) = fits(rows("a", 0, [8, 16, 32, None]) + rows("a", 1, [8, None, 32, 64]))
    assert fit["exponents"] == pytest.approx([1.0])
    assert fit["failures"] == 2
    assert fit["standard_deviation"] is None
    (fit,) = fits(rows("a", 0, [8, None, 9, 10]))
    assert fit["exponent"] is None


def test_the_worst_pattern_counts():
    (fit,) = fits(rows("a", 0, [8, 16, 32]) + rows("a", 0, [1, 1, 1]))
    assert fit["exponents"] == pytest.approx([1.0])


@pytest.mark.parametrize("name", ["growth + LM + exchange", "random LM"])
def test_a_trial_gives_a_size_per_pattern_and_the_same_again(name):
    trial = OptimiserTrial(name, 2, 2, 2, 0)
    found = trial.run(torch.device("cpu"), print)
    assert [row["pattern"] for row in found] == [0, 1]
    assert all(3 * LADDER[0] + 1 <= row["N"] <= row["tried"] for row in found)
    assert found == trial.run(torch.device("cpu"), print)
    assert trial.key != OptimiserTrial(name, 2, 2, 2, 1).key
    assert trial.summary(found).startswith(f"{name}, 2 cells")


def test_every_optimiser_has_a_name_of_its_own():
    assert len(OPTIMISERS) == 4
