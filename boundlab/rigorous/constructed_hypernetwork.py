"""Theorem 4 made explicit, with a linear selector: a hypernetwork g(x; f(I)) for a given y, counted and certified.

Let y be a function on [-1,1]^{m1+m2} with ‖D^k y‖ ≤ b_k for |k| ≤ r, and s ≥ 1, s ≥ Σ_k b_k; then y/s ∈ W_{r,m} if y
is C^r, and in its closure in the sup norm if y has kinks (r = 1, generalised derivatives).

Primary network g. The hidden layers of `BasisNetwork(m1, n1)` have fixed weights; the output weights are
ℓ_j(y_I)/s, continuous linear functionals of the slice. N_g counts every connection and bias, the fixed ones too:
N_g = O(n1^{m1}) at fixed depth.
Weight generator f. ReLU, emits all N_g parameters: hidden layers `BasisNetwork(m2, n2)`, which interpolate
I ↦ ℓ_j(y_I)/s for all j at once, and an output bias for every fixed parameter of g. N_f counts what is trainable in
a hypernetwork.
Values of y/s at the nodes are rounded to multiples of 2^{-bits}.

Error. With I_1, I_2 the interpolations in x and in I, both of norm 1 in the sup norm, g(x; f(I)) = I_1 I_2 ŷ for
values ŷ within 2^{-bits} of y/s, so
  ‖g(·; f(·)) - y/s‖ ≤ ‖y - I_1 y‖/s + ‖I_1(y - I_2 y)‖/s + 2^{-bits}
                     ≤ c_{r,m1} n1^{-r} Σ_{|k|=r, k in x} b_k/s + c_{r,m2} n2^{-r} Σ_{|k|=r, k in I} b_k/s + 2^{-bits}.
The two sums have no term in common and together are at most 1: c_{r,m1} n1^{-r} ≤ ε and c_{r,m2} n2^{-r} ≤ ε are
enough, up to the rounding, and N_g depends on ε, m1, r alone: N_g = O(ε^{-m1/r}).
No assumption of non-representability, uniqueness or improvement is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from boundlab.display import Displayed
from boundlab.errors import bad_value
from boundlab.function_classes.expression import Expression
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target
from boundlab.numbers import epsilon, positive_integer
from boundlab.rigorous._norm_polynomial import integer_root
from boundlab.rigorous.relu_networks.basis_networks import BasisNetwork, interpolation_constant
from boundlab.rigorous.sobolev_bounds import MultiIndex, derivative_bounds

MOST_INPUTS = 6
MOST_NODES = 1_000_000
MOST_CERTIFIED_NODES, MOST_EVALUATIONS = 5_000, 200_000
REFINE = 4


@dataclass(frozen=True, repr=False)
class ConstructedHypernetwork(Displayed):
    """The hypernetwork for `target`, of m1 + m2 variables, at accuracy `eps`; see the module.

    `bounds` are the b_k, found on `parts` equal parts of each axis; `error` is the proved bound of
    sup |g(x; f(I)) - y(x, I)/scale| over the whole cube.
    """

    target: Target
    m1: int
    m2: int
    r: int
    eps: Fraction
    scale: Fraction
    bounds: dict[MultiIndex, Fraction]
    parts: int
    primary: BasisNetwork
    generator: BasisNetwork
    bits: int

    @property
    def N_g(self) -> int:
        """The number of connections and biases of the primary network."""
        return self.primary.inner_parameters + self.primary.nodes

    @property
    def N_f(self) -> int:
        """The number of connections and biases of the weight generator."""
        head = self.primary.nodes * self.generator.nodes + self.primary.inner_parameters
        return self.generator.inner_parameters + head

    @property
    def norm(self) -> Fraction:
        """An upper bound of ‖y‖_r^s."""
        return sum(self.bounds.values(), Fraction(0))

    @property
    def ball(self) -> str:
        """Where y/scale lies: W_{r,m}, or its closure where the form of y does not show that it is C^r."""
        name = f"W_{{{self.r},{self.m1 + self.m2}}}"
        return name if self.target.smooth(self.r) else f"the closure of {name}"

    @property
    def error(self) -> Fraction:
        """The proved bound of the sup error, for this y."""
        return (self.parts_of_error[0] + self.parts_of_error[1]) + Fraction(1, 1 << self.bits)

    @cached_property
    def parts_of_error(self) -> tuple[Fraction, Fraction]:
        """What interpolation in x, and in I, contributes at most."""
        in_x = sum((b for k, b in self.bounds.items() if sum(k[: self.m1]) == self.r), Fraction(0))
        in_I = sum((b for k, b in self.bounds.items() if sum(k[self.m1 :]) == self.r), Fraction(0))
        return (
            interpolation_constant(self.r, self.m1) * in_x / self.scale / self.primary.cells**self.r,
            interpolation_constant(self.r, self.m2) * in_I / self.scale / self.generator.cells**self.r,
        )

    @cached_property
    def node_values(self) -> tuple[int, ...]:
        """2^bits·ŷ at all nodes (v, u), those of I varying fastest: within 1 of 2^bits·y/scale, proved.

        Raises BoundlabError for more than a million nodes, or where y cannot be evaluated.
        """
        if self.nodes > MOST_NODES:
            raise bad_value("eps", self.eps, f"at most {MOST_NODES} nodes to evaluate the target at, not {self.nodes}")
        return tuple(self._values())

    @property
    def nodes(self) -> int:
        """The number of values of y the hypernetwork is made of."""
        return self.primary.nodes * self.generator.nodes

    def _values(self) -> list[int]:
        from flint import arb, ctx, fmpq

        from boundlab.rigorous.ball_jets import JetOps, Undecided

        ops, half, before = JetOps(), arb(fmpq(1, 2)), ctx.prec
        ctx.prec = 2 * self.bits + 32
        try:
            factor = ops.constant((1 << self.bits) / self.scale)
            outer, inner = ([[ops.constant(c) for c in v] for v in b.points()] for b in (self.primary, self.generator))
            found = []
            for v in outer:
                for u in inner:
                    value = arb(self.target.at([*v, *u], ops)) * factor
                    nearest = (value.mid() + half).floor()
                    if not abs(value - nearest) < 1:
                        raise Undecided
                    found.append(int(nearest.unique_fmpz()))
            return found
        except (Undecided, ZeroDivisionError, TypeError):
            raise bad_value("target", self.target.text, "a function that is defined at every node") from None
        finally:
            ctx.prec = before

    def __str__(self) -> str:
        return f"g(x; f(I)) within {self.eps} of {self.target.text}: N_g = {self.N_g}, N_f = {self.N_f}"

    def to_json(self) -> dict[str, Any]:
        """Return what is approximated (`of`), and how large and how good the network is (`size`)."""
        return {
            "of": {
                "target": self.target.text,
                "m1": self.m1,
                "m2": self.m2,
                "r": self.r,
                "norm": str(self.norm),
                "scale": str(self.scale),
                "lies_in": self.ball,
            },
            "size": {
                "eps": str(self.eps),
                "cells": [self.primary.cells, self.generator.cells],
                "N_g": self.N_g,
                "N_f": self.N_f,
                "error": str(self.error),
                "N_g_times_power": self.N_g * float(self.eps) ** (self.m1 / self.r),
            },
        }

    def certificate(self) -> dict[str, Any]:
        """Return the certificate that `boundlab check` verifies; it lists the values if they are few."""
        data: dict[str, Any] = {
            "kind": "constructed-hypernetwork",
            "target": self.target.text,
            "m1": self.m1,
            "m2": self.m2,
            "r": self.r,
            "eps": str(self.eps),
            "scale": str(self.scale),
            "derivative_bounds": [[list(k), str(b)] for k, b in self.bounds.items()],
            "parts": self.parts,
            "cells": [self.primary.cells, self.generator.cells],
            "activations": [self.primary.activation, self.generator.activation],
            "bits": self.bits,
            "N_g": self.N_g,
            "N_f": self.N_f,
            "error": str(self.error),
        }
        # A formula has at most as many parts as characters.
        if self.nodes <= MOST_CERTIFIED_NODES and self.nodes * len(self.target.text) <= MOST_EVALUATIONS:
            data["values"] = list(self.node_values)
        return data


def construct_hypernetwork(
    target: Target,
    m1: int,
    m2: int,
    r: int,
    eps: str | Fraction,
    activation: str = "clipped-relu",
    refine: int = REFINE,
) -> ConstructedHypernetwork:
    """Return the hypernetwork whose certified error is at most ε.

    Args:
        target: y, a formula or a member of bumps:…, of m1 + m2 variables, those of x first.
        r: 1 or 2, the order of smoothness used.
        activation: of the primary network, "clipped-relu" (which satisfies theorem 4's hypotheses) or "relu".
        refine: the primary has `refine` times as many cells per axis as ε demands. 1 gives the smallest N_g; a
            finer grid makes the order of N_g visible at large ε, where the smallest number of cells is a small integer.

    Raises:
        BoundlabError: a bad argument; a target whose derivatives cannot be bounded.

    >>> from boundlab.function_classes.parse import parse_target
    >>> h = construct_hypernetwork(parse_target("sin(x + 2*y)"), 1, 1, 1, "1/10")
    >>> h.N_g, h.N_f, h.error <= h.eps
    (121, 551, True)
    """
    accuracy = epsilon(eps)
    positive_integer("refine", refine, 1_000)
    for name, m in (("m1", m1), ("m2", m2)):
        positive_integer(name, m, MOST_INPUTS - 1)
    if target.dimension != m1 + m2:
        raise bad_value("target", target.text, f"a function of m1 + m2 = {m1 + m2} variables")
    if not isinstance(target, Expression | SignBumps):
        raise bad_value("target", target.text, "a formula or a member of bumps:…, which the checker can read")
    target = parse_target(target.text, target.dimension)  # what is certified is what the certificate's text says
    constants = [interpolation_constant(r, m) for m in (m1, m2)]
    bounds, parts = derivative_bounds(target, r)
    norm = sum(bounds.values(), Fraction(0))
    bits = max(32, 12 + (accuracy.denominator // accuracy.numerator).bit_length())
    cells = [_cells(c * k**r, r, accuracy) for c, k in zip(constants, (refine, 1), strict=True)]
    while True:
        bases = BasisNetwork(m1, cells[0], activation), BasisNetwork(m2, cells[1])
        scale = max(Fraction(1), _three_digits(norm))
        found = ConstructedHypernetwork(target, m1, m2, r, accuracy, scale, bounds, parts, *bases, bits)
        if found.error <= accuracy:
            return found
        # Only the rounding of the values can be in the way, and only if all of the norm is in the derivatives.
        cells = [n + 1 for n in cells]


def _cells(constant: Fraction, order: int, eps: Fraction) -> int:
    """Return the least n ≥ 1 with constant·n^{-order} ≤ eps.

    >>> _cells(Fraction(1, 2), 2, Fraction(1, 10**4))
    71
    """
    needed = constant / eps
    return max(1, integer_root(-(-needed.numerator // needed.denominator) - 1, order) + 1)


def _three_digits(value: Fraction) -> Fraction:
    """Return `value` rounded up to a multiple of 1/1000."""
    return Fraction(-(-value.numerator * 1000 // value.denominator), 1000)
