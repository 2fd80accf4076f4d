"""With C(q) bounded and the depth fixed, no network reaches small ε, so thm-2 and thm-3 say nothing as ε → 0."""

from fractions import Fraction

from boundlab.auditing import witnesses
from boundlab.auditing.finding import Finding
from boundlab.auditing.verdict import Verdict, bundle
from boundlab.claims.registry import Registry


def verdicts(_: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    accuracies = [Fraction(1, 10**k) for k in (2, 4, 6)]
    found = []
    for activation in witnesses.INTEGRABLE:
        parts = [witnesses.total_variation_obstruction(activation, p, e) for p in (1, 2, 3, 4) for e in accuracies]
        reason = (
            "at fixed depth and ℓ2, d ≤ ε is unattainable for small ε: a triangle wave forces C(q) to grow like 1/ε"
        )
        found.append(Verdict("C(q) ≤ ℓ2 and d ≤ ε", "unsatisfiable", reason, activation, bundle(*parts)))
    found.append(Verdict("C(q) ≤ ℓ2 and d ≤ ε at depth of order log(1/ε)", "open", "the bound allows it", None))
    return found


FINDING = Finding(
    "attainability",
    ("thm-2", "thm-3"),
    "With C(q) bounded and the depth fixed, no network reaches small ε, so thm-2 and thm-3 say nothing as ε → 0.",
    verdicts,
    ("primary-complexity",),
)
