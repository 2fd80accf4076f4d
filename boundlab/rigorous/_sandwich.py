"""Lower ≤ truth ≤ upper, as integers about the same methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.display import Tabular
from boundlab.rigorous._bound import Bound, Refusal, comparable
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines import bounds, select

HEADLINE = ("continuous-selection",)


@dataclass(frozen=True, repr=False)
class Sandwich(Tabular):
    """The best lower and upper bound under exactly the hypothesis of continuous selection, and every other
    row beside them.
    """

    query: Query
    lower: Bound
    upper: Bound
    rows: tuple[Bound, ...]
    refusals: tuple[Refusal, ...]

    @property
    def ratio(self) -> Fraction:
        """upper.N / lower.N, exactly."""
        return Fraction(self.upper.N, self.lower.N)

    @property
    def tight(self) -> bool:
        """Whether the two agree, so that N(ε) is known."""
        return self.lower.N == self.upper.N

    def comparable_with(self, bound: Bound) -> list[str]:
        """Return the engines of the opposite direction whose bound is about the methods of `bound`."""
        if bound.direction == "lower":
            return [b.engine for b in self.rows if b.direction == "upper" and comparable(bound, b)]
        return [b.engine for b in self.rows if b.direction == "lower" and comparable(b, bound)]

    def __str__(self) -> str:
        n = f"N(ε) = {self.lower.N}" if self.tight else f"{self.lower.N} ≤ N(ε) ≤ {self.upper.N}"
        return f"{n} at ε = {self.query.eps} on W_{{{self.query.r},{self.query.m}}}"

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each bound."""
        return [{**b.record(), "comparable with": ", ".join(self.comparable_with(b))} for b in self.rows]

    def record(self) -> dict[str, Any]:
        """Return the row of a table of sandwiches."""
        found = {"m": self.query.m, "r": self.query.r, "eps": self.query.eps, "lower": self.lower.N}
        found |= {"upper": self.upper.N, "ratio": self.ratio}
        return {**found, "lower_engine": self.lower.engine, "upper_engine": self.upper.engine}

    def to_json(self) -> dict[str, Any]:
        """Return both bounds, every other one beside them, and the refusals."""
        return {
            "m": self.query.m,
            "r": self.query.r,
            "eps": str(self.query.eps),
            "lower": self.lower.N,
            "upper": self.upper.N,
            "ratio": str(self.ratio),
            "tight": self.tight,
            "hypotheses": list(self.lower.hypotheses),
            "rows": [{**b.to_json(), "comparable_with": self.comparable_with(b)} for b in self.rows],
            "not_applicable": [x.to_json() for x in self.refusals],
        }

    def certificate(self) -> dict[str, Any]:
        """Return one certificate of lower ≤ N(ε) ≤ upper."""
        return {
            "kind": "sandwich",
            "m": self.query.m,
            "r": self.query.r,
            "eps": str(self.query.eps),
            "hypotheses": list(HEADLINE),
            "lower": self.lower.certificate,
            "upper": self.upper.certificate,
            "ratio": str(self.ratio),
            "tight": self.tight,
        }


def sandwich(query: Query) -> Sandwich:
    """Return all bounds for `query`, and the best lower and upper one for continuous selection.

    >>> s = sandwich(Query(m=1, r=2, eps="1e-6"))
    >>> s.lower.N, s.upper.N
    (707, 709)
    """
    rows, refusals = bounds(query)
    return Sandwich(query, _headline(rows, "lower"), _headline(rows, "upper"), tuple(rows), tuple(refusals))


def certified_lower_bound(m: int, r: int, eps: Fraction | str) -> Bound:
    """Return the best lower bound on the parameters of a method with continuous selection.

    >>> certified_lower_bound(2, 1, "1/100").N
    4901
    """
    return _headline(bounds(Query(m, r, eps), select("continuous"))[0], "lower")


def constructive_upper_bound(m: int, r: int, eps: Fraction | str) -> Bound:
    """Return the best upper bound: a method with this many parameters and a continuous selection.

    >>> constructive_upper_bound(2, 1, "1/100").N
    5150
    """
    return _headline(bounds(Query(m, r, eps), select("construction"))[0], "upper")


def _headline(rows: Sequence[Bound], direction: str) -> Bound:
    found = [b for b in rows if b.direction == direction and b.status == "proved"]
    if direction == "lower":
        return max((b for b in found if set(b.hypotheses) <= set(HEADLINE)), key=lambda b: b.N)
    return min((b for b in found if set(HEADLINE) <= set(b.hypotheses)), key=lambda b: b.N)
