"""The drawn derivation of a claim: what it rests on above it, what rests on it below."""

from __future__ import annotations

from boundlab.derived.closure import Derivation
from boundlab.site.contents import Contents
from boundlab.site.page import Graph, slug

MOST = 24


def derivation_graph(contents: Contents, derivation: Derivation) -> Graph:
    """Return the graph of the claims around one: all that it rests on, and what rests on it directly."""
    here = derivation.claim.id
    nodes: dict[str, str] = {}
    edges: dict[tuple[str, str], str] = {}
    pending = [derivation]
    while pending:
        d = pending.pop()
        if d.claim.id in nodes:
            continue
        nodes[d.claim.id] = "here" if d.claim.id == here else "above"
        above = [(d.premise.claim.id, d.rule.id)] if d.premise and d.rule else []
        above += [(id_, "depends on") for id_ in d.claim.depends_on] if d.rule is None else []
        for id_, why in above:
            edges[id_, d.claim.id] = why
            pending.append(contents.closure[id_])
    below = [id_ for id_ in contents.followers.get(here, []) if id_ not in nodes]
    for id_ in below[:MOST]:
        d = contents.closure[id_]
        nodes[id_] = "below"
        edges[here, id_] = d.rule.id if d.rule else "depends on"
    drawn = []
    for id_, place in nodes.items():
        claim = contents.closure[id_].claim
        lines = (_short(id_), _short(claim.landau), str(claim.status))
        drawn.append((id_, lines, "" if id_ == here else f"claims/{slug(id_)}", place))
    return Graph(drawn, [(a, b, why) for (a, b), why in edges.items()], f"Derivation of {here}")


def _short(text: str, most: int = 44) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
