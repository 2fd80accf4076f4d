"""Standard network: one multilayer perceptron on the pair (x, I).

Trainable parameters: `MLP(m1+m2, h1, …, o)`, the network class the paper compares both methods with
(Galanti & Wolf, NeurIPS 2020, Theorem 1). A condition enters as m2 further inputs; nothing is generated.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Growth, Item
from boundlab.architectures._counting import head, mlp, trunk
from boundlab.architectures._structure import Claim, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class Standard(Architecture):
    """Standard network on (x, I).

    >>> Standard(primary=(2, 10, 1), condition=3, primary_bias="none").bill().trainable
    60
    """

    title = "standard network on (x, I)"
    source = "Galanti & Wolf 2020, Theorem 1"
    conditioned_on = "a vector I"
    generates = "nothing: the condition is an input"

    primary: tuple[int, ...] = option.primary_widths()
    condition: int = option.size("m2", "Dimension of the condition I.", 10)
    primary_bias: str = option.bias_convention("the network")
    activation: str = option.activation()

    generated = 0

    @property
    def primary_size(self) -> int:
        return int(mlp(self.primary, self.primary_bias))

    def items(self) -> tuple[Item, ...]:
        widths = (self.primary[0] + self.condition, *self.primary[1:])
        return (
            Item("trunk", trunk(widths[:-1], self.primary_bias)),
            Item("head", head(widths[-2], widths[-1], self.primary_bias)),
        )

    def growth(self) -> Growth:
        """N ~ P: the network that is trained is the primary itself, with a wider first layer."""
        return Growth(Fraction(1), Fraction(1), "1·P: the primary network itself is trained")

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.primary[0] + self.condition, *self.primary[1:])
        return linear_stack(widths, self.activation)
