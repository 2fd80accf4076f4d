"""Assumptions 1 and 2 fail for bounded analytic activations."""

from boundlab.auditing import witnesses
from boundlab.auditing.finding import Finding
from boundlab.auditing.verdict import Verdict
from boundlab.claims.registry import Registry


def verdicts(_: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    reason = "x_1/2 has infimum 0 at every width, which no width attains: no best approximator, no strict decrease"
    return [
        Verdict("assumption-1, assumption-2", "unsatisfiable", reason, a, witnesses.unattained_infimum(a))
        for a in witnesses.BOUNDED_ANALYTIC
    ]


FINDING = Finding(
    "assumptions",
    ("thm-1", "thm-2", "thm-3", "thm-4"),
    "Assumptions 1 and 2 fail for bounded analytic activations.",
    verdicts,
    ("assumption-1", "assumption-2"),
)
