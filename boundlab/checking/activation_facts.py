"""Checker: does σ satisfy σ(0) = 0, σ' ∈ L^1(R) ∩ BV(R), and is it smooth and not a polynomial on an interval?

σ(0) is recomputed. A bounded σ with finitely many changes of direction has an integrable σ', and one whose σ' has
finitely many too, and is bounded, has σ' of bounded variation; conversely σ' ∈ L^1 makes σ bounded. So a table of where
σ is bounded and of the shape of σ' decides; growth is confirmed by certified values at 2^20.

Every σ whose pieces are no polynomials is analytic on (-∞, 0) and bounded on (-∞, -1]: a polynomial that agrees with it
on an interval would agree on (-∞, 0), be bounded there and hence constant. Certified values at -1 and -2 differ.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members, text
from boundlab.checking._numbers import fraction
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activation_balls import derivatives, lower, precision, upper
from boundlab.checking._rewritten.activations import KNOWN

FIELDS = {"kind", "activation", "derivative-integrable-bv", "vanishes-at-zero", "smooth-not-polynomial"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    name = certificate.get("activation")
    unimodal = isinstance(name, str) and name in KNOWN and KNOWN[name].peak is not None
    data = members(certificate, "the certificate", FIELDS | {"L", "V"} if unimodal else FIELDS)
    name = text(data["activation"], "activation")
    require(name in KNOWN, "the activation is not one this checker knows")
    known = KNOWN[name]
    claimed = data.get("derivative-integrable-bv")
    vanishes = data.get("vanishes-at-zero")
    require(type(claimed) is bool and type(vanishes) is bool, "both facts are true or false")
    require(claimed == (known.slope == "unimodal"), "the claim about σ' is wrong")
    require(vanishes == _vanishes(name), "the claim about σ(0) is wrong")
    smooth = data.get("smooth-not-polynomial")
    require(type(smooth) is bool and smooth == _not_polynomial(name), "the claim about polynomials is wrong")
    word = "=" if vanishes else "≠"
    facts = (
        f"σ(0) {word} 0",
        "σ is smooth and not a polynomial on an interval" if smooth else "σ is a polynomial on each of its pieces",
    )
    if known.peak is not None:
        L, V = fraction(data.get("L"), "L"), fraction(data.get("V"), "V")
        require(known.peak == L and V == 2 * L, "L is sup |σ'| and V = 2L the variation of σ'")
        return _answer(
            name, f"σ' is integrable with variation V = {V}", facts, f"L = {L} is sup |σ'|, V = {V} the variation of σ'"
        )
    if known.slope == "growing":
        far = Fraction(2**20)
        with precision(96, 1):
            require(lower(derivatives(name, far, far, 0)[0]) > far / 2, "σ is not seen to grow")
        return _answer(name, "σ is unbounded, so σ' is not integrable", facts)
    return _answer(name, "σ' is periodic and not 0, so it is not integrable", facts)


def _answer(name: str, derivative: str, facts: tuple[str, str], number: str = "") -> CheckResult:
    about = f"σ = {name} on the whole line"
    return accepted(f"{name}: {derivative}; {facts[0]}", f"{derivative}; {'; '.join(facts)}", about, number=number)


def _vanishes(name: str) -> bool:
    if 0 in KNOWN[name].kinks:
        return True  # by the formula of either piece
    with precision(96, 1):
        value = derivatives(name, Fraction(0), Fraction(0), 0)[0]
        return lower(value) <= 0 <= upper(value) and upper(value) - lower(value) < Fraction(1, 2**60)


def _not_polynomial(name: str) -> bool:
    if KNOWN[name].polynomial:
        return False
    with precision(96, 1):
        near, far = (derivatives(name, Fraction(t), Fraction(t), 0)[0] for t in (-1, -2))
        require(not near.overlaps(far), "two values of σ are not seen to differ")
    return True
