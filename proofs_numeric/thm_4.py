"""Theorem 4 of Galanti & Wolf 2020, repaired and constructed: hypernetworks with N_g = O(ε^(-m1/r)), r = 1 and 2.

No assumption of non-representability, uniqueness or strict improvement is used. The primary network g has fixed
inner weights, which make continuous piecewise linear functions on n cells of [-1, 1]; its output weights are linear
in the slice, so I ↦ θ(I) is a linear, continuous selection, and f interpolates it on n cells. For m1 = m2 = r = 1
linear interpolation on cells of width 2/n errs by at most ‖∂y‖/n, so the hypernetwork errs by at most (‖∂_x y‖ +
‖∂_I y‖)/n ≤ 1/n for y ∈ W_{1,2}. With n = ⌈1/ε⌉ and n + 1 hidden neurons (slope, bias, output weight each) N_g ≤
3(n + 1) ≤ 3/ε + 6.

Two steps build hypernetworks for sampled polynomials. `construction` (m1 = m2 = r = 1) evaluates them in exact
rationals and compares with y exactly, at the points of a grid only: it shows how sharp the bound is. `whole-cube`
certifies the error everywhere on the cube, for (m1, m2, r) = (1,1,1), (1,1,2), (2,1,1), (1,2,1): certificates that
an independent checker verifies.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from boundlab.checking import check as check_certificate
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, optional, pick, verdict

CONCERNS = ("galanti-wolf-2020/thm-4",)

Polynomial = dict[tuple[int, int], Fraction]
GRID = 4
CASES = ((1, 1, 1), (1, 1, 2), (2, 1, 1), (1, 2, 1))


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


def polynomial_text(m: int, generator: random.Random) -> str:
    """Return a random polynomial of degree ≤ 2 in each of m variables, as a formula."""
    terms = []
    for _ in range(4):
        factors = [f"x{i + 1}**{generator.randint(1, 2)}" for i in range(m) if generator.random() < 0.7]
        terms.append("*".join([f"({generator.randint(-9, 9)}/{generator.randint(1, 9)})", *factors]))
    return " + ".join(["x1/7", *terms])


@optional
def whole_cube(budget: Budget, seed: int, *, factor: Fraction = Fraction(1)) -> Step:
    """Construct hypernetworks and have their certificates checked, with an error of `factor` times the proved one."""
    from boundlab.function_classes.parse import parse_target
    from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork

    generator, repeats = random.Random(seed), pick(budget, 1, 6)
    statement = f"sup over the whole cube of |g(x; f(I)) - y/s| ≤ {factor}·(interpolation in x and in I) ≤ ε"
    certificate: dict[str, Any] = {}
    for m1, m2, r in CASES:
        for eps in ("1/10", "1/100") * repeats:
            y = parse_target(polynomial_text(m1 + m2, generator), m1 + m2)
            certificate = construct_hypernetwork(y, m1, m2, r, eps, refine=1).certificate()
            certificate["error"] = str(factor * Fraction(certificate["error"]))
            found = check_certificate(certificate)
            if not found.valid:
                witness = {"y": y.text, "m1, m2, r": [m1, m2, r], "eps": eps, "checker": found.reason}
                return Step("whole-cube", statement, Outcome.REFUTED, "certificates", witness=witness)
    scope = f"{len(CASES)} cases (m1, m2, r), ε = 1/10 and 1/100, {repeats} sampled y each; all (x, I) of the cube"
    return Step("whole-cube", statement, Outcome.CERTIFIED, scope, certificate=certificate)


def size(name: str, bound: str) -> Step:
    """N_g for n ≤ 1/ε + 1 cells; u = 1/ε."""
    return decided(name, f"3*(n + 1) <= {bound}", ["n <= u + 1", "u >= 1"], ["u", "n"], statement="N_g, u = 1/ε")


def cell(name: str, factor: str) -> Step:
    """Linear interpolation on a cell of width h = 2/n: at distances a, b from its ends, error ≤ 2ab·L/h."""
    claim = f"2*a*b*L <= ({factor})*h*h*L"
    where = ["a >= 0", "b >= 0", "h = a + b", "L >= 0", "h > 0"]
    return decided(name, claim, where, ["a", "b", "h", "L"], statement="interpolation error times h, against L·h²/2")


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the size and the interpolation error; build hypernetworks, on a grid and on the whole cube."""
    return verdict(
        [size("size", "3*u + 6"), cell("cell", "1/2"), construction(budget, seed), whole_cube(budget, seed)],
        budget,
        seed,
    )


CONTROLS = (
    Control("one hidden neuron less than a node", lambda b, s: size("c", "3*u + 3")),
    Control("error of interpolation halved", lambda b, s: cell("c", "1/4")),
    Control(
        "error of f left out, constant a tenth", lambda b, s: construction(b, s, bound=Fraction(1, 10), only_x=True)
    ),
    Control("certified error halved", lambda b, s: whole_cube(b, s, factor=Fraction(1, 2))),
)
