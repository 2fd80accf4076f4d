"""Checker: of two theorems that are compared, the first bounds norms of its networks and the second does not.

Each side names a theorem and lists its hypotheses; both must be those of the checker's own table, and `only_a` exactly
those that bound norms in a and not in b.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import items, members, text
from boundlab.checking._hypotheses import BOUNDS_NORMS, HYPOTHESES, THEOREMS
from boundlab.checking._refusal import require


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", {"kind", "a", "b", "only_a"})
    (a, of_a), (b, of_b) = (_theorem(data[side], side) for side in ("a", "b"))
    only_a = [h for h in of_a if h in BOUNDS_NORMS and h not in of_b]
    require(bool(only_a), f"{a} bounds no norm that {b} does not")
    require(not BOUNDS_NORMS & set(of_b), f"{b} bounds norms as well")
    require(data["only_a"] == only_a, "only_a is not what bounds norms in a and not in b")
    return accepted(
        f"a bounds norms ({', '.join(sorted(only_a))}) and b bounds none",
        f"{a} bounds norms of its networks and {b} bounds none",
        "the hypotheses of the two theorems as transcribed in this project",
        tuple(f"{a} assumes {h}: {HYPOTHESES[h]}" for h in only_a),
    )


def _theorem(side: Any, name: str) -> tuple[str, tuple[str, ...]]:
    part = members(side, name, {"id", "hypotheses"})
    id_ = text(part["id"], f"{name}: id")
    require(id_ in THEOREMS, f"{name} is not a theorem whose hypotheses this checker knows")
    stated = items(part["hypotheses"], f"{name}: hypotheses", 100)
    require(stated == list(THEOREMS[id_]), f"{name} does not list the hypotheses of {id_}")
    return id_, THEOREMS[id_]
