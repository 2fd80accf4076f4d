"""Activations, and the properties the explicit bounds use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Activation:
    """Facts about σ: R → R; an engine whose proof needs a fact that is not listed refuses σ.

    one_lipschitz: |σ(s) - σ(t)| ≤ |s - t|. zero_at_zero: σ(0) = 0. bounded_by_one: |σ| ≤ 1.
    """

    one_lipschitz: bool
    zero_at_zero: bool
    bounded_by_one: bool


ACTIVATIONS = {
    "relu": Activation(one_lipschitz=True, zero_at_zero=True, bounded_by_one=False),
    "leaky-relu": Activation(one_lipschitz=True, zero_at_zero=True, bounded_by_one=False),
    "clipped-relu": Activation(one_lipschitz=True, zero_at_zero=True, bounded_by_one=True),
    "elu": Activation(one_lipschitz=True, zero_at_zero=True, bounded_by_one=False),
    "tanh": Activation(one_lipschitz=True, zero_at_zero=True, bounded_by_one=True),
    "sigmoid": Activation(one_lipschitz=True, zero_at_zero=False, bounded_by_one=True),
    "arctan": Activation(one_lipschitz=True, zero_at_zero=True, bounded_by_one=False),
    "softplus": Activation(one_lipschitz=True, zero_at_zero=False, bounded_by_one=False),
    "gelu": Activation(one_lipschitz=False, zero_at_zero=True, bounded_by_one=False),
}
"""clipped-relu is min(max(t, 0), 1); elu has α = 1; leaky-relu a slope in [0, 1] for t < 0."""
