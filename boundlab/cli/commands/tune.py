"""`boundlab tune chunk`: the chunk size that minimises the count of a chunked hypernetwork."""

from __future__ import annotations

from typing import Any

import typer

from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer(cls=Group)


@app.callback()
def tune() -> None:
    """Choose the sizes of an architecture by its count."""


@app.command()
def chunk(
    primary: str = typer.Option(..., help="Widths of the primary network, such as 784-100-10."),
    tasks: str = typer.Option("10", help="Number of tasks."),
    embedding: str = typer.Option("8", help="Width of a task embedding."),
    chunk_embedding: str = typer.Option("8", help="Width of a chunk embedding."),
    hidden: str = typer.Option("100-100", help="Hidden widths of the generator, or 'none'."),
    conditional_chunks: str = typer.Option("no", help="One set of chunk embeddings per task: yes or no."),
    bias: str = typer.Option("all", help="Biases of the generator: all, hidden or none."),
    primary_bias: str = typer.Option("all", help="Biases of the primary: all, hidden or none."),
    as_json: JsonOption = False,
) -> None:
    """The chunk size K that minimises the count: closed form ⌈√(P·b/a)⌉ against brute force.

    As a function of K the count is a·K + b·⌈P/K⌉ + const, a parameters per generated number and b per chunk.
    """
    from boundlab import architectures
    from boundlab.architectures._chunks import brute_force
    from boundlab.architectures._chunks import tune as tuned
    from boundlab.architectures._options import LARGEST

    texts = {
        "primary": primary,
        "tasks": tasks,
        "embedding": embedding,
        "chunk_embedding": chunk_embedding,
        "hidden": hidden,
        "conditional_chunks": conditional_chunks,
        "bias": bias,
        "primary_bias": primary_bias,
    }
    row: Any = architectures.count("chunked", **texts)
    found = tuned(row.generated, row.per_output, row.per_chunk)
    constant = row.bill().trainable - found.best_cost
    data = {
        "primary_size": row.generated,
        "per_output": row.per_output,
        "per_chunk": row.per_chunk,
        "closed_form": {"chunk": found.closed, "trainable": found.closed_cost + constant},
        "search": {"chunk": found.best, "trainable": found.best_cost + constant, "ties": list(found.ties)},
        "brute_force": None,
        "gap": found.gap,
        "gap_bound": row.per_output + row.per_chunk,
    }
    if row.generated <= LARGEST:
        lowest, ties = brute_force(row.generated, row.per_output, row.per_chunk)
        data["brute_force"] = {"chunk": ties[0], "trainable": lowest + constant, "ties": list(ties)}
    emit(data, as_json, lambda: _print(data))


def _brute_force(data: dict[str, Any]) -> tuple[object, object]:
    found = data["brute_force"]
    return (found["chunk"], found["trainable"]) if found else ("not run", "P > 10^12")


def _print(data: dict[str, Any]) -> None:
    print(
        f"P = {data['primary_size']}, a = {data['per_output']} per generated number, b = {data['per_chunk']} per chunk"
    )
    rows = [
        ("closed form ⌈√(P·b/a)⌉", data["closed_form"]["chunk"], data["closed_form"]["trainable"]),
        ("search", data["search"]["chunk"], data["search"]["trainable"]),
        ("brute force", *_brute_force(data)),
    ]
    table("", ("", "chunk size", "trainable"), rows)
    ties = data["search"]["ties"]
    also = f"; {len(ties)} sizes are best, {ties[0]} to {ties[-1]}" if len(ties) > 1 else ""
    print(f"gap {data['gap']} (always below a + b = {data['gap_bound']}){also}")
