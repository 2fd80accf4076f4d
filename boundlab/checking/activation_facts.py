"""Checker: does σ satisfy σ(0) = 0, σ' ∈ L^1(R) ∩ BV(R), and is it smooth and not a polynomial on an interval?

σ(0) is recomputed. A bounded σ with finitely many changes of direction has an integrable σ', and one whose σ' has
finitely many too, and is bounded, has σ' of bounded variation; conversely σ' ∈ L^1 makes σ bounded. So a table of where
σ is bounded and of the shape of σ' decides; growth is confirmed by certified values at 2^20.

Every σ but the piecewise linear ones is analytic on (-∞, 0) and bounded on (-∞, -1]: a polynomial that agrees with it
on an interval would agree on (-∞, 0), be bounded there and hence constant. Certified values at -1 and -2 differ.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._activation_balls import derivatives, lower, precision, upper
from boundlab.checking._check import CheckResult
from boundlab.checking._numbers import Rejected, fraction, require

# Variation of σ' as a multiple of L = sup |σ'|, where σ' rises from 0 to L and falls back to 0; None: not integrable.
UNIMODAL = {"sigmoid": Fraction(1, 4), "tanh": Fraction(1), "arctan": Fraction(1), "clipped-relu": Fraction(1)}
UNBOUNDED = {"relu", "elu", "softplus", "gelu", "silu"}
PERIODIC = {"sin"}
PIECEWISE_LINEAR = {"clipped-relu", "relu"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    try:
        return CheckResult(True, _reason(certificate))
    except Rejected as error:
        return CheckResult(False, str(error))


def _reason(data: dict[str, Any]) -> str:
    name = str(data.get("activation"))
    require(name in set(UNIMODAL) | UNBOUNDED | PERIODIC, "the activation is not one this checker knows")
    claimed = data.get("derivative-integrable-bv")
    vanishes = data.get("vanishes-at-zero")
    require(type(claimed) is bool and type(vanishes) is bool, "both facts are true or false")
    require(claimed == (name in UNIMODAL), "the claim about σ' is wrong")
    require(vanishes == _vanishes(name), "the claim about σ(0) is wrong")
    smooth = data.get("smooth-not-polynomial")
    require(type(smooth) is bool and smooth == _not_polynomial(name), "the claim about polynomials is wrong")
    if name in UNIMODAL:
        L, V = fraction(data.get("L"), "L"), fraction(data.get("V"), "V")
        require(UNIMODAL[name] == L and V == 2 * L, "L is sup |σ'| and V = 2L the variation of σ'")
        return f"{name}: σ' is integrable with variation V = {V}; σ(0) {'=' if vanishes else '≠'} 0"
    if name in UNBOUNDED:
        far = Fraction(2**20)
        with precision(96, 1):
            require(lower(derivatives(name, far, far, 0)[0]) > far / 2, "σ is not seen to grow")
        return f"{name}: σ is unbounded, so σ' is not integrable; σ(0) {'=' if vanishes else '≠'} 0"
    return f"{name}: σ' is periodic and not 0, so it is not integrable; σ(0) {'=' if vanishes else '≠'} 0"


def _vanishes(name: str) -> bool:
    if name in {"clipped-relu", "relu", "elu"}:
        return True  # by the formula of either piece
    with precision(96, 1):
        value = derivatives(name, Fraction(0), Fraction(0), 0)[0]
        return lower(value) <= 0 <= upper(value) and upper(value) - lower(value) < Fraction(1, 2**60)


def _not_polynomial(name: str) -> bool:
    if name in PIECEWISE_LINEAR:
        return False
    with precision(96, 1):
        near, far = (derivatives(name, Fraction(t), Fraction(t), 0)[0] for t in (-1, -2))
        require(not near.overlaps(far), "two values of σ are not seen to differ")
    return True
