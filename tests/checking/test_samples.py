"""Every kind of certificate: what its checker prints, and small changes anywhere in it, refused."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from samples import SAMPLES, places, replaced

from boundlab.checking import check, kinds
from boundlab.checking._rewritten.sobolev import _SPACES
from boundlab.checking.constructive_bound import METHODS
from boundlab.checking.vc_bound import RECALLED

NUMBER = re.compile(r"-?\d+(/\d+)?")


def test_every_kind_has_a_sample():
    assert {certificate["kind"] for certificate in SAMPLES.values()} == set(kinds())


def test_every_method_argument_and_space_has_a_sample():
    found = [c for c in SAMPLES.values() if c["kind"].endswith("-bound")]
    assert {c["method"]["name"] for c in found if "method" in c} == set(METHODS)
    assert {c["space"]["family"] for c in found if "space" in c} == set(_SPACES)
    arguments = {c["argument"] for c in found if "argument" in c}
    assert arguments == {"vc-depth", "vc-layerwise", "finite-precision", "metric-entropy", *RECALLED}


def test_what_is_certified_is_printed():
    for name, certificate in SAMPLES.items():
        found = check(certificate)
        assert found.valid, (name, found.reason)
        assert found.certified, name
        for each in found.certified:
            assert each.statement, name
            assert each.ranges, name
            assert "None" not in str(each.to_json()), name


def changed_numbers(value):
    if type(value) is int:
        return [value - 1, value + 1, -value - 1]
    exact = Fraction(value)
    news = (exact - 1, exact + 1, -exact - Fraction(1, 7), -exact, Fraction(0), exact * 2, exact / 2)
    return [str(new) for new in news]


def changes(value):
    """Yield what small thing is done to a member, and the result."""
    if type(value) is bool:
        yield "flipped", not value
    elif type(value) is int or (isinstance(value, str) and NUMBER.fullmatch(value)):
        for new in changed_numbers(value):
            yield f"{'lower' if Fraction(new) < Fraction(value) else 'higher'}", new
    elif isinstance(value, str):
        yield "other text", value + "x"
    elif isinstance(value, list):
        for i in range(min(len(value), 6)):
            yield "shorter", [*value[:i], *value[i + 1 :]]
        yield "longer", [*value, *value[-1:]]
        yield "reversed", value[::-1]
    same = int(value) if type(value) is bool else str(value) if type(value) is int else None
    for other in (same, None, "", [], {}, 10**4000, "1/0", True):
        if type(other) is not type(value):
            yield "other type", other


EITHER = {"lower", "higher"}
ANY = {"shorter", "longer", "reversed"}
STILL_TRUE = {
    # Another list of claims, or another shape that has the same bound; labels are the reader's.
    "architecture-structure": {
        "claims": ANY, "claims.#.affine": {"flipped"}, "claims.#.columns": EITHER, "claims.#.rows": EITHER,
        "claims.#.widths": ANY, "claims.#.widths.#": EITHER, "claims.#.edges": ANY, "claims.#.edges.#": {"reversed"},
        "claims.#.edges.#.#": {"other text"}, "claims.#.item": {"other text"}, "claims.#.layers": {"other text"},
        "claims.#.matrix": {"other text"}, "claims.#.tensor": {"other text"},
    },
    # The bounds in another order or larger, more room for the error, other boxes, values within 1.
    "constructed-hypernetwork": {
        "derivative_bounds": {"reversed"}, "derivative_bounds.#.#": {"higher"}, "eps": EITHER, "parts": EITHER,
        "values.#": EITHER,
    },
    # A larger error; a smaller ball; a finer grid with as many samples.
    "constructive-bound": {"eps": {"higher"}, "r": {"higher"}, "method.grids.#": {"higher"}},
    # A smaller N; a smaller error; fewer cones or heights, which is a weaker argument that still suffices.
    "embedding-bound": {"N": {"lower"}, "eps": {"lower"}, "cone_resolution": {"lower"}, "m2": {"lower"}},
    "entropy-bound": {"N": {"lower"}, "eps": {"lower"}, "levels": {"lower"}},
    "explicit-bound": {"eps": {"lower"}},
    "vc-bound": {"N": {"lower"}, "eps": {"lower"}},
    # A smaller multiplier and a larger residual, the same class or its image; nodes farther from the sides; more room.
    "lattice-radius": {
        "classes.#.node": {"reversed"}, "classes.#.node.#": {"lower"}, "radius": {"higher"},
        "classes.#.xx.#": {"higher"}, "half_width": {"higher"}, "frame": {"lower"}, "lebesgue": {"higher"},
    },
    # Other planes that cut the points into the same blocks; the units in another order.
    "memorisation": {"direction.#": EITHER, "thresholds.#": {"lower"}, "units": {"reversed"}},
    # A smaller box of inputs, a larger one of outputs, another network for which the box suffices.
    "interval-inclusion": {
        "layers.#.weight.#": {"reversed"}, "layers.#.weight.#.#": EITHER, "layers.#.bias.#": {"lower"},
        "low": {"reversed"}, "low.#": {"higher"}, "high.#": {"lower"}, "output_low.#": {"lower"},
        "output_high.#": {"higher"},
    },
    # Other points and gates of which the same holds.
    "gated-rank": {
        "points": {"shorter", "reversed"}, "points.#": {"reversed"}, "points.#.#": EITHER, "gates": ANY,
        "gates.#": {"reversed"}, "gates.#.#": EITHER,
    },
    # Another matrix of the same norm.
    "linear-example": {"matrix": ANY, "matrix.#.#": EITHER},
    "non-closed-ball": {"r": {"lower"}},
    # Other functions; the norm has room for one more derivative.
    "one-neuron-member": {
        "c": {"lower"}, "s": {"lower"}, "t0": {"lower"}, "cells": EITHER, "points": {"reversed"}, "points.#": {"lower"},
        "r": EITHER,
    },
    "oscillating-target": {"c": {"lower"}, "r": {"lower"}},
    "relu-emulation": {"K": EITHER, "cells": EITHER},
    "unattained-infimum": {"K": EITHER, "cells": EITHER, "t0": EITHER},
    "sparse-embedding": {"g": EITHER},
    "sphere-inclusion": {"gamma": {"lower"}, "points.#": {"lower"}},
    "total-variation-obstruction": {"bound": {"lower"}, "delta": {"lower"}, "eps": {"lower"}, "p": {"lower"}},
    "vanishing-targets": {"delta": EITHER},
}  # fmt: skip
"""What a changed certificate may still be: a weaker statement, or another true one. Everything else is refused."""
BY_OTHER_MEANS = {
    "decision",
    "bundle",
    "growth",
    "induction",
    "residues",
    "counterexample",
    "offset",
    "powers",
    "summed",
}
"""Changed decisions are read again (test_mutations.py), growth in test_growth_certificates.py, those made of instances,
which are decisions, in tests/symbolic/test_induction.py and test_counterexample.py; a bundle has no own."""


def test_a_changed_number_sign_text_or_list_is_refused_unless_what_it_says_is_still_true():
    accepted = {}
    for certificate in SAMPLES.values():
        kind = certificate["kind"]
        if kind in BY_OTHER_MEANS:
            continue
        for path, value in places(certificate):
            for what, new in changes(value) if path else ():
                if new == value and type(new) is type(value):
                    continue
                result = check(replaced(certificate, path, new))
                assert "malformed" not in result.reason, (kind, path, new, result.reason)
                if result.valid:
                    place = ".".join("#" if isinstance(key, int) else key for key in path)
                    assert what in STILL_TRUE[kind][place], (kind, path, new)
                    accepted.setdefault(kind, {}).setdefault(place, set()).add(what)
    assert accepted == STILL_TRUE


def objects():
    for name, certificate in SAMPLES.items():
        for path, value in places(certificate):
            if isinstance(value, dict):
                yield name, certificate, path, value


def test_an_unknown_field_is_refused_at_every_level():
    for name, certificate, path, value in objects():
        found = check(replaced(certificate, path, {**value, "title": "Theorem 1"}))
        assert not found.valid, (name, path)
        assert "malformed" not in found.reason, (name, path)


OPTIONAL = {"values", "shown", "steps", "times", "sign", "tight", "conditions", "signs"}


def test_a_dropped_field_is_refused():
    for name, certificate, path, value in objects():
        for field in value:
            less = {key: member for key, member in value.items() if key != field}
            found = check(replaced(certificate, path, less))
            assert not found.valid or field in OPTIONAL, (name, path, field)
            assert "malformed" not in found.reason, (name, path, field)


def test_another_kind_is_refused():
    for name, certificate in SAMPLES.items():
        for kind in kinds():
            if kind != certificate["kind"]:
                assert not check({**certificate, "kind": kind}).valid, (name, kind)


def parameters(m, width, depth):
    """Weights and biases, counted layer by layer."""
    widths = [m, *[width] * (depth - 1), 1]
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(widths))


@pytest.mark.parametrize("name", [n for n, c in SAMPLES.items() if "excluded_width" in c])
def test_the_next_width_is_not_excluded(name):
    """Everything else follows: one more unit a layer, and the number of parameters that go with it."""
    certificate = SAMPLES[name]
    for more in (1, 2, 100):
        width = certificate["excluded_width"] + more
        larger = {"excluded_width": width, "N": parameters(certificate["m"], width + 1, certificate["depth"])}
        found = check({**certificate, **larger})
        assert not found.valid
        assert "excluded" in found.reason
    for less in range(certificate["excluded_width"]):
        smaller = {"excluded_width": less, "N": parameters(certificate["m"], less + 1, certificate["depth"])}
        assert check({**certificate, **smaller}).valid


def close(value, factor):
    return str(Fraction(value) * factor)


SHARP = {
    "oscillating, sharp": "c", "oscillating, r = 2": "c", "sphere": "space.K", "tight": "eps", "variation": "bound",
    "variation, p = 1": "bound", "vanishing": "a", "linear": "complexity",
    "emulation, elu": "K", "continuous": "space.K", "multilinear, sharp": "eps", "cells": "eps",
}  # fmt: skip


@pytest.mark.parametrize("name", SHARP)
def test_nothing_is_left_of_a_sharp_number(name):
    """The largest c, the smallest error: a millionth more or less is refused on one side."""
    path = tuple(SHARP[name].split("."))
    value = SAMPLES[name]
    for key in path:
        value = value[key]
    steps = (1 - Fraction(1, 10**6), 1 + Fraction(1, 10**6))
    assert not all(check(replaced(SAMPLES[name], path, close(value, step))).valid for step in steps)
