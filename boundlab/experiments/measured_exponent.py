"""The exponent of a group of measured sizes: the finite-size model decides, the pure power law stands beside it.

Three reductions of several patterns at one ε: `covariate`, every size with its pattern's sign changes as a covariate;
`mean` and `worst`, one number per ε. The largest of a few random patterns adds a term like the root of the number of
cells, which bends the law again, so where patterns are known the covariate is the default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.experiments.finite_size import FEWEST_ACCURACIES, FiniteSizeFit, Profile, fit_finite_size
from boundlab.experiments.size_rows import SizeGroup, sign_changes
from boundlab.experiments.statistics import ExponentFit, fit_exponent, points_from_rows

REDUCTIONS = ("covariate", "mean", "worst")


@dataclass(frozen=True)
class Observations:
    """What a model is fitted to: sizes, their ε, the covariate if there is one, and whether they sum several up."""

    eps: list[float]
    sizes: list[float]
    covariate: list[float] | None
    spread: bool
    unit: float

    def down_to(self, eps: float) -> Observations:
        """Without what lies below `eps`."""
        kept = [i for i, value in enumerate(self.eps) if value >= eps]
        covariate = None if self.covariate is None else [self.covariate[i] for i in kept]
        sizes = [self.sizes[i] for i in kept]
        return Observations([self.eps[i] for i in kept], sizes, covariate, self.spread, self.unit)

    def fit(self) -> FiniteSizeFit:
        """The finite-size model; raises BoundlabError where the sizes are too few."""
        return fit_finite_size(self.eps, self.sizes, self.covariate, self.unit, self.spread)


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

    def verdict(self, theory: float | None, rivals: Mapping[str, float]) -> tuple[str, str]:
        """That of the finite-size model; `cannot tell` also where only the smallest ε exclude a smaller theory.

        Sizes are upper bounds: a search that loses units as ε falls makes the exponent larger, never smaller.
        """
        if self.finite_size is None:
            return "cannot tell", self.reason
        if theory is None:
            return "cannot tell", "no theory exponent is given"
        verdict, reason = self.finite_size.verdict(theory, rivals)
        if verdict == "inconsistent" and theory < self.finite_size.low:
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
        weights = [(sum(seen.sizes) / len(seen.sizes) / n) ** 0.5 if seen.spread else 1.0 for n in seen.sizes]
        return Profile(seen.eps, seen.sizes, seen.covariate, weights).predicted(exponent, eps)

    def as_dict(self, theory: float | None, rivals: Mapping[str, float]) -> dict[str, Any]:
        """Everything as data."""
        verdict, reason = self.verdict(theory, rivals)
        found: dict[str, Any] = {"label": self.label, "theory": theory, "rivals": dict(rivals)}
        found |= {"reduction": self.reduction, "verdict": verdict, "reason": reason, "notes": self.notes}
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
    changes = [sign_changes(row) for row in used] if "series" not in rows[0] or reduction == "covariate" else []
    known = bool(changes) and None not in changes and len(set(changes)) > 1
    if reduction == "covariate" and not known:
        raise bad_value("reduction", reduction, f"mean or worst for {group.label}: it has no patterns")
    chosen = reduction or ("covariate" if known else "worst")
    if chosen == "worst":
        used = _same_patterns(used, notes)
    notes += _excess(used)
    observed, fit, line, reason = _observations(used, chosen, _unit(rows)), None, None, ""
    try:
        fit = observed.fit()
    except BoundlabError as error:
        reason = str(error)
    try:
        line = fit_exponent(points_from_rows(rows))
    except BoundlabError as error:
        reason = reason or str(error)
    return MeasuredExponent(group.label, chosen, observed, fit, line, reason, notes)


def _observations(rows: Sequence[dict[str, Any]], reduction: str, unit: float) -> Observations:
    if reduction == "covariate":
        changes = [sign_changes(row) or 0.0 for row in rows]
        return Observations([row["eps"] for row in rows], [row["N"] for row in rows], changes, False, unit)
    groups: dict[float, list[float]] = {}
    for row in rows:
        groups.setdefault(row["eps"], []).append(row["N"])
    sizes = [max(group) if reduction == "worst" else sum(group) / len(group) for group in groups.values()]
    return Observations(list(groups), sizes, None, len(rows) > len(groups), unit)


def _same_patterns(rows: list[dict[str, Any]], notes: list[str]) -> list[dict[str, Any]]:
    """The worst of six is larger than that of two: where patterns differ with ε, only the common ones count."""
    patterns: dict[float, set[str]] = {}
    for row in rows:
        if "series" in row or "pattern=" not in row["target"]:
            return rows
        patterns.setdefault(row["eps"], set()).add(row["target"].rpartition("pattern=")[2])
    common = set.intersection(*patterns.values()) if patterns else set()
    if all(found == common for found in patterns.values()):
        return rows
    if not common:
        notes.append("no pattern was measured at every ε")
        return rows
    notes.append("of the patterns only those measured at every ε count: " + ", ".join(sorted(common, key=int)))
    return [row for row in rows if row["target"].rpartition("pattern=")[2] in common]


def _excess(rows: Sequence[dict[str, Any]]) -> list[str]:
    """What is known of how far the sizes lie above the truth, which is one-sided."""
    excess = [row["width"] - max(row["exact_width"], 1) for row in rows if row.get("exact_width") is not None]
    if any(excess):
        return [f"{sum(e > 0 for e in excess)} of {len(excess)} widths exceed the exact one, by up to {max(excess)}"]
    return []


def _unit(rows: Sequence[dict[str, Any]]) -> float:
    """Parameters per unit of width, from the narrowest and the widest network."""
    found = sorted((row["width"], row["N"]) for row in rows if row["N"] is not None and row.get("width"))
    if not found or found[0][0] == found[-1][0]:
        return 1.0
    return max(1.0, (found[-1][1] - found[0][1]) / (found[-1][0] - found[0][0]))
