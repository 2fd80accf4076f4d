"""Recurrent highway hypernetwork: a small recurrent highway network rescales the rows of a large one, step by step.

`R(E,n) = 2n(E+1) + 2D·n(n+1)` counts a recurrent highway cell of depth D, input width E and state width n. The cell
has `R(E,a) + R(E,h) + D(a+1)h` trainable parameters: the hyper cell, the primary cell and the D maps from hyper
states to row scalings. It generates `D·h` row scalings per step, each used for the two rows (candidate and gate) of
a unit; not the P = R(E,h) weights (Suarez, NeurIPS 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Growth, Item, Setting
from boundlab.architectures._counting import affine
from boundlab.architectures._structure import Claim, Repeated, standing


def highway(inputs: Any, width: Any, depth: Any, bias: bool = True) -> Any:
    """R(E,n): one input map and D recurrent maps, each onto candidate and gate.

    >>> highway(27, 100, 3) == 2 * 100 * 28 + 2 * 3 * 100 * 101
    True
    """
    return affine(inputs, 2 * width, bias) + depth * affine(width, 2 * width, bias)


@dataclass(frozen=True, kw_only=True, repr=False)
class RecurrentHighway(Architecture):
    """Recurrent highway hypernetwork cell.

    >>> row = RecurrentHighway(inputs=5, hyper=3, width=4, depth=2)
    >>> row.bill().trainable, row.generated
    (244, 8)
    """

    title = "recurrent highway hypernetwork"
    source = "Suarez 2017"
    conditioned_on = "a sequence"
    generates = "a scaling of every row, at every step"
    scales_with = ("width",)

    inputs: int = option.size("E", "Input width of both cells.", 27)
    hyper: int = option.size("a", "State width of the hyper cell.", 128)
    width: int = option.size("h", "State width of the primary cell.", 1000)
    depth: int = option.size("D", "Recurrence depth of both cells.", 7)
    bias: bool = option.flag("Biases on every layer.", True)

    @property
    def generated(self) -> int:
        return self.depth * self.width

    @property
    def primary_size(self) -> int:
        return int(highway(self.inputs, self.width, self.depth, self.bias))

    @classmethod
    def for_setting(cls, setting: Setting) -> RecurrentHighway:
        inner = setting.primary[1:-1] or (setting.primary[-1],)
        return cls(
            inputs=setting.primary[0] + setting.condition,
            hyper=setting.hidden[-1] if setting.hidden else setting.embedding,
            width=max(inner),
            depth=len(inner),
            bias=setting.bias != "none",
        )

    def items(self) -> tuple[Item, ...]:
        return (
            Item("hyper", highway(self.inputs, self.hyper, self.depth, self.bias)),
            Item("primary", highway(self.inputs, self.width, self.depth, self.bias)),
            Item("scalings", self.depth * affine(self.hyper, self.width, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        return standing(Repeated("row scalings of one step", 2 * self.generated, self.generated))

    def growth(self) -> Growth:
        """N ~ 2D·h² ~ P as the width h grows."""
        return Growth(Fraction(1), Fraction(1), "1·P: the primary cell itself is trained")
