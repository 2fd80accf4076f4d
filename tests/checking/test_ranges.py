"""Every number of a certificate has a range: its ends are read, what lies beyond is refused for that reason."""

from fractions import Fraction

import pytest
from samples import SAMPLES, replaced

from boundlab.checking import check

MANY = 10**4000
RANGES = {
    "explicit-bound": {"m": (1, 64), "r": (1, 32), "space.resolution": (0, 10**80)},
    "constructive-bound": {"m": (1, 64), "r": (1, 32), "method.cells": (1, 10**80), "method.squaring_steps": (1, 1000)},
    "vc-bound": {"depth": (2, 64), "excluded_width": (0, 10**2000), "width_limit": (1, 10**9), "N": (1, MANY)},
    "entropy-bound": {
        "depth": (2, 64), "excluded_width": (0, 10**2000), "width_limit": (1, 10**9), "N": (1, MANY), "bits": (1, 4096),
        "levels": (1, MANY),
    },
    "embedding-bound": {
        "m1": (1, 16), "m2": (1, 16), "k": (1, 10**9), "depth": (2, 64), "width": (1, 10**9), "N": (0, MANY),
        "cone_resolution": (0, 10**80),
    },
    "non-closed-ball": {"r": (1, 32), "n": (1, 10**9)},
    "one-neuron-member": {"r": (1, 16), "cells": (1, 4096)},
    "oscillating-target": {"r": (1, 12)},
    "relu-emulation": {"cells": (1, 20_000)},
    "sparse-embedding": {"m1": (1, 6), "n": (2, 10**13), "k": (1, 10**80), "nonzero": (1, 10**90),
                         "dense_first_layer": (1, 10**180)},
    "sphere-inclusion": {"m": (1, 16), "r": (1, 8), "space.resolution": (1, 10**12)},
    "total-variation-obstruction": {"p": (1, 64), "J": (1, 10**12)},
    "unattained-infimum": {"units": (1, 2), "cells": (1, 4096)},
    "vanishing-targets": {"r": (1, 32), "n": (2, 10**9)},
    "constructed-hypernetwork": {"m1": (1, 5), "m2": (1, 5), "r": (1, 2), "bits": (1, 256), "parts": (1, 4096)},
}  # fmt: skip
OPEN = {  # name of a number: what it lies strictly between, and words of the reason
    "sphere-inclusion": {"gamma": ("0", "1", "gamma must lie between")},
    "vanishing-targets": {"gamma": ("0", "1", "γ must be between")},
    "sparse-embedding": {"g": ("0", "1", "g must be between")},
    "total-variation-obstruction": {"eps": ("0", "1/2", "0 < ε < 1/2")},
}


def samples_with(kind, path):
    for certificate in SAMPLES.values():
        value = certificate if certificate["kind"] == kind else None
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            yield certificate


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind in RANGES for field in RANGES[kind]])
def test_the_range_of_an_integer(kind, field):
    path, (least, most) = tuple(field.split(".")), RANGES[kind][field]
    reason = f"{path[-1]} must be between {least} and {most if most < 10**12 else 'its limit'}"
    found = list(samples_with(kind, path))
    assert found
    if path[-1] in ("cells", "parts"):  # a sum over as many
        found = found[:1]
    for certificate in found:
        for value in (least - 1, most + 1):
            assert check(replaced(certificate, path, value)).reason == reason
        for value in (least, most):
            assert check(replaced(certificate, path, value)).reason != reason
        for value in (str(least), None, True):
            assert check(replaced(certificate, path, value)).reason == f"{path[-1]} must be an integer"


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind in OPEN for field in OPEN[kind]])
def test_the_range_of_a_fraction(kind, field):
    least, most, reason = OPEN[kind][field]
    certificate = next(samples_with(kind, (field,)))
    for value in (least, most, "-" + certificate[field]):
        assert reason in check({**certificate, field: value}).reason
    assert reason not in check(certificate).reason


@pytest.mark.parametrize("kind", ["explicit-bound", "constructive-bound", "vc-bound", "entropy-bound", "sandwich"])
def test_the_range_of_the_error(kind):
    certificate = next(samples_with(kind, ("eps",)))
    for value in ("1", "2", "0", "-1/2", f"1/{10**60 + 1}"):
        assert "1e-60 <= eps < 1" in check({**certificate, "eps": value}).reason
    for value in ("999/1000", f"1/{10**60}"):
        assert "1e-60 <= eps < 1" not in check({**certificate, "eps": value}).reason


def test_a_hopeless_resolution_is_refused_before_its_norm_is_computed():
    for certificate in (c for c in SAMPLES.values() if c["kind"] == "explicit-bound"):
        found = check(replaced(certificate, ("space", "resolution"), 10**80))
        assert "K is at least (resolution/2)^r" in found.reason


