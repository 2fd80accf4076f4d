"""Embedding method: a primary network q on (x, e(I)).

Trainable parameters: `MLP(m1+k, h1, …, o)` of q plus `MLP(m2, l1, …, k)` of the embedding e
(Galanti & Wolf, NeurIPS 2020, section 2 and Theorems 2, 3). N_q is the item "primary".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Growth, Item
from boundlab.architectures._counting import mlp
from boundlab.architectures._structure import Claim, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class Embedding(Architecture):
    """Embedding method q(x, e(I)).

    >>> row = Embedding(primary=(1000, 10, 1), condition=1000, embedding=10**4, primary_bias="none", bias="none")
    >>> row.bill().items[1]  # N_q = 10^4 + 10·E + 10, as printed for the paper's depth experiment
    Item(name='primary', count=110010, trainable=True, active=True)
    """

    title = "embedding method"
    source = "Galanti & Wolf 2020, Theorems 2 and 3"
    conditioned_on = "a vector I"
    generates = "nothing: the embedding e(I) is an input"

    primary: tuple[int, ...] = option.primary_widths()
    condition: int = option.size("m2", "Dimension of the condition I.", 10)
    embedding: int = option.size("k", "Dimension of the embedding e(I).", 8)
    hidden: tuple[int, ...] = option.hidden_widths()
    bias: str = option.bias_convention("the embedding e")
    primary_bias: str = option.bias_convention("the primary network q")
    activation: str = option.activation()

    generated = 0

    @property
    def primary_size(self) -> int:
        return int(mlp(self.primary, self.primary_bias))

    def items(self) -> tuple[Item, ...]:
        return (
            Item("embedding", mlp((self.condition, *self.hidden, self.embedding), self.bias)),
            Item("primary", mlp((self.primary[0] + self.embedding, *self.primary[1:]), self.primary_bias)),
        )

    def growth(self) -> Growth:
        """N ~ P: the network that is trained is the primary itself, with a wider first layer."""
        return Growth(Fraction(1), Fraction(1), "1·P: the primary network itself is trained")

    def structure(self) -> tuple[Claim, ...]:
        stack = (self.condition, *self.hidden, self.embedding)
        return linear_stack(stack, self.activation, "the layers of e")
