"""Theorem 5 made explicit: sizes and accuracy of a hypernetwork for targets with a structured selector.

Setting: g a tanh network with widths m1, d_1, …, 1 and N_g parameters, biases on every layer; S = M·P in P_{r,w,c} with
N_g outputs; y(x, I) = g(x; S(I)).

Hypernetwork: f(I) = M·H(I), a ReLU network. Hidden layers `BasisNetwork(m2, n)`; a layer of w units relu(H_i + 1) =
H_i + 1, where H_i is the interpolant of P_i ≥ -1; the output layer with weights M and biases -M·1. With Q(n) =
O(n^{m2}) for the hidden layers,
  N_f = Q(n) + w·(n+1)^{m2} + (w + 1)·N_g,
a little less than theorem 5 counts, as the features share the hidden layers.
Accuracy: |H_i - P_i| ≤ c_{r,m2}·n^{-r}; by `selector_deviation`, ‖h - y‖ ≤ β^{k+1}·c_{r,m2}·n^{-r} for k affine layers.
β^{k+1} has degree k in p = cw, so the first term of N_f is w^{1+k·m2/r}·ε^{-m2/r}.

Standard network: `tanh_networks.structured_network`, on the same n cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.display import Displayed
from boundlab.errors import bad_value
from boundlab.numbers import positive_integer
from boundlab.rigorous._norm_polynomial import integer_root
from boundlab.rigorous.relu_networks.basis_networks import BasisNetwork, interpolation_constant
from boundlab.rigorous.relu_networks.network import dense_parameters
from boundlab.rigorous.selector_deviation import Deviation
from boundlab.rigorous.tanh_networks import structured_network_parameters

ONE = Fraction(1)
MOST_INPUTS = 64


@dataclass(frozen=True, repr=False)
class StructuredConstruction(Displayed):
    """Both networks for the class P_{r,w,c}, g with these `widths`, and `cells` cells per axis of [-1,1]^{m2}.

    Raises BoundlabError for values outside their range, or fewer cells than make the features' error at most 1.

    >>> small = StructuredConstruction(widths=(1, 4, 1), m2=1, r=1, w=2, c=Fraction(1), cells=100)
    >>> small.N_g, small.N_f, small.N_standard, small.deviation_bound
    (13, 441, 2581, Fraction(21, 100))
    """

    widths: tuple[int, ...]
    m2: int
    r: int
    w: int
    c: Fraction
    cells: int

    def __post_init__(self) -> None:
        if len(self.widths) < 2 or min(self.widths) < 1 or self.widths[-1] != 1:
            raise bad_value("widths", "-".join(map(str, self.widths)), "m1, hidden widths, and one output")
        for name, most in (("m2", 6), ("w", 10**6), ("cells", 10**80)):
            positive_integer(name, getattr(self, name), most)
        if self.c <= 0:
            raise bad_value("c", self.c, "a positive number")
        if self.feature_error > 1:
            raise bad_value("cells", self.cells, "enough cells for an error of the features of at most 1")

    @property
    def feature_error(self) -> Fraction:
        """The bound of |H_i - P_i|."""
        return interpolation_constant(self.r, self.m2) / self.cells**self.r

    @property
    def deviation(self) -> Deviation:
        """The recursion of α and β; tanh has the Lipschitz constant 1."""
        return Deviation(ONE, self.c * self.w, self.widths[0], len(self.widths) - 1)

    @property
    def deviation_bound(self) -> Fraction:
        """The proved bound of ‖g(·; f(·)) - g(·; S(·))‖_∞."""
        return self.deviation.factor * self.feature_error

    @property
    def N_g(self) -> int:
        """The number of weights and biases of g."""
        return dense_parameters(self.widths)

    @property
    def N_f(self) -> int:
        """The number of connections and biases of the weight generator."""
        basis = BasisNetwork(self.m2, self.cells)
        return basis.inner_parameters + self.w * basis.nodes + (self.w + 1) * self.N_g

    @property
    def N_standard(self) -> int:
        """The number of connections and biases of the standard tanh network."""
        return structured_network_parameters(self.widths, self.w, self.m2, self.cells)

    def __str__(self) -> str:
        widths = "-".join(map(str, self.widths))
        return f"g {widths}, {self.cells} cells: N_g = {self.N_g}, N_f = {self.N_f}, N standard = {self.N_standard}"

    def to_json(self) -> dict[str, Any]:
        """Return the class of targets (`of`), and the sizes and the accuracy of its networks (`size`)."""
        return {
            "of": {"m2": self.m2, "r": self.r, "w": self.w, "c": str(self.c)},
            "size": {
                "widths": list(self.widths),
                "cells": self.cells,
                "N_g": self.N_g,
                "N_f": self.N_f,
                "N_standard": self.N_standard,
                "beta": str(self.deviation.factor),
                "deviation_bound": str(self.deviation_bound),
            },
        }


def construct_structured(
    widths: Sequence[int], m2: int, r: int, w: int, c: Fraction, eps: Fraction
) -> StructuredConstruction:
    """Return the construction with the fewest cells whose deviation is proved to be at most ε.

    Raises BoundlabError for a bad argument.

    >>> construct_structured((1, 4, 1), m2=1, r=1, w=2, c=Fraction(1), eps=Fraction(1, 10)).cells
    210
    """
    coarsest = StructuredConstruction(tuple(widths), m2, r, w, c, 1)
    needed = coarsest.deviation_bound / eps
    cells = max(1, integer_root(-(-needed.numerator // needed.denominator) - 1, r) + 1)
    return StructuredConstruction(tuple(widths), m2, r, w, c, cells)


def matching_width(eps: Fraction, m1: int, r: int) -> int:
    """Return the least integer ≥ ε^(-m1/r): the hidden width of a shallow g of the size theorem 4 speaks of.

    Raises BoundlabError unless m1 ≤ 64 and r is 1 or 2.

    >>> matching_width(Fraction(1, 1000), 1, 2)
    32
    """
    positive_integer("m1", m1, MOST_INPUTS)
    positive_integer("r", r, 2)
    needed = (1 / eps) ** m1
    return integer_root(-(-needed.numerator // needed.denominator) - 1, r) + 1
