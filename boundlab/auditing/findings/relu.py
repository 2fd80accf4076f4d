"""ReLU is outside thm-1, and its conclusion is false for it."""

from boundlab.auditing import witnesses
from boundlab.auditing.finding import PAPER, Finding
from boundlab.auditing.verdict import Verdict
from boundlab.claims.registry import Registry
from boundlab.symbolic.decide import decide
from boundlab.symbolic.stated import OrderClaim
from boundlab.symbolic.statement import Statement


def verdicts(registry: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    facts = witnesses.activation_facts("relu")
    upper, lower = registry["yarotsky-2018"], registry[f"{PAPER}/thm-1"]
    order = decide(Statement.of(OrderClaim(upper.order, "≺", lower.order), upper.given))
    outside, false = "σ' = 1 on (0, ∞) is not integrable: ReLU is outside thm-1", f"{upper.landau} at r = 1"
    return [
        Verdict("derivative-bv", "unsatisfiable", outside, "relu", facts),
        Verdict("thm-1 for ReLU", "unsatisfiable", false, "relu", order.certificate(), (upper.id,)),
    ]


FINDING = Finding(
    "relu",
    ("thm-1",),
    "ReLU is outside thm-1, and its conclusion is false for it.",
    verdicts,
    ("derivative-bv",),
)
