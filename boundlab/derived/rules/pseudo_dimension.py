"""A bound on the pseudo-dimension of networks bounds their size from below."""

from collections.abc import Iterable

from boundlab.claims.claim import Claim, Direction
from boundlab.claims.norm import Norm
from boundlab.derived.rule import Rule, conclude
from boundlab.function_classes.classes import target_classes
from boundlab.symbolic.expression import evidently_positive, number
from boundlab.symbolic.rational import normal


def _apply(claim: Claim) -> Iterable[Claim]:
    if claim.quantity != "Pdim" or claim.direction != Direction.UPPER or len(claim.order.terms) != 1:
        return
    power, log = claim.order.terms[0].growth
    if not evidently_positive(power, claim.ranges.unsigned):
        return
    for target in target_classes().values():
        if not target.shattering:
            continue
        yield conclude(
            claim,
            RULE.id,
            target.id,
            title=f"Size of networks: {claim.title[0].lower() + claim.title[1:]}",
            direction=Direction.LOWER,
            quantity="N",
            target=target,
            norm=Norm.L1,
            order_text=f"({target.shattering})^(1/({power}))*log(1/eps)^({normal(number(0) - log / power)})",
        )


RULE = Rule(
    "pseudo-dimension",
    "If networks with N parameters have pseudo-dimension O(N^a·log(N)^b), then approximating a class that shatters"
    " h(ε) points at height ε by sums of bumps takes N = Ω(h^(1/a)·log(1/ε)^(-b/a)) parameters, however they are"
    " chosen, in every L^p.",
    "A Hölder ball contains sums of bumps of height 3ε, with any signs, at h = c·ε^(-d/s) points. Networks that"
    " follow all of them"
    " within ε shatter these points, so their pseudo-dimension is at least h. (If N is not polynomial in 1/ε"
    " there is nothing to show.) Siegel 2023, Theorem 22, has the same in L^p for every p > 0: the networks are"
    " invariant under translations of the input, so where their signs miss a pattern, some shift misses it on average.",
    _apply,
)
