"""Qualitative statements of a paper, and the rules by which measurements decide them.

A statement is looked at in every place it is about: a panel, or a panel at an abscissa. Every comparison is a = α
against b = β times a factor, paired by seed: a is lower if the 95 % confidence interval of the differences (Student's
t) lies below 0, higher if it lies above, open otherwise. "Improves" means lower than 0.95 times the first value, "does
not improve" the opposite, so neither follows from having too few seeds. The verdict is

* reproduced: the statement holds at every place;
* partly: it holds at some;
* not reproduced: it holds nowhere, and the opposite is shown somewhere;
* undecided: nothing is shown anywhere.

A run that diverged counts as worse than any that did not; where there is one, a sign test takes the place of the
interval.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

CONFIDENCE = 0.95
# The least change of a curve, relative to its first value, that counts as an improvement.
IMPROVEMENT = 0.05
REPRODUCED, PARTLY, NOT, UNDECIDED = "reproduced", "partly", "not reproduced", "undecided"

Row = Mapping[str, Any]
Curve = Mapping[int, float]


class Finding(NamedTuple):
    """What was found at one place: 1 the statement holds, -1 the opposite does, 0 open; and the numbers.

    Numbers may be left out where those of the finding before speak for several.
    """

    sign: int
    numbers: str


@dataclass(frozen=True)
class Claim:
    """A statement of a paper: its words in short, where it stands, and the rule that decides it."""

    text: str
    where: str
    rule: Callable[[Sequence[Row]], Iterable[Finding]]
    stated_rule: str

    def judge(self, rows: Sequence[Row]) -> Verdict:
        """The verdict on these rows."""
        findings = tuple(self.rule(rows))
        held = sum(finding.sign > 0 for finding in findings)
        against = any(finding.sign < 0 for finding in findings)
        none = NOT if against else UNDECIDED
        verdict = none if not held else REPRODUCED if held == len(findings) else PARTLY
        return Verdict(self, verdict, held, findings, len({row["seed"] for row in rows}))


@dataclass(frozen=True)
class Verdict:
    """reproduced, partly, not reproduced or undecided; at how many places it holds; over how many seeds."""

    claim: Claim
    verdict: str
    held: int
    findings: tuple[Finding, ...]
    seeds: int

    @property
    def places(self) -> int:
        """At how many places the statement was looked at."""
        return len(self.findings)


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean, and the ends of its confidence interval.

    >>> [round(x, 3) for x in interval([1.0, 2.0, 3.0])]
    [2.0, -0.484, 4.484]
    """
    mean = sum(values) / len(values)
    if not math.isfinite(mean) or len(values) < 2:
        return mean, -math.inf, math.inf
    from scipy import stats  # only here: a list of claims is to be shown without it

    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(values) - 1) * statistics.stdev(values) / len(values) ** 0.5)
    return mean, mean - half, mean + half


def curves(rows: Sequence[Row], measure: str) -> dict[tuple[str, str, float], dict[int, float]]:
    """(panel, arm, at) → seed → measured; a run that diverged counts as infinite."""
    found: dict[tuple[str, str, float], dict[int, float]] = {}
    for row in rows:
        value = row[measure]
        place = (row["panel"], row["arm"], float(row["at"]))
        found.setdefault(place, {})[int(row["seed"])] = math.inf if value in (None, "") else float(value)
    return found


def panels(rows: Sequence[Row]) -> list[str]:
    """The panels, in the order of the rows."""
    return list(dict.fromkeys(row["panel"] for row in rows))


def places(rows: Sequence[Row], panel: str, arm: str) -> list[float]:
    """The abscissae of a curve, ascending."""
    return sorted({float(row["at"]) for row in rows if (row["panel"], row["arm"]) == (panel, arm)})


def compare(first: Curve, second: Curve) -> int:
    """1 if `first` is below `second`, -1 if above, 0 if open; seed → value, paired by seed.

    >>> compare({0: 1.0, 1: 1.1}, {0: 2.0, 1: 2.1}), compare({0: 1.0, 1: 1.1}, {0: 1.1, 1: 1.0})
    (1, 0)
    """
    pairs = [(first[seed], second[seed]) for seed in sorted(set(first) & set(second))]
    if all(math.isfinite(value) for pair in pairs for value in pair):
        _, low, high = interval([a - b for a, b in pairs])
        return int(high < 0) - int(low > 0)
    from scipy import stats

    wins, losses = sum(a < b for a, b in pairs), sum(a > b for a, b in pairs)
    if wins == losses or stats.binomtest(wins, wins + losses).pvalue > 2 * (1 - CONFIDENCE):
        return 0
    return 1 if wins > losses else -1


