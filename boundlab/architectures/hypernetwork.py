"""Hypernetwork: f(I) generates every weight of the primary network g.

Trainable parameters: `MLP(m2, l1, …, P)` with P = N_g, the size of g (Galanti & Wolf, NeurIPS 2020, Theorem 4).
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Item, primary_generated
from boundlab.architectures._counting import head, trunk
from boundlab.architectures._structure import Claim, generated_span, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class Hypernetwork(Architecture):
    """Hypernetwork g(x; f(I)).

    >>> row = Hypernetwork(primary=(3072, 10, 12), primary_bias="none")
    >>> row.generated  # N_g of the paper's rotation experiment on CIFAR-10
    30840
    """

    title = "hypernetwork"
    source = "Galanti & Wolf 2020, Theorem 4"
    conditioned_on = "a vector I"

    primary: tuple[int, ...] = option.primary_widths()
    condition: int = option.size("m2", "Dimension of the condition I.", 10)
    hidden: tuple[int, ...] = option.hidden_widths()
    bias: str = option.bias_convention()
    primary_bias: str = option.bias_convention("the primary network g")
    activation: str = option.activation()

    generated = primary_generated()

    def items(self) -> tuple[Item, ...]:
        widths = (self.condition, *self.hidden)
        return (
            Item("trunk", trunk(widths, self.bias)),
            Item("head", head(widths[-1], self.generated, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.condition, *self.hidden)
        span = generated_span(self.generated, widths[-1])
        return span + linear_stack((*widths, self.generated), self.activation)
