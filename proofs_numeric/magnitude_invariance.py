"""Magnitude-invariant parametrisation: networks without biases are homogeneous in the condition; an encoding of
constant norm removes its scale.

h has layers without biases and leaky ReLU (slope s in [0, 1]) between them. For α > 0: h(αγ) = α·h(γ).
`sums`: if all inputs of a layer scale with α, so does every sum, by induction over its terms. `activation`: then so
does every value; both, layer by layer, are the claim. `executed`: networks in rationals. `encoding`: the encoding
[cos πz/2, sin πz/2] of z in [0, 1]^D has squared norm D, by induction over the coordinates from cos² + sin² = 1.
`head`: θ = Wφ(γ), loss L(θ). ∂L/∂W = (∂L/∂θ)·φᵀ scales with α if ∂L/∂θ is the same at γ and αγ, and a step
-η·∂L/∂W then changes θ at αγ by α² times what it changes at γ. For (θ - 3)² with θ = wγ at w = 1 it does not: the
gradient is -4 at γ = 1 and at γ = 2.

Source: Ortiz, Guttag & Dalca 2023 (abstract and code); statements and proofs are derived here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from proofs_numeric._induction import Claim, Induction
from proofs_numeric._verdict import Budget, Control, Step, Verdict, counterexample, decided, enumerated, pick, verdict

KNOWN: dict[str, str] = {}
REALS = ("a", "S", "T", "w", "x", "y", "c", "v", "n", "k")


def sums(name: str, bias: int = 0) -> Step:
    """S = b + Σ w·x and T = b + Σ w·(a·x): T = a·S."""
    return Induction(
        "numbers of inputs",
        Claim("no input", f"{bias} = a*{bias}", (), REALS),
        "T = a*S",
        Claim("one input more", "T + w*y = a*(S + w*x)", ("y = a*x",), REALS),
    ).prove(name, "the sums of a layer scale with its inputs")


def activation(name: str, where: str = "a > 0") -> Step:
    """σ(aS) = aσ(S), σ leaky ReLU of slope s."""
    conditions = [where, "s >= 0", "s <= 1"]
    return decided(
        name, "max(a*S, s*a*S) = a*max(S, s*S)", conditions, ["a", "s", "S"], statement="the activation scales"
    )


def executed(name: str, budget: Budget, seed: int, bias: int = 0) -> Step:
    """h(αγ) = α·h(γ) for networks of up to three hidden layers."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(pick(budget, 50, 500)):
            sizes = [rng.randint(1, 4) for _ in range(rng.randint(2, 5))]
            layers = [[[_rational(rng) for _ in range(a)] for _ in range(b)] for a, b in pairwise(sizes)]
            slope, factor = Fraction(rng.randint(0, 8), 8), Fraction(rng.randint(1, 40), rng.randint(1, 9))
            point = [_rational(rng) for _ in range(sizes[0])]
            scaled = _network(layers, slope, [factor * v for v in point], bias)
            expected = [factor * v for v in _network(layers, slope, point, bias)]
            yield scaled == expected, {"number": number, "widths": sizes, "α": str(factor)}

    return enumerated(name, "h(αγ) = α·h(γ)", "random rational networks", cases(), "exact rationals")


def smooth(name: str) -> Step:
    """tanh(αt) = α·tanh(t), in ball arithmetic."""
    from flint import arb

    t, a = arb(1), arb(2)
    equal = (a * t).tanh().overlaps(a * t.tanh())
    witness = {"α": "2", "t": "1", "tanh(αt)": str((a * t).tanh()), "α·tanh(t)": str(a * t.tanh())}
    return counterexample(name, "tanh scales", not equal, "disjoint balls", witness)


def encoding(name: str, pair: str = "c^2 + v^2", known: tuple[str, ...] = ("c^2 + v^2 = 1",)) -> Step:
    """n = D for D coordinates, each of which adds `pair`."""
    return Induction(
        "dimensions D",
        Claim("no coordinate", "0 = 0", (), REALS),
        "n = k",
        Claim("one coordinate more", f"n + {pair} = k + 1", known, REALS),
    ).prove(name, "the encoding has squared norm D")


