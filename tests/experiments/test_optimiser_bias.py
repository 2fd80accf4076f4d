"""The trials of the optimisers, and the exponents fitted to them."""

import itertools

import pytest
import torch

from boundlab.experiments.optimiser_bias import LADDER, OPTIMISERS, OptimiserTrial, fits
from boundlab.function_classes.families.sign_bumps import SignBumps


def rows(method, seed, sizes):
    """One pattern per size at ε = 1, 1/2, 1/4, …"""
    eps = [2.0**-i for i in range(len(sizes))]
    names = {"method": method, "seed": seed, "pattern": 2}
    return [
        {**names, "cells": 2 ** (i + 1), "eps": e, "N": size}
        for i, (e, size) in enumerate(zip(eps, sizes, strict=True))
    ]


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


def test_a_constant_term_is_fitted_beside_the_power_law():
    """Sizes 3·(k - S/2) + 40 with S sign changes: the power law is far below 1, the finite-size model at 1."""
    found = []
    for seed in (0, 1):
        for k in (3, 4, 6, 8, 12):
            for pattern in range(4):
                signs = SignBumps(1, 1, k, pattern).signs
                changes = sum(a != b for a, b in itertools.pairwise(signs))
                row = {"method": "a", "seed": seed, "cells": k, "eps": 0.1 / k, "pattern": pattern}
                found.append(row | {"N": 6 * k - 3 * changes + 40})
    (fit,) = fits(found)
    assert fit["exponent"] < 0.6
    assert fit["finite_size"]["low"] < 1 < fit["finite_size"]["high"]
    assert fit["finite_size"]["exponent"] == pytest.approx(1, abs=0.02)
    assert fits(rows("a", 0, [8, None, 9, 10]))[0]["finite_size"] is None


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
