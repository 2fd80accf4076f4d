"""Checker: a lower bound for the primary network of an embedding method, by counting.

Statement: embedding methods q(x, e(I)) with the stated constants that reach error ε < 1/3 on W_{1,m1+m2}
have N_q ≥ N. Recomputed: the cones (3ε·K < 1), the number n of cells for e, the cost of covering e, the
Lipschitz constant of q in its parameters, and that fewer parameters are too few. Proof in
docs/entropy-proofs.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._hypotheses import spelled_out
from boundlab.checking._networks import MAX_COUNT, ball, log, require_positive
from boundlab.checking._numbers import fraction, integer, require_hypotheses, short_fraction
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activations import KNOWN, covered_by_entropy

FIELDS = {
    "kind", "form", "direction", "hypotheses", "m1", "m2", "k", "eps", "lipschitz_e", "lipschitz_q", "e_at_zero",
    "weights_bound", "depth", "width", "activation", "cone_resolution", "N",
}  # fmt: skip


@dataclass(frozen=True)
class _Statement:
    m1: int
    m2: int
    k: int
    depth: int
    width: int
    eps: Fraction
    lipschitz_e: Fraction
    lipschitz_q: Fraction
    at_zero: Fraction
    B: Fraction
    activation: str


def _read(data: dict[str, Any]) -> _Statement:
    s = _Statement(
        m1=integer(data, "m1", 1, 16),
        m2=integer(data, "m2", 1, 16),
        k=integer(data, "k", 1, 10**9),
        depth=integer(data, "depth", 2, 64),
        width=integer(data, "width", 1, 10**9),
        eps=fraction(data.get("eps"), "eps"),
        lipschitz_e=short_fraction(data.get("lipschitz_e"), "lipschitz_e"),
        lipschitz_q=short_fraction(data.get("lipschitz_q"), "lipschitz_q"),
        at_zero=short_fraction(data.get("e_at_zero"), "e_at_zero"),
        B=short_fraction(data.get("weights_bound"), "weights_bound"),
        activation=str(data.get("activation")),
    )
    require(Fraction(1, 10**60) <= s.eps < Fraction(1, 3), "eps must satisfy 1e-60 <= eps < 1/3")
    for value in (s.lipschitz_e, s.lipschitz_q, s.B):
        require(value > 0, "the constants must be positive")
    require(s.at_zero >= 0, "e_at_zero must not be negative")
    require(covered_by_entropy(s.activation), "the argument does not cover this activation")
    return s


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    s = _read(data)
    require(data.get("direction") == "lower", "this argument gives a lower bound")
    form = data.get("form")
    require(form in ("embedding", "first-layer", "dense-first-layer"), "unknown form of the inequality")
    _require_words(data, s, str(form))
    g = integer(data, "cone_resolution", 0, 10**80)
    m = s.m1 + s.m2
    require(3 * s.eps * (1 + Fraction(m * g, 2)) < 1, "the cones are not more than 6ε apart")
    packing = ((g + 1) ** m + 1) // 2
    N = integer(data, "N", 0, MAX_COUNT)
    if N > 0:
        {"embedding": _embedding, "first-layer": _first_layer, "dense-first-layer": _dense}[str(form)](s, packing, N)
    claim = f"embedding methods q(x, e(I)) as described below, with error ≤ {s.eps} on W_{{1,{m}}}, have N_q ≥ {N}"
    return accepted(
        f"fewer than N parameters of q cannot tell the cones apart (W_{{1,{m}}}, ε = {s.eps})",
        claim if N else claim + ", which says nothing",
        f"all y in W_{{1,{m}}}, x in [-1,1]^{s.m1}, I in [-1,1]^{s.m2}",
        spelled_out(data["hypotheses"]),
        "N_q, a lower bound of the number of parameters of q alone",
    )


def _require_words(data: dict[str, Any], s: _Statement, form: str) -> None:
    words = [
        "embedding-method",
        "mlp",
        f"activation={s.activation}",
        f"depth={s.depth}",
        ("first-layer-width" if form == "first-layer" else "width-limit") + f"={s.width}",
        ("k-limit" if form == "dense-first-layer" else "k") + f"={s.k}",
        f"weights-bound={s.B}",
        f"lipschitz-e={s.lipschitz_e}",
        *([f"lipschitz-q={s.lipschitz_q}"] if form != "first-layer" else []),
        *([f"lipschitz-after-first-layer={s.lipschitz_q}"] if form != "embedding" else []),
        f"e-at-zero={s.at_zero}",
    ]
    require_hypotheses(data, words + (["dense-first-layer"] if form == "dense-first-layer" else []))


def _cover(s: _Statement) -> Any:
    exact = 2 * s.lipschitz_e * s.lipschitz_q / s.eps
    n = -((-exact.numerator) // exact.denominator)
    cost = ball(n**s.m2 - 1) * log(7)
    return cost + log(3 + 2 * s.at_zero * n / s.lipschitz_e) if s.at_zero else cost


def _upper_layers(s: _Statement, size: Fraction, change: Fraction, layers: int) -> Fraction:
    """Return the final rate of change after `layers` more layers of `width` inputs."""
    for _ in range(layers):
        if KNOWN[s.activation].bounded_by_one:
            size = min(size, Fraction(1))
        change = s.width * size + 1 + s.B * s.width * change
        size = s.B * (s.width * size + 1)
    return change


def _rate(s: _Statement) -> Fraction:
    inputs, top = s.m1 + s.k, max(Fraction(1), s.lipschitz_e + s.at_zero)
    return 1 + s.B / s.eps * _upper_layers(s, s.B * (inputs * top + 1), inputs * top + 1, s.depth - 1)


def _first_layer_rate(s: _Statement) -> Fraction:
    z = s.lipschitz_e + s.at_zero
    size, change = s.B * (s.m1 + 1 + s.width * z), s.m1 + 1 + z
    return 1 + s.width * s.B / s.eps * _upper_layers(s, size, change, s.depth - 1)


def _bits(packing: int) -> int:
    return packing.bit_length() + 64


def _embedding(s: _Statement, packing: int, N: int) -> None:
    rate = _rate(s)
    require_positive(
        lambda: packing * log(2) - s.k * _cover(s) - (N - 1) * log(rate),
        _bits(packing),
        "N - 1 parameters are not excluded",
    )


def _first_layer(s: _Statement, packing: int, N: int) -> None:
    rate, others = _first_layer_rate(s), N - s.k * s.width + 1
    require(others >= 1, "N is below the size of the first layer's weights on z")
    require_positive(
        lambda: packing * log(2) - s.width * _cover(s) - (others - 1) * log(rate),
        _bits(packing),
        "N - 1 parameters are not excluded",
    )


def _dense(s: _Statement, packing: int, N: int) -> None:
    rate = max(_rate(s), _first_layer_rate(s))
    require_positive(
        lambda: packing * log(2) / 2 - (N - 1) * log(rate),
        _bits(packing),
        "N - 1 parameters are not excluded",
    )
    root = _ceiling_root(N)
    require_positive(
        lambda: packing * log(2) / 2 - (root - 1) * _cover(s),
        _bits(packing),
        "k·w1 < N is not excluded",
    )


def _ceiling_root(N: int) -> int:
    root = isqrt(N)
    return root if root * root == N else root + 1
