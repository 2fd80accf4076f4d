"""The exponent depends on which norm of the embedding is bounded; C(e) ≤ ℓ1 gives reading i."""

from boundlab.auditing.finding import Finding
from boundlab.auditing.verdict import Outcome, Verdict, bundle
from boundlab.claims.registry import Registry
from boundlab.symbolic.optimum import minimise

SIZES = ("a >= w + k", "w >= 0", "k >= 0")
SUMS, COORDINATES = "{n} + m2", "{n}*(1 + m2) + m2"
READINGS = {
    "i: sums of the coordinates' norms are bounded": (SUMS, SUMS),
    "ii: only each coordinate's norm, for the embedding": (COORDINATES, SUMS),
    "iii: only each coordinate's norm, for both": (COORDINATES, COORDINATES),
}
"""What approximating the embedding, of dimension ε^(-k), and its image, of dimension ε^(-w), costs, as exponents."""


def verdicts(_: Registry) -> list[Verdict]:
    """Return the least exponents of N_q, proved and shown to be attained."""
    found = []
    for name, (embedding, image) in READINGS.items():
        costs = (f"max(a, {embedding.format(n='k')}) >= m1 + m2", f"max(a, {image.format(n='w')}) >= m1 + m2")
        least = minimise("a", ["w", "k"], (*SIZES, *costs))
        certificate = bundle(*(d.certificate() for d in (least.proof, *least.attained)))
        outcome: Outcome = "shown" if least.exact else "open"
        reason = f"the case analysis gives N_q = Ω(ε^(-{least.value})) and no more"
        found.append(Verdict(f"lem-21, reading {name}", outcome, reason, None, certificate))
    return found


FINDING = Finding(
    "lem-21-readings",
    ("thm-3",),
    "The exponent depends on which norm of the embedding is bounded; C(e) ≤ ℓ1 gives reading i.",
    verdicts,
    ("embedding-complexity",),
)
