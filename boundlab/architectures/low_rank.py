"""Low-rank hypernetwork: the selector class P_{r,w,c}, I ↦ W·P(I).

Trainable parameters: `MLP(m2, l1, …, w) + w·P`; W has no bias (Galanti & Wolf, NeurIPS 2020, Theorem 5). Every
weight vector lies in the w-dimensional column space of W.
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Item, primary_generated
from boundlab.architectures._counting import affine, mlp
from boundlab.architectures._structure import Claim, generated_span, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class LowRank(Architecture):
    """Hypernetwork whose weight vectors span at most w dimensions.

    >>> LowRank(primary=(4, 5, 1), condition=2, hidden=(3,), rank=2).bill().trainable  # MLP(2, 3, 2) + 2·31
    79
    """

    title = "low-rank hypernetwork W·P(I)"
    source = "Galanti & Wolf 2020, Theorem 5"
    conditioned_on = "a vector I"

    primary: tuple[int, ...] = option.primary_widths()
    condition: int = option.size("m2", "Dimension of the condition I.", 10)
    hidden: tuple[int, ...] = option.hidden_widths()
    rank: int = option.size("w", "Number of columns of W.", 8)
    bias: str = option.bias_convention("the selector P(I)")
    primary_bias: str = option.bias_convention("the primary network g")
    activation: str = option.activation()

    generated = primary_generated()

    def items(self) -> tuple[Item, ...]:
        return (
            Item("selector", mlp((self.condition, *self.hidden, self.rank), self.bias)),
            Item("basis", affine(self.rank, self.generated, bias=False)),
        )

    def structure(self) -> tuple[Claim, ...]:
        stack = (self.condition, *self.hidden, self.rank, self.generated)
        return generated_span(self.generated, self.rank, affine=False) + linear_stack(stack, self.activation)
