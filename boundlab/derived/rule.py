"""A derivation rule: a theorem that turns bounds into bounds, itself a node of every derivation."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from boundlab.claims.claim import Claim, Compared, Status


@dataclass(frozen=True, slots=True)
class Rule:
    """`statement` says what may be concluded and `proof` why; `apply` returns the conclusions from one premise."""

    id: str
    statement: str
    proof: str
    apply: Callable[[Claim], Iterable[Claim]] = lambda claim: ()


def conclude(premise: Claim, rule: str, suffix: str = "", **changes: Any) -> Claim:
    """Return `premise` with `changes`, as a conclusion of `rule`, with the status that its premise leaves it."""
    name = "/".join(filter(None, (rule, suffix)))
    return replace(
        premise,
        id=f"{premise.id}/{name}",
        status=max(premise.status, Status.DERIVED, key=lambda s: s.rank),
        source=f"from {premise.id} by {rule}",
        depends_on=(premise.id,),
        notes=(),
        checked="",
        compared=Compared.NOTHING,
        repairs=(),
        **changes,
    )


def discover() -> dict[str, Rule]:
    """Return the rules by id, one per file of `boundlab.derived.rules`.

    >>> "emulation" in discover()
    True
    """
    package = importlib.import_module("boundlab.derived.rules")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    rules = [importlib.import_module(f"{package.__name__}.{name}").RULE for name in names]
    return {rule.id: rule for rule in rules}
