"""Slices: the primary network of a hypernetwork approximates every y_I, and these fill W_{r,m1}."""

from collections.abc import Iterable
from dataclasses import replace

from boundlab.claims.claim import Claim, Direction
from boundlab.claims.scope import Kind, Selection
from boundlab.derived.rule import Rule, conclude
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.symbolic.expression import parameter

PARTS = {
    "sobolev-ball": {"m": parameter("m1")},
    "hoelder": {"s": parameter("r"), "d": parameter("m1")},
}
"""Classes whose members on [-1,1]^{m1} are the slices of members of W_{r,m}, with its parameters there."""


def _apply(claim: Claim) -> Iterable[Claim]:
    scope = claim.approximators
    put = PARTS.get(claim.target.id)
    if claim.quantity != "N" or put is None or scope.kind not in {Kind.FAMILY, Kind.NETWORK}:
        return
    if {"m1", "m2"} & set(claim.parameters):
        return
    if claim.direction != Direction.LOWER and not scope.selection.within(Selection.CONTINUOUS):
        return
    yield conclude(
        claim,
        RULE.id,
        title=f"The primary network of a hypernetwork: {claim.title[0].lower() + claim.title[1:]}",
        quantity="N_g",
        approximators=replace(scope, kind=Kind.HYPERNETWORK),
        target=SOBOLEV_BALL,
        order_text=str(claim.order.substitute(put)),
        conditions=tuple(str(condition.substitute(put)) for condition in claim.given),
    )


RULE = Rule(
    "slices",
    "A lower bound for W_{r,m1} bounds N_g from below. An upper bound for W_{r,m1} with a continuous"
    " selection bounds N_g"
    " from above, with f as large as needed.",
    "Every h in W_{r,m1} is the slice of y(x, I) = h(x). Conversely I ↦ y_I is continuous into C^r,"
    " so the parameters are"
    " a continuous function of I, which f approximates.",
    _apply,
)
