"""Contextual hypernetwork (CHN): what is known of a new output feature generates its parameters.

Per new feature `E + F + 2` numbers are generated: a feature embedding of width E, the F weights of its row in the
last layer, a bias and a log-variance; independent of the number of features (Lamb et al. 2021). The count here is
of the set encoder `MLP(1+Z, a1, …, S)` over observed pairs (value, code of width Z) and of
`MLP(S+Q, l1, …, E+F+2)` on the pooled code and Q metadata. This layout is taken from the abstract alone, so the row
is unverified; the count is exact for the module in `boundlab.networks`.
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Derived, Item, Setting
from boundlab.architectures._counting import head, mlp, trunk
from boundlab.architectures._structure import Claim, generated_span, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class Contextual(Architecture):
    """Contextual hypernetwork for new output features.

    >>> row = Contextual(code=2, set_hidden=(3,), pooled=2, metadata=1, hidden=(4,), feature=3, last=5)
    >>> row.generated, row.bill().trainable
    (10, 86)
    """

    title = "contextual hypernetwork"
    source = "Lamb et al. 2021 (abstract only)"
    status = "unverified"
    conditioned_on = "observations and metadata of a feature"
    generates = "the parameters of one new output feature"
    scales_with = ("feature", "last")

    code: int = option.size("Z", "Width of the code of an observed data point.", 8)
    set_hidden: tuple[int, ...] = option.widths(
        lambda n: tuple(f"a{i}" for i in range(1, n + 1)), "Hidden widths of the set encoder.", (100,), 0
    )
    pooled: int = option.size("S", "Width of the pooled code of the observations.", 16)
    metadata: int = option.size("Q", "Width of the feature's metadata.", 10)
    hidden: tuple[int, ...] = option.hidden_widths((100,))
    feature: int = option.size("E", "Width of a feature embedding.", 8)
    last: int = option.size("F", "Width of the layer in front of the outputs.", 100)
    bias: str = option.bias_convention()
    activation: str = option.activation()

    generated = Derived("P", "E + F + 2, the parameters of one feature", lambda row: row.feature + row.last + 2)

    @classmethod
    def for_setting(cls, setting: Setting) -> Contextual:
        return cls(
            code=setting.primary[0],
            set_hidden=setting.hidden,
            pooled=setting.embedding,
            metadata=setting.condition,
            hidden=setting.hidden,
            feature=setting.embedding,
            last=setting.primary[-2],
            bias=setting.bias,
            activation=setting.activation,
        )

    def items(self) -> tuple[Item, ...]:
        widths = (self.pooled + self.metadata, *self.hidden)
        return (
            Item("set_encoder", mlp((1 + self.code, *self.set_hidden, self.pooled), self.bias)),
            Item("trunk", trunk(widths, self.bias)),
            Item("head", head(widths[-1], self.generated, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.pooled + self.metadata, *self.hidden)
        span = generated_span(self.generated, widths[-1])
        return span + linear_stack((*widths, self.generated), self.activation, "the layers behind the pooling")
