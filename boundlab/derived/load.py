"""All claims there are: of the literature and repaired, discovered in their files."""

from __future__ import annotations

import importlib
import pkgutil

from boundlab import literature
from boundlab.claims.claim import Claim, Reference
from boundlab.claims.registry import Registry
from boundlab.derived import repaired
from boundlab.errors import bad_value


def load() -> Registry:
    """Read every file of both rooms: `CLAIMS`, a tuple of claims, and `REFERENCE`, the paper, where there is one.

    >>> load()["devore-howard-micchelli-1989"].landau
    'N = Ω(ε^(-m/r))'
    """
    claims: list[Claim] = []
    references: list[Reference] = []
    for room in (literature, repaired):
        for entry in pkgutil.iter_modules(room.__path__):
            if not entry.name.startswith("_"):
                module = importlib.import_module(f"{room.__name__}.{entry.name}")
                claims += module.CLAIMS
                if hasattr(module, "REFERENCE"):
                    references.append(module.REFERENCE)
    return Registry(claims, references)


def claim_of(given: Claim | str, registry: Registry | None = None, argument: str = "claim") -> Claim:
    """Return `given` itself, or the claim with that id in `registry`, by default in all there is."""
    if isinstance(given, Claim):
        return given
    if not isinstance(given, str):
        raise bad_value(argument, given, "a claim, or its id such as 'galanti-wolf-2020/thm-3'")
    return (load() if registry is None else registry)[given]
