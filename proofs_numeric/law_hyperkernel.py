"""The kernels of an infinitely wide hypernetwork: the factor s, the two moments, dead starts, the last Taylor term.

h(x, z) = g(z; f(x)), ReLU, no biases, NTK parametrisation; f has L hidden layers of width n, g has H layers of weights
and width m. What is sampled or asymptotic is the law `hyperkernel-error` and `taylor-terms`.

`factor`: backwards, the product of W_{j+1}(x) and W_{j+1}(x') has the mean s, not 1.
`moments`: κ0, κ1 are the moments of a ReLU's mask and value at s-correlated Gaussians, enclosed by rigorous integrals.
`dead`: the start is dead with probability 1 - (1 - 2^-n)^L (1 - 2^-m)^(H-1), counted over all signs of all weights:
given the layer below, whose values are ≥ 0 and not all 0, the signs of the sums are fair and independent.
`top`: along ∇h the last Taylor coefficient of t ↦ h(θ + t∇h), masks fixed, is
[(2Hh/n)^L |x|²/d1]^H (2h/m)^(H-1) |z|²/d0.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, enumerated, pick, verdict

KNOWN: dict[str, str] = {}
Polynomial = list[Fraction]
Matrix = list[list[Any]]


def factor(name: str, claimed: str) -> Step:
    """E[v v'] for signs v, v' that agree with probability (1 + s)/2, as those of two s-correlated weights may be."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for s in (Fraction(k, 7) for k in range(-7, 8)):
            mean = (1 + s) / 2 - (1 - s) / 2
            yield mean == (s if claimed == "s" else 1), {"s": str(s), "E[v v']": str(mean)}

    return enumerated(name, f"s-correlated weights of variance 1 have E[v v'] = {claimed}", "s = k/7", cases(), "exact")


def moments(name: str, scale: Fraction = Fraction(1)) -> Step:
    """2E[1(u>0)1(v>0)] = κ0 and 2E[relu(u) relu(v)] = `scale`·κ1 for correlations s, as balls of integrals."""
    from flint import acb, arb, ctx

    worst = arb(0)

    def enclosed(s: Fraction) -> tuple[Any, Any]:
        a = arb(s.numerator) / s.denominator
        root = (1 - a * a).sqrt()

        def tail(u: Any) -> Any:  # P(v > 0 | u)
            return (1 - (-a * u / root / acb(2).sqrt()).erf()) / 2

        def density(u: Any) -> Any:
            return (-u * u / 2).exp() / (2 * acb.pi()).sqrt()

        def value(u: Any) -> Any:  # E[relu(v) | u]
            return a * u * tail(u) + root * density(a * u / root)

        far = arb(13)  # beyond, both integrals are below exp(-13²/2)·(13 + 1)
        rest = arb(0, (14 * (-far * far / 2).exp()).upper())
        mask = acb.integral(lambda u, _: 2 * density(u) * tail(u), 0, 13)
        product = acb.integral(lambda u, _: 2 * density(u) * u * value(u), 0, 13)
        return mask.real + rest, product.real + rest

    before = ctx.prec
    ctx.prec = 80
    try:
        for s in (Fraction(k, 5) for k in range(-4, 5)):
            mask, product = enclosed(s)
            c = arb(s.numerator) / s.denominator
            t = c.acos()
            zero = (arb.pi() - t) / arb.pi()
            one = (t.sin() + (arb.pi() - t) * c) / arb.pi() * (arb(scale.numerator) / scale.denominator)
            if not (mask.overlaps(zero) and product.overlaps(one)):
                witness = {"s": str(s), "integral": str(product), "formula": str(one)}
                return Step(name, "κ0, κ1 are the moments", Outcome.REFUTED, "rigorous integrals", witness=witness)
            worst = worst.max(mask.rad() + product.rad())
    finally:
        ctx.prec = before
    scope = f"9 correlations; integrals enclosed within {float(worst.upper()):.1e}"
    return Step(name, "κ0, κ1 are the moments of mask and value", Outcome.CERTIFIED, scope)


def dead(name: str, forgets_f: bool = False) -> Step:
    """The share of the signs of all weights at which some layer is off, against the formula."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for n, m, L in ((1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 2, 1), (1, 1, 2), (2, 1, 2), (1, 2, 2)):
            weights = n + n * n * (L - 1) + m * n
            off = sum(_off(signs, n, m, L) for signs in itertools.product((1, -1), repeat=weights))
            share, half = Fraction(off, 2**weights), Fraction(1, 2)
            of_f = 1 if forgets_f else (1 - half**n) ** L
            predicted = 1 - of_f * (1 - half**m)
            yield share == predicted, {"n": n, "m": m, "L": L, "share": str(share), "formula": str(predicted)}

    domain = "x, z > 0 scalar, H = 2, seven sizes (n, m, L)"
    return enumerated(name, "P(dead) = 1 - (1 - 2^-n)^L (1 - 2^-m)^(H-1)", domain, cases(), "all signs of weights")


def _off(signs: tuple[int, ...], n: int, m: int, L: int) -> bool:
    """Whether f or the hidden layer of g is off; weights ± powers of 2, so that no sum is 0."""
    weights = iter([sign * 2**place for place, sign in enumerate(signs)])
    layer = [1]
    for width in [n] * L:
        layer = [max(0, sum(next(weights) * v for v in layer)) for _ in range(width)]
        if not any(layer):
            return True
    return all(sum(next(weights) * v for v in layer) <= 0 for _ in range(m))


def top(name: str, budget: Budget, seed: int, power: int = 0) -> Step:
    """The coefficient of t^(H(L+1)) of h along its gradient, against the closed form."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for H, L, n, m in ((1, 1, 8, 2), (1, 2, 8, 2), (2, 1, 8, 2), (2, 2, 2, 8), (3, 1, 2, 2))[: pick(budget, 4, 5)]:
            found, predicted = None, None
            while found is None:
                found, predicted = _last_coefficient(rng, H, L, n, m, power)
            yield found == predicted, {"H": H, "L": L, "n": n, "m": m, "found": str(found), "formula": str(predicted)}

    statement = "the last Taylor coefficient is [(2Hh/n)^L |x|²/d1]^H (2h/m)^(H-1) |z|²/d0"
    return enumerated(name, statement, "random integer weights at sizes (H, L, n, m)", cases(), "exact polynomials")


def _last_coefficient(rng: random.Random, H: int, L: int, n: int, m: int, power: int) -> Any:
    """(found, formula), or (None, None) where h = 0. √(2/n), √(2/m) are rational for the sizes used."""
    widths = [2, *[m] * (H - 1), 1]
    shapes = list(itertools.pairwise(widths))
    generated = sum(a * b for a, b in shapes)
    layers = [2, *[n] * L, generated]
    u, w = [Fraction(rng.randint(1, 4)) for _ in range(2)], [Fraction(rng.randint(1, 4)) for _ in range(2)]
    weights = [
        [[Fraction(rng.randint(-5, 5)) for _ in range(a)] for _ in range(b)] for a, b in itertools.pairwise(layers)
    ]
    scale_f, scale_g = (Fraction(1, {2: 1, 8: 2}[k]) for k in (n, m))
    # Forward, masks kept.
    inputs, masks_f = [u], []
    for matrix in weights[:-1]:
        p = _apply(matrix, inputs[-1])
        masks_f.append([scale_f * (v > 0) for v in p])
        inputs.append([v * k for v, k in zip(p, masks_f[-1], strict=True)])
    theta = _apply(weights[-1], inputs[-1])
    h, masks_g, by_theta = _primary(theta, w, shapes, scale_g)
    if h == 0:
        return None, None
    # ∇h for every layer of f, then h along it.
    gradients: list[Matrix] = []
    e = by_theta
    for layer in reversed(range(L + 1)):
        gradients.insert(0, [[a * b for b in inputs[layer]] for a in e])
        if layer:
            back = [sum((weights[layer][i][j] * e[i] for i in range(len(e))), Fraction(0)) for j in range(n)]
            e = [v * k for v, k in zip(back, masks_f[layer - 1], strict=True)]
    signal: list[Polynomial] = [[v] for v in u]
    for layer, (matrix, gradient) in enumerate(zip(weights, gradients, strict=True)):
        moved = [[[a, b] for a, b in zip(row, step, strict=True)] for row, step in zip(matrix, gradient, strict=True)]
        signal = _apply_polynomials(moved, signal)
        if layer < L:
            signal = [[c * k for c in p] for p, k in zip(signal, masks_f[layer], strict=True)]
    moved_theta, q, start = signal, [[v] for v in w], 0
    for layer, (a, b) in enumerate(shapes):
        rows = [moved_theta[start + i * a : start + (i + 1) * a] for i in range(b)]
        start += a * b
        q = _apply_polynomials(rows, q)
        if layer < H - 1:
            q = [[c * k for c in p] for p, k in zip(q, masks_g[layer], strict=True)]
    degree = H * (L + 1)
    found = q[0][degree] if len(q[0]) > degree else Fraction(0)
    square_u, square_w = sum(v * v for v in u), sum(v * v for v in w)
    formula = ((2 * H * h / n) ** L * square_u) ** H * (2 * h / m) ** (H - 1 + power) * square_w
    return found, formula


def _primary(theta: list[Fraction], w: list[Fraction], shapes: Any, scale: Fraction) -> Any:
    """h, the masks of g, and ∂h/∂θ."""
    q, start = w, 0
    layers: list[tuple[Matrix, list[Fraction], list[Fraction]]] = []
    for layer, (a, b) in enumerate(shapes):
        matrix = [theta[start + i * a : start + (i + 1) * a] for i in range(b)]
        start += a * b
        p = _apply(matrix, q)
        mask = [scale * (v > 0) if layer < len(shapes) - 1 else Fraction(1) for v in p]
        layers.append((matrix, q, mask))
        q = [v * k for v, k in zip(p, mask, strict=True)]
    e, parts = [Fraction(1)], list[list[Fraction]]()
    for matrix, before, mask in reversed(layers):
        e = [v * k for v, k in zip(e, mask, strict=True)]
        parts.insert(0, [a * b for a in e for b in before])
        e = [sum((row[j] * v for row, v in zip(matrix, e, strict=True)), Fraction(0)) for j in range(len(before))]
    return q[0], [mask for _, _, mask in layers], [v for part in parts for v in part]


def _apply(matrix: Matrix, vector: list[Fraction]) -> list[Fraction]:
    return [sum((a * b for a, b in zip(row, vector, strict=True)), Fraction(0)) for row in matrix]


def _apply_polynomials(matrix: Matrix, vector: list[Polynomial]) -> list[Polynomial]:
    return [_sum([_product(a, b) for a, b in zip(row, vector, strict=True)]) for row in matrix]


def _product(a: Polynomial, b: Polynomial) -> Polynomial:
    found = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i + j] += x * y
    return found


def _sum(parts: list[Polynomial]) -> Polynomial:
    return [sum(terms, Fraction(0)) for terms in itertools.zip_longest(*parts, fillvalue=Fraction(0))]


def check(budget: Budget, seed: int) -> Verdict:
    """Run the four steps."""
    return verdict([factor("factor", "s"), moments("moments"), dead("dead"), top("top", budget, seed)], budget, seed)


CONTROLS = (
    Control("the factor s left out, as in the released code", lambda b, s: factor("c", "1")),
    Control("κ1 with 1/3 for 1/π", lambda b, s: moments("c", Fraction(22, 21))),
    Control("dead starts of g alone counted", lambda b, s: dead("c", forgets_f=True)),
    Control("one factor 2h/m more in the last coefficient", lambda b, s: top("c", b, s, power=1)),
)
