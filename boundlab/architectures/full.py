"""Full hypernetwork over tasks: a learned embedding per task generates every weight.

Trainable parameters: `T·c + MLP(u+c, l1, …, P)`; batch normalisation of the hidden layers adds `2·Σ l_i` trainable
numbers, and `2·Σ l_i + k` running statistics that are stored but not trained. u is the dimension of a further,
unconditional input such as noise (the design of the library hypnettorch: HMLP). In continual learning the
embeddings are appended as tasks arrive (Huang et al. 2021, HyperCRL), c numbers per task.
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Item, primary_generated
from boundlab.architectures._counting import head, trunk
from boundlab.architectures._structure import Claim, generated_span, linear_stack


@dataclass(frozen=True, kw_only=True, repr=False)
class Full(Architecture):
    """Full hypernetwork over T tasks.

    >>> Full(primary=(4, 5, 1), tasks=3, embedding=2, hidden=(3,)).bill().trainable  # 3·2 + MLP(2, 3, 31)
    139
    """

    title = "full hypernetwork over tasks"
    source = "von Oswald et al. 2020; hypnettorch HMLP"
    conditioned_on = "a task index"

    primary: tuple[int, ...] = option.primary_widths()
    tasks: int = option.size("T", "Number of tasks.", 10)
    embedding: int = option.size("c", "Width of a task embedding.", 8)
    inputs: int = option.size("u", "Dimension of an unconditional input beside the embedding.", 0, minimum=0)
    hidden: tuple[int, ...] = option.hidden_widths()
    batch_norm: bool = option.flag("Batch normalisation of the hidden layers.", False)
    bias: str = option.bias_convention()
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation()

    generated = primary_generated()

    def items(self) -> tuple[Item, ...]:
        widths = (self.inputs + self.embedding, *self.hidden)
        normalised = sum(self.hidden) if self.batch_norm else 0
        return (
            Item("task_embeddings", self.tasks * self.embedding),
            Item("trunk", trunk(widths, self.bias)),
            Item("head", head(widths[-1], self.generated, self.bias)),
            Item("batch_norm", 2 * normalised),
            Item("batch_norm_statistics", 2 * normalised + len(self.hidden) * self.batch_norm, trainable=False),
        )

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.inputs + self.embedding, *self.hidden)
        span = generated_span(self.generated, widths[-1])
        linear = () if self.batch_norm else linear_stack((*widths, self.generated), self.activation)
        return span + linear
