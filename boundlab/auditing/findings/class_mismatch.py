"""thm-5 speaks of structured targets, thm-1 of the whole ball: no separation follows."""

from boundlab.auditing.finding import PAPER, Finding
from boundlab.auditing.verdict import Verdict
from boundlab.claims.compare import compare
from boundlab.claims.registry import Registry
from boundlab.symbolic.decide import decide
from boundlab.symbolic.stated import OrderClaim
from boundlab.symbolic.statement import Statement


def verdicts(registry: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    found = compare(registry[f"{PAPER}/thm-5"], registry[f"{PAPER}/thm-1"])
    differences = ", ".join(str(d) for d in found.differences)
    certificate = found.decision.certificate() if found.decision is not None else None
    mismatch = Verdict(
        "thm-5 against thm-1", "shown", f"{found.verdict}: they differ in {differences}", None, certificate
    )
    own = registry["repair/structured-network"]
    same = decide(Statement.of(OrderClaim(own.order, "≍", registry[f"{PAPER}/thm-5"].order)))
    reason = f"on the structured class a standard network needs no more non-zero weights: {own.landau}"
    return [mismatch, Verdict("thm-5 against thm-1", "shown", reason, None, same.certificate(), (own.id,))]


FINDING = Finding(
    "class-mismatch",
    ("thm-5", "thm-1"),
    "thm-5 speaks of structured targets, thm-1 of the whole ball: no separation follows.",
    verdicts,
)
