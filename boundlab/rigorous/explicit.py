"""Explicit bounds for one accuracy or several: what every engine answers, and the best two as a sandwich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar, overload

from boundlab.display import Table, Tabular
from boundlab.numbers import epsilon, epsilons
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous._sandwich import Sandwich
from boundlab.rigorous._sandwich import sandwich as sandwich_of
from boundlab.rigorous.engines import bounds, select

One: TypeAlias = str | int | Fraction
Several: TypeAlias = list[str] | list[Fraction] | tuple[One, ...] | Iterator[Fraction]
Number: TypeAlias = Fraction | int | str
A = TypeVar("A")


@dataclass(frozen=True, repr=False)
class Explicit(Tabular):
    """What the engines answer to `query`: certified bounds, and the engines that do not apply, with the reason."""

    query: Query
    bounds: tuple[Bound, ...]
    refusals: tuple[Refusal, ...]

    def __str__(self) -> str:
        return f"Parameters for accuracy {self.query.eps} on W_{{{self.query.r},{self.query.m}}}"

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each bound."""
        q = self.query
        return [{"m": q.m, "r": q.r, "eps": q.eps, **bound.record()} for bound in self.bounds]

    def to_json(self) -> dict[str, Any]:
        """Return the question, the bounds with their certificates, and the refusals."""
        return {
            "m": self.query.m,
            "r": self.query.r,
            "eps": str(self.query.eps),
            "bounds": [b.to_json() for b in self.bounds],
            "not_applicable": [x.to_json() for x in self.refusals],
        }


@overload
def explicit(
    m: int, r: int, eps: One, *, engine: str = "all", depth: int | None = None, width: int | None = None,
    weights_bound: Number | None = None, activation: str = "relu", bits: int | None = None,
) -> Explicit: ...  # fmt: skip


@overload
def explicit(
    m: int, r: int, eps: Several, *, engine: str = "all", depth: int | None = None, width: int | None = None,
    weights_bound: Number | None = None, activation: str = "relu", bits: int | None = None,
) -> Table[Explicit]: ...  # fmt: skip


def explicit(m: int, r: int, eps: One | Several, *, engine: str = "all", **network: Any) -> Explicit | Table[Explicit]:
    """Return certified bounds on the number of parameters that accuracy `eps` on W_{r,m} takes.

    `eps` is exact: text such as "1e-3" or "1/3", or a Fraction; for a list or an iterator of them, in which a text may
    be a range or a grid such as "1e-1:1e-6:6", the answer is a table of answers. `engine`: continuous, entropy, vc,
    construction, all, or an engine. What describes the network (depth, width, weights_bound, activation, bits) is as in
    `boundlab.rigorous.Query`. Raises BoundlabError that names the argument.

    >>> found = explicit(m=2, r=1, eps="1e-2", engine="continuous-selection")
    >>> found.bounds[0].direction, found.bounds[0].N
    ('lower', 4901)
    """
    chosen = select(engine)

    def answer(accuracy: Fraction) -> Explicit:
        query = Query(m, r, accuracy, **network)
        found, refused = bounds(query, chosen)
        return Explicit(query, tuple(found), tuple(refused))

    return _each(eps, answer)


@overload
def sandwich(
    m: int, r: int, eps: One, *, depth: int | None = None, width: int | None = None,
    weights_bound: Number | None = None, activation: str = "relu", bits: int | None = None,
) -> Sandwich: ...  # fmt: skip


@overload
def sandwich(
    m: int, r: int, eps: Several, *, depth: int | None = None, width: int | None = None,
    weights_bound: Number | None = None, activation: str = "relu", bits: int | None = None,
) -> Table[Sandwich]: ...  # fmt: skip


def sandwich(m: int, r: int, eps: One | Several, **network: Any) -> Sandwich | Table[Sandwich]:
    """Return the best lower and upper bound for methods with a continuous selection, and all other bounds beside them.

    Arguments as for `explicit`.

    >>> found = sandwich(m=1, r=2, eps="1e-6")
    >>> found.lower.N, found.upper.N
    (707, 709)
    """
    return _each(eps, lambda accuracy: sandwich_of(Query(m, r, accuracy, **network)))


def _each(eps: One | Several, answer: Callable[[Fraction], A]) -> A | Table[A]:
    if not isinstance(eps, list | tuple | Iterator):
        return answer(epsilon(eps))
    several = (e for each in eps for e in (epsilons(each) if isinstance(each, str) else [epsilon(each)]))
    return Table(answer(accuracy) for accuracy in several)
