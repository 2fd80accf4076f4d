"""Transition to linearity with one hidden layer, exactly: ‖H‖ = n^(-1/2) max_i block_i, and 1.2409 bounds the blocks.

f = n^(-1/2) Σ v_i σ(w_i·x/√d), |x|² = d. No parameter of one unit is multiplied with one of another: the Hessian
splits. In the coordinates (v_i, w_i along x, w_i across) the part of a unit is [[0, a], [a, b]] and zeros, a = σ'(p),
b = vσ''(p). Its norm is (|b| + √(b² + 4a²))/2, the positive root of λ² - |b|λ - a². For tanh and v = ±1: a = 1 - t²
and |b| = 2t(1 - t²).

`splits`: mixed differences of two units vanish. `root`: the norm. `bounded`, `attained`: the supremum for tanh, v = ±1.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from proofs_numeric._verdict import WHOLE, Budget, Control, Step, Verdict, decided, enumerated, exact, pick, verdict

KNOWN: dict[str, str] = {}
SUPREMUM = Fraction(12409, 10000)


def splits(name: str, budget: Budget, seed: int, squared: bool = False) -> Step:
    """The mixed second derivatives of two units, for σ(p) = p³/3 + p² and rational weights, by exact differences."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for _ in range(pick(budget, 5, 50)):
            theta = [Fraction(rng.randint(-9, 9), rng.randint(1, 5)) for _ in range(4)]  # v1, w1, v2, w2; n = 1, d = 1

            def f(t: list[Fraction]) -> Fraction:
                total = sum((v * (w**3 / 3 + w**2) for v, w in (t[:2], t[2:])), Fraction(0))
                return total**2 / 2 if squared else total

            for i in (0, 1):
                for j in (2, 3):
                    # For a polynomial that splits the mixed difference is 0 for every step.
                    moved = [list(theta) for _ in range(4)]
                    moved[1][i] += 1
                    moved[2][j] += 1
                    moved[3][i] += 1
                    moved[3][j] += 1
                    mixed = f(moved[3]) - f(moved[1]) - f(moved[2]) + f(moved[0])
                    yield mixed == 0, {"theta": list(map(str, theta)), "i": i, "j": j, "difference": str(mixed)}

    return enumerated(
        name, "parameters of two units do not mix", "random rational weights", cases(), "exact differences"
    )


def root(name: str, sign: str = "-") -> Step:
    """λ = (b + s)/2 with s² = b² + 4a² solves λ² = bλ + a², the characteristic equation of [[0, a], [a, b]]."""
    return decided(
        name,
        f"(b + s)^2/4 = b*(b + s)/2 {'+' if sign == '-' else '-'} a^2",
        ["s^2 = b^2 + 4*a^2"],
        ["a", "b", "s"],
        statement="the larger root of the characteristic polynomial",
    )


def bounded(name: str, bound: Fraction) -> Step:
    """c² - |b|c - a² > 0 for a = 1 - t², |b| = 2t(1 - t²), t in [0, 1]: every block is below c."""
    # In u = t: c² - 2c(t - t³) - (1 - t²)², a polynomial of degree 4, without a root in [0, 1].
    c = bound
    polynomial = [c * c - 1, -2 * c, Fraction(2), 2 * c, Fraction(-1)]
    roots = _sign_changes(_sturm(polynomial), Fraction(0)) - _sign_changes(_sturm(polynomial), Fraction(1))
    positive = _value(polynomial, Fraction(0)) > 0 and _value(polynomial, Fraction(1)) > 0
    statement = f"(|b| + √(b² + 4a²))/2 ≤ {bound} for tanh, v = ±1, every p"
    witness = {"bound": str(bound), "roots in [0, 1]": roots}
    return exact(name, statement, roots == 0 and positive, "Sturm's theorem, exact rationals", witness, domain=WHOLE)


def _sturm(polynomial: list[Fraction]) -> list[list[Fraction]]:
    chain = [polynomial, [k * c for k, c in enumerate(polynomial)][1:]]
    while any(chain[-1][1:]) or len(chain[-1]) > 1:
        rest = [-c for c in _remainder(chain[-2], chain[-1])]
        if not any(rest):
            break
        chain.append(rest)
    return chain


def _remainder(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    rest = list(a)
    while len(rest) >= len(b):
        factor = rest[-1] / b[-1]
        shift = len(rest) - len(b)
        rest = [c - factor * b[k - shift] if k >= shift else c for k, c in enumerate(rest)][:-1]
    while len(rest) > 1 and rest[-1] == 0:
        rest.pop()
    return rest


def _sign_changes(chain: list[list[Fraction]], t: Fraction) -> int:
    signs = [v > 0 for p in chain if (v := _value(p, t))]
    return sum(a != b for a, b in pairwise(signs))


def _value(polynomial: list[Fraction], t: Fraction) -> Fraction:
    return sum((c * t**k for k, c in enumerate(polynomial)), Fraction(0))


def attained(name: str, bound: Fraction) -> Step:
    """At t = 2/5 the block exceeds `bound`: the supremum is no smaller."""
    t = Fraction(2, 5)
    a, b = 1 - t * t, 2 * t * (1 - t * t)
    # λ > c ≥ b/2 if and only if c² - bc - a² < 0
    holds = bound * bound - b * bound - a * a < 0
    return exact(name, f"some block is larger than {bound}", holds, "t = 2/5", {"t": "2/5", "bound": str(bound)})


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    steps = [
        splits("splits", budget, seed),
        root("root"),
        bounded("bounded", SUPREMUM),
        attained("attained", Fraction(1240, 1000)),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("the output squared", lambda b, s: splits("c", b, s, squared=True)),
    Control("the sign of a² turned", lambda b, s: root("c", "+")),
    Control("the bound 1.24", lambda b, s: bounded("c", Fraction(124, 100))),
    Control("a block above 1.2409", lambda b, s: attained("c", SUPREMUM)),
)
