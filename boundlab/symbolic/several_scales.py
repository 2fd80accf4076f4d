"""Comparisons of orders in several scales that tend to their limits independently of each other: a partial order.

A side is a sum of positive terms, a term a product of functions of one scale each. A term is dominated if it is in
every scale by one term of the other side, or its k-th power by a product of k of them: the geometric mean is at most
the sum. It is not if, with the scales far apart in some order, it exceeds all terms of the other side: the first
scale in which they differ decides.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.growth_reader import GrowthReader
from boundlab.symbolic.joint_exponents import Logarithms
from boundlab.symbolic.quotients import Decimals, Quotients, times
from boundlab.symbolic.scale_terms import COARSE, PLAIN, Side, scales_in

MAX_MEAN = 3


def compared(
    left: str,
    relation: str,
    right: str,
    readers: Callable[[str], Mapping[str, GrowthReader]],
    scale_of: Callable[[str], str | None],
) -> bool:
    """Is `left relation right` true? Raises Vague where that is not found."""
    trees, mine = trees_of((left, right), readers), readers(left)
    try:
        fields = {s: reader.field for s, reader in mine.items()}
        return Comparison(fields, *sides(trees, mine, scale_of)).holds(relation)
    except Vague as reason:
        if relation != "≍":
            try:
                if Comparison(fields, *sides(trees, mine, scale_of, mode=COARSE)).holds(relation):
                    return True
            except Vague:
                pass
        try:
            return Logarithms(mine, lambda node: scales_in(node, scale_of)).holds(trees[0], relation, trees[1])
        except Vague:
            raise reason from None


def sides(
    trees: Sequence[ast.expr],
    mine: Mapping[str, GrowthReader],
    scale_of: Callable[[str], str | None],
    *,
    mode: str = PLAIN,
) -> tuple[Side, Side]:
    """Return both sides of a comparison, multiplied out; raises Vague for what is no quotient of sums of products.

    In the coarse `mode` |log q| is bounded by 2(√q + 1/√q) where log q may have both signs.
    """
    first = next(iter(mine.values()))

    def is_single(node: ast.expr) -> bool:
        try:
            return Side(node, mine, scale_of).is_single
        except Vague:
            return False

    quotients = Quotients(
        lambda node: len(scales_in(node, scale_of)) > 1, is_single, lambda e: first.field.leading(first.growth(e))[2]
    )
    (a, b), (c, d) = map(quotients.of, trees)
    exact = not any(isinstance(n, ast.Name) and n.id in ("min", "max") for tree in trees for n in ast.walk(tree))
    parts = [Side(node, mine, scale_of) for node in quotients.positive]
    if any(not part.positive or part.sign < 0 for part in parts):
        raise Vague("a divisor or a minimum in several scales may not be positive")
    left, right = (Side(tree, mine, scale_of, exact=exact, mode=mode) for tree in (times(a, d), times(c, b)))
    return left, right


def trees_of(texts: Sequence[str], readers: Callable[[str], Mapping[str, GrowthReader]]) -> list[ast.expr]:
    """Return the trees of texts, which may then be put together; raises BoundlabError for what is none."""
    found = []
    for text in texts:
        reader = next(iter(readers(text).values()))
        found.append(Decimals(reader.constant).visit(reader.read(lambda tree: tree)))
    return found


class Comparison:
    """Products of terms compared in every scale: 1, 0, -1 for faster, as fast, slower."""

    def __init__(self, fields: Mapping[str, Expansions], left: Side, right: Side) -> None:
        self.fields, self.left, self.right = fields, left.terms, right.terms
        self.positive = left.positive, right.positive

    def holds(self, relation: str) -> bool:
        """Does `left relation right` hold? Raises Vague where that is not found."""
        if not self.positive[1] or (relation == "≍" and not self.positive[0]):
            raise Vague("terms in several scales may cancel")
        if relation == "≍":
            answers = [
                self._dominated(a, b, strictly=False) for a, b in ((self.left, self.right), (self.right, self.left))
            ]
        else:
            answers = [self._dominated(self.left, self.right, strictly=relation == "≺")]
        if False in answers:
            return False
        if None in answers:
            raise Vague("no term in several scales dominates another")
        return True

    def _dominated(
        self, below: Sequence[dict[str, Expansion]], above: Sequence[dict[str, Expansion]], *, strictly: bool
    ) -> bool | None:
        answers = [self._term(term, above, strictly=strictly) for term in below]
        return False if False in answers else None if None in answers else True

    def _term(
        self, term: dict[str, Expansion], above: Sequence[dict[str, Expansion]], *, strictly: bool
    ) -> bool | None:
        for k in range(1, MAX_MEAN + 1):
            for chosen in itertools.combinations_with_replacement(above, k):
                signs = [self._sign(s, term, chosen) for s in self.fields]
                if max(signs) <= 0 and (not strictly or min(signs) < 0):
                    return True
        if not self.positive[0]:
            return None
        each = [{s: self._sign(s, term, [other]) for s in self.fields} for other in above]
        least = 0 if strictly else 1
        for order in itertools.permutations(self.fields):
            if all(_first(signs[s] for s in order) >= least for signs in each):
                return False
        return None

    def _sign(self, scale: str, term: dict[str, Expansion], others: Sequence[dict[str, Expansion]]) -> int:
        """Compare the term to the power len(others) with the product of the others, in one scale."""
        field = self.fields[scale]
        left = right = field.constant(1)
        for other in others:
            left, right = field.multiply(left, term[scale]), field.multiply(right, other[scale])
        above = field.bound(left)
        return -1 if above is None else field.monomials.compare(above, field.leading(right)[0])


def _first(signs: Iterable[int]) -> int:
    return next((s for s in signs if s), 0)
