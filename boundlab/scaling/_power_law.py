"""Power laws in several variables: log value = c + Σ_v a_v log v, fitted jointly, with 95 % intervals.

An interval is the estimate ± t·SE, where SE is the larger of two standard errors: that of the regression (how far the
sizes lie off one line), and that of drawing the samples of every size again (bootstrap). t is the quantile of
Student's distribution with as many degrees of freedom as there are sizes beyond the coefficients: ± 2 SE would hold
the true exponent in 82 % of the cases at four sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import stats

from boundlab.errors import BoundlabError, bad_value

Statistic = Literal["rms", "median", "mean"]
STATISTICS: dict[str, Callable[[Any], Any]] = {
    "rms": lambda samples: np.sqrt((samples**2).mean(-1)),
    "median": lambda samples: np.median(samples, -1),
    "mean": lambda samples: samples.mean(-1),
}
BOOTSTRAPS = 400


@dataclass(frozen=True)
class Cell:
    """What was measured at one size: the variables, by name, and the samples, one per seed."""

    sizes: Mapping[str, float]
    samples: tuple[float, ...]


@dataclass(frozen=True)
class Interval:
    """An exponent with its 95 % interval."""

    exponent: float
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the interval contains the value, up to rounding."""
        return self.low - 1e-9 <= value <= self.high + 1e-9

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that contains both, about the middle of the two exponents."""
        return Interval((self.exponent + other.exponent) / 2, min(self.low, other.low), max(self.high, other.high))


@dataclass(frozen=True)
class PowerLaw:
    """The exponent of every variable, and the value at every cell that they were fitted to."""

    exponents: Mapping[str, Interval]
    constant: float
    values: tuple[float, ...]


def fit_power_law(
    cells: Sequence[Cell], variables: Sequence[str], statistic: Statistic = "rms", seed: int = 0
) -> PowerLaw:
    """Fit the exponents of all `variables` together to the statistic of the samples at every size.

    Raises:
        BoundlabError: fewer sizes than coefficients and one; sizes that do not tell the variables apart; a statistic
            that is not a positive number.

    >>> cells = [Cell({"n": n, "d": d}, (3 * n / d**2,)) for n in (1, 2, 4) for d in (1, 2, 4)]
    >>> {name: round(found.exponent, 6) for name, found in fit_power_law(cells, ("n", "d")).exponents.items()}
    {'n': 1.0, 'd': -2.0}
    """
    if statistic not in STATISTICS:
        raise bad_value("statistic", statistic, f"one of {', '.join(STATISTICS)}")
    freedom = len(cells) - len(variables) - 1
    if freedom < 1:
        raise BoundlabError(f"fit: got {len(cells)} sizes, expected at least {len(variables) + 2}")
    design = np.array([[1.0, *(np.log(cell.sizes[name]) for name in variables)] for cell in cells])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise BoundlabError(f"fit: the sizes do not tell {', '.join(variables)} apart")
    values = np.array([STATISTICS[statistic](np.array(cell.samples)) for cell in cells])
    if not (np.isfinite(values).all() and (values > 0).all()):
        raise BoundlabError(f"fit: the {statistic} of the samples must be a positive number at every size")
    solve = np.linalg.pinv(design)
    found = solve @ np.log(values)
    residuals = np.log(values) - design @ found
    regression = (residuals @ residuals) / freedom * (solve**2).sum(1)
    random = np.random.default_rng(seed)
    drawn = (solve**2) @ np.array([_variance(np.array(cell.samples), statistic, random) for cell in cells])
    reach = stats.t.ppf(0.975, freedom) * np.sqrt(np.maximum(regression, drawn))
    named = zip(variables, found[1:], reach[1:], strict=True)
    exponents = {name: Interval(float(a), float(a - r), float(a + r)) for name, a, r in named}
    return PowerLaw(exponents, float(np.exp(found[0])), tuple(map(float, values)))


def _variance(samples: Any, statistic: Statistic, random: np.random.Generator) -> float:
    """Variance of the logarithm of the statistic when the samples are drawn again."""
    count = len(samples)
    if count == 1:
        return 0.0
    chosen = samples[random.integers(0, count, (BOOTSTRAPS, count))]
    again = np.maximum(STATISTICS[statistic](chosen), 1e-300)
    # Drawing again from `count` samples has a variance that is too small by this factor.
    return float(np.log(again).var()) * count / (count - 1)
