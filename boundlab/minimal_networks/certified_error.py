"""The sup error of one network against the exact target, proved: branch and bound with ball arithmetic.

On a box with centre c and half-sides h, the error e = f - y satisfies, with enclosures of the derivatives on the box,

    |e| ≤ |e(c)| + Σ_i |∂_i e(c)| h_i + ½ Σ_ij sup|∂_ij e| h_i h_j     (Taylor, where e is C²)
    |e| ≤ |e(c)| + Σ_i sup|∂_i e| h_i                                   (mean value, where e is Lipschitz).

Boxes whose bound is not good enough are halved. The network is exactly the one whose parameters are the given
float64 numbers (dyadic rationals); the target is exact (1.5 is 3/2). All rounding is outward.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.function_classes.module_function import ModuleFunction
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target
from boundlab.networks.ensemble import Shape

MOST_BOXES = 40_000


@dataclass(frozen=True)
class CertifiedError:
    """A proved enclosure lower ≤ ‖f - y‖_∞ ≤ upper, from `boxes` boxes."""

    lower: Fraction
    upper: Fraction
    boxes: int

    def reaches(self, eps: Fraction) -> str:
        """`proved`, `refuted` or `undecided`: is ‖f - y‖_∞ ≤ eps?"""
        return "proved" if self.upper <= eps else "refuted" if self.lower > eps else "undecided"


def certified_error(
    target: Target,
    shape: Shape,
    theta: Sequence[float],
    goal: Fraction | None = None,
    tolerance: Fraction = Fraction(1, 100),
    most_boxes: int = MOST_BOXES,
) -> CertifiedError:
    """Enclose ‖f(.; θ) - y‖_∞ over [-1, 1]^m.

    A box is done when its bound is at most `goal`, or, without a goal, within `tolerance` of the largest error seen;
    with a goal, a point above it ends the search. After
    `most_boxes` boxes the enclosure is returned as it stands; it is valid, only wider.

    Raises BoundlabError: python-flint is missing; the target is a black box; θ has a non-finite number.

    >>> from boundlab.function_classes.parse import parse_target
    >>> line = Shape(1, (1,), "relu", skip=True)                # relu(0·x) + x/2 + 1/4, against x²
    >>> error = certified_error(parse_target("x**2"), line, [0.0, 0.0, 0.0, 0.25, 0.5])
    >>> error.lower <= Fraction(5, 4) <= error.upper, float(error.upper - error.lower) < 0.02
    (True, True)
    """
    problem = _problem(target, shape, theta)
    count = itertools.count()
    lower, finished = Fraction(0), Fraction(0)
    heap: list[Any] = []

    def visit(box: tuple[tuple[Fraction, Fraction], ...]) -> None:
        nonlocal lower, finished
        at_centre, bound = problem.bound(box)
        lower = max(lower, at_centre)
        if bound is not None and bound <= (lower * (1 + tolerance) if goal is None else goal):
            finished = max(finished, bound)
        else:
            heapq.heappush(heap, (-bound if bound is not None else Fraction(-(10**300)), next(count), box))

    axis = [Fraction(-1), *target.breaks(), Fraction(1)]
    for box in itertools.product(itertools.pairwise(axis), repeat=shape.inputs):
        visit(box)
    while heap and next(count) < most_boxes:
        if goal is not None and lower > goal:
            break
        box = heapq.heappop(heap)[2]
        widest = max(range(shape.inputs), key=lambda i: box[i][1] - box[i][0])
        low, high = box[widest]
        for part in ((low, (low + high) / 2), ((low + high) / 2, high)):
            visit((*box[:widest], part, *box[widest + 1 :]))
    open_ = max((-bound for bound, _, _ in heap), default=Fraction(0))
    return CertifiedError(lower, max(finished, open_), next(count))


def certify_row(row: dict[str, Any]) -> str:
    """Certify the network stored in a result row; a sentence such as `≤ 0.0123 (proved ≤ ε)`.

    ε is the decimal number the row shows: 0.1 is 1/10, not the double nearest to it.
    """
    target = parse_target(row["target"], row["m"])
    if isinstance(target, ModuleFunction):
        return "none: a black box has no exact values"
    shape = Shape(row["m"], (row["width"],) * row["depth"], row["activation"], row["skip"])
    eps = Fraction(repr(row["eps"]))
    found = certified_error(target, shape, row["theta"], goal=eps)
    return f"≤ {_rounded_up(found.upper)} ({found.reaches(eps)} ≤ ε)"


def _rounded_up(value: Fraction) -> str:
    """Four significant digits, rounded up."""
    from decimal import ROUND_CEILING, Context, Decimal

    context = Context(prec=4, rounding=ROUND_CEILING)
    return f"{context.divide(Decimal(value.numerator), Decimal(value.denominator)):g}"


def _problem(target: Target, shape: Shape, theta: Sequence[float]) -> Any:
    try:
        from boundlab.minimal_networks.ball_network import BallProblem
    except ImportError:
        raise BoundlabError("a certified error needs python-flint: pip install python-flint") from None
    return BallProblem(target, shape, theta)
