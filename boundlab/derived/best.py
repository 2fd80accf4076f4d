"""The best known bounds for a class of networks that is described in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from boundlab.claims import hypotheses
from boundlab.claims.activation import activation_set, in_words
from boundlab.claims.claim import REGIMES, Counting, Status
from boundlab.claims.norm import Norm
from boundlab.claims.quantity import QUANTITIES
from boundlab.claims.scope import Kind, Regime
from boundlab.claims.target_class import TargetClass
from boundlab.derived.bounds import Best
from boundlab.derived.bounds import best as best_of
from boundlab.derived.closure import Closure, closure_of
from boundlab.derived.load import Given
from boundlab.derived.query import CERTAIN, Query
from boundlab.errors import one_of
from boundlab.function_classes.classes import SHORT
from boundlab.symbolic.expression import Value

PARTS = {
    "network": ("N", "NETWORK"),
    "q": ("N_q", "EMBEDDING"),
    "g": ("N_g", "HYPERNETWORK"),
    "hypernetwork": ("N_f", "HYPERNETWORK"),
    "trunk": ("N_t", "DEEPONET"),
    **{
        kind.spelling: ("N", kind.name)
        for kind in Kind
        if kind not in {Kind.EMBEDDING, Kind.HYPERNETWORK, Kind.NETWORK}
    },
}
QUANTISED = "quantised"
"""As `weights`: polynomial in size, with O(log 1/ε) bits."""


def choices(respect: str) -> tuple[str, ...]:
    """Return the spellings of the regimes of one respect, such as "depth".

    >>> choices("selection")
    ('linear', 'lipschitz', 'continuous', 'any')
    """
    return tuple(regime.spelling for regime in REGIMES[respect])


def target_class(name: str, closure: Closure) -> TargetClass:
    """Return the target class with this id or short name; raises BoundlabError if `closure` knows none."""
    known = closure.classes
    return known[one_of("class_", SHORT.get(name, name), tuple(known))]


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
    quantity: str | None = None,
    precision: str = "any",
    connections: str = "free",
    where: Iterable[str] = (),
    assume: Iterable[str] = (),
    values: Mapping[str, Value] | None = None,
    include_unverified: bool = False,
    registry: Given | None = None,
    closure: Closure | None = None,
) -> Best:
    """Return the best known lower and upper bounds for a class of networks.

    `activation`: of all units, or several, of which each unit has one; `selection`: how parameters may depend on the
    target; `weights`, `precision`, `connections`, `depth`, `width`: what is allowed, or how it may grow; `class_`: what
    is approximated, an id of a target class or a TargetClass; `norm`: `sup`, `L2`, `W1,inf` and their like; `part`: of
    which architecture what is counted, `quantity`: something else of it; `assume`: ids of hypotheses that are granted;
    `values` puts numbers in for parameters, `where` are conditions on the others. Without `include_unverified`, rows
    that were only recalled, unverified ones and conjectures are left out; `registry`, or its `closure`, is where bounds
    are looked for. Raises BoundlabError for a value not offered.

    >>> found = best("relu", selection="continuous")
    >>> str(found.lower[0].order), str(found.upper[0].order), found.tight
    ('eps^(-m/r)', 'eps^(-m/r)*log(1/eps)', False)
    """
    known = closure if closure is not None else closure_of(registry)
    counted, kind = PARTS[one_of("part", part, tuple(PARTS))]
    if weights == QUANTISED:
        weights, precision = "polynomial", "log"
    given = {"depth": depth, "width": width, "weights": weights, "precision": precision, "connections": connections}
    target = class_ if isinstance(class_, TargetClass) else target_class(class_, known)
    query = Query(
        in_words(activation_set(activation)),
        target,
        counted if quantity is None else one_of("quantity", quantity, tuple(QUANTITIES)),
        Kind[kind],
        norm=Norm.parse(norm),
        counting=Counting[one_of("counting", counting, ("nonzero", "dense")).upper()],
        assume=frozenset(_hypothesis(id_, known) for id_ in ([assume] if isinstance(assume, str) else assume)),
        values=values or {},
        where=(where,) if isinstance(where, str) else tuple(where),
        free=known.lattice(target).free(target),
        **{name: _member(name, value) for name, value in (given | {"selection": selection}).items()},  # type: ignore[arg-type]
    )
    return best_of(known, query, frozenset(Status) if include_unverified else CERTAIN)


def _member(respect: str, value: str) -> Regime:
    offered = (*choices(respect), *([QUANTISED] if respect == "weights" else []))
    one_of(respect, value, offered)
    return next(regime for regime in REGIMES[respect] if regime.spelling == value)


def _hypothesis(id_: str, closure: Closure) -> str:
    named = [*vars(hypotheses).values(), *(h for d in closure for h in d.claim.hypotheses)]
    return one_of("assume", id_, sorted({h.id for h in named if isinstance(h, hypotheses.Hypothesis)}))
