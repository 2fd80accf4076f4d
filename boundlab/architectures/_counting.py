"""Counts of affine layers and stacks of them; integers in, integers out, and polynomials in, polynomials out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any


def affine(inputs: Any, outputs: Any, bias: bool = True) -> Any:
    """Parameters of an affine map R^inputs → R^outputs: `inputs·outputs`, plus `outputs` with a bias.

    >>> affine(3, 4), affine(3, 4, bias=False)
    (16, 12)
    """
    return inputs * outputs + (outputs if bias else 0)


def conv(inputs: Any, outputs: Any, kernel: int, bias: bool = True) -> Any:
    """Parameters of a kernel×kernel convolution: `inputs·outputs·kernel²`, plus `outputs` with a bias."""
    return inputs * outputs * kernel**2 + (outputs if bias else 0)


def mlp(widths: Sequence[Any], bias: str = "all") -> Any:
    """Parameters of a multilayer perceptron s_0 → s_1 → … → s_k: `Σ s_{i-1}·s_i` plus the biases.

    `bias` is "all" (every layer), "hidden" (all but the output layer, the network class of Galanti & Wolf 2020,
    section 2) or "none" (weights only, the convention of that paper's experiments).

    >>> mlp((784, 100, 10)), mlp((784, 100, 10), "hidden"), mlp((784, 100, 10), "none")
    (79510, 79500, 79400)
    """
    last = len(widths) - 2
    layers = pairwise(widths)
    return sum(affine(a, b, has_bias(bias, i == last)) for i, (a, b) in enumerate(layers))


def trunk(widths: Sequence[Any], bias: str) -> Any:
    """Parameters of the hidden layers s_0 → … → s_k of a longer stack; 0 if there are none."""
    return sum(affine(a, b, has_bias(bias, False)) for a, b in pairwise(widths))


def head(inputs: Any, outputs: Any, bias: str) -> Any:
    """Parameters of the output layer of a stack."""
    return affine(inputs, outputs, has_bias(bias, True))


def has_bias(convention: str, output_layer: bool) -> bool:
    """Whether a layer has a bias under `convention`."""
    return convention == "all" or (convention == "hidden" and not output_layer)


def ceil_div(a: int, b: int) -> int:
    """⌈a/b⌉ for positive b."""
    return -(-a // b)
