"""From numbers of units to numbers of parameters."""

from collections.abc import Iterable

from boundlab.claims.claim import Claim, Counting, Direction
from boundlab.claims.scope import Depth, Kind
from boundlab.derived.rule import Rule, conclude


def _apply(claim: Claim) -> Iterable[Claim]:
    scope = claim.approximators
    if claim.quantity != "U" or scope.kind != Kind.NETWORK:
        return
    if claim.direction != Direction.UPPER:
        yield conclude(claim, RULE.id, direction=Direction.LOWER, quantity="N", counting=Counting.NONZERO)
    if claim.direction != Direction.LOWER and scope.depth == Depth.SHALLOW:
        suffix = "upper" if claim.direction == Direction.TIGHT else ""
        yield conclude(claim, RULE.id, suffix, direction=Direction.UPPER, quantity="N", counting=Counting.DENSE)


RULE = Rule(
    "units",
    "A network that needs U units needs as many non-zero parameters; with one hidden layer U units have O(U).",
    "A unit all of whose outgoing weights are zero can be left out. A hidden unit has one weight for each of finitely"
    " many inputs and outputs, and a bias.",
    _apply,
)
