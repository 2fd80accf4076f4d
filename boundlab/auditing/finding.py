"""A finding about a paper's statements, as transcribed here: one file of `boundlab.auditing.findings` each."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from boundlab.auditing.verdict import Verdict
from boundlab.claims.registry import Registry

PAPER = "galanti-wolf-2020"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: `claims` it is about, `statement` in words, `verdicts` to reproduce it."""

    id: str
    claims: tuple[str, ...]
    statement: str
    verdicts: Callable[[Registry], list[Verdict]]

    def to_json(self, verdicts: list[Verdict]) -> dict[str, Any]:
        """Return the finding with its verdicts."""
        return {
            "id": self.id,
            "claims": [f"{PAPER}/{c}" for c in self.claims],
            "statement": self.statement,
            "verdicts": [v.to_json() for v in verdicts],
        }


def discover() -> dict[str, Finding]:
    """Return the findings by id.

    >>> "compactness" in discover()
    True
    """
    package = importlib.import_module("boundlab.auditing.findings")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = [importlib.import_module(f"{package.__name__}.{name}").FINDING for name in names]
    return {finding.id: finding for finding in found}
