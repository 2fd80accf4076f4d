"""Shared by the engines about networks: what they need from a query, and the bumps they put signs on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from boundlab.rigorous._bound import Bound
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines.continuous_selection import best_space
from boundlab.rigorous.mlp import parameters
from boundlab.rigorous.spaces import SpaceFamily, disjoint_families


def refusal(query: Query, activations: Sequence[str]) -> str:
    """Return why the query does not describe a network of one of the `activations`; "" if it does."""
    if query.depth is None:
        return "needs depth, the number of affine layers"
    if query.activation not in activations:
        return f"its proof does not cover the activation {query.activation}; it covers {', '.join(activations)}"
    return ""


def peaks(query: Query) -> tuple[dict[str, Any], int]:
    """Return the description of the most bumps of amplitude > ε, and their number M."""
    family, n = best_space(disjoint_families(query.m, query.r), query.eps)
    return described(family, n), family.dimension(n)


def described(family: SpaceFamily, n: int) -> dict[str, Any]:
    """Return what a certificate says about the space of `family` at resolution n."""
    return {**family.description, "resolution": n, "K": str(family.norm(n))}


def network_hypotheses(query: Query) -> list[str]:
    """Return the hypotheses that describe the network of the query."""
    shape = "uniform-width" if query.width is None else f"width-limit={query.width}"
    return ["mlp", f"activation={query.activation}", f"depth={query.depth}", shape]


def fixed_shape_bound(
    engine: str,
    kind: str,
    query: Query,
    space: dict[str, Any],
    excluded_width: int | None,
    N: int,
    extra: dict[str, Any] | None = None,
    hypotheses: Sequence[str] = (),
    status: str = "proved",
    detail: str = "",
) -> Bound:
    """Return a lower bound for networks of the query's depth, with its certificate.

    `excluded_width`: the greatest equal width the argument excludes; None if the widths are only limited.
    """
    needed = [*network_hypotheses(query), *hypotheses]
    if status != "proved":
        needed.append("recalled-formula")
    certificate: dict[str, Any] = {
        "kind": kind,
        "argument": engine,
        "direction": "lower",
        "hypotheses": needed,
        "m": query.m,
        "r": query.r,
        "eps": str(query.eps),
        "N": N,
        "activation": query.activation,
        "depth": query.depth,
        "space": space,
        **(extra or {}),
    }
    if excluded_width is None:
        certificate["width_limit"] = query.width
    else:
        certificate["excluded_width"] = excluded_width
        detail = detail or (f"width {excluded_width} is excluded" if excluded_width else "no width is excluded")
    return Bound(engine, "lower", N, tuple(needed), certificate, status, detail)


def impossible(query: Query, N: int) -> str:
    """Return a sentence if the query's depth and width allow fewer than N parameters; "" otherwise."""
    if query.width is None or query.depth is None or parameters(query.m, query.width, query.depth) >= N:
        return ""
    return "more than such a network has: none of them reaches this accuracy"
