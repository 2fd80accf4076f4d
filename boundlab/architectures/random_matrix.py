"""Random-matrix generator θ = θ0 + A·z: the baseline of the intrinsic dimension of an objective.

θ0 (P numbers) and A (P·d numbers) are random and fixed; only the d coordinates z of each task are trained, so
T·d parameters are trainable whatever P is (Li, Farkhoor, Liu & Yosinski, ICLR 2018).
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Item, Setting, primary_generated
from boundlab.architectures._structure import Claim, generated_span


@dataclass(frozen=True, kw_only=True, repr=False)
class RandomMatrix(Architecture):
    """Random affine subspace of the primary's weight space.

    >>> bill = RandomMatrix(primary=(4, 5, 1), tasks=3, dimension=6).bill()
    >>> bill.trainable, bill.stored
    (18, 235)
    """

    title = "random-matrix generator θ0 + A·z"
    source = "Li et al. 2018"
    conditioned_on = "a task index"

    primary: tuple[int, ...] = option.primary_widths()
    tasks: int = option.size("T", "Number of tasks.", 1)
    dimension: int = option.size("d", "Dimension of z.", 100)
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation()

    generated = primary_generated()

    @classmethod
    def for_setting(cls, setting: Setting) -> RandomMatrix:
        weights = cls(primary=setting.primary, primary_bias=setting.primary_bias).generated
        return cls(
            primary=setting.primary,
            tasks=setting.tasks,
            primary_bias=setting.primary_bias,
            dimension=min(100, weights),
            activation=setting.activation,
        )

    def items(self) -> tuple[Item, ...]:
        return (
            Item("coordinates", self.tasks * self.dimension),
            Item("offset", self.generated, trainable=False),
            Item("matrix", self.generated * self.dimension, trainable=False),
        )

    def structure(self) -> tuple[Claim, ...]:
        return generated_span(self.generated, self.dimension)
