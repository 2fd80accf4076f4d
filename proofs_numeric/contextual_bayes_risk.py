"""Contextual hypernetworks: the least error of predicting a new feature from k observations, where all is Gaussian.

y = Zλ + σε with k rows of Z given, λ ~ N(0, I_r), ε ~ N(0, I_k). An estimate Ay of λ has risk
R(A) = E|Ay - λ|² = ‖AZ - I‖_F² + σ²‖A‖_F². `ridge`: A* = (ZᵀZ + σ²I)^{-1}Zᵀ, ridge regression with penalty σ², has
R(A*) = σ² tr (ZᵀZ + σ²I)^{-1}. `least`: R(A) - R(A*) = tr (A - A*)(ZZᵀ + σ²I)(A - A*)ᵀ ≥ 0, so ridge is the best of
all linear estimates; the posterior mean is linear, so it is the Bayes estimate. `posterior`: the risk is the trace of
the inverse of the precision I + ZᵀZ/σ². `orthogonal`, `limit`: if ZᵀZ = kI the risk is rσ²/(k + σ²), within rσ⁴/k²
of rσ²/k. `jensen`: for any Z it is at least r²σ²/(tr ZᵀZ + rσ²), so for rows with unit variances at least
rσ²/(k + σ²) on average. With the mean of tr (ZᵀZ)^{-1} for Gaussian Z, r/(k - r - 1) (inverse Wishart), the risk
lies between rσ²/(k + σ²) and rσ²/(k - r - 1): k times it tends to rσ². `squeeze`: for all k ≥ r + 2.

For a prior that is not isotropic this ridge is not the Bayes estimate: there is something to be learnt across features.

Source: elementary; derived here. The contextual hypernetwork itself is that of Lamb et al. 2021.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, enumerated, pick, verdict

KNOWN: dict[str, str] = {}


def _draws(budget: Budget, seed: int) -> Iterator[tuple[random.Random, int, Any, Any]]:
    """A number, Z (k, r) of small rationals, σ²."""
    from flint import fmpq, fmpq_mat

    rng = random.Random(seed)
    for number in range(pick(budget, 30, 300)):
        k, r = rng.randint(1, 7), rng.randint(1, 5)
        z = fmpq_mat([[fmpq(rng.randint(-6, 6), rng.randint(1, 3)) for _ in range(r)] for _ in range(k)])
        yield rng, number, z, fmpq(rng.randint(1, 9), rng.randint(1, 9))


def identity(n: int) -> Any:
    """I_n over Q."""
    from flint import fmpq_mat

    return fmpq_mat([[int(i == j) for j in range(n)] for i in range(n)])


def trace(matrix: Any) -> Any:
    """Sum of the diagonal."""
    from flint import fmpq

    return sum((matrix[i, i] for i in range(matrix.nrows())), fmpq(0))


def risk(a: Any, z: Any, variance: Any, prior: Any = None) -> Any:
    """E|Ay - λ|² for λ of covariance `prior`, by default I."""
    bias = a * z - identity(z.ncols())
    prior = identity(z.ncols()) if prior is None else prior
    return trace(bias * prior * bias.transpose()) + variance * trace(a * a.transpose())


def ridge_estimate(z: Any, penalty: Any) -> Any:
    """(ZᵀZ + penalty·I)^{-1}Zᵀ."""
    return (z.transpose() * z + penalty * identity(z.ncols())).inv() * z.transpose()


def bayes_risk(z: Any, variance: Any) -> Any:
    """σ² tr (ZᵀZ + σ²I)^{-1}."""
    return variance * trace((z.transpose() * z + variance * identity(z.ncols())).inv())


def ridge(name: str, budget: Budget, seed: int, factor: int = 1) -> Step:
    """The risk of ridge regression with penalty factor·σ²."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for _, number, z, variance in _draws(budget, seed):
            found, stated = risk(ridge_estimate(z, factor * variance), z, variance), bayes_risk(z, variance)
            yield found == stated, {"number": number, "risk": str(found), "stated": str(stated)}

    return enumerated(
        name, "ridge with penalty σ² has the Bayes risk", "random rational Z, σ²", cases(), "exact rationals"
    )


