"""The finite-size model of measured sizes: N(ε) = A x^p + b with x = 1/ε, and its exponent with a profile interval.

Sizes that grow like x^p have lower-order terms, and at few cells these bend a straight line in log-log: a size of
a·k + b has the local exponent 1/(1 + b/(ak)) in k. So b is fitted, not neglected. With a covariate s per size (for sign
bumps: the sign changes of the pattern over the number of cells) the model is N = x^p (A + B s) + b.

The interval is the profile F-interval: all p whose least squares, with A, B, b fitted anew, are not significantly
larger than the least (Bates and Watts, Nonlinear Regression Analysis and Its Applications, 1988, section 6.1.2).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, stats

from boundlab.errors import BoundlabError

LEVEL = 0.95
FEWEST_ACCURACIES, FEWEST_DECADES = 5, 0.25
# The exponents looked at. An interval that reaches an end is unbounded there.
LOWEST, HIGHEST, STEP = -4.0, 16.0, 0.05


@dataclass(frozen=True)
class FiniteSizeFit:
    """The exponent p of N = A x^p + b, or of N = x^p (A + B s) + b.

    Attributes:
        exponent: the least-squares p.
        low, high: the profile interval at `LEVEL`; infinite where the sizes do not bound p.
        growth: A at the mean of s, for x in units of its geometric mean; offset: b.
        scatter: standard deviation about the model, at least that of rounding to whole units.
        sizes, accuracies: how many sizes were fitted, at how many ε.
        free: how many more the sizes are than the parameters.
        decades: log10 of the ratio of the largest to the smallest ε.
    """

    exponent: float
    low: float
    high: float
    growth: float
    offset: float
    scatter: float
    sizes: int
    accuracies: int
    free: int
    decades: float

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
    spread: bool = False,
) -> FiniteSizeFit:
    """Fit the model to sizes at the accuracies `eps`, which may repeat.

    Args:
        unit: parameters that one more unit of the network costs. A size is a whole number of units, so a scatter
            below that of rounding, unit/√12, is not believed.
        spread: the sizes are means or maxima over random patterns; their variance grows like the number of cells, so
            like the sizes, and each is weighted by the inverse.

    Raises:
        BoundlabError: fewer accuracies than exponents can be told by, or a number that is not positive and finite.
    """
    e, n = np.asarray(eps, dtype=float), np.asarray(sizes, dtype=float)
    s = None if covariate is None else np.asarray(covariate, dtype=float)
    for name, values in (("ε", e), ("size", n), ("unit", np.array([unit]))):
        if not (np.isfinite(values).all() and (values > 0).all()):
            raise BoundlabError(f"fit: got a {name} that is not a positive number, expected positive numbers")
    different, needed = len(np.unique(e)), 3 if s is None or np.ptp(s) == 0 else 4
    free = len(n) - needed
    if different < 3 or free < 1:
        raise BoundlabError(
            f"fit: got {len(n)} sizes at {different} values of ε, expected at least {needed + 1} sizes at 3"
        )
    weights = np.sqrt(n.mean() / n) if spread else np.ones_like(n)
    profile = Profile(e, n, s if needed == 4 else None, weights)
    grid = np.arange(LOWEST, HIGHEST + STEP / 2, STEP)
    squares = profile(grid)
    best, least = _least(profile, grid, squares)
    variance = max(least / free, unit**2 / 12 * float((weights**2).mean()), (1e-9 * n.max()) ** 2)
    allowed = least + variance * stats.f.ppf(LEVEL, 1, free)
    (growth, offset) = profile.coefficients(best)
    grows = profile(np.array([0.0]), order=1)[0] > allowed
    low, high = _hull(profile, grid, squares, best, allowed) if grows else (-math.inf, math.inf)
    return FiniteSizeFit(
        exponent=best if grows else math.nan,
        low=low,
        high=high,
        growth=growth,
        offset=offset,
        scatter=math.sqrt(variance),
        sizes=len(n),
        accuracies=different,
        free=free,
        decades=float(math.log10(e.max() / e.min())),
    )


class Profile:
    """The least sum of squares for each exponent, with the other parameters fitted."""

    def __init__(self, eps: Any, sizes: Any, covariate: Any, weights: Any = 1.0) -> None:
        logs = np.log(np.asarray(eps, dtype=float))
        self._centre = logs.mean()
        self._t, self._weights = self._centre - logs, np.asarray(weights) * np.ones_like(logs)
        self._sizes = self._weights * np.asarray(sizes, dtype=float)
        self._s = None if covariate is None else np.asarray(covariate, dtype=float) - np.mean(covariate)

    def columns(self, p: Any) -> Any:
        """The design matrices, shape (exponents, sizes, parameters): (x^p - 1)/p, which has a limit at 0, and so on."""
        power = np.asarray(p, dtype=float)[:, None] * self._t
        safe = np.where(np.abs(power) < 1e-8, 1.0, power)
        first = self._t * np.where(np.abs(power) < 1e-8, 1 + power / 2, np.expm1(power) / safe)
        parts = [np.ones_like(first), first]
        if self._s is not None:
            parts.append(np.exp(power) * self._s)
        found = np.stack(parts, axis=-1) * self._weights[:, None]
        return found / np.sqrt((found**2).sum(1, keepdims=True))

    def __call__(self, p: Any, order: int = 3) -> Any:
        """The sums of squares; with order = 1 of a constant size (and what the covariate explains)."""
        columns = self.columns(p)
        if order == 1:
            columns = columns[:, :, [0, *range(2, columns.shape[2])]]
        q, _ = np.linalg.qr(columns)
        explained = np.einsum("gnq,n->gq", q, self._sizes)
        fitted = np.einsum("gnq,gq->gn", q, explained)
        return ((self._sizes - fitted) ** 2).sum(1)

    def coefficients(self, p: float) -> tuple[float, float]:
        """A, for x in units of its geometric mean, and b, at the exponent p."""
        parts = [self._growth(p, self._t), np.ones_like(self._t)]
        parts += [] if self._s is None else [np.exp(p * self._t) * self._s]
        columns = np.stack(parts, axis=1) * self._weights[:, None]
        found = np.linalg.lstsq(columns, self._sizes, rcond=None)[0]
        return float(found[0]), float(found[1])

    def predicted(self, p: float, eps: Any) -> Any:
        """The sizes at `eps` with the exponent p, at the mean covariate."""
        growth, offset = self.coefficients(p)
        return growth * self._growth(p, self._centre - np.log(eps)) + offset

    @staticmethod
    def _growth(p: float, t: Any) -> Any:
        return np.exp(p * t) if abs(p) > 1e-9 else t


def _least(profile: Profile, grid: Any, squares: Any) -> tuple[float, float]:
    at = int(np.argmin(squares))
    ends = grid[max(at - 1, 0)], grid[min(at + 1, len(grid) - 1)]
    found = optimize.minimize_scalar(
        lambda p: float(profile(np.array([p]))[0]), bounds=ends, method="bounded", options={"xatol": 1e-10}
    )
    if found.fun < squares[at]:
        return float(found.x), float(found.fun)
    return float(grid[at]), float(squares[at])


def _hull(profile: Profile, grid: Any, squares: Any, best: float, allowed: float) -> tuple[float, float]:
    """From the first to the last exponent whose sum of squares is allowed."""
    inside = grid[squares <= allowed]
    ends = [min(best, *inside), max(best, *inside)] if len(inside) else [best, best]

    def beyond(end: float, step: float) -> float:
        if not LOWEST < end + step < HIGHEST:
            return math.copysign(math.inf, step)

        def excess(p: float) -> float:
            return float(profile(np.array([p]))[0]) - allowed

        if excess(end) >= 0 or excess(end + step) <= 0:
            return end
        return float(optimize.brentq(excess, end, end + step, xtol=1e-10))

    return beyond(ends[0], -STEP), beyond(ends[1], STEP)


def require_finite(exponents: Mapping[str, float]) -> None:
    """Raise BoundlabError unless all the exponents are finite numbers."""
    for name, value in exponents.items():
        if not math.isfinite(value):
            raise BoundlabError(f"{name}: got {value!r}, expected a finite exponent")
