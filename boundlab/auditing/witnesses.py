"""Witnesses: explicit functions and constants, as certificates that `boundlab check` verifies on its own.

What is proposed here may come from rough estimates; nothing is claimed before the checker has recomputed it.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations import Fact, built_in, catalogue
from boundlab.errors import bad_value

Certificate = dict[str, Any]
# The checker has a second writing of these; what others declare of theirs stays declared.
AUDITED = tuple(n for n, a in built_in().items() if a.series is not None)
INTEGRABLE = tuple(n for n, a in built_in().items() if a.slope_variation is not None)
BOUNDED_ANALYTIC = tuple(n for n in AUDITED if Fact.BOUNDED_ANALYTIC in catalogue()[n].facts)
EMULATORS = tuple(n for n, a in built_in().items() if a.relu_emulation is not None)


def known(activation: str, among: tuple[str, ...] = AUDITED) -> str:
    """Return `activation`; raises BoundlabError if it is not one of those that can be audited."""
    if activation not in among:
        raise bad_value("activation", activation, f"one of {', '.join(among)}")
    return activation


def one_neuron_member(activation: str, r: int, *, zero_bias: bool = False) -> Certificate:
    """Return (c, s, t0) such that c·σ(t0 + s·x_1) is a non-constant member of W_{r,m}.

    With `zero_bias`, t0 = 0; then σ must be smooth there.

    >>> from boundlab.checking import check
    >>> check(one_neuron_member("tanh", 2)).valid
    True
    """
    known(activation)
    s, t0, cells = Fraction(1, 4), Fraction(0) if zero_bias else Fraction(1, 2), 64
    norm = sum(float(s) ** k * sup for k, sup in enumerate(_suprema(activation, r, s, t0, cells)))
    c = Fraction(math.floor(1000 / norm), 1000)
    return {
        "kind": "one-neuron-member",
        "activation": activation,
        "r": r,
        "c": str(c),
        "s": str(s),
        "t0": str(t0),
        "cells": cells,
        "points": ["0", "1"],
    }


def _suprema(activation: str, r: int, s: Fraction, t0: Fraction, cells: int) -> list[float]:
    """Return estimates of sup |σ^(k)| over t0 + [-s, s], k = 0…r."""
    from flint import arb, arb_series, ctx

    formula = catalogue()[activation].series
    assert formula is not None
    before = ctx.cap
    ctx.cap = r + 1
    try:
        found = [0.0] * (r + 1)
        for i in range(cells):
            middle = float(t0 - s + (2 * i + 1) * s / cells)
            series = formula(arb_series([arb(middle, float(s) / cells), arb(1)], r + 1))
            for k in range(r + 1):
                value = abs(series[k]) * math.factorial(k)
                found[k] = max(found[k], float(value.upper()))
        return found
    finally:
        ctx.cap = before


def unattained_infimum(activation: str) -> Certificate:
    """Return the constant K of networks that approach x_1/2 at the rate λ·K without reaching it.

    Only for activations that are bounded and analytic on the whole line.
    """
    known(activation, BOUNDED_ANALYTIC)
    bend, slope = (0.11, 0.25) if activation == "sigmoid" else (1.1, 1.0)
    return {
        "kind": "unattained-infimum",
        "activation": activation,
        "target": "x_1/2",
        "t0": "0",
        "units": 2 if activation == "sigmoid" else 1,
        "K": str(Fraction(math.ceil(100 * bend / (4 * slope)), 100)),
        "cells": 256,
    }


def activation_facts(activation: str) -> Certificate:
    """Return whether σ' ∈ L^1 ∩ BV, whether σ(0) = 0, and whether σ is smooth and no polynomial on an interval."""
    known(activation)
    known_of = catalogue()[activation]
    facts: Certificate = {
        "kind": "activation-facts",
        "activation": activation,
        "derivative-integrable-bv": known_of.slope_variation is not None,
        "vanishes-at-zero": known_of.zero_at_zero,
        "smooth-not-polynomial": known_of.smooth_not_polynomial,
    }
    if known_of.slope_variation is not None:
        facts |= {"L": str(known_of.lipschitz), "V": str(known_of.slope_variation)}
    return facts


def relu_emulation(activation: str) -> Certificate:
    """Return K such that |e_λ(t) - max(t, 0)| ≤ K/λ for an e_λ built from O(1) units (and one product for a gate)."""
    emulation = catalogue()[known(activation, EMULATORS)].relu_emulation
    assert emulation is not None
    worst = max(emulation.error(i / 100) for i in range(1601))
    K = Fraction(math.ceil(1000 * worst + 10), 1000)
    return {"kind": "relu-emulation", "activation": activation, "form": emulation.form, "K": str(K), "cells": 4000}


def non_closed_ball(r: int, n: int = 1000) -> Certificate:
    """Return a member of W_{r,m} close to a function that is not C^r."""
    c = Fraction(1, r + 1)
    return {"kind": "non-closed-ball", "r": r, "n": n, "c": str(c), "distance": str(c / (2 * n))}


