"""Checker: |e_λ(t) - max(t, 0)| ≤ K/λ for all real t and λ > 0, where e_λ is built from σ.

`gate`: e_λ(t) = t·G(λt) with G = (1+tanh)/2, the sigmoid, or 1/2 + arctan/π. `scale`: e_λ(t) = σ(λt)/λ. By scaling
λ = 1 is enough. For t ≥ 0 the error of either side is bounded, on [0, T] by balls on cells and beyond T by an explicit
tail.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members, text
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activation_balls import ball, precision, upper
from boundlab.checking._rewritten.activations import KNOWN

T = Fraction(16)


FIELDS = {"kind", "activation", "form", "K", "cells"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    name, K = text(data["activation"], "activation"), fraction(data["K"], "K")
    known = KNOWN.get(name)
    form, error = known.emulation if known and known.emulation else ("", abs)
    require(form != "", "this checker knows of no emulation by this activation")
    require(data.get("form") == form, f"the emulation by this activation is of the form {form!r}")
    cells = integer(data, "cells", 1, 20_000)
    with precision(96, 1):
        step = T / cells
        worst = max(upper(error(ball(i * step, (i + 1) * step))) for i in range(cells))
    # Beyond T: t/(e^t + 1) and t·Φ(-t) decrease there, t·(1/2 - arctan(t)/π) ≤ 1/π, ln(1 + e^(-t)) decreases;
    # mish: t·tanh(ln(1 + e^(-t))) ≤ 2t·e^(-t), which decreases from 4·10^-6 at T, below the error at 1.
    require(worst <= K, "K is not shown to bound the error")
    if name in {"arctan", "elu"}:
        require(Fraction(32, 100) <= K if name == "arctan" else K >= 1, "K does not bound the tail")
    meaning = {"gate": "t·G(λt), G the gate made of σ", "scale": "σ(λt)/λ"}[form]
    return accepted(
        f"{name} emulates ReLU on the whole line with error at most {K}/λ",
        f"|e_λ(t) - max(t, 0)| ≤ {K}/λ for e_λ(t) = {meaning}, σ = {name}",
        "all real t and all λ > 0",
        number=f"K = {K} bounds λ times the error from above",
    )
