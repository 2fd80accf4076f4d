"""The finite-size model of measured sizes: N(ε) = A x^p + b with x = 1/ε, and its exponent with a profile interval.

Sizes that grow like x^p have lower-order terms, and at few cells these bend a straight line in log-log: a size of
a·k + b has the local exponent 1/(1 + b/(ak)) in k. So b is fitted, not neglected. With a covariate s per size (for sign
bumps: the sign changes of the pattern over the number of cells) the model is N = x^p (A + B s) + b.

The interval is the profile F-interval: all p whose least squares, with A, B, b fitted anew, are not significantly
larger than the least (Bates and Watts, Nonlinear Regression Analysis and Its Applications, 1988, section 6.1.2). The
interval of b is the shadow of the same set of parameters on its axis.

A scaling law y = A x^(-p) + c is the same model: x stands for ε, c for b.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from boundlab.errors import BoundlabError
from boundlab.experiments.profile import GRID, LARGEST, Profile

LEVEL = 0.95
# How the standard deviation of a size depends on it: not at all; like its root (maxima or means over random patterns
# of a number of cells); in proportion to it.
NOISES = {"equal": 0.0, "root": 0.5, "proportional": 1.0}
FEWEST_ACCURACIES, FEWEST_DECADES = 5, 0.25
# Two noises whose likelihoods differ by less than this in the logarithm are not told apart by the sizes.
LIKELY = 2.0


@dataclass(frozen=True)
class FiniteSizeFit:
    """The exponent p of N = A x^p + b, or of N = x^p (A + B s) + b.

    Attributes:
        exponent: the least-squares p.
        low, high: the profile interval at `LEVEL`; infinite where the sizes do not bound p.
        growth: A at the mean of s, for x in units of its geometric mean; offset: b.
        factor: the same A for x itself.
        offset_low, offset_high: the profile interval of b.
        noise: how the errors were weighted, one of `NOISES`.
        scatter: standard deviation about the model, at least that of rounding to whole units.
        sizes, accuracies: how many sizes were fitted, at how many ε.
        free: how many more the sizes are than the parameters.
        decades: log10 of the ratio of the largest to the smallest ε.
    """

    exponent: float
    low: float
    high: float
    growth: float
    factor: float
    offset: float
    scatter: float
    sizes: int
    accuracies: int
    free: int
    decades: float
    offset_low: float
    offset_high: float
    noise: str

    def holds(self, value: float) -> bool:
        """Whether the exponent `value` lies in the interval; one that differs by rounding from an end does."""
        slack = 1e-9 * max(1.0, abs(value))
        return self.low - slack <= value <= self.high + slack

    def verdict(self, theory: float, rivals: Mapping[str, float]) -> tuple[str, str]:
        """Compare with `theory` and each rival exponent: (verdict, reason).

        `consistent`: the interval holds theory and no rival. `inconsistent`: it does not hold theory. `cannot tell`:
        it holds a rival as well, or it is no evidence: too few accuracies or decades, sizes that do not grow, an
        interval that holds 0 or is unbounded.

        Raises:
            BoundlabError: an exponent is not finite.
        """
        require_finite({"theory": theory, **rivals})
        if not math.isfinite(self.exponent):
            return "cannot tell", "the sizes do not grow over this range of ε, so they name no exponent"
        if self.accuracies < FEWEST_ACCURACIES or self.decades < FEWEST_DECADES:
            return "cannot tell", f"only {self.accuracies} values of ε over {self.decades:.2f} decades"
        if not self.holds(theory):
            return "inconsistent", f"{theory:.3f} is outside {self.interval}"
        for name, value in rivals.items():
            if not math.isclose(value, theory) and self.holds(value):
                return "cannot tell", f"{self.interval} holds {theory:.3f} and the rival {name} = {value:.3f}"
        if self.holds(0) or not (math.isfinite(self.low) and math.isfinite(self.high)):
            return "cannot tell", f"{self.interval} excludes too little"
        return "consistent", f"{theory:.3f} is in {self.interval}, no rival is"

    @property
    def interval(self) -> str:
        """The interval in words."""
        return f"the {LEVEL:.0%} interval [{self.low:.3f}, {self.high:.3f}]"


def fit_finite_size(
    eps: Sequence[float],
    sizes: Sequence[float],
    covariate: Sequence[float] | None = None,
    unit: float = 1.0,
    noise: str | None = "equal",
    counts: Sequence[float] | None = None,
) -> FiniteSizeFit:
    """Fit the model to sizes at the accuracies `eps`, which may repeat.

    Args:
        unit: parameters that one more unit of the network costs. A size is a whole number of units, so a scatter
            below that of rounding, unit/√12, is not believed. 0 for what is not rounded.
        noise: one of `NOISES`; None takes equal or proportional, whichever makes the sizes likelier.
        counts: of how many measurements each size is the mean.

    Raises:
        BoundlabError: fewer accuracies than exponents can be told by, or a number that is not positive and finite.
    """
    e, n = np.asarray(eps, dtype=float), np.asarray(sizes, dtype=float)
    s = None if covariate is None else np.asarray(covariate, dtype=float)
    c = np.ones_like(n) if counts is None else np.asarray(counts, dtype=float)
    for name, values in (("ε", e), ("size", n), ("count", c)):
        if not (np.isfinite(values).all() and (values > 0).all()):
            raise BoundlabError(f"fit: got a {name} that is not a positive number, expected positive numbers")
    different, needed = len(np.unique(e)), 3 if s is None or np.ptp(s) == 0 else 4
    free = len(n) - needed
    if different < 3 or free < 1:
        raise BoundlabError(
            f"fit: got {len(n)} sizes at {different} values of ε, expected at least {needed + 1} sizes at 3"
        )
    chosen = [noise] if noise else ["equal", "proportional"]
    tried = [_weighted(each, e, n, s if needed == 4 else None, c, unit) for each in chosen]
    best = max(tried, key=lambda one: one.likelihood)
    # Where the sizes do not tell the noises apart, the interval is the smallest one that holds those of both.
    ends = [one.ends() for one in tried if one.likelihood > best.likelihood - LIKELY]
    low, offset_low = (min(end[i] for end in ends) for i in (0, 2))
    high, offset_high = (max(end[i] for end in ends) for i in (1, 3))
    growth, offset = best.profile.coefficients(best.exponent)
    return FiniteSizeFit(
        exponent=best.exponent if best.grows else math.nan,
        low=low,
        high=high,
        growth=growth,
        factor=growth * math.exp(min(best.exponent * float(np.log(e).mean()), LARGEST)),
        offset=offset,
        scatter=best.scatter,
        sizes=len(n),
        accuracies=different,
        free=free,
        decades=float(math.log10(e.max()) - math.log10(e.min())),
        offset_low=offset_low,
        offset_high=offset_high,
        noise=best.noise,
    )


class _Weighted(NamedTuple):
    """The least squares under one noise, and how likely the sizes are by it."""

    noise: str
    profile: Profile
    squares: Any
    exponent: float
    allowed: float
    likelihood: float
    scatter: float

    @property
    def grows(self) -> bool:
        """Whether a constant size is excluded."""
        return bool(self.profile(np.array([0.0]), order=1)[0] > self.allowed)

    def ends(self) -> tuple[float, float, float, float]:
        """The interval of the exponent and that of the offset."""
        low, high = -math.inf, math.inf
        if self.grows:
            low, high = self.profile.hull(self.squares, self.exponent, self.allowed)
        return low, high, *self.profile.offsets(low, high, self.allowed)


def _weighted(noise: str, e: Any, n: Any, s: Any, counts: Any, unit: float) -> _Weighted:
    """The weights of a proportional noise are those of the fitted sizes: measured ones favour what came out small."""
    expected, free = n, len(n) - (3 if s is None else 4)
    for _ in range(3 if noise == "proportional" else 1):
        weights = np.sqrt(counts) * (n.mean() / expected) ** NOISES[noise]
        top = float(weights.max())
        weights = weights / top
        profile = Profile(e, n, s, weights)
        squares = profile(GRID)
        exponent, least = profile.least(squares)
        expected = np.clip(profile.fitted(exponent), n / 3, 3 * n)
    variance = max(least / free, unit**2 / 12 * float((weights**2).mean()), (1e-9 * (n * weights).max()) ** 2)
    likelihood = float(np.log(weights).sum()) - len(n) / 2 * math.log(variance)
    allowed = least + variance * stats.f.ppf(LEVEL, 1, free)
    return _Weighted(noise, profile, squares, exponent, float(allowed), likelihood, math.sqrt(variance) * top)


def require_finite(exponents: Mapping[str, float]) -> None:
    """Raise BoundlabError unless all the exponents are finite numbers."""
    for name, value in exponents.items():
        if not math.isfinite(value):
            raise BoundlabError(f"{name}: got {value!r}, expected a finite exponent")
