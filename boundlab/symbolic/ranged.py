"""Deciding statements whose parameters range over declared domains.

`decide` knows integers ≥ 1 and reals. A bound of a real parameter becomes a condition, an integer of any sign the
difference of two integers ≥ 1.
"""

from __future__ import annotations

from dataclasses import replace

from boundlab.symbolic.decide import Decision, decide
from boundlab.symbolic.domain import INTEGER, Ranges
from boundlab.symbolic.expression import NAME, Value

ABOVE, BELOW = "_above", "_below"


def question(claim: str, where: tuple[str, ...], ranges: Ranges) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return (claim, conditions, real parameters) for `decide` that say: `claim` holds under `where` in all `ranges`.

    >>> from boundlab.symbolic.domain import real_above
    >>> question("p >= r", (), Ranges.of({"p": real_above(0), "r": INTEGER}))
    ('p >= (r_above - r_below)', ('p > 0',), ('p',))
    """
    signed = {n for n, d in ranges.items if d == INTEGER}

    def rewritten(text: str) -> str:
        return NAME.sub(lambda m: f"({m[0]}{ABOVE} - {m[0]}{BELOW})" if m[0] in signed else m[0], text)

    used = {name for text in (claim, *where) for name in NAME.findall(text)}
    kept = Ranges(tuple(item for item in ranges.items if item[0] in used))
    return rewritten(claim), (*kept.conditions, *map(rewritten, where)), kept.real


def decide_over(claim: str, where: tuple[str, ...], ranges: Ranges) -> Decision:
    """Decide `claim` under the conditions `where`, for all parameters in `ranges`."""
    found = decide(*question(claim, where, ranges))
    point = witness(found, ranges)
    if point is None or point == found.witness:
        return found
    return replace(found, reason=f"fails at {', '.join(f'{n} = {v}' for n, v in sorted(point.items()))}")


def witness(decision: Decision, ranges: Ranges) -> dict[str, Value] | None:
    """Return the witness of `decision` in the parameters of `ranges`, or None if there is none."""
    if decision.witness is None:
        return None
    point = dict(decision.witness)
    for name, domain in ranges.items:
        if domain == INTEGER and name + ABOVE in point:
            point[name] = point.pop(name + ABOVE) - point.pop(name + BELOW)
    return point
