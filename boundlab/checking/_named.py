"""A statement from the case in which names stand for its powers or sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._instances import Stated, require_instance, shown_by
from boundlab.checking._rewritten.parser import Name, Node, Power, Summation, rebuilt
from boundlab.checking._rewritten.polynomial import Budget


def follows(
    certificate: Any, whole: Stated, named: Mapping[Any, Name], facts: list[Node], reason: str, budget: Budget
) -> CheckResult:
    """Check the case in which powers, or sums, have names, reals of which there are `facts`; the statement follows."""

    def put_names(tree: Any) -> Any:
        # Trees of different kinds may be equal as tuples.
        name = named.get(tree) if isinstance(tree, Power | Summation) else None
        return rebuilt(tree, put_names) if name is None else name

    known = [*map(put_names, whole.conditions), *facts]
    shown, _ = shown_by(certificate, "proved", budget)
    require_instance(
        shown, put_names(whole.claim), known, {**whole.kinds, **{each.text: "real" for each in named.values()}}
    )
    claim, where = whole.texts
    met = "the certificate does not say" if where else ""
    conditions = tuple(" ".join(each.split()) for each in where)
    return CheckResult(True, reason, (Certified(" ".join(claim.split()), whole.ranges(), conditions, met=met),))
