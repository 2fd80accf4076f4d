"""Qualitative statements of the paper, and the rules by which measurements decide them.

A rule looks at every panel (and abscissa) the statement is about and counts at how many it holds:

* reproduced: at all of them;
* partly: at some;
* not reproduced: at none.

What "holds" means is a 95 % confidence interval over seeds (Student's t), of differences paired by seed wherever two
models are compared, never a judgement by eye. A run that diverged counts as worse than any that did not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

CONFIDENCE = 0.95
REPRODUCED, PARTLY, NOT = "reproduced", "partly", "not reproduced"

Row = Mapping[str, Any]
# Whether the statement holds at one place, and the numbers that say so.
Finding = tuple[bool, str]


@dataclass(frozen=True)
class Claim:
    """A statement of the paper: its words in short, where it stands, and the rule that decides it."""

    text: str
    where: str
    rule: Callable[[Sequence[Row]], Iterable[Finding]]
    stated_rule: str

    def judge(self, rows: Sequence[Row]) -> Verdict:
        """The verdict on these rows."""
        found = list(self.rule(rows))
        held = sum(holds for holds, _ in found)
        verdict = REPRODUCED if held == len(found) and found else PARTLY if held else NOT
        seeds = len({row["seed"] for row in rows})
        return Verdict(self, verdict, held, len(found), seeds, tuple(text for _, text in found))


@dataclass(frozen=True)
class Verdict:
    """reproduced, partly or not reproduced; at how many places of how many; over how many seeds; the numbers."""

    claim: Claim
    verdict: str
    held: int
    places: int
    seeds: int
    numbers: tuple[str, ...]


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean, and the ends of its confidence interval.

    >>> [round(x, 3) for x in interval([1.0, 2.0, 3.0])]
    [2.0, -0.484, 4.484]
    """
    mean = float(np.mean(values))
    if not math.isfinite(mean) or len(values) < 2:
        return mean, -math.inf, math.inf
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(values) - 1) * np.std(values, ddof=1) / len(values) ** 0.5)
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


def lower(first: Mapping[int, float], second: Mapping[int, float]) -> tuple[bool, float, float]:
    """Whether `first` is below `second`: the interval of the paired differences is below 0; and both means.

    Where a run diverged there is no interval: then more than half of the seeds, and significantly so (sign test),
    must be lower.
    """
    seeds = sorted(set(first) & set(second))
    pairs = [(first[seed], second[seed]) for seed in seeds]
    means = float(np.mean([a for a, _ in pairs])), float(np.mean([b for _, b in pairs]))
    if all(map(math.isfinite, means)):
        return interval([a - b for a, b in pairs])[2] < 0, *means
    wins = sum(a < b for a, b in pairs)
    return bool(stats.binomtest(wins, len(pairs), alternative="greater").pvalue < 1 - CONFIDENCE), *means


def change(curve: Sequence[Mapping[int, float]]) -> tuple[bool, bool, float, float]:
    """From the first to the last place of a curve: whether it falls, whether it rises, both means."""
    falls, last, first = lower(curve[-1], curve[0])
    rises, _, _ = lower(curve[0], curve[-1])
    return falls, rises, first, last


def beats(
    measure: str, better: str, worse: str, least: float = -math.inf, factor: float = 1.0
) -> Callable[[Sequence[Row]], list[Finding]]:
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
                    holds, a, b = lower(mine, {s: factor * v for s, v in values[panel, worse, at].items()})
                    found.append((holds, f"{panel} at {at:g}: {a:.3g} against {b / factor:.3g}"))
        return found

    return rule


def falls(measure: str, arm: str) -> Callable[[Sequence[Row]], list[Finding]]:
    """`arm` is lower at the last place than at the first, in every panel."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        return [(down, text) for down, _, text in _changes(rows, measure, arm)]

    return rule


def does_not_fall(measure: str, arm: str) -> Callable[[Sequence[Row]], list[Finding]]:
    """`arm` is not shown to be lower at the last place than at the first, in every panel."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        return [(not down, text) for down, _, text in _changes(rows, measure, arm)]

    return rule


def _changes(rows: Sequence[Row], measure: str, arm: str) -> list[tuple[bool, bool, str]]:
    found, values = [], curves(rows, measure)
    for panel in panels(rows):
        at = places(rows, panel, arm)
        down, up, first, last = change([values[panel, arm, a] for a in at])
        found.append((down, up, f"{panel}: {first:.3g} at {at[0]:g}, {last:.3g} at {at[-1]:g}"))
    return found


def learns(measure: str, arm: str) -> Callable[[Sequence[Row]], list[Finding]]:
    """`arm` is below the best constant prediction at every place."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found = []
        values, constant = curves(rows, measure), curves(rows, "constant")
        for panel in panels(rows):
            for at in places(rows, panel, arm):
                holds, a, b = lower(values[panel, arm, at], constant[panel, arm, at])
                found.append((holds, f"{panel} at {at:g}: {a:.3g} against {b:.3g}"))
        return found

    return rule
