"""Two expansions compared: is a ≲ b, a ≺ b, a ≍ b, by their leading terms, their bounds, or by how often they fail.

A leading coefficient that swings, as sin t does, refutes what fails again and again.
"""

from __future__ import annotations

from typing import Any

from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.monomial import UNIT


def from_above(field: Expansions, gap: Expansion, *, strictly: bool) -> bool | None:
    """Is `gap` bounded from above (`strictly`: does it tend to -∞)? None where that cannot be told."""
    pulled = False  # by a term ≤ 0 that comes near 0 again and again
    for m, c in gap.terms:
        if field.monomials.compare(m, UNIT) <= 0:
            return not strictly or (None if pulled else False)
        _, high = field.ends(c)
        s = c.sign if c.value is None else field.sign(c.value)
        if s < 0:
            return True
        if s > 0 or (c.swings and high is not None and high > 0):
            return None if pulled else False
        if c.value is None:
            if high is None or high > 0:
                return None
            pulled = True
    if gap.error is not None and field.monomials.compare(gap.error, UNIT) > 0:
        return None
    return not strictly or (None if pulled else False)


def related(field: Expansions, a: Expansion, relation: str, b: Expansion) -> bool:
    """Is a ≲ b, a ≺ b or a ≍ b? Raises Vague where that cannot be told."""
    if field.is_zero(b):
        field.leading(a)
        return False
    limit = -1 if relation == "≺" else 0
    rough = a.terms[0][0] if a.terms else a.error  # a bound that asks for no sign
    if relation != "≍" and rough is not None:
        least = field.least(b)
        if least is not None and field.monomials.compare(rough, least) <= limit:
            return True
    if field.is_zero(a):
        field.leading(b)
        return relation != "≍"
    above, below = (_leading(field, x) for x in (a, b))
    upper, lower = field.bound(a), field.bound(b)
    assert upper is not None
    assert lower is not None
    compare = field.monomials.compare
    if relation == "≍":
        if above is not None and below is not None:
            return compare(above, below) == 0
        if (below is not None and compare(upper, below) < 0) or (above is not None and compare(lower, above) < 0):
            return False
    else:
        least = field.least(b)
        if least is not None and compare(upper, least) <= limit:
            return True
        if above is not None and compare(above, lower) > limit:
            return False
    for x, y in ((a, b), (b, a))[: 2 if relation == "≍" else 1]:
        size, reached, dip, lead = field.bound(y), field.reached(x), field.dips(y), _leading(field, x)
        if reached is not None and size is not None and compare(reached, size) > limit:
            return False
        if dip is not None and lead is not None and compare(lead, dip) >= 0:
            return False
    for x in (a, b):
        field.leading(x)
    raise Vague("leading terms cancel")


def _leading(field: Expansions, x: Expansion) -> Any:
    try:
        return field.leading(x)[0]
    except Vague:
        return None