def scaled(curve: Curve, factor: float) -> dict[int, float]:
    """The curve's values times `factor`."""
    return {seed: factor * value for seed, value in curve.items()}


def means(*curves_: Curve) -> str:
    """The means, for people.

    >>> means({0: 1.0, 1: 2.0}, {0: float("inf"), 1: 2.0})
    '1.5 against diverged'
    """
    values = (sum(curve.values()) / len(curve) for curve in curves_)
    return " against ".join(f"{value:.3g}" if math.isfinite(value) else "diverged" for value in values)


Rule = Callable[[Sequence[Row]], list[Finding]]


def beats(measure: str, better: str, worse: str, least: float = -math.inf, factor: float = 1.0) -> Rule:
    """`better` is below `factor` times `worse` at every place ≥ `least` of `worse`.

    A curve with a single place stands for all places.
    """

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found, values = [], curves(rows, measure)
        for panel in panels(rows):
            fixed = places(rows, panel, better)
            for at in places(rows, panel, worse):
                if at >= least:
                    mine = values[panel, better, at if at in fixed else fixed[0]]
                    other = values[panel, worse, at]
                    found.append(
                        Finding(compare(mine, scaled(other, factor)), f"{panel} at {at:g}: {means(mine, other)}")
                    )
        return found

    return rule


def improves(measure: str, arm: str) -> Rule:
    """`arm` is lower at the last place than 0.95 times what it is at the first, in every panel."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found, values = [], curves(rows, measure)
        for panel in panels(rows):
            at = places(rows, panel, arm)
            first, last = values[panel, arm, at[0]], values[panel, arm, at[-1]]
            numbers = f"{panel}: {means(first)} at {at[0]:g}, {means(last)} at {at[-1]:g}"
            found.append(Finding(compare(last, scaled(first, 1 - IMPROVEMENT)), numbers))
        return found

    return rule


def does_not_improve(measure: str, arm: str) -> Rule:
    """The opposite of `improves`."""
    opposite = improves(measure, arm)
    return lambda rows: [finding._replace(sign=-finding.sign) for finding in opposite(rows)]


def learns(measure: str, arm: str) -> Rule:
    """`arm` is below the best constant prediction at every place."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found = []
        values, constant = curves(rows, measure), curves(rows, "constant")
        for panel in panels(rows):
            for at in places(rows, panel, arm):
                pair = values[panel, arm, at], constant[panel, arm, at]
                found.append(Finding(compare(*pair), f"{panel} at {at:g}: {means(*pair)}"))
        return found

    return rule


def learns_where_it_beats(measure: str, better: str, worse: str) -> Rule:
    """`better` is below the best constant at every place where it is below `worse`."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        values, constant = curves(rows, measure), curves(rows, "constant")
        found = []
        for panel in panels(rows):
            for at in places(rows, panel, better):
                mine, level = values[panel, better, at], constant[panel, better, at]
                if compare(mine, values[panel, worse, at]) > 0:
                    found.append(Finding(compare(mine, level), f"{panel} at {at:g}: {means(mine, level)}"))
        return found

    return rule


def beats_where_something_is_learned(measure: str) -> Rule:
    """The hypernetwork is below the embedding method at every place where one of them is below the constant."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        values, constant = curves(rows, measure), curves(rows, "constant")
        found = []
        for panel in panels(rows):
            for at in places(rows, panel, "embedding"):
                pair = [values[panel, arm, at] for arm in ("hypernetwork", "embedding")]
                if any(compare(curve, constant[panel, "embedding", at]) > 0 for curve in pair):
                    found.append(Finding(compare(*pair), f"{panel} at {at:.3g}: {means(*pair)}"))
        return found

    return rule


def beats_at_its_best(measure: str, better: str, worse: str) -> Rule:
    """`better` is below `worse` in every panel, each at the place where its mean is lowest."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        values, found = curves(rows, measure), []
        for panel in panels(rows):
            at = {arm: min(places(rows, panel, arm), key=partial(_mean, values, panel, arm)) for arm in (better, worse)}
            pair = [values[panel, arm, at[arm]] for arm in (better, worse)]
            rates = " and ".join(f"{place:g}" for place in at.values())
            found.append(Finding(compare(*pair), f"{panel} at {rates}: {means(*pair)}"))
        return found

    return rule


def _mean(values: Mapping[tuple[str, str, float], Curve], panel: str, arm: str, at: float) -> float:
    curve = values[panel, arm, at]
    return sum(curve.values()) / len(curve)