def vanishing_targets(r: int, gamma: Fraction = Fraction(1, 2), delta: Fraction = Fraction(1, 1000)) -> Certificate:
    """Return a member of W^γ_{r,m} within δ of 0."""
    n = max(2, math.ceil(gamma / delta))
    while gamma / sum(n**k for k in range(1, r + 1)) > min(delta, 1 - gamma):
        n *= 2
    a = gamma / sum(n**k for k in range(1, r + 1))
    return {"kind": "vanishing-targets", "r": r, "n": n, "gamma": str(gamma), "a": str(a), "delta": str(delta)}


def total_variation_obstruction(activation: str, p: int, eps: Fraction) -> Certificate:
    """Return the wave that forces C(q) ≥ `bound` on networks of p affine layers within ε of all of W_{1,m}.

    As ε → 0 the bound grows like (L/2V)^(p-1)/(4ε).
    """
    known_of = catalogue()[known(activation, INTEGRABLE)]
    L, V = known_of.lipschitz, known_of.slope_variation
    assert L is not None
    assert V is not None
    if not 0 < eps < Fraction(1, 4):
        raise bad_value("eps", eps, "0 < eps < 1/4")
    slope = 1 - 2 * eps
    pieces = math.ceil(slope / (2 * eps)) - 1
    delta = min(Fraction(2) / pieces - 4 * eps / slope, eps / 100)
    bound = (L / (2 * V)) ** (p - 1) * pieces * 2 * eps / (4 * eps / slope + delta)
    return {
        "kind": "total-variation-obstruction",
        "activation": activation,
        "p": p,
        "eps": str(eps),
        "delta": str(delta),
        "J": pieces,
        "L": str(L),
        "V": str(V),
        "bound": str(bound),
    }


def linear_example(dimension: int = 2) -> Certificate:
    """Return the identity, as an embedding without biases and with C = 1."""
    rows = [["1" if i == j else "0" for j in range(dimension)] for i in range(dimension)]
    return {"kind": "linear-example", "matrix": rows, "complexity": "1"}


def oscillating_target(activation: str, r: int) -> Certificate:
    """Return a member of W_{r,m} that no network with this activation represents: c·x_1^p·sin(1/x_1)."""
    known(activation)
    p = 2 * r + 2
    # One derivative multiplies the sum of the coefficients by at most the largest exponent + 1.
    c = Fraction(1, sum((p + 1) ** k for k in range(r + 1)))
    return {"kind": "oscillating-target", "activation": activation, "r": r, "p": p, "c": str(c)}


def linear_selection(m: int, r: int) -> Certificate:
    """Return a method whose parameters, values of the target at nodes, are linear in it, with its proved error."""
    from boundlab.rigorous import Query, Refusal, select

    name = "midpoint-decoding" if r == 1 else "multilinear-interpolation"
    found = select(name)[0].bound(Query(m, r, Fraction(1, 100)))
    assert not isinstance(found, Refusal)
    return found.certificate


def sparse_embedding(m1: int, eps: Fraction) -> Certificate:
    """Return the size of an embedding method for W_{1,m} whose primary network has 128·k non-zero parameters at most.

    Its embedding has k = ⌈8/ε⌉^m1 outputs. g, the scale of its product gadgets, is a power of two that is small enough.
    """
    if not (1 <= m1 <= 6 and Fraction(1, 10**12) <= eps < 1):
        raise bad_value("m1, eps", f"{m1}, {eps}", "1 ≤ m1 ≤ 6 and 1e-12 ≤ eps < 1")
    n = math.ceil(8 / eps)
    n += Fraction(4, n) * 2 == eps  # leave room for the gadgets
    k = n**m1
    room = (eps - Fraction(4, n)) / k
    # m1 products and fewer than 2·m1² carries, each with an error below 57 g²
    bits = (math.ceil(57 * (m1 + 2 * m1**2) / room).bit_length() + 1) // 2
    return {
        "kind": "sparse-embedding",
        "m1": m1,
        "eps": str(eps),
        "n": n,
        "k": k,
        "g": str(Fraction(1, 2**bits)),
        "nonzero": _sparse_parameters(m1, n),
        "dense_first_layer": (m1 * (n - 1) + k) * (m1 + k),
    }


def _sparse_parameters(m1: int, n: int) -> int:
    """Return the non-zero parameters: transitions and carriers, products of 2 … m1 factors, products with e(I), sum."""
    k = n**m1
    transitions, carriers = 2 * m1 * (n - 1), m1 * k
    pairs = 20 * n**2 if m1 > 1 else 0
    longer = sum(24 * n**level for level in range(3, m1 + 1))
    waiting = sum((3 if level == 2 else 1) * n * (m1 - level) for level in range(2, m1))
    with_embedding = (16 if m1 == 1 else 24) * k
    return transitions + carriers + pairs + longer + waiting + with_embedding + 4 * k
