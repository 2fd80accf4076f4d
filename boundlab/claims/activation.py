"""Families of activations, by the facts a statement needs of them. The facts: `boundlab.activations`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from boundlab.activations import Fact, catalogue
from boundlab.errors import BoundlabError


@dataclass(frozen=True, slots=True)
class ActivationFamily:
    """The activations a statement speaks of: those with every fact in `needs`, or exactly those in `only`.

    >>> from boundlab.claims.activation import ActivationFamily, Fact
    >>> sorted(ActivationFamily("σ' integrable", frozenset({Fact.DERIVATIVE_L1_BV})).members)
    ['arctan', 'clipped-relu', 'hardtanh', 'relu6', 'sigmoid', 'tanh']
    """

    text: str
    needs: frozenset[Fact] = frozenset()
    only: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.text

    @property
    def members(self) -> frozenset[str]:
        """The catalogued activations in the family."""
        return _members(self.needs, self.only)


@cache
def _members(needs: frozenset[Fact], only: frozenset[str]) -> frozenset[str]:
    return frozenset(n for n, a in catalogue().items() if needs <= a.facts and (n in only or not only))


def family(*names: str) -> ActivationFamily:
    """Return the family of exactly these activations; raises BoundlabError for one that is not catalogued."""
    for name in names:
        if name not in catalogue():
            raise BoundlabError(f"{name!r} is not a catalogued activation; known: {', '.join(catalogue())}")
    return ActivationFamily(", ".join(names), only=frozenset(names))


ANY_ACTIVATION = ActivationFamily("any")
SMOOTH = ActivationFamily("smooth, not a polynomial", frozenset({Fact.SMOOTH_NOT_POLYNOMIAL}))
LIPSCHITZ_ACTIVATION = ActivationFamily("Lipschitz", frozenset({Fact.LIPSCHITZ}))
PIECEWISE_LINEAR = ActivationFamily("piecewise linear", frozenset({Fact.PIECEWISE_LINEAR}))
ZERO_AT_ZERO = ActivationFamily("σ(0) = 0", frozenset({Fact.ZERO_AT_ZERO}))
RELU = family("relu")
