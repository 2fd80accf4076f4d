"""A bound for every family of functions with N parameters does not depend on how connections are counted."""

from collections.abc import Iterable

from boundlab.claims.claim import Claim, Counting, Direction
from boundlab.claims.scope import Kind
from boundlab.derived.rule import Rule, conclude


def _apply(claim: Claim) -> Iterable[Claim]:
    scope = claim.approximators
    counted = (claim.direction, claim.quantity, scope.kind, claim.counting)
    if counted == (Direction.LOWER, "N", Kind.FAMILY, Counting.DENSE):
        yield conclude(claim, RULE.id, counting=Counting.NONZERO)


RULE = Rule(
    "family-counting",
    "A lower bound for every N-parameter family holds for the non-zero parameters of a network of given connections.",
    "Such networks are a family whose parameters are the weights of their connections.",
    _apply,
)
