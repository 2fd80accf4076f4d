"""The repaired inequalities for embedding methods."""

from fractions import Fraction
from itertools import product
from math import ceil, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.rigorous.embedding_entropy import FORMS, EmbeddingQuery, embedding_lower_bound


def query(**change):
    values = {
        "m1": 1,
        "m2": 1,
        "k": 2,
        "eps": "1e-4",
        "lipschitz_e": 1,
        "lipschitz_q": 1,
        "weights_bound": 10,
        "depth": 3,
        "width": 100,
    }
    return EmbeddingQuery(**{**values, **change})


def theory(q):
    """R(ε) and the inequality of the embedding form in floats, with the closed forms of the statement."""
    m, eps = q.m, float(q.eps)
    R = log(2) * 2 ** (m - 1) * ((1 - 3 * eps) / (3 * m * eps)) ** m
    n = ceil(2 * q.lipschitz_e * q.lipschitz_q / q.eps)
    return (R - q.k * log(7) * n**q.m2) / log(1 + float(q.swing() / q.eps))


def queries():
    small = st.builds(lambda a: Fraction(1, a), st.integers(4, 10**7))
    constant = st.fractions(Fraction(1, 8), 8, max_denominator=16)
    return st.builds(
        query,
        m1=st.integers(1, 3),
        m2=st.integers(1, 2),
        k=st.integers(1, 30),
        eps=small,
        lipschitz_e=constant,
        lipschitz_q=constant,
        weights_bound=constant,
        depth=st.integers(2, 5),
        width=st.integers(1, 300),
        e_at_zero=st.sampled_from([0, 1, Fraction(7, 2)]),
        activation=st.sampled_from(["relu", "tanh", "sigmoid"]),
    )


@given(queries())
def test_the_explicit_bound_is_at_least_the_closed_form(q):
    if q.e_at_zero == 0:
        assert theory(q) - 1e-6 * abs(theory(q)) <= embedding_lower_bound(q).N


@settings(max_examples=60)
@given(queries(), st.sampled_from(FORMS))
def test_certificates_check_and_one_more_parameter_does_not(q, form):
    bound = embedding_lower_bound(q, form)
    assert check(bound.certificate).valid
    if bound.N.bit_length() < 1000:
        assert not check({**bound.certificate, "N": bound.N + 1}).valid


@settings(max_examples=60)
@given(queries(), st.sampled_from(FORMS))
def test_more_freedom_never_needs_more_parameters(q, form):
    def size(**change):
        fields = {name: getattr(q, name) for name in EmbeddingQuery.__dataclass_fields__}
        return embedding_lower_bound(EmbeddingQuery(**{**fields, **change}), form).N

    N = size()
    assert size(eps=q.eps / 2) >= N or form == "first-layer"
    for freer in (
        {"weights_bound": 2 * q.weights_bound},
        {"lipschitz_e": 2 * q.lipschitz_e},
        {"depth": q.depth + 1},
    ):
        # B ≥ 1 makes Λ grow with depth
        if "depth" not in freer or q.weights_bound >= 1:
            assert size(**freer) <= N


def test_the_exponent_approaches_m():
    """N_q·log is of order ε^{-2} for m1 = m2 = 1, whatever k = O(1)."""
    fine, coarse = (embedding_lower_bound(query(eps=e)).N for e in ("1e-12", "1e-10"))
    assert 1.9 < log(fine / coarse) / log(100) < 2.0


def test_bounds_that_say_nothing_say_so():
    bound = embedding_lower_bound(query(eps="1e-2", k=1000))
    assert bound.N == 0
    assert "no information" in bound.detail


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"eps": "1/3"}, "^eps"),
        ({"eps": "2"}, "^eps"),
        ({"m1": 0}, "^m1"),
        ({"k": 1.5}, "^k"),
        ({"depth": 1}, "^depth"),
        ({"weights_bound": 0}, "^weights_bound"),
        ({"lipschitz_e": -1}, "^lipschitz_e"),
        ({"e_at_zero": -1}, "^e_at_zero"),
        ({"activation": "gelu"}, "^activation"),
        ({"activation": "softplus"}, "^activation"),
    ],
)
def test_what_is_not_derived_is_refused(change, argument):
    with pytest.raises(BoundlabError, match=argument):
        query(**change)


def test_unknown_form():
    with pytest.raises(BoundlabError, match=r"^form"):
        embedding_lower_bound(query(), "sideways")


# ---- the covering lemma, executed ----------------------------------------------------------------


@settings(max_examples=30)
@given(st.integers(1, 6), st.integers(1, 2), st.integers(0, 10**6))
def test_lipschitz_maps_are_followed_cell_by_cell(n, m2, seed):
    """From 0 in the centre cell, steps a·{-3, …, 3} from cell to cell stay within a at the centres."""
    rng = np.random.default_rng(seed)
    slopes = rng.choice([-1.0, 1.0], (4, m2)) / m2
    offsets = rng.uniform(-1, 1, 4)

    def e(z):
        values = slopes @ np.asarray(z) + offsets
        return float(np.max(values) - np.max(offsets))

    a = 1 / n
    centres = [tuple(-1 + (2 * i + 1) / n for i in index) for index in product(range(n), repeat=m2)]
    start = min(range(len(centres)), key=lambda i: max(map(abs, centres[i])))
    known = {start: 0.0}
    frontier = [start]
    while frontier:
        here = frontier.pop()
        for there, c in enumerate(centres):
            step = max(abs(x - y) for x, y in zip(c, centres[here], strict=True))
            if there not in known and step <= 2 / n + 1e-12:
                jump = round((e(c) - known[here]) / a)
                assert abs(jump) <= 3
                known[there] = known[here] + jump * a
                frontier.append(there)
    assert len(known) == n**m2
    for i, c in enumerate(centres):
        assert abs(known[i] - e(c)) <= a + 1e-9
        for corner in product((-1, 1), repeat=m2):
            z = [x + s / n for x, s in zip(c, corner, strict=True)]
            assert abs(known[i] - e(z)) <= 2 * a + 1e-9


# ---- the Lipschitz constants, executed -----------------------------------------------------------


def forward(layers, x):
    for number, (matrix, bias) in enumerate(layers):
        x = matrix @ x + bias
        if number < len(layers) - 1:
            x = np.maximum(x, 0)
    return x[0]


def test_first_layer_swing_is_never_exceeded_and_nearly_reached():
    q = query(m1=2, k=3, width=4, depth=3, weights_bound=2, lipschitz_e=Fraction(3, 2))
    B, z, w = 2.0, 1.5, 4
    rate = float(q.first_layer_swing()) / (w * B)
    rng, worst = np.random.default_rng(0), 0.0
    for trial in range(3000):
        top = trial % 3 == 0
        u = np.full(w, z) if top else rng.uniform(-z, z, w)
        first = np.full((w, 2), B) if top else rng.uniform(-B, B, (w, 2))
        rest = [(np.full((w, w), B), np.full(w, B)), (np.full((1, w), B), np.full(1, B))]
        s, bias, step = (w * B, np.full(w, B), 10.0 ** -rng.integers(3, 7))
        x = np.ones(2) if top else rng.choice([-1.0, 1.0], 2)

        def q_of(d, first=first, u=u, x=x, bias=bias, s=s, rest=rest):
            hidden = np.maximum((first - d) @ x + bias - d + (s - d) * u, 0)
            return forward([(m - d, b - d) for m, b in rest], hidden)

        worst = max(worst, abs(q_of(0.0) - q_of(step)) / (step * rate))
    assert 0.99 < worst <= 1 + 1e-6
