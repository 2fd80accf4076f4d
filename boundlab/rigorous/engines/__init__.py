"""Engines: each file answers a Query with a certified number of parameters, or says why it does not apply.

A file exposes `FAMILY` ("continuous", "entropy", "vc" or "construction"), `DIRECTION` ("lower" or "upper"),
`SUMMARY` (one line), and `bound(query) -> Bound | Refusal`. Its name, with `-` for `_`, is the engine's
name. An upper engine may say `leading_constant(m, r) -> (C^k, k) | None`, rational, with N ~ C·ε^(-m/r).
An installed package adds one by an entry point `engines.NAME` (`boundlab.extensions`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import ModuleType

from boundlab.errors import bad_value
from boundlab.extensions.origin import BUILT_IN, Origin
from boundlab.extensions.packages import provided
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query


@dataclass(frozen=True)
class Engine:
    """A discovered engine."""

    name: str
    module: ModuleType
    origin: Origin = BUILT_IN

    @property
    def family(self) -> str:
        """The name under which `select` finds it together with its relatives."""
        return str(self.module.FAMILY)

    @property
    def direction(self) -> str:
        """ "lower" or "upper"."""
        return str(self.module.DIRECTION)

    @property
    def summary(self) -> str:
        """What it proves, in one line."""
        return str(self.module.SUMMARY)

    def leading_constant(self, m: int, r: int) -> tuple[Fraction, int] | None:
        """Return (C^k, k) with N ≤ C·ε^(-m/r)·(1 + o(1)), or None if it does not say, or not of this order."""
        known = getattr(self.module, "leading_constant", None)
        found: tuple[Fraction, int] | None = known(m, r) if known else None
        return found

    def bound(self, query: Query) -> Bound | Refusal:
        """Return the engine's answer to `query`."""
        answer: Bound | Refusal = self.module.bound(query)
        return answer


@lru_cache(maxsize=1)
def engines() -> tuple[Engine, ...]:
    """Return all engines, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    found = [Engine(n.replace("_", "-"), importlib.import_module(f"{__name__}.{n}")) for n in names]
    for name, item in provided("engines", (e.name for e in found)).items():
        found.append(Engine(name, item.holding("FAMILY", "DIRECTION", "SUMMARY", "bound"), item.origin))
    return tuple(found)


def select(choice: str) -> tuple[Engine, ...]:
    """Return the engines of a family, the engine of that name, or all of them for "all".

    >>> [engine.name for engine in select("continuous")]
    ['continuous-selection', 'textbook-bump']
    """
    chosen = tuple(e for e in engines() if choice in ("all", e.family, e.name))
    if not chosen:
        known = sorted({e.family for e in engines()}) + [e.name for e in engines()]
        raise bad_value("engine", choice, "all, or one of " + ", ".join(known))
    return chosen


def bounds(query: Query, chosen: Iterable[Engine] | None = None) -> tuple[list[Bound], list[Refusal]]:
    """Return the answers of the engines (all by default) to `query`: the bounds, and the refusals.

    >>> from boundlab.rigorous import Query
    >>> found, refused = bounds(Query(m=1, r=1, eps="1/3"), select("continuous-selection"))
    >>> found[0].N
    2
    """
    answers = [engine.bound(query) for engine in (engines() if chosen is None else chosen)]
    return (
        [a for a in answers if isinstance(a, Bound)],
        [a for a in answers if isinstance(a, Refusal)],
    )
