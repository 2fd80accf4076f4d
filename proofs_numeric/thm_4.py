"""Theorem 4 of Galanti & Wolf 2020, repaired and constructed: a hypernetwork for m1 = m2 = r = 1 with N_g = O(1/ε).

No assumption of non-representability, uniqueness or strict improvement is used. The primary network g has fixed
inner weights: ReLU
hats on n cells of [-1, 1]; its output weights are linear in the slice, θ_i(I) = y(x_i, I), so I ↦ θ(I) is a linear,
continuous
selection. f interpolates I ↦ y(x_i, I) on n cells. Linear interpolation on cells of width 2/n errs by at most
‖∂y‖/n, so the
hypernetwork errs by at most (‖∂_x y‖ + ‖∂_I y‖)/n ≤ 1/n for y ∈ W_{1,2}. With n = ⌈1/ε⌉ and n + 1 hidden neurons
(slope, bias, output weight each) N_g ≤ 3(n + 1) ≤ 3/ε + 6.

The hypernetwork is built for sampled polynomials y in exact rationals; its error is bounded on the whole square by
its values on a grid and the Lipschitz constants of both functions.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, pick, verdict

Polynomial = dict[tuple[int, int], Fraction]
GRID = 4


def in_the_ball(generator: random.Random) -> tuple[Polynomial, Fraction, Fraction]:
    """Return y = Σ c_{jk} x^j I^k with ‖y‖_1^s ≤ 1, scaled by coefficient sums, and bounds of ‖∂_x y‖ and ‖∂_I y‖."""
    y = {(j, k): Fraction(generator.randint(-9, 9)) for j in range(4) for k in range(4)}
    y[0, 0] = Fraction(1)
    sup, dx, dI = (sum(abs(c) * w(j, k) for (j, k), c in y.items()) for w in WEIGHTS)
    total = sup + dx + dI
    return {key: c / total for key, c in y.items()}, Fraction(dx) / total, Fraction(dI) / total


WEIGHTS: tuple[Callable[[int, int], int], ...] = (lambda j, k: 1, lambda j, k: j, lambda j, k: k)


def value(y: Polynomial, x: Fraction, I: Fraction) -> Fraction:  # noqa: E741 — the paper's letter
    """Return y(x, I)."""
    return sum((c * x**j * I**k for (j, k), c in y.items()), Fraction(0))


def hats(n: int, x: Fraction) -> list[Fraction]:
    """Return the n + 1 hat functions on the nodes -1 + 2i/n, as ReLU networks compute them."""

    def relu(t: Fraction) -> Fraction:
        return max(t, Fraction(0))

    s = [(x + 1) * n / 2 - i for i in range(n + 1)]
    return [relu(t + 1) - 2 * relu(t) + relu(t - 1) for t in s]


def hypernetwork(y: Polynomial, n: int, x: Fraction, I: Fraction) -> Fraction:  # noqa: E741
    """Return g(x; f(I))."""
    nodes = [Fraction(2 * i, n) - 1 for i in range(n + 1)]
    outer, inner = hats(n, x), hats(n, I)
    return sum(
        (
            a * b * value(y, s, t)
            for a, s in zip(outer, nodes, strict=True)
            if a
            for b, t in zip(inner, nodes, strict=True)
            if b
        ),
        Fraction(0),
    )


def construction(budget: Budget, seed: int, *, bound: Fraction = Fraction(1), only_x: bool = False) -> Step:
    """Build the hypernetwork; its error is at most bound·(‖∂_x y‖ + ‖∂_I y‖)/n, or bound·‖∂_x y‖/n for `only_x`."""
    generator, count, worst = random.Random(seed), pick(budget, 6, 60), Fraction(0)
    statement = f"sup |g(x; f(I)) - y| ≤ {bound}·({'‖∂_x y‖' if only_x else '‖∂_x y‖ + ‖∂_I y‖'})/n"
    for number in range(count):
        n = 1 + number % pick(budget, 4, 8)
        y, dx, dI = in_the_ball(generator)
        claimed = bound * (dx if only_x else dx + dI) / n
        points = [Fraction(i, GRID * n) - 1 for i in range(2 * GRID * n + 1)]
        errors = {(x, t): abs(hypernetwork(y, n, x, t) - value(y, x, t)) for x in points for t in points}
        place = max(errors, key=errors.__getitem__)
        if errors[place] > claimed:
            witness = {
                "y": {f"x^{j} I^{k}": str(c) for (j, k), c in y.items() if c},
                "n": n,
                "x, I": [*map(str, place)],
                "error": str(errors[place]),
            }
            return Step("construction", statement, Outcome.REFUTED, "exact rationals", witness=witness)
        worst = max(worst, errors[place] / claimed)
    scope = f"{count} polynomials of W_{{1,2}}, n ≤ {pick(budget, 4, 8)}; exact errors on grids of spacing 1/({GRID}n)"
    return Step("construction", statement, Outcome.CERTIFIED, scope, margin=float(1 - worst))


def size(name: str, bound: str) -> Step:
    """N_g for n ≤ 1/ε + 1 cells; u = 1/ε."""
    return decided(name, f"3*(n + 1) <= {bound}", ["n <= u + 1", "u >= 1"], ["u", "n"], statement="N_g, u = 1/ε")


def cell(name: str, factor: str) -> Step:
    """Linear interpolation on a cell of width h = 2/n: at distances a, b from its ends, error ≤ 2ab·L/h."""
    claim = f"2*a*b*L <= ({factor})*h*h*L"
    where = ["a >= 0", "b >= 0", "h = a + b", "L >= 0", "h > 0"]
    return decided(name, claim, where, ["a", "b", "h", "L"], statement="interpolation error times h, against L·h²/2")


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the size and the interpolation error; build hypernetworks."""
    return verdict([size("size", "3*u + 6"), cell("cell", "1/2"), construction(budget, seed)], budget, seed)


CONTROLS = (
    Control("one hidden neuron less than a node", lambda b, s: size("c", "3*u + 3")),
    Control("error of interpolation halved", lambda b, s: cell("c", "1/4")),
    Control(
        "error of f left out, constant a tenth", lambda b, s: construction(b, s, bound=Fraction(1, 10), only_x=True)
    ),
)