def least(name: str, budget: Budget, seed: int, isotropic: bool = True) -> Step:
    """The identity for R(A) - R(A*), random A; and no A has a smaller risk. Not so if λ has another covariance."""
    from flint import fmpq, fmpq_mat

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for rng, number, z, variance in _draws(budget, seed):
            k, r = z.nrows(), z.ncols()
            prior = identity(r) if isotropic else fmpq_mat([[9 * int(i == j == 0) for j in range(r)] for i in range(r)])
            best = ridge_estimate(z, variance)
            change = fmpq_mat([[fmpq(rng.randint(-5, 5), rng.randint(1, 9)) for _ in range(k)] for _ in range(r)])
            if not isotropic:  # towards the estimate that is best for this prior
                cross = prior * z.transpose()
                change = cross * (z * cross + variance * identity(k)).inv() - best
            more = risk(best + change, z, variance, prior) - risk(best, z, variance, prior)
            square = trace(change * (z * z.transpose() + variance * identity(k)) * change.transpose())
            yield more >= 0 and (more == square or not isotropic), {"number": number, "R(A) - R(A*)": str(more)}

    return enumerated(
        name, "no linear estimate has a smaller risk", "random rational Z, σ², A", cases(), "exact rationals"
    )


def posterior(name: str, budget: Budget, seed: int, power: int = 1) -> Step:
    """tr (I + ZᵀZ/σ^(2·power))^{-1} is the same number."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for _, number, z, variance in _draws(budget, seed):
            precision = identity(z.ncols()) + z.transpose() * z * (1 / variance**power)
            found, stated = trace(precision.inv()), bayes_risk(z, variance)
            yield found == stated, {"number": number, "trace": str(found), "stated": str(stated)}

    return enumerated(
        name, "the risk is the trace of the posterior covariance", "random rational Z, σ²", cases(), "exact"
    )


def jensen(name: str, budget: Budget, seed: int, sign: int = 1) -> Step:
    """σ² tr (G + σ²I)^{-1} ≥ r²σ²/(tr G + rσ²): the harmonic mean of the eigenvalues is below their mean."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for _, number, z, variance in _draws(budget, seed):
            r = z.ncols()
            bound = r**2 * variance / (trace(z.transpose() * z) + r * variance)
            yield sign * (bayes_risk(z, variance) - bound) >= 0, {"number": number, "bound": str(bound)}

    return enumerated(name, "risk ≥ r²σ²/(tr ZᵀZ + rσ²)", "random rational Z, σ²", cases(), "exact rationals")


def orthogonal(name: str, power: str = "") -> Step:
    """ZᵀZ = kI: the difference of rσ²/k and rσ²/(k + σ²) is at most rσ⁴/k²; s = σ²."""
    claim = f"r*s/k - r*s/(k + s) <= r*s^2/k^2{power}"
    return decided(name, claim, ["s > 0"], ["s"], statement="risk rσ²/(k + σ²) against rσ²/k")


def squeeze(name: str, gap: str = "r*s*(r + 1)/(k*(k - r - 1))") -> Step:
    """The upper end rσ²/(k - r - 1) is within this gap of rσ²/k, which is o(1/k)."""
    claim = f"r*s/(k - r - 1) <= r*s/k + {gap}"
    return decided(name, claim, ["s > 0", "k >= r + 2"], ["s"], statement="the upper end against rσ²/k")


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    steps = [
        ridge("ridge", budget, seed),
        least("least", budget, seed),
        posterior("posterior", budget, seed),
        jensen("jensen", budget, seed),
        orthogonal("orthogonal"),
        squeeze("squeeze"),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("twice the penalty", lambda b, s: ridge("c", b, s, factor=2)),
    Control("a prior that is not isotropic", lambda b, s: least("c", b, s, isotropic=False)),
    Control("the noise squared once more", lambda b, s: posterior("c", b, s, power=2)),
    Control("Jensen the other way", lambda b, s: jensen("c", b, s, sign=-1)),
    Control("a gap of order k^-3", lambda b, s: orthogonal("c", "/k")),
    Control("a gap without r + 1", lambda b, s: squeeze("c", "r*s/(k*(k - r - 1))")),
)
