"""Strategies for claims: any order, any scope, every direction and status that a claim of one's own may have."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from boundlab.activations import catalogue
from boundlab.claims.activation import ANY_ACTIVATION, LIPSCHITZ_ACTIVATION, PIECEWISE_LINEAR, SMOOTH, family, together
from boundlab.claims.claim import Approximators, Claim, Counting, Direction, Status
from boundlab.claims.norm import NORMS
from boundlab.claims.scope import Depth, Kind, Selection, Weights, Width
from boundlab.claims.target_class import TargetClass
from boundlab.function_classes.classes import target_classes
from boundlab.testing.statements import orders

# A quoted statement has a source that somebody compared it with; a drawn one has none.
OWN = (Status.CONJECTURE, Status.UNVERIFIED, Status.RECALLED)


def scopes() -> SearchStrategy[Approximators]:
    """Approximators of every kind, activation family and regime."""
    sets = st.frozensets(st.sampled_from(sorted(catalogue())), min_size=1, max_size=3)
    families = st.sampled_from([ANY_ACTIVATION, LIPSCHITZ_ACTIVATION, PIECEWISE_LINEAR, SMOOTH])
    return st.builds(
        Approximators,
        kind=st.sampled_from(Kind),
        activation=families | sets.map(lambda names: family(*names)) | sets.map(lambda names: together(*names)),
        depth=st.sampled_from(Depth),
        width=st.sampled_from(Width),
        weights=st.sampled_from(Weights),
        selection=st.sampled_from(Selection),
    )


def claims(
    target: TargetClass | None = None, direction: Direction | str | None = None, **fields: Any
) -> SearchStrategy[Claim]:
    """Claims N = O, Ω or Θ of a drawn order in m, r about `target`, by default any class of the catalogue.

    Other `fields` of a Claim are fixed to the values given, or drawn from the strategies given.
    """
    drawn: dict[str, Any] = {
        "id": st.integers(1, 10**6).map(lambda n: f"drawn/{n}"),
        "title": st.just("drawn"),
        "direction": st.sampled_from(Direction) if direction is None else st.just(Direction(direction)),
        "quantity": st.just("N"),
        "target": st.sampled_from(list(target_classes().values())) if target is None else st.just(target),
        "approximators": scopes(),
        "order_text": orders(("m", "r")).map(str),
        "source": st.just("drawn"),
        "status": st.sampled_from(OWN),
        "norm": st.sampled_from(list(NORMS.values())),
        "counting": st.sampled_from(Counting),
    }
    for name, value in fields.items():
        drawn[name] = value if isinstance(value, SearchStrategy) else st.just(value)
    return st.builds(Claim, **drawn)
