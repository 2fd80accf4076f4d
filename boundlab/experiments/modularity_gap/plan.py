"""Which arms there are, and the list of tasks a q-against-g measurement consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from boundlab.errors import bad_value
from boundlab.experiments.modularity_gap.embeddings import EmbeddingSettings
from boundlab.experiments.modularity_gap.generated_weights import GeneratedWeights
from boundlab.experiments.modularity_gap.tasks import EmbeddingSizes, SliceSizes, Targets
from boundlab.minimal_networks.measurement import CELLS
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.numbers import integer
from boundlab.runs.task import Task


def embedding_arm(name: str, bound_e: float, bound_q: float) -> EmbeddingSettings:
    """`identity`, `table-D`, `network-D` or `bounded-D` with the embedding dimension D.

    Raises BoundlabError: another name.
    """
    kind, _, dimension = name.partition("-")
    if name == "identity":
        return EmbeddingSettings("identity")
    if kind in {"table", "network", "bounded"}:
        bounds = (bound_e, bound_q) if kind == "bounded" else ()
        return EmbeddingSettings("table" if kind == "table" else "network", integer(dimension, "arms", 1), *bounds)
    raise bad_value("arms", name, "g, f, identity, table-D, network-D or bounded-D with a dimension D")


def cells_in(low: int, high: int) -> list[int]:
    """The numbers of cells per axis that are measured between two."""
    return [k for k in CELLS if low <= k <= high]


def gap_tasks(
    targets: Sequence[Targets], arm: str, bounds: tuple[float, float], slices: int, search: SearchSettings
) -> list[Task]:
    """One task of an arm for each of the targets; g has one hidden layer, q has `search.depth`.

    Raises BoundlabError: an unknown arm, fewer than one slice, bounds on a deep q.
    """
    if slices < 1:
        raise bad_value("slices", slices, "a whole number ≥ 1")
    shallow = replace(search, depth=1)
    if arm == "g":
        return [SliceSizes(family, slices, shallow) for family in targets]
    if arm == "f":
        return [GeneratedWeights(family, shallow) for family in targets]
    embedding = embedding_arm(arm, *bounds)
    if embedding.bound_q is not None and search.depth > 1:
        raise bad_value("depth", search.depth, f"1 for {arm}: deep networks are not kept within bounds")
    return [EmbeddingSizes(family, embedding, search) for family in targets]
