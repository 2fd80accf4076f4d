"""Upper bounds of ‖D^k y‖_∞ on the cube, |k| ≤ r ≤ 2: a family's own, or for a formula computed ones.

The cube is cut into boxes; on each box ball arithmetic encloses y, its gradient and its Hessian, rounded outward. The
bound is the largest absolute value over all boxes, and 1/64 of it more: so another arithmetic, which encloses a
little more or less, can confirm it on slightly smaller boxes.

At a kink (abs, relu) the first derivatives are enclosed by Clarke's generalised ones, which is what the mean value
theorem for Lipschitz functions needs; second derivatives do not exist there, and for r = 2 there is no bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from boundlab.errors import bad_value
from boundlab.function_classes.target import Target

MultiIndex = tuple[int, ...]

FEW_BOXES, MOST_BOXES = 1_024, 16_384
BITS = 64


def derivative_bounds(target: Target, r: int) -> tuple[dict[MultiIndex, Fraction], int]:
    """Return {k: bound of ‖D^k y‖_∞} for all |k| ≤ r, and the number of equal parts of each axis that gave it, 1 if
    the family of the target knows its bounds.

    Raises BoundlabError if some derivative cannot be bounded on the cube.

    >>> from boundlab.function_classes.parse import parse_target
    >>> bounds, parts = derivative_bounds(parse_target("x*y/4"), 1)
    >>> {k: round(float(bound), 3) for k, bound in bounds.items()}
    {(0, 0): 0.254, (1, 0): 0.254, (0, 1): 0.254}
    """
    known = {k: target.derivative_bound(k) for k in multi_indices(target.dimension, r)}
    if (exact := {k: bound for k, bound in known.items() if bound is not None}).keys() == known.keys():
        return exact, 1
    if target.breaks():
        raise bad_value("target", target.text, f"a function with known bounds of its derivatives up to order {r}")
    parts = 1
    while (2 * parts) ** target.dimension <= FEW_BOXES:
        parts *= 2
    while parts**target.dimension <= MOST_BOXES:
        found = _bounds(target, r, parts)
        if found is not None:
            return found, parts
        parts *= 2
    raise bad_value(
        "target", target.text, f"a function whose derivatives up to order {r} are shown to be bounded on the cube"
    )


def multi_indices(dimension: int, order: int) -> list[MultiIndex]:
    """Return all k with |k| ≤ order, by order.

    >>> multi_indices(2, 1)
    [(0, 0), (1, 0), (0, 1)]
    """
    found = [k for k in product(range(order + 1), repeat=dimension) if sum(k) <= order]
    return sorted(found, key=lambda k: (sum(k), [-j for j in k]))


def _bounds(target: Target, r: int, parts: int) -> dict[MultiIndex, Fraction] | None:
    from flint import arb, ctx, fmpq

    from boundlab.rigorous.ball_jets import Jet, JetOps, Undecided, as_jet

    m = target.dimension
    ends = [arb(fmpq(2 * i - parts, parts)) for i in range(parts + 1)]
    sides = [low.union(high) for low, high in pairwise(ends)]
    indices, largest = multi_indices(m, r), [arb(0)] * len(multi_indices(m, r))
    before, ctx.prec = ctx.prec, BITS
    try:
        for box in product(sides, repeat=m):
            x = [Jet.variable(side, i, m) for i, side in enumerate(box)]
            entries = _entries(as_jet(target.at(x, JetOps()), x), r)
            largest = [a.max(abs(b)) for a, b in zip(largest, entries, strict=True)]
            if not all(a.is_finite() for a in largest):
                return None
        return {k: _rounded_up(a) for k, a in zip(indices, largest, strict=True)}
    except (Undecided, ZeroDivisionError):
        return None
    finally:
        ctx.prec = before


def _entries(jet: Any, r: int) -> Iterator[Any]:
    """Yield the derivatives of order ≤ r in the order of `multi_indices`."""
    yield jet.value
    yield from jet.gradient
    if r == 2:
        yield from jet.hessian


def _rounded_up(value: Any) -> Fraction:
    """Return a multiple of 2^(-20), at least 65/64 times everything in the ball."""
    from boundlab.rigorous.ball_jets import Undecided

    top = (value.upper() * 65 * (1 << 14)).ceil().unique_fmpz()
    if top is None:
        raise Undecided  # more digits than the precision has
    return Fraction(int(top), 1 << 20)
