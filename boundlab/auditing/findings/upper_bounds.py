"""Without NR and the assumptions, the conclusion of thm-1 contradicts known upper bounds."""

from boundlab.auditing import witnesses
from boundlab.auditing.finding import PAPER, Finding
from boundlab.auditing.verdict import Verdict, bundle
from boundlab.claims.registry import Registry
from boundlab.derived.closure import Closure
from boundlab.derived.consistency import assumptions, contradictions, without
from boundlab.symbolic.decide import decide


def verdicts(registry: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    claim = registry[f"{PAPER}/thm-1"]
    stripped = without(registry, claim.id, [h.id for h in assumptions(claim)])
    found = []
    for c in contradictions(Closure(stripped), about={claim.id}):
        # Others contradict it as well; these have a certificate for every step.
        if c.lower.root.id == claim.id and c.lower.rule is None and c.activation in witnesses.EMULATORS:
            parts = [decide(c.statement()).certificate(), witnesses.relu_emulation(c.activation)]
            reason = f"{c.upper.claim.id}: N = O({c.upper_order.unicode()}) against N = Ω({c.lower_order.unicode()})"
            found.append(
                Verdict(
                    "thm-1 without NR and Assumptions 1, 2", "unsatisfiable", reason, c.activation, bundle(*parts),
                    tuple(d.claim.id for d in c.upper.chain()),
                )
            )  # fmt: skip
    return found


FINDING = Finding(
    "upper-bounds",
    ("thm-1",),
    "Without NR and the assumptions, the conclusion of thm-1 contradicts known upper bounds.",
    verdicts,
    ("not-representable", "assumption-1", "assumption-2"),
)
