"""How far g(x; f(I)) is from g(x; S(I)) when f approximates a structured selector S: the recursion of theorem 5.

S(I) = M·P(I) with |P_i| ≤ 1 and ‖M‖_1 ≤ c, f(I) = M·H(I) with |H_i - P_i| ≤ ε ≤ 1, w features, p = cw. All weights and
biases that S generates together have l1 norm at most p, and f misses them by at most pε in l1. σ has the Lipschitz
constant L and σ(0) = 0; ‖x‖_1 ≤ m1. With
  α^1 = m1, α^{i+1} = L·p(1 + α^i);   β^1 = 0, β^{i+1} = L·(p(2β^i + α^i) + 1);   without L at the last layer,
the activations of layer i have l1 norm at most α^i and differ by at most β^i·ε, so that for k affine layers
  ‖g(·; S(I)) - g(·; f(I))‖_∞ ≤ β^{k+1}·ε                       (Galanti & Wolf 2020, (129)-(133)),
provided α^i ≥ 1 for all i ≤ k, or p ≤ 1 (docs/constructions.md has the proof, and why the condition is needed).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from boundlab.errors import bad_value


@dataclass(frozen=True)
class Deviation:
    """α^1…α^{k+1} and β^1…β^{k+1} for σ with Lipschitz constant L, p = cw, and k affine layers.

    Raises BoundlabError for a value that is not positive, or if the recursion is not proved for these.

    >>> found = Deviation(L=Fraction(1), p=Fraction(2), m1=1, layers=2)
    >>> [int(a) for a in found.alpha], [int(b) for b in found.beta], int(found.factor)
    ([1, 4, 10], [0, 3, 21], 21)
    """

    L: Fraction
    p: Fraction
    m1: int
    layers: int

    def __post_init__(self) -> None:
        for name in ("L", "p", "m1", "layers"):
            if getattr(self, name) <= 0:
                raise bad_value(name, getattr(self, name), "a positive number")
        if self.p > 1 and min(self.alpha[:-1]) < 1:
            raise bad_value("L", self.L, "α^i ≥ 1 in every layer, or cw ≤ 1: otherwise the recursion is not proved")

    @property
    def alpha(self) -> tuple[Fraction, ...]:
        """Bounds of the activations' l1 norms."""
        found = [Fraction(self.m1)]
        for i in range(1, self.layers + 1):
            found.append(self._lipschitz(i) * self.p * (1 + found[-1]))
        return tuple(found)

    @property
    def beta(self) -> tuple[Fraction, ...]:
        """Bounds of the deviations over ε."""
        found = [Fraction(0)]
        for i, alpha in enumerate(self.alpha[:-1], 1):
            found.append(self._lipschitz(i) * (self.p * (2 * found[-1] + alpha) + 1))
        return tuple(found)

    def _lipschitz(self, layer: int) -> Fraction:
        return self.L if layer < self.layers else Fraction(1)

    @property
    def factor(self) -> Fraction:
        """β^{k+1}: the deviation of the outputs is at most this times ε."""
        return self.beta[-1]
