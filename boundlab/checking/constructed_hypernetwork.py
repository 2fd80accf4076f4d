"""Checker: an explicit hypernetwork g(x; f(I)) is within `error` ≤ ε of y/scale on the whole cube [-1,1]^{m1+m2}.

Statement: y is the `target`; y/scale ∈ W_{r,m1+m2} (its closure in the sup norm if y has kinks and r = 1); g and f are
the piecewise linear networks on `cells` = [n1, n2] cells per axis with N_g and N_f parameters, fixed hidden weights,
and output weights made of numbers within 2^(-bits) of y/scale at the nodes.

Argument: with I_1, I_2 the interpolations, g(x; f(I)) is I_1 I_2 of those numbers, and interpolation has norm 1;
‖h - I_1 h‖ ≤ c·n1^(-r)·Σ_{|k|=r, k in x} ‖D^k h‖ with c = 1/2 for r = 2 and one variable, otherwise 1; likewise I_2.

Recomputed: every bound of ‖D^k y‖, from Taylor series with ball coefficients on boxes; the sum of the bounds against
the scale; the error; both numbers of parameters; the listed values, each against y at its node.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import factorial, prod
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import afford, require
from boundlab.checking._rewritten.bumps import Bumps, is_bumps
from boundlab.checking._rewritten.targets import Formula, MultiIndex, Space, multi_indices
from boundlab.checking.constructive_bound import hat_network_parameters

MAX_CELLS = 10**80
MAX_BITS = 256
MAX_VALUES = 10_000
MAX_WORK = 4_000_000
"""Multiplications of balls, each well below a microsecond."""
OVERHEAD = 40
"""What a box costs beside them."""
MAX_EVALUATIONS = 200_000
"""Values times parts of the formula."""
MAX_HALVINGS = 8
"""How often a side of a box may be halved: what is not shown by then is false, or too close to call."""


FIELDS = {
    "kind",
    "target",
    "m1",
    "m2",
    "r",
    "eps",
    "scale",
    "derivative_bounds",
    "parts",
    "cells",
    "activations",
    "bits",
    "N_g",
    "N_f",
    "error",
}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS, frozenset({"values"}))
    m1, m2, r = integer(data, "m1", 1, 5), integer(data, "m2", 1, 5), integer(data, "r", 1, 2)
    eps, scale, error = (fraction(data.get(name), name) for name in ("eps", "scale", "error"))
    require(Fraction(1, 10**60) <= eps < 1, "eps must satisfy 1e-60 <= eps < 1")
    bits = integer(data, "bits", 1, MAX_BITS)
    n1, n2 = _cells(data)
    require(
        data.get("activations") in (["relu", "relu"], ["clipped-relu", "relu"]),
        "activations are those of g, relu or clipped-relu, and of f, relu",
    )
    target: Formula | Bumps = (
        Bumps(data["target"]) if is_bumps(data.get("target")) else Formula(data.get("target"), m1 + m2)
    )
    require(isinstance(target, Formula) or target.m == m1 + m2, "target is a function of m1 + m2 variables")
    bounds = _claimed_bounds(data, m1 + m2, r)
    require(scale >= 1 and scale >= sum(bounds.values()), "the scale is below 1 or below the bound of the norm")

    in_x = sum((b for k, b in bounds.items() if sum(k[:m1]) == r), Fraction(0))
    in_I = sum((b for k, b in bounds.items() if sum(k[m1:]) == r), Fraction(0))
    total = _constant(r, m1) * in_x / scale / n1**r + _constant(r, m2) * in_I / scale / n2**r + Fraction(1, 2**bits)
    require(error == total, "error is not what interpolation and rounding add up to")
    require(error <= eps, "the proved error exceeds ε")

    outputs, nodes = (n1 + 1) ** m1, (n2 + 1) ** m2
    fixed = hat_network_parameters(m1, n1) - outputs
    require(data.get("N_g") == fixed + outputs, "N_g is not the number of parameters of the primary network")
    generator = hat_network_parameters(m2, n2) - nodes + outputs * nodes + fixed
    require(data.get("N_f") == generator, "N_f is not the number of parameters of the weight generator")

    parts = integer(data, "parts", 1, 4096)
    if isinstance(target, Bumps):
        require(all(target.bound(k) <= b for k, b in bounds.items()), "a derivative is not shown to obey its bound")
    else:
        _require_bounds(target, bounds, parts, r)
    listed = _require_values(data, target, (m1, m2), (n1, n2), scale, bits)
    claim = f"a hypernetwork g(x; f(I)) with N_g = {data['N_g']} and N_f = {data['N_f']} is within {error} of"
    return accepted(
        f"a hypernetwork with these N_g and N_f parameters is within {_short(error)} ≤ ε of {_divided(scale)}"
        f" on the whole cube (m1 = {m1}, m2 = {m2}, r = {r}, ε = {eps}; {listed})",
        f"{claim} {_divided(scale)}, y = {data['target']}",
        f"all (x, I) in [-1,1]^{m1} × [-1,1]^{m2}, the first {m1} variables are x",
        (f"activation of g: {data['activations'][0]}", f"activation of f: {data['activations'][1]}"),
        f"{error} bounds the sup error from above; N_g and N_f count every connection and bias",
    )


def _cells(data: Mapping[str, Any]) -> tuple[int, int]:
    cells = data.get("cells")
    require(
        isinstance(cells, list) and len(cells) == 2 and all(type(n) is int and 1 <= n <= MAX_CELLS for n in cells),
        "cells are two positive integers",
    )
    return cells[0], cells[1]  # type: ignore[index]


def _claimed_bounds(data: Mapping[str, Any], m: int, r: int) -> dict[MultiIndex, Fraction]:
    rows, needed = data.get("derivative_bounds"), multi_indices(m, r)
    require(isinstance(rows, list) and len(rows) == len(needed), "derivative_bounds has one bound for every |k| ≤ r")
    found: dict[MultiIndex, Fraction] = {}
    for row in rows:  # type: ignore[union-attr]
        require(isinstance(row, list) and len(row) == 2 and isinstance(row[0], list), "a bound is [k, number]")
        require(all(type(j) is int for j in row[0]), "k holds integers")
        found[tuple(row[0])] = fraction(row[1], "a bound")
    require(set(found) == set(needed), "derivative_bounds has one bound for every |k| ≤ r")
    return found


def _constant(r: int, m: int) -> Fraction:
    return Fraction(1, 2) if r == 2 and m == 1 else Fraction(1)


def _require_bounds(formula: Formula, bounds: Mapping[MultiIndex, Fraction], parts: int, r: int) -> None:
    """Raise Rejected unless |D^k y| ≤ the bound on each of `parts`^m boxes; a box that leaves it open is halved."""
    from flint import ctx

    m, space = formula.dimension, Space(formula.dimension, r)
    work = MAX_WORK - parts**m * (formula.size * len(space.products) + OVERHEAD)
    afford(work >= 0, "checking the bounds takes too long, refused")
    before, ctx.prec = ctx.prec, 64
    try:
        limits = [_ball(bounds[k] / prod(map(factorial, k))) for k in space.indices]
        sides = [(Fraction(2 * i, parts) - 1, Fraction(2 * i + 2, parts) - 1) for i in range(parts)]
        for whole in product(sides, repeat=m):
            waiting = [(whole, MAX_HALVINGS * m)]
            while waiting:
                box, left = waiting.pop()
                balls = [_ball(low).union(_ball(high)) for low, high in box]
                if all(abs(c) <= limit for c, limit in zip(formula.series(space, balls).of, limits, strict=True)):
                    continue
                work -= 2 * (formula.size * len(space.products) + OVERHEAD)
                afford(work >= 0, "showing that the derivatives obey their bounds takes too long, refused")
                require(left > 0, "a derivative is not shown to obey its bound")
                waiting += [(half, left - 1) for half in _halves(box)]
    finally:
        ctx.prec = before


Box = tuple[tuple[Fraction, Fraction], ...]


def _halves(box: Box) -> list[Box]:
    """Return the halves of the box, cut across its first longest side."""
    i = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
    low, high = box[i]
    middle = (low + high) / 2
    return [(*box[:i], side, *box[i + 1 :]) for side in ((low, middle), (middle, high))]


def _ball(value: Fraction) -> Any:
    from flint import arb, fmpq

    return arb(fmpq(value.numerator, value.denominator))


def _require_values(
    data: Mapping[str, Any],
    target: Formula | Bumps,
    sizes: tuple[int, int],
    cells: tuple[int, int],
    scale: Fraction,
    bits: int,
) -> str:
    """Raise Rejected unless every listed value is within 1 of 2^bits·y/scale; say how many are listed."""
    from flint import ctx

    if "values" not in data:
        return "its values are not listed"
    values, count = data["values"], prod((n + 1) ** m for n, m in zip(cells, sizes, strict=True))
    size = target.size if isinstance(target, Formula) else 1
    afford(count <= MAX_VALUES and count * size <= MAX_EVALUATIONS, "more values than are re-evaluated, refused")
    require(isinstance(values, list) and len(values) == count, "there is one value for every node")
    require(all(type(v) is int and abs(v) < 2 ** (bits + 1) for v in values), "values are integers of at most 2^bits")
    space = Space(sum(sizes), 0)
    before, ctx.prec = ctx.prec, 2 * bits + 64
    try:
        factor = 2**bits / scale
        axes = [
            [Fraction(2 * i, n) - 1 for i in range(n + 1)] for n, m in zip(cells, sizes, strict=True) for _ in range(m)
        ]
        for point, value in zip(product(*axes), values, strict=True):
            if isinstance(target, Bumps):
                there: Any = target.value(point) * factor
            else:
                there = target.series(space, [_ball(t) for t in point]).of[0] * _ball(factor)
            require(bool(abs(there - value) <= 1), "a value is not that of the target at its node")
    finally:
        ctx.prec = before
    return f"all {count} values re-evaluated"


def _divided(scale: Fraction) -> str:
    return "y" if scale == 1 else f"y/{scale}" if scale.denominator == 1 else f"y/({scale})"


def _short(value: Fraction) -> str:
    """Return four digits, rounded up."""
    from decimal import ROUND_CEILING, Context, Decimal

    context = Context(prec=4, rounding=ROUND_CEILING)
    return f"{context.divide(Decimal(value.numerator), Decimal(value.denominator)):g}"
