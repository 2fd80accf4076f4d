"""The regimes a statement about networks speaks of, enumerated, with the order of inclusion.

`a.within(b)` says that everything regime `a` allows is allowed by `b`. A lower bound for a regime holds for every
regime within it; an upper bound whose networks lie in a regime holds for every regime around it. What is not listed as
an inclusion is not one: a linear selection need not be Lipschitz with a fixed constant.
"""

from __future__ import annotations

from enum import StrEnum


class Regime(StrEnum):
    """Values of one respect in which statements differ; the value is the text shown."""

    def within(self, other: Regime) -> bool:
        """Is everything this regime allows allowed by `other`?"""
        return self is other or any(up.within(other) for up in _AROUND.get((type(self), self.name), ()))


class Kind(Regime):
    """What is parametrised."""

    FAMILY = "any N-parameter family"
    NETWORK = "network on its whole input"
    EMBEDDING = "embedding method q(x, e(I))"
    HYPERNETWORK = "hypernetwork g(x; f(I))"


class Depth(Regime):
    """How the number of layers may grow as ε → 0."""

    SHALLOW = "one hidden layer"
    TWO_HIDDEN = "two hidden layers"
    FIXED = "fixed"
    LOG = "O(log 1/ε)"
    POLYLOG = "O(log^p 1/ε)"
    ANY = "any"


class Width(Regime):
    """How the width may grow as ε → 0."""

    FIXED = "fixed"
    ANY = "any"


class Weights(Regime):
    """What the weights are restricted to."""

    QUANTISED = "quantised, O(log 1/ε) bits each"
    POLYNOMIAL = "at most polynomial in 1/ε"
    LIPSCHITZ = "at most polynomial in 1/ε, e and q Lipschitz"
    SPECTRAL = "C(e) ≤ ℓ1, C(q) ≤ ℓ2"
    ANY = "any"


class Selection(Regime):
    """How the parameters may depend on the target."""

    LINEAR = "linear"
    LIPSCHITZ = "Lipschitz with a fixed constant"
    CONTINUOUS = "continuous"
    ANY = "any"


class Norm(Regime):
    """How the error is measured; `a.within(b)`: an error at most ε in `a` is at most a constant times ε in `b`."""

    SUP = "sup norm over the cube"
    L2 = "L2 norm over the cube"


_INCLUSIONS: tuple[tuple[Regime, Regime], ...] = (
    (Kind.NETWORK, Kind.FAMILY),
    (Kind.EMBEDDING, Kind.FAMILY),
    (Kind.HYPERNETWORK, Kind.FAMILY),
    (Depth.SHALLOW, Depth.TWO_HIDDEN),
    (Depth.TWO_HIDDEN, Depth.FIXED),
    (Depth.FIXED, Depth.LOG),
    (Depth.LOG, Depth.POLYLOG),
    (Depth.POLYLOG, Depth.ANY),
    (Width.FIXED, Width.ANY),
    (Weights.QUANTISED, Weights.POLYNOMIAL),
    (Weights.LIPSCHITZ, Weights.POLYNOMIAL),
    (Weights.POLYNOMIAL, Weights.ANY),
    (Weights.SPECTRAL, Weights.ANY),
    (Selection.LINEAR, Selection.CONTINUOUS),
    (Selection.LIPSCHITZ, Selection.CONTINUOUS),
    (Selection.CONTINUOUS, Selection.ANY),
    (Norm.SUP, Norm.L2),
)
# Keyed by class and name: equal texts of different regimes, such as "any", must not meet in one entry.
_AROUND: dict[tuple[type[Regime], str], tuple[Regime, ...]] = {
    (type(small), small.name): (around,) for small, around in _INCLUSIONS
}
