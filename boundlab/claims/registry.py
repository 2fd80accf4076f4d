"""A registry of claims: checked, with status propagated along dependencies, and what each row came from."""

from __future__ import annotations

import difflib
import graphlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from boundlab.claims.claim import Claim, Reference, Status, check_claim
from boundlab.claims.target_class import TargetClass
from boundlab.display import Tabular
from boundlab.errors import BoundlabError
from boundlab.extensions.origin import BUILT_IN, Origin

T = TypeVar("T")


@dataclass(frozen=True)
class Rows:
    """What one source adds to a registry."""

    origin: Origin
    claims: tuple[Claim, ...] = ()
    classes: tuple[TargetClass, ...] = ()
    references: tuple[Reference, ...] = ()


class Registry(Tabular):
    """Claims by id. A claim's status is never better than that of anything it depends on.

    `classes` are target classes that rows of other sources add; `origins` says where claims and classes come from,
    those that are not listed from the project. A registry never changes: `with_rows` returns another one.

    >>> import boundlab
    >>> claims = boundlab.load()
    >>> claims["yarotsky-2018"].landau, str(claims.origin("yarotsky-2018"))
    ('N = O(ε^(-m/2))', 'built-in')
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        references: Iterable[Reference] = (),
        classes: Iterable[TargetClass] = (),
        origins: Mapping[str, Origin] | None = None,
    ) -> None:
        self._claims: dict[str, Claim] = {}
        self.references = {r.key: r for r in references}
        self.classes = {c.id: c for c in classes}
        self.origins = dict(origins or {})
        for claim in claims:
            check_claim(claim)
            if claim.id in self._claims:
                raise BoundlabError(f"{claim.id}: two claims have this id")
            self._claims[claim.id] = claim
        for id_, status in self._worst_statuses().items():
            if status != self._claims[id_].status:
                self._claims[id_] = replace(self._claims[id_], status=status)

    def with_rows(self, rows: Rows) -> Registry:
        """Return a registry that has `rows` as well; what was there is the same in it.

        Raises BoundlabError for an id that is taken.
        """
        new: dict[str, Claim] = {}
        for claim in rows.claims:
            self.require_free(claim.id, new)
            new[claim.id] = claim
        for kind, known, added in (
            ("target class", self.classes, [c.id for c in rows.classes]),
            ("reference", self.references, [r.key for r in rows.references]),
        ):
            for id_ in added:
                if id_ in known or added.count(id_) > 1:
                    raise BoundlabError(f"{id_}: the id is taken by a {kind} ({self.origin(id_)})")
        ids = [*(c.id for c in rows.claims), *(f"class {c.id}" for c in rows.classes)]
        return Registry(
            (*self._claims.values(), *rows.claims),
            (*self.references.values(), *rows.references),
            (*self.classes.values(), *rows.classes),
            {**self.origins, **dict.fromkeys(ids, rows.origin)},
        )

    def with_claim(self, claim: Claim) -> Registry:
        """Return the registry in which `claim` stands for the one with its id."""
        claims = (claim if c.id == claim.id else c for c in self._claims.values())
        return Registry(claims, self.references.values(), self.classes.values(), self.origins)

    def require_free(self, id_: str, also: Iterable[str] = ()) -> None:
        """Raise BoundlabError if a claim, or an id in `also`, is this id, continues it or is continued by it.

        What rules derive from a claim has an id that continues the claim's.
        """
        for known in (*self._claims, *also):
            if f"{id_}/".startswith(f"{known}/") or f"{known}/".startswith(f"{id_}/"):
                detail = "" if id_ == known else "; the ids of what follows from a claim continue its id"
                raise BoundlabError(f"the id {id_} is taken by the claim {known} ({self.origin(known)}){detail}")

    def origin(self, id_: str) -> Origin:
        """Return where a claim, or what is derived from it, comes from; "class ID" asks for a target class."""
        while id_ not in self.origins and "/" in id_ and id_ not in self._claims:
            id_ = id_.rpartition("/")[0]
        return self.origins.get(id_, BUILT_IN)

    def _worst_statuses(self) -> dict[str, Status]:
        """Return the worst status among each claim and what it depends on; raises BoundlabError for a circle."""
        for claim in self._claims.values():
            for id_ in claim.depends_on:
                if id_ not in self._claims:
                    raise BoundlabError(f"{claim.id}: depends on {id_!r}, which does not exist")
        graph = {c.id: c.depends_on for c in self._claims.values()}
        found: dict[str, Status] = {}
        try:
            for id_ in graphlib.TopologicalSorter(graph).static_order():
                statuses = [self._claims[id_].status, *(found[other] for other in graph[id_])]
                found[id_] = max(statuses, key=lambda s: s.rank)
        except graphlib.CycleError as error:
            circle = error.args[1][::-1]
            raise BoundlabError(f"{circle[0]}: depends on itself through {' → '.join(circle[:-1])}") from None
        return found

    @property
    def added(self) -> frozenset[str]:
        """The claims that are not the project's."""
        return frozenset(id_ for id_ in self._claims if self.origin(id_) != BUILT_IN)

    def __iter__(self) -> Iterator[Claim]:
        return iter(sorted(self._claims.values(), key=lambda c: c.id))

    def __len__(self) -> int:
        return len(self._claims)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._claims

    def __str__(self) -> str:
        return f"{len(self)} claims"

    def keys(self) -> list[str]:
        """Return the ids, sorted."""
        return sorted(self._claims)

    _ipython_key_completions_ = keys

    def get(self, id_: str, default: T | None = None) -> Claim | T | None:
        """Return the claim with this id, or `default` if there is none."""
        return self._claims.get(id_, default)

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each claim."""
        return [claim.record() for claim in self]

    def to_json(self) -> list[dict[str, Any]]:
        """Return all claims as JSON."""
        return [claim.to_json() for claim in self]

    def __getitem__(self, id_: str) -> Claim:
        """Return a claim; raises BoundlabError, with the nearest ids, if there is none."""
        if id_ in self._claims:
            return self._claims[id_]
        names: dict[str, list[str]] = {}
        for c in self._claims:
            for name in (c, c.rpartition("/")[2]):
                names.setdefault(name, []).append(c)
        close = difflib.get_close_matches(id_, names, n=3, cutoff=0.5)
        near = list(dict.fromkeys(c for name in close for c in names[name]))[:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "`boundlab list` shows all ids"
        raise BoundlabError(f"no claim {id_[:80]!r}; {hint}")
