"""From an error at width W and depth L to errors at N parameters, along curves in the plane of both."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from boundlab.claims.claim import Claim
from boundlab.claims.scope import Depth, Width
from boundlab.derived.rule import Rule, conclude
from boundlab.symbolic.domain import Parameter, real_above
from boundlab.symbolic.expression import Expression, number, parameter
from boundlab.symbolic.rational import normal

A = parameter("a")
HALF = number(Fraction(1, 2))
# (name, depth, width, W as powers of N and log N, L likewise); N ≍ W²·L
CURVES = (
    ("fixed-width", Depth.ANY, Width.FIXED, None, (number(1), number(0))),
    ("fixed-depth", Depth.FIXED, Width.ANY, (HALF, number(0)), None),
    ("log-depth", Depth.LOG, Width.ANY, (HALF, -HALF), (number(0), number(1))),
    ("depth-n-to-a", Depth.POWER, Width.ANY, (normal((number(1) - A) / number(2)), number(0)), (A, number(0))),
)
SHARE = Parameter("a", real_above(0), "the depth is N^a")


def _apply(claim: Claim) -> Iterable[Claim]:
    if claim.quantity != "d_WL" or len(claim.order.terms) != 1:
        return
    powers = dict(_powers(claim))
    if powers.keys() - {"W", "L", "logW", "logL"}:
        return
    for name, depth, width, wide, deep in CURVES:
        if "a" in claim.known and name == "depth-n-to-a":
            continue
        power, log = number(0), number(0)
        for letter, growth in (("W", wide), ("L", deep)):
            if growth is None:
                continue  # it stays fixed
            power = power + powers.get(letter, number(0)) * growth[0]
            log = log + powers.get(letter, number(0)) * growth[1]
            if growth[0] != number(0):
                log = log + powers.get(f"log{letter}", number(0))
            elif f"log{letter}" in powers:
                break  # log log N is no power of log N
        else:
            yield from _along(claim, name, depth, width, normal(power), normal(log))


def _along(claim: Claim, name: str, depth: Depth, width: Width, power: Expression, log: Expression) -> Iterable[Claim]:
    growing = depth == Depth.POWER
    yield conclude(
        claim,
        RULE.id,
        name,
        title=f"{claim.title} ({name.replace('-', ' ')})",
        quantity="d_N",
        approximators=replace(claim.approximators, depth=depth, width=width),
        order_text=f"N^({power})*log(N)^({log})",
        declared=(*claim.declared, *([SHARE] if growing else [])),
        conditions=(*claim.conditions, *(["a < 1"] if growing else [])),
    )


def _powers(claim: Claim) -> Iterator[tuple[str, Expression]]:
    for base, power in claim.order.terms[0].factors:
        yield str(base), power


RULE = Rule(
    "curves",
    "An error known at every width W and depth L is known along every curve: at fixed width (N ≍ L), at fixed depth"
    " (N ≍ W²), at depth log N, and at depth N^a, 0 < a < 1 (N ≍ W²·L).",
    "Put in W and L; a network of width W and depth L has of the order of W²·L parameters, and log W, log L are of the"
    " order of log N where W, L are powers of N. What does not grow is a constant; along a curve on which log log N"
    " would occur nothing is concluded.",
    _apply,
)