LARGEST = [  # a kind, a number, values that are read and values that are not, and words of the reason
    ("unattained-infimum", "t0", ("100", "-100", f"1/{2**64 - 1}"), ("101", "-201/2", f"1/{2**64}"), "t0 is too large"),
    ("one-neuron-member", "c", ("1000", "-1000", f"1/{2**128 - 1}"), ("1001", "-1001", f"1/{2**128}"), "too large"),
    ("one-neuron-member", "s", ("1000", "-1000", f"1/{2**128 - 1}"), ("1001", "-1001", f"1/{2**128}"), "too large"),
    ("one-neuron-member", "t0", ("1000", "-1000"), ("1001", "-1001"), "too large"),
    ("one-neuron-member", "points", (["-1", "1"], ["1", "0"]), (["0"], ["-1", "2"], ["-3/2", "0"]), "two numbers in"),
    ("total-variation-obstruction", "delta", ("1/10000",), ("0", "-1/10000"), "δ > 0"),
    ("unattained-infimum", "K", ("1",), ("0", "1/10", "3/20"), "K is not shown to bound the error"),
    ("sphere-inclusion", "points", (["0", "0", "0"],), (["0"],), "one point for each derivative"),
]


@pytest.mark.parametrize(("kind", "field", "read", "refused", "reason"), LARGEST)
def test_the_largest_that_is_read(kind, field, read, refused, reason):
    certificate = next(samples_with(kind, (field,)))
    for value in read:
        assert reason not in check({**certificate, field: value}).reason
    for value in refused:
        assert reason in check({**certificate, field: value}).reason


def test_the_tail_of_an_emulation():
    for activation, least in (("arctan", Fraction(8, 25)), ("elu", Fraction(1))):
        certificate = {**SAMPLES[f"sharp, {activation}"], "cells": 4000}
        assert check({**certificate, "K": str(least)}).valid
        assert not check({**certificate, "K": str(least - Fraction(1, 10**6))}).valid
    assert "tail" in check({**SAMPLES["sharp, arctan"], "K": "319999/1000000", "cells": 4000}).reason


def test_suprema_are_taken_over_the_whole_of_a_cell():
    """10·x^3, in one cell [1/4, 3/4]: small at its left end, where only a point would be looked at."""
    data = {"kind": "one-neuron-member", "activation": "relu3", "r": 1, "s": "1/4", "t0": "1/2", "points": ["0", "1"]}
    assert "norm of y" in check({**data, "c": "10", "cells": 1}).reason
    assert check({**data, "c": "1", "cells": 1}).valid


def test_a_first_layer_has_room_for_its_weights():
    certificate = SAMPLES["first-layer"]
    for N, small in (
        (certificate["k"] * certificate["width"] - 1, True),
        (certificate["k"] * certificate["width"], False),
    ):
        assert ("below the size of the first layer" in check({**certificate, "N": N}).reason) == small


def test_short_nodes_only():
    certificate = SAMPLES["spline"]
    for denominator, long in ((2**64, False), (2**64 + 1, True)):
        changed = replaced(certificate, ("method", "nodes"), ["-1", f"1/{denominator}", "1"])
        assert ("common denominator" in check(changed).reason) == long


def test_a_recalled_formula_excludes_strictly():
    """Depth 2, width 1, m = 1: W = 4 parameters, 2 units, and 4·4·(8 + 4 + 3) = 240 peaks are not enough, 241 are."""
    for peaks in (240, 241):
        n = 2 * peaks - 2
        space = {"family": "l1-cones", "resolution": n, "K": str(1 + Fraction(n, 2))}
        data = {"m": 1, "r": 1, "eps": "1/999", "depth": 2, "excluded_width": 1, "N": 7, "space": space}
        found = check({**SAMPLES["recalled"], **data, "hypotheses": RECALLED})
        assert found.valid == (peaks == 241), found.reason


RECALLED = ["mlp", "activation=relu", "depth=2", "uniform-width", "recalled-formula"]


@pytest.mark.parametrize("knots", [["0", "1/2", "1/2", "1"], ["0", "3/4", "1/4", "1"]])
def test_knots_increase(knots):
    certificate = SAMPLES["textbook"]
    changed = replaced(certificate, ("space", "profile", "knots"), knots)
    changed = replaced(changed, ("space", "profile", "values"), ["0"] * (len(knots) - 1))
    assert check(changed).reason == "knots must increase"


def test_one_parameter_is_needed_always_and_two_are_not():
    certificate = SAMPLES["signs, any shape"]
    space = {"family": "l1-cones", "resolution": 0, "K": "1"}
    for N in (1, 2):
        assert check({**certificate, "space": space, "N": N}).valid == (N == 1)


@pytest.mark.parametrize("target", ["sqrt(x - 1/2) + y", "(x*y)**(1/3)", "(x + 3/2 - 1)**(-1/2)"])
def test_powers_have_values_on_the_whole_cube(target):
    certificate = next(samples_with("constructed-hypernetwork", ("target",)))
    assert check({**certificate, "target": target}).reason == "target has a power without a value"
