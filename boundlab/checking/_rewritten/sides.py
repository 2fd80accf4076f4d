"""Two sides in several scales compared, again: quotients multiplied out, then term by term.

A term is dominated by the geometric mean of terms of the other side if it is in every scale. It is not dominated by
their sum if it exceeds each where the first scale, in some order of the scales, in which they differ decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations_with_replacement, permutations

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.parser import Expression, Extremum, Name, Negative, walk
from boundlab.checking._rewritten.quotients import product, quotient_of
from boundlab.checking._rewritten.several import PLAIN, Germs, Terms

MAX_MEAN = 3


class _Trees:
    """What `quotients` asks about trees."""

    def __init__(self, readings: Mapping[str, Reading], scale_of: Callable[[str], str | None]) -> None:
        self.readings, self.scale_of = readings, scale_of

    def mixed(self, tree: Expression) -> bool:
        names = {self.scale_of(node.text) for node in walk(tree) if isinstance(node, Name)}
        return len(names - {None}) > 1

    def single(self, tree: Expression) -> bool:
        try:
            return self.terms(tree).one_product
        except Unclear:
            return False

    def sign(self, tree: Expression) -> int:
        reading = next(iter(self.readings.values()))
        return reading.scale.leading(reading.germ(tree))[2]

    def terms(self, tree: Expression, exact: bool = False, mode: str = PLAIN) -> Terms:
        return Terms(tree, self.readings, self.scale_of, exact, mode)


def sides_in_several(
    left: Expression,
    right: Expression,
    readings: Mapping[str, Reading],
    scale_of: Callable[[str], str | None],
    mode: str = PLAIN,
) -> tuple[Terms, Terms]:
    """Return the terms of both sides, multiplied out; raises Unclear for what is no quotient of sums of products.

    In the coarse `mode`, a logarithm that may have both signs is bounded by the root of its argument and its inverse.
    """
    trees, positive = _Trees(readings, scale_of), list[Expression]()
    (a, b), (c, d) = (quotient_of(tree, trees, positive) for tree in (left, right))
    parts = [trees.terms(tree) for tree in positive]
    if not all(part.certain and part.sign > 0 for part in parts):
        raise Unclear("a divisor or minimum may not be positive, in several scales")
    exact = not any(_is_extremum(node) for tree in (left, right) for node in walk(tree))
    return trees.terms(product(a, d), exact, mode), trees.terms(product(c, b), exact, mode)


def _is_extremum(node: object) -> bool:
    match node:
        case Extremum("max", (a, Negative(b))) if a == b:
            return False
    return isinstance(node, Extremum)


def compared(left: Terms, relation: str, right: Terms) -> bool:
    """Return whether `left relation right` holds between sums of terms; raises Unclear where that is not found."""
    if relation not in ("≲", "≺", "≍"):
        raise Rejected("orders are compared by ≲, ≺ or ≍")
    if not right.certain or (relation == "≍" and not left.certain):
        raise Unclear("terms in several scales may cancel")
    pairs = [(left, right), (right, left)] if relation == "≍" else [(left, right)]
    answers = [_dominated(term, a, b, relation == "≺") for a, b in pairs for term in a.germs]
    if any(answer is False for answer in answers):
        return False
    if any(answer is None for answer in answers):
        raise Unclear("no term in several scales dominates another")
    return True


def _dominated(term: Germs, own: Terms, other: Terms, strictly: bool) -> bool | None:
    for k in range(1, MAX_MEAN + 1):
        for chosen in combinations_with_replacement(other.germs, k):
            orders = [_order(own, name, term, chosen) for name in own.readings]
            if all(order <= 0 for order in orders) and not (strictly and all(order == 0 for order in orders)):
                return True
    if own.certain:
        single = [{name: _order(own, name, term, (each,)) for name in own.readings} for each in other.germs]
        for names in permutations(own.readings):
            decisive = [next((orders[name] for name in names if orders[name]), 0) for orders in single]
            if min(decisive) > (-1 if strictly else 0):
                return False
    return None


def _order(own: Terms, name: str, term: Germs, others: tuple[Germs, ...]) -> int:
    scale = own.readings[name].scale
    a = b = scale.constant(1)
    for other in others:
        a, b = scale.multiply(a, term[name]), scale.multiply(b, other[name])
    size = scale.bound(a)
    return -1 if size is None else scale.compare(size, scale.leading(b)[0])
