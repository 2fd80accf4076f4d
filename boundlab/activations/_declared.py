"""What an activation declares, against its own jet at a few exact points: here it can be refuted, not proved."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation
from boundlab.errors import BoundlabError, bad_value

POINTS = tuple(Fraction(i, 4) for i in range(-64, 65))
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


def refuse_contradictions(activation: Activation) -> None:
    """Raise BoundlabError for a bad name, and for a declared number that the jet of `activation` contradicts."""
    if not _NAME.fullmatch(activation.name):
        raise bad_value("activation", activation.name, "a name of a-z, 0-9 and -, at most 40 characters")
    for argument in ("at_zero", "lipschitz", "bound", "slope_variation"):
        value = getattr(activation, argument)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | Fraction)):
            raise bad_value(f"{activation.name}: {argument}", value, "a Fraction, or None where nothing is known")
    if activation.jet is None:
        return
    for t in POINTS:
        if t in activation.kinks:
            continue
        try:
            value, slope = activation.jet(_ball(t))[:2]
            found = _contradiction(activation, t, value, slope)
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            raise bad_value(f"{activation.name}: jet", f"t = {t}", f"balls (σ, σ', σ'') ({reason})") from None
        if found is not None:
            argument, declared, seen = found
            raise BoundlabError(f"{activation.name}: {argument}: got {declared}, but {seen} at t = {t}, by its jet")


def _ball(t: Fraction) -> Any:
    from flint import arb, fmpq

    return arb(fmpq(t.numerator, t.denominator))


def _contradiction(activation: Activation, t: Fraction, value: Any, slope: Any) -> tuple[str, object, str] | None:
    """The declared number, and what is seen instead; None if the balls allow what is declared."""
    a = activation
    if t == 0 and a.at_zero is not None and not value.overlaps(_ball(Fraction(a.at_zero))):
        return "at_zero", a.at_zero, f"σ is {float(value.mid()):.6g}"
    if a.lipschitz is not None and bool(abs(slope) > _ball(Fraction(a.lipschitz))):
        return "lipschitz", a.lipschitz, f"|σ'| is {float(abs(slope).mid()):.6g}"
    if a.bound is not None and bool(abs(value) > _ball(Fraction(a.bound))):
        return "bound", a.bound, f"|σ| is {float(abs(value).mid()):.6g}"
    if a.monotone and bool(slope < 0):
        return "monotone", True, f"σ' is {float(slope.mid()):.6g}"
    return None
