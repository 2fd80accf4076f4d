"""The best known bounds for a class of networks that is described in words."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence

from boundlab.claims import hypotheses, scope
from boundlab.claims.activation import activation_set, in_words
from boundlab.claims.claim import Counting, Status, TargetClass
from boundlab.derived.closure import Closure
from boundlab.derived.load import Given, load
from boundlab.derived.query import CERTAIN, Best, Query
from boundlab.derived.query import best as best_of
from boundlab.errors import one_of
from boundlab.symbolic.expression import Value

CLASSES = {
    "sobolev": ("sobolev_ball", "SOBOLEV_BALL"),
    "structured": ("sobolev_ball", "STRUCTURED"),
    "barron": ("barron_ball", "BARRON_BALL"),
    "variation": ("barron_ball", "VARIATION_BALL"),
    "piecewise": ("piecewise_smooth", "PIECEWISE_SMOOTH"),
}
PARTS = {
    "network": ("N", "NETWORK"),
    "q": ("N_q", "EMBEDDING"),
    "g": ("N_g", "HYPERNETWORK"),
    "hypernetwork": ("N_f", "HYPERNETWORK"),
}
SELECTIONS = ("linear", "lipschitz", "continuous", "any")
WEIGHTS = ("quantised", "polynomial", "lipschitz", "spectral", "any")
DEPTHS = ("shallow", "two-hidden", "fixed", "log", "polylog", "any")


def best(
    activation: str | Iterable[str] = "tanh",
    *,
    selection: str = "any",
    weights: str = "any",
    depth: str = "any",
    width: str = "any",
    class_: str | TargetClass = "sobolev",
    norm: str = "sup",
    counting: str = "nonzero",
    part: str = "network",
    assume: Iterable[str] = (),
    values: Mapping[str, Value] | None = None,
    include_unverified: bool = False,
    registry: Given | None = None,
) -> Best:
    """Return the best known lower and upper bounds for a class of networks.

    `activation`: of all units, or several, of which each unit has one; `selection`: how parameters may depend on the
    target; `weights`, `depth`, `width`: what is allowed, or how it may grow; `class_`: what is approximated, one of
    `CLASSES` or a TargetClass; `part`: of which architecture what is counted; `assume`: ids of hypotheses that are
    granted; `values` puts numbers in for parameters. Without `include_unverified`, unverified rows and conjectures are
    left out. Raises BoundlabError for a value not offered.

    >>> found = best("relu", selection="continuous")
    >>> str(found.lower[0].order), str(found.upper[0].order), found.tight
    ('eps^(-m/r)', 'eps^(-m/r)*log(1/eps)', False)
    """
    quantity, kind = PARTS[one_of("part", part, tuple(PARTS))]
    known = load(registry)
    if isinstance(class_, TargetClass):
        target = class_
    elif class_ in known.classes:
        target = known.classes[class_]
    else:
        module, name = CLASSES[one_of("class_", class_, (*CLASSES, *known.classes))]
        target = getattr(importlib.import_module(f"boundlab.function_classes.{module}"), name)
    query = Query(
        in_words(activation_set(activation)),
        target,
        quantity,
        scope.Kind[kind],
        scope.Depth[_member("depth", depth, DEPTHS)],
        scope.Width[_member("width", width, ("fixed", "any"))],
        scope.Weights[_member("weights", weights, WEIGHTS)],
        scope.Selection[_member("selection", selection, SELECTIONS)],
        scope.Norm[_member("norm", norm, ("sup", "l2"))],
        Counting[_member("counting", counting, ("nonzero", "dense"))],
        frozenset(_hypothesis(id_) for id_ in ([assume] if isinstance(assume, str) else assume)),
        values or {},
    )
    return best_of(Closure(known), query, frozenset(Status) if include_unverified else CERTAIN)


def _member(argument: str, value: str, allowed: Sequence[str]) -> str:
    return one_of(argument, value, allowed).upper().replace("-", "_")


def _hypothesis(id_: str) -> str:
    known = sorted(h.id for h in vars(hypotheses).values() if isinstance(h, hypotheses.Hypothesis))
    return one_of("assume", id_, known)
