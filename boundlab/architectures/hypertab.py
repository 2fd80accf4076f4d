"""HyperTab: a mask over the features generates a network that sees only the features it keeps.

With D features, k = ⌊D·share⌋ of them kept, hidden width h and C outputs, the primary k → h → h → C has
`P = k·h + h + h² + h + h·C + C` weights, and trunk 128-64-64 gives `128(D+1) + 8256 + 4160 + 65·P` trainable
parameters. There is no activation before the output layer, so the last two layers are one linear map
(Wydmański, Bulenok & Śmieja 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Derived, Item, Setting
from boundlab.architectures._counting import head, mlp, trunk
from boundlab.architectures._structure import Claim, LinearCollapse, generated_span, linear_stack, standing
from boundlab.errors import bad_value


def _kept(row: HyperTab) -> int:
    return int(row.features * row.share)


@dataclass(frozen=True, kw_only=True, repr=False)
class HyperTab(Architecture):
    """Hypernetwork over feature masks.

    >>> row = HyperTab(features=20, share=Fraction(1, 2), width=16, classes=3)
    >>> row.generated, row.bill().trainable == 128 * 21 + 8256 + 4160 + 65 * row.generated
    (499, True)
    """

    title = "HyperTab"
    source = "Wydmański, Bulenok & Śmieja 2023"
    conditioned_on = "a mask over the features"
    generates = "every weight of a primary k→h→h→C on the k kept features"
    scales_with = ("width",)

    features: int = option.size("D", "Number of features.", 20)
    share: Fraction = option.share("Share of the features a mask keeps.", Fraction(1, 2))  # noqa: RUF009  (a Fraction is immutable)
    width: int = option.size("h", "Hidden width of the primary network.", 16)
    classes: int = option.size("C", "Number of outputs.", 2)
    hidden: tuple[int, ...] = option.hidden_widths((128, 64, 64))
    bias: str = option.bias_convention()
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation()

    kept = Derived("k", "⌊D·share⌋, the features a mask keeps", _kept)
    generated = Derived(
        "P",
        "weights of the primary network k→h→h→C",
        lambda row: int(mlp((row.kept, row.width, row.width, row.classes), row.primary_bias)),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.kept:
            raise bad_value("share", self.share, f"a share that keeps at least one of {self.features} features")

    @classmethod
    def for_setting(cls, setting: Setting) -> HyperTab:
        inner = setting.primary[1:-1] or (setting.primary[-1],)
        return cls(
            features=setting.primary[0],
            share=Fraction(1),
            width=max(inner),
            classes=setting.primary[-1],
            bias=setting.bias,
            primary_bias=setting.primary_bias,
            activation=setting.activation,
        )

    def items(self) -> tuple[Item, ...]:
        widths = (self.features, *self.hidden)
        return (
            Item("trunk", trunk(widths, self.bias)),
            Item("head", head(widths[-1], self.generated, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.features, *self.hidden, self.generated)
        collapse = standing(LinearCollapse("the last two layers", widths[-3:]))
        if self.activation == "identity":
            collapse = linear_stack(widths, self.activation)
        return generated_span(self.generated, min(widths[-3:-1])) + collapse
