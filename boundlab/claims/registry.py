"""A registry of claims: checked, with status propagated along dependencies."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from boundlab.claims.claim import Claim, Reference, Status, check_claim
from boundlab.display import Tabular
from boundlab.errors import BoundlabError

T = TypeVar("T")


class Registry(Tabular):
    """Claims by id. A claim's status is never better than that of anything it depends on."""

    def __init__(self, claims: Iterable[Claim], references: Iterable[Reference] = ()) -> None:
        self._claims: dict[str, Claim] = {}
        self.references = {r.key: r for r in references}
        for claim in claims:
            check_claim(claim)
            if claim.id in self._claims:
                raise BoundlabError(f"{claim.id}: two claims have this id")
            self._claims[claim.id] = claim
        for claim in list(self._claims.values()):
            self._claims[claim.id] = replace(claim, status=self._worst_status(claim, ()))

    def _worst_status(self, claim: Claim, path: Sequence[str]) -> Status:
        if claim.id in path:
            raise BoundlabError(f"{claim.id}: depends on itself through {' → '.join(path)}")
        statuses = [claim.status]
        for id_ in claim.depends_on:
            if id_ not in self._claims:
                raise BoundlabError(f"{claim.id}: depends on {id_!r}, which does not exist")
            statuses.append(self._worst_status(self._claims[id_], (*path, claim.id)))
        return max(statuses, key=lambda s: s.rank)

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
        names = {name: c for c in self._claims for name in (c, c.rpartition("/")[2])}
        near = list(dict.fromkeys(names[n] for n in difflib.get_close_matches(id_, names, n=3, cutoff=0.5)))
        hint = f"did you mean {' or '.join(near)}?" if near else "`boundlab list` shows all ids"
        raise BoundlabError(f"no claim {id_[:80]!r}; {hint}")
