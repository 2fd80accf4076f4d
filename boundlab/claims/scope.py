"""The regimes a statement about networks speaks of, enumerated, with the order of inclusion.

`a.within(b)` says that everything regime `a` allows is allowed by `b`. A lower bound for a regime holds for every
regime within it; an upper bound whose networks lie in a regime holds for every regime around it. What is not listed as
an inclusion is not one: a linear selection need not be Lipschitz with a fixed constant.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Regime(StrEnum):
    """Values of one respect in which statements differ; the value is the text shown."""

    def within(self, other: Regime) -> bool:
        """Is everything this regime allows allowed by `other`?"""
        return self is other or any(up.within(other) for up in _AROUND.get((type(self), self.name), ()))

    @property
    def spelling(self) -> str:
        """The name by which options and files mean this regime, such as `two-hidden`."""
        return self.name.lower().replace("_", "-")


class Kind(Regime):
    """What is parametrised."""

    FAMILY = "any N-parameter family"
    DICTIONARY = "superposition of N elements of a dictionary"
    NETWORK = "network on its whole input"
    EMBEDDING = "embedding method q(x, e(I))"
    HYPERNETWORK = "hypernetwork g(x; f(I))"
    CNN = "convolutional network"
    RESNET = "residual network"
    KAN = "Kolmogorov-Arnold network"
    RNN = "recurrent network"
    TRANSFORMER = "transformer"
    LOW_RANK = "low-rank adapter"
    NEURAL_OPERATOR = "neural operator with linear encoder or decoder"
    DEEPONET = "DeepONet"
    HYPERDEEPONET = "HyperDeepONet"
    FNO = "Fourier neural operator"


class Depth(Regime):
    """How the number of layers may grow as ε → 0."""

    SHALLOW = "one hidden layer"
    TWO_HIDDEN = "two hidden layers"
    FIXED = "fixed"
    LOG = "O(log 1/ε)"
    POLYLOG = "O(log^p 1/ε)"
    POWER = "O(N^a), a < 1"
    ANY = "any"


class Width(Regime):
    """How the width may grow as ε → 0."""

    FIXED = "fixed"
    ANY = "any"


class Weights(Regime):
    """What the size of the weights is restricted to."""

    CONSTANT = "at most a constant"
    POLYNOMIAL = "at most polynomial in 1/ε"
    LIPSCHITZ = "at most polynomial in 1/ε, e and q Lipschitz"
    SPECTRAL = "C(e) ≤ ℓ1, C(q) ≤ ℓ2"
    COEFFICIENTS = "sum of the output weights at most a constant, unit inner weights"
    ANY = "any"


class Precision(Regime):
    """How many bits a weight has."""

    LOG = "O(log 1/ε) bits each"
    POLYLOG = "O(log^p 1/ε) bits each"
    ANY = "real numbers"


class Connections(Regime):
    """Whether the connections are those of one architecture, or chosen for each target."""

    FIXED = "one architecture for all targets"
    FREE = "chosen for each target"


class Selection(Regime):
    """How the parameters may depend on the target."""

    LINEAR = "linear"
    LIPSCHITZ = "Lipschitz with a fixed constant"
    CONTINUOUS = "continuous"
    ANY = "any"


_INCLUSIONS: tuple[tuple[Regime, Regime], ...] = (
    *((kind, Kind.FAMILY) for kind in Kind if kind not in {Kind.FAMILY, Kind.DEEPONET, Kind.HYPERDEEPONET, Kind.FNO}),
    (Kind.DEEPONET, Kind.NEURAL_OPERATOR),
    (Kind.FNO, Kind.NEURAL_OPERATOR),
    (Kind.HYPERDEEPONET, Kind.HYPERNETWORK),
    (Depth.SHALLOW, Depth.TWO_HIDDEN),
    (Depth.TWO_HIDDEN, Depth.FIXED),
    (Depth.FIXED, Depth.LOG),
    (Depth.LOG, Depth.POLYLOG),
    (Depth.POLYLOG, Depth.POWER),
    (Depth.POWER, Depth.ANY),
    (Width.FIXED, Width.ANY),
    (Weights.CONSTANT, Weights.POLYNOMIAL),
    (Weights.LIPSCHITZ, Weights.POLYNOMIAL),
    (Weights.POLYNOMIAL, Weights.ANY),
    (Weights.SPECTRAL, Weights.ANY),
    (Weights.COEFFICIENTS, Weights.CONSTANT),
    (Precision.LOG, Precision.POLYLOG),
    (Precision.POLYLOG, Precision.ANY),
    (Connections.FIXED, Connections.FREE),
    (Selection.LINEAR, Selection.CONTINUOUS),
    (Selection.LIPSCHITZ, Selection.CONTINUOUS),
    (Selection.CONTINUOUS, Selection.ANY),
)


def around(inclusions: Iterable[tuple[Regime, Regime]]) -> dict[tuple[type[Regime], str], tuple[Regime, ...]]:
    """Return all regimes that lie next around each regime, which may be several.

    Keyed by class and name: equal texts of different regimes, such as "any", must not meet in one entry.
    """
    found: dict[tuple[type[Regime], str], tuple[Regime, ...]] = {}
    for small, large in inclusions:
        key = (type(small), small.name)
        found[key] = (*found.get(key, ()), large)
    return found


_AROUND = around(_INCLUSIONS)
