"""A finding about a paper's statements, as transcribed here: one file of `boundlab.auditing.findings` each."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from boundlab.auditing.verdict import Verdict
from boundlab.claims.registry import Registry
from boundlab.display import Table
from boundlab.errors import one_of

PAPER = "galanti-wolf-2020"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: `claims` and `hypotheses` it is about, by id, `statement` in words, `verdicts` to reproduce it."""

    id: str
    claims: tuple[str, ...]
    statement: str
    verdicts: Callable[[Registry], list[Verdict]]
    hypotheses: tuple[str, ...] = ()


class Reproduced(Table[Verdict]):
    """A finding with the verdicts that reproduce it."""

    def __init__(self, finding: Finding, registry: Registry) -> None:
        super().__init__(finding.verdicts(registry), f"{finding.id}: {finding.statement}")
        self.finding = finding

    def to_json(self) -> dict[str, Any]:
        """Return the finding with its verdicts."""
        return {
            "id": self.finding.id,
            "claims": [f"{PAPER}/{c}" for c in self.finding.claims],
            "hypotheses": list(self.finding.hypotheses),
            "statement": self.finding.statement,
            "verdicts": super().to_json(),
        }


def reproduce(registry: Registry, finding: str | None = None) -> list[Reproduced]:
    """Reproduce the findings, or the one with this id; raises BoundlabError for an unknown one."""
    found = discover()
    chosen = list(found) if finding is None else [one_of("finding", finding, list(found))]
    return [Reproduced(found[id_], registry) for id_ in chosen]


def discover() -> dict[str, Finding]:
    """Return the findings by id.

    >>> "compactness" in discover()
    True
    """
    package = importlib.import_module("boundlab.auditing.findings")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = [importlib.import_module(f"{package.__name__}.{name}").FINDING for name in names]
    return {finding.id: finding for finding in found}