def head(name: str, seed: int, fixed: bool = True, power: int = 2) -> Step:
    """θ = Wφ, ∂L/∂θ = g fixed, or that of L = |θ|²/2 if not: the gradient ∝ α, the change of θ ∝ α^power."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(40):
            features, outputs = rng.randint(1, 4), rng.randint(1, 3)
            weight = [[_rational(rng) for _ in range(features)] for _ in range(outputs)]
            phi, constant = [_rational(rng) for _ in range(features)], [_rational(rng) for _ in range(outputs)]
            factor = Fraction(rng.randint(2, 9), rng.choice((1, 7)))
            first, second = (
                _gradient(weight, [a * v for v in phi], constant if fixed else None) for a in (Fraction(1), factor)
            )
            scales = second == [[factor * v for v in row] for row in first]
            moved = [sum(g * v for g, v in zip(row, phi, strict=True)) for row in first]
            moved_far = [sum(g * factor * v for g, v in zip(row, phi, strict=True)) for row in second]
            squares = moved_far == [factor**power * v for v in moved]
            yield scales and squares, {"number": number, "α": str(factor)}

    statement = "∂L/∂W scales with α and the change of the generated weights with α²"
    return enumerated(name, statement, "random rational heads, 40 losses with ∂L/∂θ fixed", cases(), "exact rationals")


def any_loss(name: str) -> Step:
    """θ = wγ, L = (θ - 3)², w = γ = 1: ∂L/∂w = 2(wγ - 3)γ is -4 at γ = 1 and -4 at γ = 2, where -8 was claimed."""
    one, two = (2 * (gamma - 3) * gamma for gamma in (1, 2))
    witness = {"gradient at γ = 1": one, "at γ = 2": two, "claimed": 2 * one}
    return counterexample(
        name, "the gradient of the head scales with γ for every loss", two != 2 * one, "L = (θ - 3)²", witness
    )


def _rational(rng: random.Random) -> Fraction:
    return Fraction(rng.randint(-12, 12), rng.randint(1, 5))


def _network(layers: list[list[list[Fraction]]], slope: Fraction, values: list[Fraction], bias: int) -> list[Fraction]:
    for number, weight in enumerate(layers):
        if number:
            values = [max(v, slope * v) for v in values]
        values = [sum((w * v for w, v in zip(row, values, strict=True)), Fraction(bias)) for row in weight]
    return values


def _gradient(weight: Any, phi: list[Fraction], fixed: list[Fraction] | None) -> list[list[Fraction]]:
    """∂L/∂W by central differences, which are exact: L is a polynomial of degree 2."""

    def loss(w: Any) -> Fraction:
        theta = [sum((a * b for a, b in zip(row, phi, strict=True)), Fraction(0)) for row in w]
        linear = sum((g * v for g, v in zip(fixed, theta, strict=True)), Fraction(0)) if fixed else Fraction(0)
        return linear if fixed else sum((v * v for v in theta), Fraction(0)) / 2

    def moved(i: int, j: int, by: int) -> Fraction:
        changed = [list(row) for row in weight]
        changed[i][j] += by
        return loss(changed)

    return [[(moved(i, j, 1) - moved(i, j, -1)) / 2 for j in range(len(phi))] for i in range(len(weight))]


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    steps = [
        sums("sums"),
        activation("activation"),
        executed("executed", budget, seed),
        encoding("encoding"),
        head("head", seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("biases of 1 in a sum", lambda b, s: sums("c", bias=1)),
    Control("biases of 1 in a network", lambda b, s: executed("c", b, s, bias=1)),
    Control("α of any sign", lambda b, s: activation("c", where="a >= -1")),
    Control("tanh in place of leaky ReLU", lambda b, s: smooth("c")),
    Control("the encoding [z, 1 - z]", lambda b, s: encoding("c", "v^2 + (1 - v)^2", ("v >= 0", "v <= 1"))),
    Control("any loss: (θ - 3)²", lambda b, s: any_loss("c")),
    Control("∂L/∂θ of a quadratic loss", lambda b, s: head("c", s, fixed=False)),
    Control("a change in proportion to α", lambda b, s: head("c", s, power=1)),
)
