"""The embedding method is constrained in norm and the hypernetwork is not."""

from boundlab.auditing.finding import PAPER, Finding
from boundlab.auditing.verdict import Verdict
from boundlab.claims.registry import Registry


def verdicts(registry: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    b = registry[f"{PAPER}/thm-4"]
    norms = {"embedding-complexity", "primary-complexity", "first-layer-bounded"}
    found = []
    for name in ("thm-2", "thm-3"):
        a = registry[f"{PAPER}/{name}"]
        ids = [h.id for h in a.hypotheses]
        certificate = {
            "kind": "constraint-asymmetry",
            "a": {"id": a.id, "hypotheses": ids},
            "b": {"id": b.id, "hypotheses": [h.id for h in b.hypotheses]},
            "only_a": [i for i in ids if i in norms],
        }
        reason = "the norms of e and q are bounded, those of f and g are not"
        found.append(Verdict(f"{name} against thm-4", "shown", reason, None, certificate))
    return found


FINDING = Finding(
    "asymmetry",
    ("thm-2", "thm-3", "thm-4"),
    "The embedding method is constrained in norm and the hypernetwork is not.",
    verdicts,
    ("embedding-complexity", "primary-complexity", "first-layer-bounded"),
)
