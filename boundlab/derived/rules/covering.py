"""Covering: copies of a network, switched by the condition, follow every y_I however its parameters are chosen."""

from collections.abc import Iterable
from dataclasses import replace

from boundlab.activations import catalogue
from boundlab.claims.claim import Claim, Counting, Direction, Quantifiers
from boundlab.claims.scope import Connections, Kind, Precision, Selection, Weights
from boundlab.derived.rule import Rule, conclude
from boundlab.derived.rules.slices import PARTS
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL


def _apply(claim: Claim) -> Iterable[Claim]:
    scope, put = claim.approximators, PARTS.get(claim.target.id)
    if (claim.direction, claim.quantity, scope.kind) != (Direction.UPPER, "N", Kind.NETWORK) or put is None:
        return
    fixed = scope.connections == Connections.FIXED or claim.counting == Counting.DENSE
    names = frozenset().union(*scope.activation.members)
    continuous = all(catalogue()[name].continuous for name in names)
    if (
        not (fixed and continuous)
        or claim.quantifiers != Quantifiers.WORST_CASE
        or {"m1", "m2"} & set(claim.parameters)
    ):
        return
    yield conclude(
        claim,
        RULE.id,
        title=f"The primary network of a hypernetwork: {claim.title[0].lower() + claim.title[1:]}",
        quantity="N_g",
        target=SOBOLEV_BALL,
        approximators=replace(
            scope,
            kind=Kind.HYPERNETWORK,
            selection=Selection.ANY,
            weights=_kept(scope.weights),
            precision=Precision.ANY,
        ),
        order_text=str(claim.order.substitute(put)),
        conditions=tuple(str(condition.substitute(put)) for condition in claim.given),
    )


def _kept(weights: Weights) -> Weights:
    return weights if weights in {Weights.CONSTANT, Weights.POLYNOMIAL} else Weights.ANY


RULE = Rule(
    "covering",
    "If networks of one architecture with N parameters and a continuous activation approximate every member of W_{r,m1}"
    " to error ε, with parameters chosen in any way, then hypernetworks with N_g ≤ (m2 + 1)·N approximate W_{r,m}.",
    "docs/covering-proof.md: [-1,1]^{m2} has a partition of unity with m2 + 1 colours, so that the sets of one colour"
    " are apart; one copy of the network for each colour, its output weights scaled, moves while its scale is 0.",
    _apply,
)
