"""Magnitude-invariant parametrisation (MIP): an encoded condition generates the weights, or a change of them.

Trainable parameters: `MLP(μ·D, l1, …, P)`, μ = 2 for the encodings `[cos πz/2, sin πz/2]` and `[z, 1-z]` of z in
[0,1]^D, μ = 1 for the raw condition. The additive form θ0 + Δ(z) stores θ0 as the output bias: it is counted once,
whatever the bias convention (Ortiz, Guttag & Dalca, ICLR 2024, first posted 2023).
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Item, primary_generated
from boundlab.architectures._counting import affine, has_bias, trunk
from boundlab.architectures._structure import Claim, generated_span, linear_stack

ENCODINGS = ("cos-sin", "complement", "raw")


@dataclass(frozen=True, kw_only=True, repr=False)
class MagnitudeInvariant(Architecture):
    """Magnitude-invariant hypernetwork.

    >>> row = MagnitudeInvariant(primary=(4, 5, 1), condition=2, hidden=(3,))
    >>> row.bill().trainable  # MLP(4, 3, 31), its output bias is θ0
    139
    """

    title = "magnitude-invariant parametrisation"
    source = "Ortiz, Guttag & Dalca 2023"
    conditioned_on = "a vector in [0, 1]^D"

    primary: tuple[int, ...] = option.primary_widths()
    condition: int = option.size("D", "Dimension of the condition.", 10)
    encoding: str = option.choice("Encoding of the condition.", ENCODINGS, "cos-sin")
    additive: bool = option.flag("Generate a change of learned weights θ0.", True)
    hidden: tuple[int, ...] = option.hidden_widths()
    bias: str = option.bias_convention()
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation()

    generated = primary_generated()

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths from the encoded condition to the last hidden layer."""
        return ((1 if self.encoding == "raw" else 2) * self.condition, *self.hidden)

    def items(self) -> tuple[Item, ...]:
        output_bias = self.additive or has_bias(self.bias, True)
        return (
            Item("trunk", trunk(self.widths, self.bias)),
            Item("head", affine(self.widths[-1], self.generated, output_bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        span = generated_span(self.generated, self.widths[-1])
        return span + linear_stack((*self.widths, self.generated), self.activation)
