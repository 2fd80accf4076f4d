"""What the names in certificates say: conditions of bounds, hypotheses and theorems of papers.

The checkers' own tables. Tests hold them against the registries of the producers, so that neither changes alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

CONDITIONS = {
    "continuous-selection": "the parameters depend continuously on the target",
    "mlp": "a fully connected network, biases on every layer, one output",
    "activation": "with this activation",
    "depth": "with this number of affine layers",
    "uniform-width": "all hidden layers equally wide",
    "width-limit": "no hidden layer wider than this",
    "weights-bound": "every weight and bias in [-B, B]",
    "bits": "every parameter takes at most 2^bits values",
    "embedding-method": "h(x, I) ≈ q(x, e(I)); the bound is about q alone, whatever the size of e",
    "k": "with this embedding dimension",
    "k-limit": "with at most this embedding dimension",
    "first-layer-width": "q's first hidden layer has this width, and no other is wider",
    "dense-first-layer": "q's first layer connects every unit with every coordinate of the embedding",
    "lipschitz-e": "e has this Lipschitz constant, from the sup norm to a norm with |z_i| ≤ ‖z‖",
    "lipschitz-q": "q has this Lipschitz constant in the embedding, for the same norm",
    "lipschitz-after-first-layer": (
        "in the norm l1, ‖W‖_1·Lip(q') has this bound: W maps z into q's first layer, q' is the rest"
    ),
    "e-at-zero": "a bound for ‖e(0)‖",
    "recalled-formula": "the bound rests on a formula recalled from the literature and not re-derived",
}

HYPOTHESES = {
    "assumption-1": (
        "every target has exactly one best approximator in the class,"
        " with parameters bounded uniformly over the targets"
    ),
    "assumption-2": (
        "adding a neuron to a hidden layer strictly lowers the best error unless the target is already represented"
    ),
    "derivative-bv": (
        "the derivative of σ is integrable over R and of bounded variation (the paper's BV(R) is a subset of L^1(R))"
    ),
    "embedding-c1": "the embedding networks e are continuously differentiable",
    "embedding-complexity": "the spectral complexity of the embedding network is at most a constant ℓ1",
    "embedding-dimension-fixed": "the output dimension k of the embedding does not depend on ε",
    "embedding-no-bias": "all biases of the embedding network are zero",
    "first-layer-bounded": "the first layer of q has induced l1 norm at most a constant c",
    "not-representable-by-any": (
        "no non-constant function of the target class is represented by any network with activation σ"
    ),
    "piecewise-c1": "the activation σ is piecewise continuously differentiable",
    "primary-complexity": "the spectral complexity of the primary network q is at most a constant ℓ2",
    "slices-not-representable": "for every I the slice y_I is not represented by a network with activation σ",
    "universal-activation": (
        "for all r, n and ε a class of networks with activation σ of size O(ε^(-n/r)) approximates W_{r,n} to error ε"
    ),
    "vanishes-at-zero": "the activation vanishes at 0",
}

BOUNDS_NORMS = frozenset({"embedding-complexity", "primary-complexity", "first-layer-bounded"})
"""The hypotheses that bound a norm of a network."""

_EVERY = ("assumption-1", "assumption-2")
_ACTIVATION = ("universal-activation", "piecewise-c1", "derivative-bv", "vanishes-at-zero")
_EMBEDDING = (*_ACTIVATION, "embedding-c1", "embedding-no-bias", "embedding-complexity", "primary-complexity")
THEOREMS = {
    "galanti-wolf-2020/thm-2": (*_EMBEDDING, "embedding-dimension-fixed", "not-representable-by-any", *_EVERY),
    "galanti-wolf-2020/thm-3": (*_EMBEDDING, "first-layer-bounded", "not-representable-by-any", *_EVERY),
    "galanti-wolf-2020/thm-4": (*_ACTIVATION, "slices-not-representable", *_EVERY),
}
"""The hypotheses of a theorem, as transcribed in this project."""


def spelled_out(words: Sequence[str]) -> tuple[str, ...]:
    """Return the conditions of a bound with what each says; a checker has compared the words already."""
    return tuple(f"{word}: {CONDITIONS[word.partition('=')[0]]}" for word in words)


def ball_of(m: int | str, r: int) -> str:
    """Say what W_{r,m} is."""
    return f"all h in W_{{{r},{m}}}: C^{r} on [-1,1]^{m} with Σ_{{|k|_1 ≤ {r}}} ‖D^k h‖_∞ ≤ 1"


def fewest(word: str, eps: Fraction) -> str:
    """Say what a bound of N bounds."""
    return f"N is {word} bound of the number of parameters that sup-norm error ≤ {eps} takes on every such h"
