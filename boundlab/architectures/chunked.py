"""Chunked hypernetwork: one small network generates the weights K at a time.

With M = ⌈P/K⌉ chunks, trainable parameters: `T·c + MLP(u+c+e, l1, …, K) + M·e·S`, where S = T if the chunk
embeddings are conditional (one set per task) and 1 otherwise. The remainder M·K - P is generated and dropped; the
rows that produce it are counted (von Oswald et al. 2020; hypnettorch ChunkedHMLP; Huang et al. 2021, HyperCRL,
appends task embeddings as tasks arrive).
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Derived, Item, primary_generated
from boundlab.architectures._chunks import best_chunk, check_chunk
from boundlab.architectures._counting import ceil_div, has_bias, head, trunk
from boundlab.architectures._structure import Claim, Dropped, linear_stack, standing
from boundlab.errors import bad_value


@dataclass(frozen=True, kw_only=True, repr=False)
class Chunked(Architecture):
    """Chunked hypernetwork over T tasks.

    >>> row = Chunked(primary=(4, 5, 1), tasks=3, embedding=2, chunk_embedding=2, hidden=(3,), chunk=10)
    >>> row.bill().trainable  # P = 31, M = 4: 3·2 + MLP(4, 3, 10) + 4·2
    69
    >>> row.compression().break_even_tasks
    3
    """

    title = "chunked hypernetwork"
    source = "von Oswald et al. 2020; hypnettorch ChunkedHMLP"
    conditioned_on = "a task index"

    primary: tuple[int, ...] = option.primary_widths()
    tasks: int = option.size("T", "Number of tasks.", 10)
    embedding: int = option.size("c", "Width of a task embedding.", 8, minimum=0)
    inputs: int = option.size("u", "Dimension of an unconditional input beside the embeddings.", 0, minimum=0)
    chunk: int = option.size("K", "Weights generated at a time (default: the size of smallest count).", None)
    chunk_embedding: int = option.size("e", "Width of a chunk embedding.", 8)
    conditional_chunks: bool = option.flag("One set of chunk embeddings per task.", False)
    hidden: tuple[int, ...] = option.hidden_widths()
    bias: str = option.bias_convention()
    primary_bias: str = option.bias_convention("the primary network")
    activation: str = option.activation()

    generated = primary_generated()
    chunks = Derived(
        "M", "⌈P/K⌉, the number of chunks", lambda row: ceil_div(row.generated, row.chunk), lambda row: row.chunk
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (self.embedding or self.inputs or self.conditional_chunks):
            raise bad_value("embedding", 0, "a positive width, or conditional chunk embeddings, or inputs > 0")
        if self.chunk is None:
            object.__setattr__(self, "chunk", best_chunk(self.generated, self.per_output, self.per_chunk))
        check_chunk(self.chunk, self.generated)

    @property
    def per_output(self) -> int:
        """Parameters that one more generated number per chunk costs: l_k, plus 1 with an output bias."""
        return (self.inputs + self.embedding + self.chunk_embedding, *self.hidden)[-1] + has_bias(self.bias, True)

    @property
    def per_chunk(self) -> int:
        """Parameters that one more chunk costs."""
        return self.chunk_embedding * (self.tasks if self.conditional_chunks else 1)

    def items(self) -> tuple[Item, ...]:
        widths = (self.inputs + self.embedding + self.chunk_embedding, *self.hidden)
        return (
            Item("task_embeddings", self.tasks * self.embedding),
            Item("chunk_embeddings", self.chunks * self.per_chunk),
            Item("trunk", trunk(widths, self.bias)),
            Item("head", head(widths[-1], self.chunk, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        widths = (self.inputs + self.embedding + self.chunk_embedding, *self.hidden, self.chunk)
        dropped = standing(Dropped(self.chunks, self.chunk, self.generated))
        return dropped + linear_stack(widths, self.activation, "the layers that generate a chunk")
