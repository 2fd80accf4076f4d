"""The exponent of a group of measured sizes: the finite-size model decides, the pure power law stands beside it.

Four reductions of several sizes at one ε: `covariate`, every size with its covariate (of a pattern of bumps, its sign
changes); `every`, every size without one; `mean` and `worst`, one number per ε. The largest of a few random patterns
adds a term like the root of the number of cells, which bends the law again, so where covariates are known they are the
default; sizes that say of no pattern what they belong to are repetitions, and every one counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from boundlab.errors import BoundlabError, bad_value
from boundlab.experiments.finite_size import FEWEST_ACCURACIES, NOISES, FiniteSizeFit, fit_finite_size
from boundlab.experiments.profile import Profile
from boundlab.experiments.size_rows import SizeGroup, covariate_of, pattern_of
from boundlab.experiments.statistics import ExponentFit, fit_exponent, points_from_rows

REDUCTIONS = ("covariate", "every", "mean", "worst")
# So many sizes of one group are fitted one by one; of more, means of neighbours.
MANY = 2000


@dataclass(frozen=True)
class Observations:
    """What a model is fitted to: sizes, their ε and covariate, of how many each is the mean, and their noise."""

    eps: list[float]
    sizes: list[float]
    covariate: list[float] | None
    counts: list[float]
    noise: str | None
    unit: float

    @classmethod
    def of(cls, rows: Sequence[dict[str, Any]], reduction: str, noise: str | None, unit: float) -> Observations:
        """What `reduction` makes of the rows."""
        if reduction in ("covariate", "every"):
            covariate = [covariate_of(row) or 0.0 for row in rows] if reduction == "covariate" else None
            sizes = [row["N"] for row in rows]
            return cls([row["eps"] for row in rows], sizes, covariate, [1.0] * len(rows), noise, unit)
        groups: dict[float, list[float]] = {}
        for row in rows:
            groups.setdefault(row["eps"], []).append(row["N"])
        sizes = [max(group) if reduction == "worst" else sum(group) / len(group) for group in groups.values()]
        means = noise is None and reduction == "mean"
        counts = [float(len(group)) if means else 1.0 for group in groups.values()]
        return cls(list(groups), sizes, None, counts, noise, unit)

    def thinned(self, steps: int) -> Observations:
        """The means over at most so many steps of ε; the model is linear in sizes and covariate at one ε."""
        found, place = np.unique(self.eps, return_inverse=True)
        logs = np.log(self.eps)
        if len(found) > steps:
            place = np.minimum((steps * (logs - logs.min()) / np.ptp(logs)).astype(int), steps - 1)
            place = np.unique(place, return_inverse=True)[1]
        counts = np.bincount(place, self.counts)

        def mean(values: Any) -> list[float]:
            weighted = np.bincount(place, np.asarray(values, dtype=float) * self.counts)
            return [float(value) for value in weighted / counts]

        covariate = None if self.covariate is None else mean(self.covariate)
        eps = [math.exp(value) for value in mean(logs)]
        return Observations(eps, mean(self.sizes), covariate, [float(c) for c in counts], self.noise, self.unit)

    def as_rows(self) -> list[dict[str, Any]]:
        """As rows, for the power law."""
        return [{"eps": e, "N": n, "bracket": [0.999 * n, n]} for e, n in zip(self.eps, self.sizes, strict=True)]

    def down_to(self, eps: float) -> Observations:
        """Without what lies below `eps`."""
        kept = [i for i, value in enumerate(self.eps) if value >= eps]
        columns = (self.eps, self.sizes, self.covariate, self.counts)
        e, n, s, c = (None if column is None else [column[i] for i in kept] for column in columns)
        return Observations(e or [], n or [], s, c or [], self.noise, self.unit)

    def fit(self) -> FiniteSizeFit:
        """The finite-size model; raises BoundlabError where the sizes are too few."""
        return fit_finite_size(self.eps, self.sizes, self.covariate, self.unit, self.noise, self.counts)


@dataclass(frozen=True)
class MeasuredExponent:
    """Both fits of a group, with notes about what went into them; a fit is None where the sizes are too few."""

    label: str
    reduction: str
    observations: Observations
    finite_size: FiniteSizeFit | None
    power_law: ExponentFit | None
    reason: str
    notes: list[str]
    axes: tuple[str, str] = ("eps", "N")

    def verdict(self, theory: float | None, rivals: Mapping[str, float]) -> tuple[str, str]:
        """That of the finite-size model; `cannot tell` also where only the smallest ε exclude a smaller theory.

        Sizes are upper bounds: a search that loses units as ε falls makes the exponent larger, never smaller.
        """
        if self.finite_size is None:
            return "cannot tell", self.reason
        if theory is None:
            return "cannot tell", "no theory exponent is given"
        verdict, reason = self.finite_size.verdict(theory, rivals)
        if self.axes[1] == "N" and verdict == "inconsistent" and theory < self.finite_size.low:
            without = self._without_an_excess(theory)
            if without is not None:
                return "cannot tell", (
                    f"{reason}, but it is inside without ε < {without:.3g}: a search that loses units there does this"
                )
        return verdict, reason

    def _without_an_excess(self, theory: float) -> float | None:
        """The smallest ε from which on theory is inside, with at most a third of the accuracies left out."""
        accuracies = sorted(set(self.observations.eps))
        most = min(len(accuracies) // 3, len(accuracies) - FEWEST_ACCURACIES + 1)
        for eps in accuracies[1 : most + 1]:
            kept = self.observations.down_to(eps)
            try:
                if kept.fit().holds(theory):
                    return eps
            except BoundlabError:
                return None
        return None

    def curve(self, eps: Any, exponent: float) -> Any:
        """The sizes of the model at `eps`, for a mean covariate, with the other parameters fitted at `exponent`."""
        seen = self.observations
        power = NOISES[self.finite_size.noise if self.finite_size else "equal"]
        weights = [count**0.5 * n**-power for count, n in zip(seen.counts, seen.sizes, strict=True)]
        return Profile(seen.eps, seen.sizes, seen.covariate, weights).predicted(exponent, eps)

    def as_dict(self, theory: float | None, rivals: Mapping[str, float]) -> dict[str, Any]:
        """Everything as data."""
        verdict, reason = self.verdict(theory, rivals)
        found: dict[str, Any] = {"label": self.label, "theory": theory, "rivals": dict(rivals)}
        found |= {
            "x": self.axes[0],
            "y": self.axes[1],
            "reduction": self.reduction,
            "verdict": verdict,
            "reason": reason,
            "notes": self.notes,
        }
        if self.finite_size is not None:
            found |= asdict(self.finite_size)
        if self.power_law is not None:
            line = self.power_law
            said = ("cannot tell", "no theory exponent") if theory is None else line.verdict(theory, rivals)
            found |= {"points": line.points, "censored": line.censored}
            found["power_law"] = {**asdict(line), "verdict": said[0], "reason": said[1]}
        return found


def measured_exponent(group: SizeGroup, reduction: str | None = None) -> MeasuredExponent:
    """Fit a group; `reduction` None takes the covariate where every row has one, else the worst size."""
    notes, rows = list(group.notes), group.rows
    failed = [row["eps"] for row in rows if row["N"] is None]
    if failed:
        left = len({row["eps"] for row in rows if row["eps"] <= max(failed)})
        notes.append(
            f"{len(failed)} size(s) not reached: the {left} values of ε from {max(failed):.3g} down are left out"
        )
    used = [row for row in rows if row["eps"] > max(failed, default=0.0)]
    covariates = [covariate_of(row) for row in used] if "series" not in rows[0] or reduction == "covariate" else []
    known = None not in covariates and len(set(covariates)) > 1
    if reduction == "covariate" and not known:
        raise bad_value("reduction", reduction, f"every, mean or worst for {group.label}: it has no patterns")
    chosen = reduction or ("covariate" if known else group.repeated)
    if chosen == "worst":
        used = _same_patterns(used, notes)
    notes += _excess(used)
    noise = group.noise
    if noise == "equal" and chosen in ("mean", "worst") and len(used) > len({row["eps"] for row in used}):
        noise = "root"  # of random patterns of a number of cells
    observed = Observations.of(used, chosen, noise, _unit(rows))
    if len(rows) > MANY:
        observed = observed.thinned(MANY // 2)
        notes.append(f"{len(used)} sizes, fitted as means over {len(observed.sizes)} steps of ε")
        rows = observed.as_rows()
    fit, line, reason = None, None, ""
    try:
        fit = observed.fit()
    except BoundlabError as error:
        reason = str(error)
    try:
        line = fit_exponent(points_from_rows(rows))
    except BoundlabError as error:
        reason = reason or str(error)
    return MeasuredExponent(group.label, chosen, observed, fit, line, reason, notes, group.axes)


def _same_patterns(rows: list[dict[str, Any]], notes: list[str]) -> list[dict[str, Any]]:
    """The worst of six is larger than that of two: where patterns differ with ε, only the common ones count."""
    patterns: dict[float, set[str]] = {}
    for row in rows:
        if (pattern := pattern_of(row)) is None:
            return rows
        patterns.setdefault(row["eps"], set()).add(pattern)
    common = set.intersection(*patterns.values()) if patterns else set()
    if all(found == common for found in patterns.values()):
        return rows
    if not common:
        notes.append("no pattern was measured at every ε")
        return rows
    names = ", ".join(sorted(common, key=lambda text: (len(text), text)))
    notes.append(f"of the patterns only those measured at every ε count: {names}")
    return [row for row in rows if pattern_of(row) in common]


def _excess(rows: Sequence[dict[str, Any]]) -> list[str]:
    """What is known of how far the sizes lie above the truth, which is one-sided."""
    excess = [row["width"] - max(row["exact_width"], 1) for row in rows if row.get("exact_width") is not None]
    if any(excess):
        return [f"{sum(e > 0 for e in excess)} of {len(excess)} widths exceed the exact one, by up to {max(excess)}"]
    return []


def _unit(rows: Sequence[dict[str, Any]]) -> float:
    """Parameters per unit of width, from the narrowest and the widest network; 0 for sizes that are not whole."""
    if any(row["N"] is not None and row["N"] != int(row["N"]) for row in rows):
        return 0.0
    found = sorted((row["width"], row["N"]) for row in rows if row["N"] is not None and row.get("width"))
    if not found or found[0][0] == found[-1][0]:
        return 1.0
    return max(1.0, (found[-1][1] - found[0][1]) / (found[-1][0] - found[0][0]))
