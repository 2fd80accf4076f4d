"""Slices: the primary network of a hypernetwork approximates every y_I, and these fill W_{r,m1}."""

from collections.abc import Iterable
from dataclasses import replace

from boundlab.claims.claim import Claim, Direction
from boundlab.claims.scope import Kind, Selection
from boundlab.derived.rule import Rule, conclude
from boundlab.symbolic.expression import parameter


def _apply(claim: Claim) -> Iterable[Claim]:
    scope = claim.approximators
    if claim.quantity != "N" or claim.target.id != "sobolev-ball" or scope.kind not in {Kind.FAMILY, Kind.NETWORK}:
        return
    if {"m1", "m2"} & set(claim.parameters) or any("m" in condition.names for condition in claim.given):
        return
    if claim.direction != Direction.LOWER and not scope.selection.within(Selection.CONTINUOUS):
        return
    yield conclude(
        claim,
        RULE.id,
        title=f"The primary network of a hypernetwork: {claim.title[0].lower() + claim.title[1:]}",
        quantity="N_g",
        approximators=replace(scope, kind=Kind.HYPERNETWORK),
        order_text=str(claim.order.substitute({"m": parameter("m1")})),
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
