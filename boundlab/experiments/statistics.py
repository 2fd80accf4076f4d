"""From measured sizes to an exponent: N(ε) ~ C ε^(-a), with its uncertainty and a verdict against named exponents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, stats

from boundlab.errors import BoundlabError
from boundlab.experiments.finite_size import require_finite

FEWEST_POINTS = 4
FEWEST_DECADES = 0.25
BOOTSTRAPS = 1000


@dataclass(frozen=True)
class Point:
    """The sizes measured at one ε, one per pattern.

    Attributes:
        low, high: N lies in (low, high] as far as the search can tell; high is inf for a failure (censored).
    """

    eps: float
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def censored(self) -> bool:
        """Whether some pattern never reached ε, so that the worst size is unknown."""
        return not all(math.isfinite(h) for h in self.high)


@dataclass(frozen=True)
class ExponentFit:
    """The exponent a of the worst size over patterns, log N = log C + a log(1/ε).

    Attributes:
        exponent, standard_error: least squares over the uncensored points before the first censored one.
        bootstrap_error: standard deviation of the exponent when the patterns at each ε are drawn again.
        without_first, without_last: the exponent with the largest, the smallest ε left out.
        interval_exponent: maximum likelihood with each size known only to its bracket; uses censored points.
        floor_exponent, floor: least squares of N = C (ε - floor)^(-a): an optimiser that stalls has a floor > 0.
        decades: log10 of the ratio of the largest to the smallest ε used.
        points, censored: how many ε were used, how many had a failure.
    """

    exponent: float
    standard_error: float
    bootstrap_error: float
    without_first: float
    without_last: float
    interval_exponent: float
    floor_exponent: float
    floor: float
    decades: float
    points: int
    censored: int

    @property
    def uncertainty(self) -> float:
        """The larger of the regression's and the bootstrap's standard error."""
        return max(self.standard_error, self.bootstrap_error)

    def verdict(self, theory: float, rivals: Mapping[str, float]) -> tuple[str, str]:
        """Compare with `theory` and with each rival exponent, at the 95 % t-interval: (verdict, reason).

        `consistent`: theory is in the interval, no other rival is. `inconsistent`: theory is outside. `cannot tell`: a
        rival is inside as well, or there are too few points or decades, or no growth, to say anything.

        Raises BoundlabError: an exponent is not finite.
        """
        require_finite({"theory": theory, **rivals})
        if self.points < FEWEST_POINTS or self.decades < FEWEST_DECADES:
            return "cannot tell", f"only {self.points} points over {self.decades:.2f} decades of ε"
        if self.exponent == 0:
            return "cannot tell", "the sizes do not grow over this range of ε, so they name no exponent"
        if not self._holds(theory):
            return "inconsistent", f"{theory:.3f} is {self._distance(theory)} away, {self.errors:.2f} are allowed"
        for name, value in rivals.items():
            if not math.isclose(value, theory) and self._holds(value):
                return (
                    "cannot tell",
                    f"the rival {name} = {value:.3f} is within {self.errors:.2f} standard errors as well",
                )
        return "consistent", f"{theory:.3f} is {self._distance(theory)} away, every rival more than {self.errors:.2f}"

    @property
    def errors(self) -> float:
        """How many standard errors the 95 % interval reaches: the t quantile of the points at hand."""
        return float(stats.t.ppf(0.975, self.points - 2))

    def _holds(self, value: float) -> bool:
        rounding = 1e-9 * max(1.0, abs(value), abs(self.exponent))
        return abs(self.exponent - value) <= self.errors * self.uncertainty + rounding

    def _distance(self, value: float) -> str:
        distance = abs(self.exponent - value)
        return f"{distance / self.uncertainty:.1f} standard errors" if self.uncertainty > 1e-12 else f"{distance:.3f}"


def fit_exponent(points: Sequence[Point], seed: int = 0) -> ExponentFit:
    """Fit the exponent of the worst size over patterns.

    A point with a failure, and every point at a smaller ε, is left out of the least squares (leaving out only the
    failures would select the easy patterns); the interval regression uses it as "more than low".

    Raises BoundlabError: fewer than three usable points.
    """
    ordered = sorted(points, key=lambda point: -point.eps)
    used = []
    for point in ordered:
        if point.censored:
            break
        used.append(point)
    if len(used) < 3:
        raise BoundlabError(
            f"fit: got {len(used)} values of ε before the first failure ({len(ordered)} in all), expected at least 3"
        )
    x = np.log([1 / point.eps for point in used])
    y = np.log([max(point.high) for point in used])
    slope, intercept = np.polyfit(x, y, 1) if np.ptp(y) else (0.0, y[0])
    residuals, centred = y - (slope * x + intercept), x - x.mean()
    standard_error = math.sqrt(float(residuals @ residuals) / (len(x) - 2) / float(centred @ centred))
    floor_exponent, floor = _floor_model(np.array([point.eps for point in used]), y)
    return ExponentFit(
        exponent=float(slope),
        standard_error=standard_error,
        bootstrap_error=_bootstrap(x, used, seed),
        without_first=float(np.polyfit(x[1:], y[1:], 1)[0]),
        without_last=float(np.polyfit(x[:-1], y[:-1], 1)[0]),
        interval_exponent=_interval_regression(ordered, float(slope), float(intercept)),
        floor_exponent=floor_exponent,
        floor=floor,
        decades=float((x[-1] - x[0]) / math.log(10)),
        points=len(used),
        censored=sum(point.censored for point in ordered),
    )


def _bootstrap(x: Any, points: Sequence[Point], seed: int) -> float:
    """Standard deviation of the exponent over redraws of the patterns, independently at each ε."""
    random = np.random.default_rng(seed)
    worst = np.empty((BOOTSTRAPS, len(points)))
    for i, point in enumerate(points):
        sizes = np.array(point.high)
        worst[:, i] = np.log(random.choice(sizes, (BOOTSTRAPS, len(sizes))).max(1))
    centred = x - x.mean()
    return float((worst @ centred / (centred @ centred)).std(ddof=1))


def _interval_regression(points: Sequence[Point], slope: float, intercept: float) -> float:
    """Maximum likelihood of log N ~ Normal(b + a log(1/ε), s) where N is known to lie in (low, high]."""
    x = np.log([1 / point.eps for point in points])
    high = np.log([max(point.high) for point in points])
    floor = 0.5 * min(min(point.high) for point in points if math.isfinite(min(point.high)))
    low = np.log([max(max(point.low), min(0.5, floor)) for point in points])

    def loss(parameters: Any) -> float:
        slope_, intercept_, log_s = parameters
        s = math.exp(min(max(log_s, -6.0), 3.0))
        mean = intercept_ + slope_ * x
        a, b = (low - mean) / s, (high - mean) / s
        # In the upper tail the mass is taken from the mirror image, so that it never vanishes by rounding.
        mirrored = a > 0
        near = stats.norm.logcdf(np.where(mirrored, -a, b))
        far = stats.norm.logcdf(np.where(mirrored, -b, a))
        return -float((near + np.log1p(-np.exp(np.minimum(far - near, -1e-12)))).sum())

    start = np.array([slope, intercept, math.log(0.1)])
    best = optimize.minimize(loss, start, method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-6})
    return float(best.x[0])


def _floor_model(eps: Any, y: Any) -> tuple[float, float]:
    """Least squares of log N = b - a log(ε - floor), 0 ≤ floor < min ε; returns (a, floor)."""

    def fit(floor: float) -> tuple[float, float]:
        x = -np.log(eps - floor)
        line = np.polyfit(x, y, 1)
        return float(((y - np.polyval(line, x)) ** 2).sum()), float(line[0])

    floors = eps.min() * np.concatenate([[0.0], np.linspace(0.01, 0.9, 90)])
    losses = [fit(floor)[0] for floor in floors]
    best = float(floors[int(np.argmin(losses))])
    return fit(best)[1], best


def points_from_rows(rows: Sequence[Mapping[str, Any]]) -> list[Point]:
    """Group result rows by ε; rows of one ε are the patterns. Values of ε that differ by rounding are one."""
    groups: dict[float, list[Mapping[str, Any]]] = {}
    same = merged_accuracies(row["eps"] for row in rows)
    for row in rows:
        groups.setdefault(same[row["eps"]], []).append(row)
    return [
        Point(
            eps,
            tuple(float(row["bracket"][0] or 0) for row in group),
            tuple(float(row["N"]) if row["N"] is not None else math.inf for row in group),
        )
        for eps, group in sorted(groups.items(), reverse=True)
    ]


def merged_accuracies(eps: Iterable[float]) -> dict[float, float]:
    """Each ε with the one it stands for: those that differ from their neighbour by less than 1e-9 of it are one.

    >>> merged_accuracies([0.3, 0.1 + 0.2, 0.1])
    {0.1: 0.1, 0.3: 0.3, 0.30000000000000004: 0.3}
    """
    found: dict[float, float] = {}
    before = -math.inf
    for value in sorted(set(eps)):
        found[value] = found[before] if value - before <= 1e-9 * value else value
        before = value
    return found


def theory_exponent(m: int, r: int) -> float:
    """m/r, the order of the continuous nonlinear width of W_{r,m}."""
    return m / r


def rival_exponents(m: int, r: int) -> dict[str, float]:
    """Exponents a measurement should be able to tell from m/r: deep ReLU's rate, the smoothness off by one, and
    for m = 1 the saturation of piecewise-linear approximation."""
    rivals = {"m/(2r)": m / (2 * r), "m/(r+1)": m / (r + 1)}
    if r > 1:
        rivals["m/(r-1)"] = m / (r - 1)
    if m == 1:
        rivals["1/2 saturation"] = 0.5
    return {name: value for name, value in rivals.items() if not math.isclose(value, m / r)}


def gap_exponents(m1: int, m2: int, r: int) -> dict[str, float]:
    """The exponents the theorems name for the primary of a hypernetwork (m1) and of an embedding method.

    They are stated for r = 1; for other r they are divided by r, which is not stated for embedding methods.

    >>> gap_exponents(1, 2, 1)
    {'m1': 1.0, 'm1+m2': 3.0, 'min(m, 2 m1)': 2.0}
    """
    return {"m1": m1 / r, "m1+m2": (m1 + m2) / r, "min(m, 2 m1)": min(m1 + m2, 2 * m1) / r}
