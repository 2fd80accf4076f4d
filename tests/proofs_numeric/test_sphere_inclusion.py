"""Lemma 19: the thresholds, and the checker of their certificates."""

import copy
from fractions import Fraction

import pytest

from boundlab.checking import check
from proofs_numeric.lem_19 import GAMMAS, Bumps


@pytest.mark.parametrize("r", [1, 2, 3])
@pytest.mark.parametrize("m", [1, 2, 3])
def test_thresholds_are_least_and_certified(r, m):
    bumps = Bumps(m, r)
    for gamma in GAMMAS:
        n = bumps.threshold(gamma)
        assert check(bumps.certificate(n, gamma)).valid
        assert n == 1 or not bumps.inside(n - 1, gamma)
        if n > 1:
            assert not check(bumps.certificate(n - 1, gamma)).valid


def test_tents_have_an_exact_threshold():
    bumps = Bumps(1, 1)  # K(n) = 1 + n, so the shell is inside iff n/(n+1) > γ
    assert [bumps.threshold(gamma) for gamma in GAMMAS] == [1, 2, 10, 100]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("gamma",), "999/1000"),
        (("gamma",), 0.5),
        (("r",), 3),
        (("m",), 3),
        (("space", "K"), "1"),
        (("space", "resolution"), 1),
        (("space", "family"), "l1-cones"),
        (("space", "profile", "norms"), ["1", "1", "1"]),
        (("points",), ["0", "0", "0"]),
        (("points",), ["0", "0", "2"]),
        (("points",), ["0"]),
    ],
)
def test_mutated_certificates_are_rejected(path, value):
    certificate = Bumps(2, 2).certificate(5, Fraction(99, 100))
    assert check(certificate).valid
    mutant = copy.deepcopy(certificate)
    target = mutant
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    assert not check(mutant).valid
