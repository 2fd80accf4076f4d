"""LSTM (dependency-preserving) hypernetwork: an LSTM walks over the chunks and generates them in order.

With M = ⌈P/K⌉ chunks, state width h, chunk embeddings of width e and task embeddings of width c:
`4h(e+c+h) + 8h + L(h,K) + M·e + T·c`; 8h counts the two bias vectors of a torch LSTM (Chandra, Varshney, Srijith &
Gupta 2023). The layout is taken from the abstract alone, so the row is unverified; the count is exact for the
module in `boundlab.networks`.
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Derived, Item, Setting, primary_generated
from boundlab.architectures._chunks import best_chunk, check_chunk
from boundlab.architectures._counting import affine, ceil_div
from boundlab.architectures._structure import Claim, Dropped, standing


@dataclass(frozen=True, kw_only=True, repr=False)
class Lstm(Architecture):
    """LSTM hypernetwork over T tasks.

    >>> Lstm(primary=(4, 5, 1), tasks=3, embedding=2, chunk_embedding=2, state=3, chunk=10).bill().trainable
    162
    """

    title = "LSTM hypernetwork"
    source = "Chandra et al. 2023 (abstract only)"
    status = "unverified"
    conditioned_on = "a task index"

    primary: tuple[int, ...] = option.primary_widths()
    tasks: int = option.size("T", "Number of tasks.", 10)
    embedding: int = option.size("c", "Width of a task embedding.", 8)
    chunk: int = option.size("K", "Weights generated at a time (default: the size of smallest count).", None)
    chunk_embedding: int = option.size("e", "Width of a chunk embedding.", 8)
    state: int = option.size("h", "State width of the LSTM.", 64)
    bias: bool = option.flag("Biases of the LSTM and its output map.", True)
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation()

    generated = primary_generated()
    chunks = Derived(
        "M", "⌈P/K⌉, the number of chunks", lambda row: ceil_div(row.generated, row.chunk), lambda row: row.chunk
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.chunk is None:
            object.__setattr__(self, "chunk", best_chunk(self.generated, self.per_output, self.per_chunk))
        check_chunk(self.chunk, self.generated)

    @property
    def per_output(self) -> int:
        """Parameters that one more generated number per chunk costs."""
        return self.state + self.bias

    @property
    def per_chunk(self) -> int:
        """Parameters that one more chunk costs."""
        return self.chunk_embedding

    @classmethod
    def for_setting(cls, setting: Setting) -> Lstm:
        return cls(
            primary=setting.primary,
            tasks=setting.tasks,
            embedding=setting.embedding,
            state=setting.hidden[-1] if setting.hidden else setting.embedding,
            bias=setting.bias != "none",
            primary_bias=setting.primary_bias,
            activation=setting.activation,
        )

    def items(self) -> tuple[Item, ...]:
        h, inputs = self.state, self.chunk_embedding + self.embedding
        return (
            Item("task_embeddings", self.tasks * self.embedding),
            Item("chunk_embeddings", self.chunks * self.chunk_embedding),
            Item("recurrence", 4 * h * (inputs + h) + (8 * h if self.bias else 0)),
            Item("head", affine(h, self.chunk, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        return standing(Dropped(self.chunks, self.chunk, self.generated))
