"""Two germs compared, again: by leading magnitudes, by bounds, and by what happens for arbitrarily large t."""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Germ, Range
from boundlab.checking._rewritten.magnitudes import Scale


def related(scale: Scale, a: Germ, relation: str, b: Germ) -> bool:
    """Return whether `a relation b` holds; raises Unclear where that is not found."""
    if scale.vanishes(b):
        scale.leading(a)
        return False
    most = -1 if relation == "≺" else 0
    outer = a.terms[0][0] if a.terms else a.rest
    if relation != "≍" and outer is not None:
        smallest = scale.least(b)
        if smallest is not None and scale.compare(outer, smallest) <= most:
            return True  # without a sign in a
    if scale.vanishes(a):
        scale.leading(b)
        return relation != "≍"
    sizes = scale.bound(a), scale.bound(b)
    leads = _lead(scale, a), _lead(scale, b)
    order = [
        None if x is None or y is None else scale.compare(x, y) for x, y in ((sizes[0], leads[1]), (leads[0], sizes[1]))
    ]
    if relation == "≍" and leads[0] is not None and leads[1] is not None:
        return scale.compare(leads[0], leads[1]) == 0
    if relation == "≍" and ((order[0] is not None and order[0] < 0) or (order[1] is not None and order[1] > 0)):
        return False
    least = scale.least(b)
    if relation != "≍" and sizes[0] is not None and least is not None and scale.compare(sizes[0], least) <= most:
        return True
    if relation != "≍" and order[1] is not None and order[1] > most:
        return False
    pairs = [(a, b), (b, a)] if relation == "≍" else [(a, b)]
    if any(_fails_again_and_again(scale, x, y, most) for x, y in pairs):
        return False
    raise Unclear("the leading terms cancel or have no known sign")


def _fails_again_and_again(scale: Scale, below: Germ, above: Germ, most: int) -> bool:
    """Return whether for arbitrarily large t `below` is too large, or `above` too small."""
    reached, size = scale.recurrent(below), scale.bound(above)
    if reached is not None and size is not None and scale.compare(reached, size) > most:
        return True
    touched, lead = scale.touched(above), _lead(scale, below)
    return touched is not None and lead is not None and scale.compare(lead, touched) >= 0


def _lead(scale: Scale, a: Germ) -> Any:
    try:
        return scale.leading(a)[0]
    except Unclear:
        return None


def _upward(scale: Scale, gap: Germ) -> tuple[int | None, bool]:
    """Return the sign of what `gap` tends to or comes near infinitely often: 1 for ∞, -1 for -∞, 0 for no infinity.

    None if that is not found. The second value says whether terms ≤ 0 that may come near 0 were passed over.
    """
    passed = False
    for m, c in gap.terms:
        if scale.compare(m, scale.one) <= 0:
            return 0, passed
        sign = scale.sign(c)
        if sign < 0:
            return -1, passed
        top = c.high if isinstance(c, Range) else None
        if sign > 0 or (isinstance(c, Range) and c.dense and top is not None and top > 0):
            return (None if passed else 1), passed
        if isinstance(c, Range):
            if top is None or top > 0:
                return None, passed
            passed = True
    known = gap.rest is None or scale.compare(gap.rest, scale.one) <= 0
    return (0 if known else None), passed


def stays_below(scale: Scale, gap: Germ) -> bool | None:
    """Return whether `gap` is bounded from above, None if that is not found."""
    direction, _ = _upward(scale, gap)
    return None if direction is None else direction <= 0


def falls(scale: Scale, gap: Germ) -> bool | None:
    """Return whether `gap` tends to -∞, None if that is not found."""
    direction, passed = _upward(scale, gap)
    return None if direction is None or (direction == 0 and passed) else direction < 0
