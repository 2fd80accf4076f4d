"""Metric entropy bounds from below the size of networks with restricted weights."""

from collections.abc import Iterable

from boundlab.claims.activation import ANY_ACTIVATION, LIPSCHITZ_ACTIVATION
from boundlab.claims.claim import Approximators, Claim, Counting, Direction
from boundlab.claims.scope import Depth, Kind, Precision, Weights
from boundlab.derived.rule import Rule, conclude

CASES = (
    ("log-depth", Approximators(Kind.NETWORK, LIPSCHITZ_ACTIVATION, Depth.LOG, weights=Weights.POLYNOMIAL), "1", "-2"),
    ("any-depth", Approximators(Kind.NETWORK, LIPSCHITZ_ACTIVATION, weights=Weights.POLYNOMIAL), "1/2", "-1/2"),
    ("quantised", Approximators(Kind.FAMILY, ANY_ACTIVATION, precision=Precision.LOG), "1", "-1"),
)


def _apply(claim: Claim) -> Iterable[Claim]:
    if claim.quantity != "ln M" or claim.direction == Direction.UPPER:
        return
    for name, scope, power, log in CASES:
        yield conclude(
            claim,
            RULE.id,
            name,
            title=f"Size from metric entropy ({name.replace('-', ' ')})",
            direction=Direction.LOWER,
            quantity="N",
            approximators=scope,
            order_text=f"({claim.order})^({power})*log(1/eps)^({log})",
            counting=Counting.NONZERO,
        )


RULE = Rule(
    "entropy",
    "If ln M(K, ε) = Ω(h) for a power h of 1/ε, then approximating K to error ε takes N = Ω(h/(p·log(1/ε))) weights of"
    " polynomial size at depth p, hence Ω(h/log²) at depth O(log 1/ε) and Ω((h/log)^(1/2)) at any depth; and Ω(h/log)"
    " weights of O(log 1/ε) bits.",
    "At most (1 + BΛ/ε)^N networks are pairwise more than ε apart, where Λ, the Lipschitz constant of the output in the"
    " weights, is (C·N·B)^O(p); compare with M(K, 4ε) and take logarithms. A network of depth p has at least p weights."
    " N weights of b bits give at most 2^(bN) networks.",
    _apply,
)
