"""Structured selectors, the class P_{r,w,c} of theorem 5: S(I) = M·P(I), P_i ∈ W_{r,m2}, ‖M‖_1 ≤ c.

The features here are sums of ridge waves, P_i(I) = Σ_t a_{it} sin(ω_{it}·I + φ_{it}), for which
  ‖P_i‖_r^s ≤ Σ_t |a_{it}|·Σ_{|k|≤r} Π_j |ω_{itj}|^{k_j},
an exact rational number, since the parameters are floating-point numbers. ‖M‖_1 is the largest column sum.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from boundlab.errors import bad_value

Array = NDArray[np.float64]
TERMS = 3
JUST_BELOW = 1 - 2.0**-30
"""Leaves room for the rounding of numbers that are scaled to the boundary of the class."""


@dataclass(frozen=True, eq=False)
class StructuredSelector:
    """A member of P_{r,w,c}, with m2 inputs and N outputs; membership is decided exactly.

    Args:
        r, c: the class.
        frequencies (w, T, m2), phases (w, T), amplitudes (w, T): of the features.
        matrix (N, w): M.

    Raises:
        BoundlabError: shapes that do not fit, a number that is not finite, or no member of P_{r,w,c}.

    >>> one = np.ones((1, 1))
    >>> wave = StructuredSelector(1, Fraction(1), np.ones((1, 1, 1)), 0 * one, one / 2, one)
    >>> wave.norms, float(wave(np.zeros((1, 1)))[0, 0])
    ((Fraction(1, 1),), 0.0)
    """

    r: int
    c: Fraction
    frequencies: Array
    phases: Array
    amplitudes: Array
    matrix: Array

    def __post_init__(self) -> None:
        shapes = [a.shape for a in (self.frequencies, self.phases, self.amplitudes, self.matrix)]
        fits = self.frequencies.ndim == 3 and self.matrix.ndim == 2 and shapes[1] == shapes[2] == shapes[0][:2]
        if not fits or self.matrix.shape[1] != shapes[0][0] or not all(shapes):
            raise bad_value("selector", shapes, "frequencies (w, T, m2), phases and amplitudes (w, T), matrix (N, w)")
        if not all(np.isfinite(a).all() for a in (self.frequencies, self.phases, self.amplitudes, self.matrix)):
            raise bad_value("selector", "a number that is not finite", "finite numbers")
        if max(self.norms) > 1:
            raise bad_value("features", float(max(self.norms)), f"functions with ‖P_i‖_{self.r}^s ≤ 1")
        if self.matrix_norm > self.c:
            raise bad_value("matrix", float(self.matrix_norm), f"a norm ‖M‖_1 of at most c = {self.c}")

    @property
    def w(self) -> int:
        """The number of features."""
        return int(self.matrix.shape[1])

    @property
    def outputs(self) -> int:
        """N, the number of parameters that are selected."""
        return int(self.matrix.shape[0])

    @property
    def m2(self) -> int:
        """The dimension of I."""
        return int(self.frequencies.shape[2])

    @cached_property
    def norms(self) -> tuple[Fraction, ...]:
        """Upper bounds of ‖P_i‖_r^s, exact."""
        return _norms(self.r, self.frequencies, self.amplitudes)

    @cached_property
    def matrix_norm(self) -> Fraction:
        """‖M‖_1, exact."""
        return max(sum((abs(Fraction(v)) for v in column), Fraction(0)) for column in self.matrix.T.tolist())

    def features(self, I: Array) -> Array:  # noqa: E741 — the paper's letter
        """P(I): (n, m2) → (n, w)."""
        angles = np.einsum("nj,wtj->nwt", I, self.frequencies) + self.phases
        return np.asarray((self.amplitudes * np.sin(angles)).sum(-1))

    def __call__(self, I: Array) -> Array:  # noqa: E741
        """S(I): (n, m2) → (n, N)."""
        return np.asarray(self.features(I) @ self.matrix.T)


def _norms(r: int, frequencies: Array, amplitudes: Array) -> tuple[Fraction, ...]:
    orders = [k for k in itertools.product(range(r + 1), repeat=frequencies.shape[2]) if sum(k) <= r]
    return tuple(
        sum((abs(Fraction(a)) * _power_sum(omega, orders) for a, omega in zip(*feature, strict=True)), Fraction(0))
        for feature in zip(amplitudes.tolist(), frequencies.tolist(), strict=True)
    )


def _power_sum(omega: list[float], orders: list[tuple[int, ...]]) -> Fraction:
    exact = [abs(Fraction(v)) for v in omega]
    return sum((prod((v**j for v, j in zip(exact, k, strict=True)), start=Fraction(1)) for k in orders), Fraction(0))


def random_selector(
    generator: np.random.Generator, outputs: int, m2: int, r: int, w: int, c: Fraction, terms: int = TERMS
) -> StructuredSelector:
    """Return a random member of P_{r,w,c} near the boundary of the class: norms and column sums just below 1 and c.

    Frequencies are normal with standard deviation 3. The masses of a column are powers of uniform numbers: some columns
    are spread over all outputs, some are concentrated on a few.

    Raises BoundlabError unless outputs, m2, r, w, terms are positive and c > 0.

    >>> selector = random_selector(np.random.default_rng(0), outputs=5, m2=2, r=1, w=3, c=Fraction(2))
    >>> selector.matrix.shape, 1.9 < selector.matrix_norm <= 2, 0.9 < max(selector.norms) <= 1
    ((5, 3), True, True)
    """
    for name, value in (("outputs", outputs), ("m2", m2), ("r", r), ("w", w), ("terms", terms)):
        if value < 1:
            raise bad_value(name, value, "a positive integer")
    if c <= 0:
        raise bad_value("c", c, "a positive number")
    frequencies = generator.normal(0.0, 3.0, (w, terms, m2))
    phases = generator.uniform(0.0, 2 * np.pi, (w, terms))
    amplitudes = generator.normal(size=(w, terms))
    norms = np.array([float(norm) for norm in _norms(r, frequencies, amplitudes)])
    amplitudes = amplitudes * (JUST_BELOW / norms)[:, None]
    masses = generator.uniform(size=(outputs, w)) ** generator.choice([1, 4, 32], size=w)
    matrix = masses * generator.choice([-1.0, 1.0], size=masses.shape)
    matrix = matrix * (float(c) * JUST_BELOW / np.abs(matrix).sum(0))
    return StructuredSelector(r, c, frequencies, phases, amplitudes, matrix)
