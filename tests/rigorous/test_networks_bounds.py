"""Lower bounds about networks: sign patterns, metric entropy, finite precision."""

import itertools
from fractions import Fraction
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.activations import catalogue
from boundlab.rigorous import Query, bounds, select
from boundlab.rigorous._bound import Bound
from boundlab.rigorous.engines.vc_layerwise import excluded_narrow, excluded_uniform
from boundlab.rigorous.mlp import layer_widths, parameter_lipschitz, parameters


def answer(engine, *args, **kwargs):
    (engine,) = select(engine)
    return engine.bound(Query(*args, **kwargs))


# M, m, depth -> size of the narrowest network that is left, from a table made independently with floats
LAYERWISE = [
    (9, 1, 2, 4),
    (99, 1, 2, 10),
    (999, 1, 3, 61),
    (9999, 1, 5, 298),
    (999999, 1, 2, 45124),
    (999999, 1, 3, 41206),
    (999999, 1, 5, 23230),
    (2500, 2, 2, 153),
    (25000000, 2, 2, 916165),
    (25000000, 2, 3, 928327),
    (35937, 3, 3, 1592),
    (390625, 4, 5, 9235),
    (11089567, 3, 2, 406376),
    (11089567, 3, 5, 237441),
]


@pytest.mark.parametrize(("M", "m", "depth", "size"), LAYERWISE)
def test_sign_patterns_against_the_table(M, m, depth, size):
    w = next(w for w in range(1, 10**6) if parameters(m, w, depth) >= size)
    assert parameters(m, w, depth) == size
    assert not excluded_uniform(M, layer_widths(m, w, depth))
    assert w == 1 or excluded_uniform(M, layer_widths(m, w - 1, depth))


@given(st.integers(2, 10**6), st.integers(1, 5), st.integers(1, 300), st.integers(2, 6))
def test_exclusion_agrees_with_floats_and_is_downward_closed(M, m, w, depth):
    widths = layer_widths(m, w, depth)
    total, bits = 0, 0.0
    for layer in range(1, depth + 1):
        total += (widths[layer - 1] + 1) * widths[layer]
        free = M * widths[layer]
        bits += free if total > free else 1 + total * log(2 * 2.718281828459045 * free * layer / total, 2)
    if abs(bits - M) > 1e-6 * M:
        assert excluded_uniform(M, widths) == (bits < M)
    if excluded_uniform(M, widths):
        assert w == 1 or excluded_uniform(M, layer_widths(m, w - 1, depth))


@given(st.integers(10, 10**5), st.integers(1, 50), st.integers(2, 5))
def test_a_width_limit_excludes_no_more_than_it_may(M, w, depth):
    """The relaxed inequality is weaker: what it excludes, equal widths of that size exclude too."""
    size = parameters(1, w, depth)
    if size <= M and excluded_narrow(M, size, w, depth):
        assert excluded_uniform(M, layer_widths(1, w, depth))


@pytest.mark.parametrize(
    ("r", "m", "eps", "depth", "B", "activation", "size"),
    [
        (1, 1, "1e-4", 2, 1, "relu", 361),
        (1, 1, "1e-4", 2, 1000, "relu", 211),
        (1, 1, "1e-4", 3, 10, "relu", 253),
        (1, 1, "1e-4", 5, 10, "relu", 241),
        (1, 1, "1e-4", 3, 10, "tanh", 286),
        (2, 2, "1e-6", 2, 1, "relu", 2397),
        (2, 3, "1e-5", 2, 1, "relu", 9686),
        (2, 3, "1e-5", 3, 10, "tanh", 7561),
        (2, 1, "1e-6", 5, 10, "relu", 25),
    ],
)
def test_entropy_against_the_table(r, m, eps, depth, B, activation, size):
    found = answer("metric-entropy", m, r, eps, depth=depth, weights_bound=B, activation=activation)
    assert size <= found.N
    assert size * 1.02 >= found.N


def test_finite_precision_is_at_least_one_bit_per_bump():
    found = answer("finite-precision", 1, 1, "1e-6", bits=32)
    assert found.N >= 31250


def test_several_heights_pay_when_bumps_are_few():
    found = answer("finite-precision", 1, 4, "1e-6", bits=1)
    assert found.certificate["levels"] > 1
    assert found.N > 9


def test_recalled_formulas_say_so():
    for engine, activation in (("goldberg-jerrum", "relu"), ("karpinski-macintyre", "tanh")):
        found = answer(engine, 1, 1, "1e-6", depth=2, activation=activation)
        assert found.status == "unverified"
        assert "recalled-formula" in found.hypotheses
    assert answer("karpinski-macintyre", 1, 1, "1e-6", depth=2, activation="tanh").N == 52
    assert answer("goldberg-jerrum", 1, 1, "1e-6", depth=3).N == 358


