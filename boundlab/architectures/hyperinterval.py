"""HyperInterval (HINT): interval task embeddings are mapped to interval weights.

Nested intervals (one radius schedule for all tasks, not trained): the full hypernetwork's count
`T·c + MLP(c, l1, …, P)`. Otherwise each task has its own trained radii: `T·c` more (Krukowski et al. 2024).
Intervals pass an activation by its end points, so it has to be monotone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Item, Setting, primary_generated
from boundlab.architectures._counting import head, trunk
from boundlab.architectures._structure import Claim, generated_span, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class HyperInterval(Architecture):
    """Hypernetwork over interval embeddings of T tasks.

    >>> sizes = dict(primary=(4, 5, 1), tasks=3, embedding=2, hidden=(3,))
    >>> HyperInterval(**sizes, nested=True).bill().trainable, HyperInterval(**sizes, nested=False).bill().trainable
    (139, 145)
    """

    title = "HyperInterval"
    source = "Krukowski et al. 2024"
    conditioned_on = "a task index"
    generates = "an interval for every weight of the primary network"

    primary: tuple[int, ...] = option.primary_widths()
    tasks: int = option.size("T", "Number of tasks.", 10)
    embedding: int = option.size("c", "Width of a task embedding.", 8)
    hidden: tuple[int, ...] = option.hidden_widths()
    nested: bool = option.flag("Fixed radii shared by all tasks; otherwise every task trains its own.", False)
    bias: str = option.bias_convention()
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation(option.MONOTONE)

    generated = primary_generated()

    @classmethod
    def for_setting(cls, setting: Setting) -> HyperInterval:
        """The count does not depend on the activation, so one that is not monotone is served by relu."""
        monotone = setting.activation in option.MONOTONE
        return super().for_setting(setting if monotone else replace(setting, activation="relu"))

    def items(self) -> tuple[Item, ...]:
        widths = (self.embedding, *self.hidden)
        return (
            Item("task_embeddings", self.tasks * self.embedding),
            Item("radii", 0 if self.nested else self.tasks * self.embedding),
            Item("trunk", trunk(widths, self.bias)),
            Item("head", head(widths[-1], self.generated, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.embedding, *self.hidden)
        span = generated_span(self.generated, widths[-1])
        return span + linear_stack((*widths, self.generated), self.activation)
