"""Fully connected networks, exactly: parameter counts and how much the output moves with the parameters.

The network has `depth` = L affine layers with biases, m inputs, one output, and L - 1 hidden layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def layer_widths(m: int, width: int, depth: int) -> list[int]:
    """Return d_0, …, d_L of the network with equal hidden widths."""
    return [m, *([width] * (depth - 1)), 1]


def parameters(m: int, width: int, depth: int) -> int:
    """Return the number of weights and biases of the network with equal hidden widths.

    >>> parameters(1, 3, 2)
    10
    """
    d = layer_widths(m, width, depth)
    return sum((d[i] + 1) * d[i + 1] for i in range(depth))


def parameter_lipschitz(
    widths: Sequence[int], B: Fraction, bounded: bool = False, A: Fraction = Fraction(1)
) -> Fraction:
    """Return Λ with ‖f(.;θ) - f(.;θ')‖_∞ ≤ Λ‖θ - θ'‖_∞ for all θ, θ' with entries in [-B, B].

    Arguments: widths d_0, …, d_L; A, a bound for the inputs in sup norm; bounded, whether |σ| ≤ 1. Assumes
    σ 1-Lipschitz, and σ(0) = 0 unless |σ| ≤ 1.

    Proof: let A_l bound the outputs of layer l and E_l·‖θ-θ'‖ their change. From Wx - W'x' = (W - W')x +
    W'(x - x'), A_l = B(d_{l-1}A_{l-1} + 1), at most 1 after a bounded σ, and E_l = d_{l-1}A_{l-1} + 1 +
    B·d_{l-1}·E_{l-1}, E_0 = 0. Λ = E_L. Positive weights, all equal to B, on the inputs A attain it for
    ReLU.

    >>> parameter_lipschitz([1, 2, 1], Fraction(1))
    Fraction(9, 1)
    """
    E = Fraction(0)
    for d in widths[:-1]:
        E = d * A + 1 + B * d * E
        A = B * (d * A + 1)
        if bounded:
            A = min(A, Fraction(1))
    return E
