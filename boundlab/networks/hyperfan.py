"""Initialisation of weight generators: the generated network starts at scale.

A weight θ_i = ⟨a_i, h⟩ generated from features h ∈ R^l has variance l·Var(a_i)·E h². If the primary network wants
variance v_i (He et al. 2015: v = 1/(fan_in·E σ(Z)²) keeps the mean square of pre-activations, "hyperfan-in"; with
fan_out and σ' it keeps that of gradients, "hyperfan-out"), the output layer needs

    Var(a_i) = v_i / (l · E h²)

(Chang, Flokas & Lipson, ICLR 2020, section 4, with no output bias in the budget). Output biases start at 0, except
where they carry part of the variance on purpose: the additive magnitude-invariant form gives half of v_i to θ0 and
half to the change Δ (Ortiz et al. 2023 leave the split open; halves keep both trainable at once). Biases of the
primary network start at 0: their rows of the output layer are 0, and still receive gradients.

E h² is measured on a batch of conditions, so the formula holds for any trunk and activation. A generator that emits
chunks has one row for position j of every chunk; it gets the mean of the v_i at that position.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


@torch.no_grad()
def scale_rows_(weight: Tensor, variances: Tensor, features: Tensor) -> None:
    """Draw `weight` (outputs × l) so that `weight @ h` has the given variances (outputs,) for rows h of `features`.

    features: (…, l). An output with variance 0 gets a zero row. Features that are all 0 (a dead trunk) cannot be
    scaled to anything; the rows are then drawn as if their mean square were 1.
    """
    square = features.square().mean()
    square = torch.where(square > 0, square, torch.ones_like(square))
    nn.init.normal_(weight)
    weight.mul_((variances.to(weight) / (weight.shape[1] * square)).sqrt()[:, None])


def chunk_variances(variances: Tensor, chunk: int) -> Tensor:
    """Mean variance (K,) of each position over the chunks of a vector of variances (P,); dropped outputs count as 0."""
    chunks = -(-len(variances) // chunk)
    padded = torch.zeros(chunks * chunk).index_copy(0, torch.arange(len(variances)), variances)
    return padded.view(chunks, chunk).mean(0)
