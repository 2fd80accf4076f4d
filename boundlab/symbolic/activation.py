"""Activations and the facts about them that theorems ask for; families of activations by the facts they need.

A fact that is not listed is not known to hold. Facts that decide a hypothesis are certified by `boundlab audit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boundlab.errors import BoundlabError


class Fact(StrEnum):
    """What a theorem may ask of σ."""

    PIECEWISE_C1 = "piecewise C^1"
    DERIVATIVE_L1_BV = "σ' in BV(R) and L^1(R)"
    ZERO_AT_ZERO = "σ(0) = 0"
    SMOOTH_NOT_POLYNOMIAL = "C^∞ and not a polynomial on an interval"
    UNIVERSAL = "universal"
    LIPSCHITZ = "Lipschitz"
    PIECEWISE_LINEAR = "piecewise linear"
    EMULATES_RELU = "emulates ReLU with O(1) units on compact sets"
    BOUNDED_ANALYTIC = "bounded and real analytic on R"


_ALWAYS = frozenset({Fact.PIECEWISE_C1, Fact.LIPSCHITZ, Fact.UNIVERSAL})
_SMOOTH = _ALWAYS | {Fact.SMOOTH_NOT_POLYNOMIAL}
ACTIVATIONS: dict[str, frozenset[Fact]] = {
    "relu": _ALWAYS | {Fact.ZERO_AT_ZERO, Fact.PIECEWISE_LINEAR},
    "leaky-relu": _ALWAYS | {Fact.ZERO_AT_ZERO, Fact.PIECEWISE_LINEAR, Fact.EMULATES_RELU},
    "clipped-relu": _ALWAYS | {Fact.ZERO_AT_ZERO, Fact.PIECEWISE_LINEAR, Fact.EMULATES_RELU, Fact.DERIVATIVE_L1_BV},
    "sigmoid": _SMOOTH | {Fact.DERIVATIVE_L1_BV, Fact.EMULATES_RELU, Fact.BOUNDED_ANALYTIC},
    "tanh": _SMOOTH | {Fact.DERIVATIVE_L1_BV, Fact.EMULATES_RELU, Fact.BOUNDED_ANALYTIC, Fact.ZERO_AT_ZERO},
    "arctan": _SMOOTH | {Fact.DERIVATIVE_L1_BV, Fact.EMULATES_RELU, Fact.BOUNDED_ANALYTIC, Fact.ZERO_AT_ZERO},
    "elu": _SMOOTH | {Fact.EMULATES_RELU, Fact.ZERO_AT_ZERO},
    "softplus": _SMOOTH | {Fact.EMULATES_RELU},
    "gelu": _SMOOTH | {Fact.EMULATES_RELU, Fact.ZERO_AT_ZERO},
    "silu": _SMOOTH | {Fact.EMULATES_RELU, Fact.ZERO_AT_ZERO},
    "sin": _SMOOTH | {Fact.BOUNDED_ANALYTIC, Fact.ZERO_AT_ZERO},
    "maiorov-pinkus": frozenset({Fact.PIECEWISE_C1, Fact.UNIVERSAL, Fact.SMOOTH_NOT_POLYNOMIAL}),
}
"""clipped-relu is min(max(t, 0), 1); elu has α = 1; leaky-relu a slope in (0, 1) for t < 0; maiorov-pinkus is the
special analytic sigmoidal function of Maiorov & Pinkus 1999."""


@dataclass(frozen=True, slots=True)
class ActivationFamily:
    """The activations a statement speaks of: those with every fact in `needs`, or exactly those in `only`.

    >>> from boundlab.symbolic.activation import ActivationFamily, Fact
    >>> sorted(ActivationFamily("σ' integrable", frozenset({Fact.DERIVATIVE_L1_BV})).members)
    ['arctan', 'clipped-relu', 'sigmoid', 'tanh']
    """

    text: str
    needs: frozenset[Fact] = frozenset()
    only: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.text

    @property
    def members(self) -> frozenset[str]:
        """The catalogued activations in the family."""
        return frozenset(
            n for n, facts in ACTIVATIONS.items() if self.needs <= facts and (n in self.only or not self.only)
        )


def family(*names: str) -> ActivationFamily:
    """Return the family of exactly these activations; raises BoundlabError for one that is not catalogued."""
    for name in names:
        if name not in ACTIVATIONS:
            raise BoundlabError(f"{name!r} is not a catalogued activation; known: {', '.join(ACTIVATIONS)}")
    return ActivationFamily(", ".join(names), only=frozenset(names))


ANY_ACTIVATION = ActivationFamily("any")
SMOOTH = ActivationFamily("smooth, not a polynomial", frozenset({Fact.SMOOTH_NOT_POLYNOMIAL}))
LIPSCHITZ_ACTIVATION = ActivationFamily("Lipschitz", frozenset({Fact.LIPSCHITZ}))
PIECEWISE_LINEAR = ActivationFamily("piecewise linear", frozenset({Fact.PIECEWISE_LINEAR}))
ZERO_AT_ZERO = ActivationFamily("σ(0) = 0", frozenset({Fact.ZERO_AT_ZERO}))
RELU = family("relu")
