"""The target classes are not compact, and the distance of W^γ to the networks is 0."""

from boundlab.auditing import witnesses
from boundlab.auditing.finding import Finding
from boundlab.auditing.hypotheses import ORDERS
from boundlab.auditing.verdict import Verdict, bundle
from boundlab.claims.registry import Registry


def verdicts(_: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    closed = bundle(*(witnesses.non_closed_ball(r) for r in ORDERS))
    zero = bundle(*(witnesses.vanishing_targets(r) for r in ORDERS))
    limit, vanishing = "members tend to a function that is not C^r", "a·sin(n·x_1) ∈ W^γ tends to 0, a member of f"
    return [
        Verdict("W_{r,m} is closed in sup norm", "unsatisfiable", limit, None, closed),
        Verdict("lem-13: c_2 > 0 on W^γ", "unsatisfiable", vanishing, None, zero),
    ]


FINDING = Finding(
    "compactness",
    ("thm-1", "thm-2", "thm-3"),
    "The target classes are not compact, and the distance of W^γ to the networks is 0.",
    verdicts,
)
