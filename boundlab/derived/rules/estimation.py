"""From approximation to estimation: how many noisy samples networks need that approximate well."""

from collections.abc import Iterable
from dataclasses import replace

from boundlab.claims.claim import Claim, Direction
from boundlab.claims.norm import INF
from boundlab.claims.scope import Depth, Kind, Selection, Weights
from boundlab.derived.rule import Rule, conclude


def _apply(claim: Claim) -> Iterable[Claim]:
    scope = claim.approximators
    relu = scope.activation.only == {"relu"} and scope.kind == Kind.NETWORK
    small = scope.depth.within(Depth.LOG) and scope.weights.within(Weights.POLYNOMIAL)
    if (claim.direction, claim.quantity, claim.norm.p) != (Direction.UPPER, "N", INF) or not (relu and small):
        return
    yield conclude(
        claim,
        RULE.id,
        title=f"Samples: {claim.title[0].lower() + claim.title[1:]}",
        quantity="n",
        approximators=replace(scope, selection=Selection.ANY),
        order_text=f"({claim.order})*eps^(-2)*log(1/eps)^2",
    )


RULE = Rule(
    "estimation",
    "If ReLU networks of depth O(log 1/ε) with N non-zero weights of polynomial size approximate a bounded class to sup"
    " error ε, then n = O(N·ε^(-2)·log²(1/ε)) samples with Gaussian noise give an expected L2 error O(ε).",
    "Schmidt-Hieber 2020, Lemmas 4 and 5: the risk of the least squares estimator is at most a constant times ε² +"
    " (ln of the covering number of the networks)/n, and that logarithm is at most 2L(N + 1)·ln of a power of 1/ε, also"
    " over the positions of the weights.",
    _apply,
)
