"""Forward chaining: every bound that the rules derive from a registry, with provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from boundlab.claims.claim import Claim, Reference, check_claim
from boundlab.claims.inclusion import Inclusions
from boundlab.claims.registry import Registry
from boundlab.claims.target_class import TargetClass
from boundlab.derived.load import Given, load
from boundlab.derived.rule import Rule, discover
from boundlab.function_classes.classes import target_classes


@dataclass(frozen=True)
class Derivation:
    """Why a claim is there: stated by a source, or concluded by `rule` from `premise`."""

    claim: Claim
    rule: Rule | None = None
    premise: Derivation | None = None

    def chain(self) -> Iterator[Derivation]:
        """Yield this derivation, then what it rests on, down to the statement of a source."""
        yield self
        if self.premise is not None:
            yield from self.premise.chain()

    @property
    def root(self) -> Claim:
        """The claim of a source that this derivation starts from."""
        return list(self.chain())[-1].claim

    def to_json(self) -> list[dict[str, Any]]:
        """Return the steps, conclusion first."""
        return [
            {
                "id": d.claim.id,
                "statement": d.claim.landau,
                "status": str(d.claim.status),
                "source": d.claim.source,
                "rule": d.rule.id if d.rule else None,
                "depends_on": list(d.claim.depends_on),
            }
            for d in self.chain()
        ]


class Closure:
    """The bounds of a registry and all that the rules derive from them."""

    def __init__(self, claims: Iterable[Claim], rules: Iterable[Rule] | None = None) -> None:
        self.rules = {r.id: r for r in rules} if rules is not None else discover()
        self._found: dict[str, Derivation] = {}
        known: set[object] = set()
        frontier = [Derivation(claim) for claim in claims]
        while frontier:
            fresh = []
            for d in frontier:
                # rows that somebody adds displace none that was there
                content = (d.root.id, _content(d.claim))
                if d.claim.id not in self._found and content not in known:
                    check_claim(d.claim)
                    known.add(content)
                    self._found[d.claim.id] = d
                    fresh.append(d)
            frontier = [
                Derivation(conclusion, rule, d)
                for d in fresh
                for rule in self.rules.values()
                for conclusion in rule.apply(d.claim)
            ]

        added = claims.classes if isinstance(claims, Registry) else {}
        self.classes = {**target_classes(), **{d.claim.target.id: d.claim.target for d in self}, **added}
        self._lattice = Inclusions(self.classes.values())

    def lattice(self, target: TargetClass) -> Inclusions:
        """Return the inclusions between all target classes that are known, `target` among them."""
        if self.classes.get(target.id) is target:
            return self._lattice
        return Inclusions({**self.classes, target.id: target}.values())

    def __iter__(self) -> Iterator[Derivation]:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._found

    def __getitem__(self, id_: str) -> Derivation:
        return self._found[id_]


def _content(claim: Claim) -> object:
    """What makes two bounds the same one; statements of different sources or status are kept apart."""
    scope = claim.approximators
    return (
        claim.direction,
        claim.quantity,
        claim.target.id,
        (scope.activation.members, scope.activation.mixed),
        tuple(scope.regimes().values()),
        (claim.norm, claim.counting, claim.quantifiers),
        claim.hypotheses,
        (claim.conditions, claim.ranges),
        claim.order,
        claim.status,
        claim.source,
    )


def closure_of(registry: Given | None = None) -> Closure:
    """Return the closure of `registry`, by default of everything the project holds.

    >>> chain = closure_of()["yarotsky-2018/emulation"].chain()
    >>> [d.claim.id for d in chain]
    ['yarotsky-2018/emulation', 'yarotsky-2018']
    """
    return _closure(load(registry))


@lru_cache(maxsize=2)
def _closure(registry: Registry) -> Closure:
    return Closure(registry)


def references(derivation: Derivation, registry: Registry) -> list[Reference]:
    """Return the papers a derivation rests on, through `depends_on` as well."""
    keys: dict[str, None] = {}
    pending = [derivation.root.id]
    while pending:
        id_ = pending.pop()
        keys.setdefault(id_.partition("/")[0])
        pending += registry[id_].depends_on
    return [registry.references[k] for k in keys if k in registry.references]