def test_missing_inputs_are_refused_with_the_option_that_is_missing():
    assert "needs depth" in answer("vc-layerwise", 1, 1, "1e-3").reason
    assert "needs weights_bound" in answer("metric-entropy", 1, 1, "1e-3", depth=3).reason
    assert "needs bits" in answer("finite-precision", 1, 1, "1e-3").reason
    assert "gelu" in answer("metric-entropy", 1, 1, "1e-3", depth=3, weights_bound=1, activation="gelu").reason
    assert "tanh" in answer("vc-layerwise", 1, 1, "1e-3", depth=3, activation="tanh").reason


# ---- the parameter-Lipschitz constant ------------------------------------------------------------


def derivative_along_ones(widths, B):
    """d/ds of the network with all weights and biases s at s = B, inputs 1, ReLU: dual numbers, exactly."""
    value, slope = [Fraction(1)] * widths[0], [Fraction(0)] * widths[0]
    for here in widths[1:]:
        total, rate = sum(value), sum(slope)
        value, slope = [B * (total + 1)] * here, [total + 1 + B * rate] * here
    return slope[0]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.fractions(Fraction(1, 10), 10))
def test_positive_weights_attain_the_recursion_exactly(hidden, B):
    widths = [*hidden, 1]
    assert derivative_along_ones(widths, B) == parameter_lipschitz(widths, B)


def forward(weights, x, activation):
    for number, (matrix, bias) in enumerate(weights):
        x = matrix @ x + bias
        if number < len(weights) - 1:
            x = activation(x)
    return x[0]


NUMERIC = {
    "relu": lambda t: np.maximum(t, 0),
    "tanh": np.tanh,
    "sigmoid": lambda t: 1 / (1 + np.exp(-t)),
    "arctan": np.arctan,
    "clipped-relu": lambda t: np.clip(t, 0, 1),
}


@pytest.mark.parametrize("activation", NUMERIC)
def test_ten_thousand_random_networks_never_exceed_the_recursion(activation):
    rng = np.random.default_rng(1)
    widths, worst = [2, 4, 3, 1], 0.0
    for trial in range(10_000 if activation == "relu" else 1000):
        B = float(rng.choice([0.3, 1.0, 5.0]))
        shapes = [((b, a), b) for a, b in itertools.pairwise(widths)]
        one = [(rng.uniform(-B, B, s), rng.uniform(-B, B, b)) for s, b in shapes]
        if trial % 3 == 0:  # near the extreme point
            one = [(np.full(s, B), np.full(b, B)) for s, b in shapes]
        step = B * 10.0 ** -rng.integers(1, 5)
        two = [(np.clip(w - step * rng.random(w.shape), -B, B), np.clip(b - step, -B, B)) for w, b in one]
        distance = max(max(np.abs(w - v).max(), np.abs(b - c).max()) for (w, b), (v, c) in zip(one, two, strict=True))
        x = rng.choice([-1.0, 1.0], 2) if trial % 2 else np.ones(2)
        change = abs(forward(one, x, NUMERIC[activation]) - forward(two, x, NUMERIC[activation]))
        limit = parameter_lipschitz(widths, Fraction(B), catalogue()[activation].bounded_by_one)
        worst = max(worst, change / (distance * float(limit)))
    assert worst <= 1 + 1e-9


def test_the_ratio_tends_to_one_for_relu():
    widths, B = [2, 4, 3, 1], 2.0
    shapes = [((b, a), b) for a, b in itertools.pairwise(widths)]
    step = 1e-7
    one = [(np.full(s, B), np.full(b, B)) for s, b in shapes]
    two = [(w - step, b - step) for w, b in one]
    change = forward(one, np.ones(2), NUMERIC["relu"]) - forward(two, np.ones(2), NUMERIC["relu"])
    assert change / step / float(parameter_lipschitz(widths, Fraction(2))) == pytest.approx(1.0, abs=5e-5)


@settings(max_examples=40)
@given(
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(2, 10**8),
    st.integers(2, 6),
    st.sampled_from([None, 3, 200]),
    st.sampled_from(["relu", "tanh"]),
)
def test_every_bound_is_monotone_in_what_is_allowed(m, r, inverse, depth, width, activation):
    """Smaller ε, smaller weights or fewer bits never need fewer parameters."""
    given_ = {"depth": depth, "width": width, "activation": activation}
    coarse, fine = Fraction(1, inverse), Fraction(1, 2 * inverse)
    for engine in select("vc"):
        a, b = (engine.bound(Query(m, r, e, **given_)) for e in (coarse, fine))
        if isinstance(a, Bound):
            assert a.N <= b.N
    found = bounds(Query(m, r, coarse, **given_, weights_bound=2, bits=8), select("entropy"))[0]
    more = bounds(Query(m, r, coarse, **given_, weights_bound=20, bits=16), select("entropy"))[0]
    for tight, loose in zip(found, more, strict=True):
        assert tight.N >= loose.N
