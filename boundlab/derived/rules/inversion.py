"""From an error as a function of the number of parameters to the number of parameters for an error."""

from collections.abc import Iterable

from boundlab.claims.claim import Claim
from boundlab.derived.rule import Rule, conclude
from boundlab.symbolic.expression import evidently_positive, number
from boundlab.symbolic.rational import normal

COUNTED = {"d_N": "N", "d_U": "U"}


def _apply(claim: Claim) -> Iterable[Claim]:
    if claim.quantity not in COUNTED or len(claim.order.terms) != 1:
        return
    term = claim.order.terms[0]
    rate = normal(-term.power)
    if term.factors or not evidently_positive(rate, claim.ranges.unsigned):
        return
    power, log = normal(number(1) / rate), normal(term.log / rate)
    yield conclude(claim, RULE.id, quantity=COUNTED[claim.quantity], order_text=f"eps^(-({power}))*log(1/eps)^({log})")


RULE = Rule(
    "inversion",
    "An error of order N^(-p)·log(N)^b is at most ε for N of the order ε^(-1/p)·log(1/ε)^(b/p), and for no smaller one"
    " if the order of the error is exact or a lower bound.",
    "If ε ≍ N^(-p)·log(N)^b, then log N ~ log(1/ε)/p; solve for N. The constants depend on p and b only.",
    _apply,
)
