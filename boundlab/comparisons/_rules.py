"""Rules beside those of `experiments.paired_claims`: levels, ratios, and comparisons at chosen places.

Every rule looks at places and gives a finding at each: 1 if the statement is shown there, -1 if its opposite is, 0 if
the 95 % t-interval over the seeds straddles.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from boundlab.experiments.paired_claims import Curve, Finding, Row, Rule, compare, curves, interval, means

# Where a claim stands that is proved: its rule is `always`, and no interval decides it.
EXACT = "exact"
Chosen = Callable[[str, float], bool]


def everywhere(panel: str, at: float) -> bool:
    """Every panel at every abscissa."""
    return True


def lower(measure: str, better: str, worse: str, where: Chosen = everywhere) -> Rule:
    """`measure` of the arm `better` is below that of `worse`, at every chosen place where both were measured."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        return [
            Finding(compare(first, second), f"{at}: {better} {means(first)}, {worse} {means(second)}")
            for at, first, second in _pairs(rows, measure, better, worse, where)
        ]

    return rule


def higher(measure: str, better: str, worse: str, where: Chosen = everywhere) -> Rule:
    """`measure` of `better` is above that of `worse`, at every chosen place."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        return [
            Finding(compare(second, first), f"{at}: {better} {means(first)}, {worse} {means(second)}")
            for at, first, second in _pairs(rows, measure, better, worse, where)
        ]

    return rule


def at_least(measure: str, arm: str, level: float, where: Chosen = everywhere) -> Rule:
    """The mean of `measure` is at least `level`: its whole interval lies above."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found = []
        for at, curve in _places(rows, measure, arm, where):
            _, low, high = interval(list(curve.values()))
            sign = int(low >= level) - int(high < level)
            found.append(Finding(sign, f"{at}: {arm} {means(curve)} [{low:.3g}, {high:.3g}]"))
        return found

    return rule


def at_most(measure: str, arm: str, level: float, where: Chosen = everywhere) -> Rule:
    """The mean of `measure` is at most `level`: its whole interval lies below."""
    opposite = at_least(measure, arm, level, where)

    def rule(rows: Sequence[Row]) -> list[Finding]:
        return [finding._replace(sign=-finding.sign) for finding in opposite(rows)]

    return rule


def times(measure: str, more: str, less: str, factor: float, where: Chosen = everywhere) -> Rule:
    """`measure` of `more` is at least `factor` times that of `less`: the interval of the mean log ratio lies above.

    A run that never got there counts as infinite: see `paired_claims.compare`.
    """

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found = []
        for at, first, second in _pairs(rows, measure, more, less, where):
            logs = [math.log(first[seed] / second[seed]) for seed in first if _finite(first[seed], second.get(seed))]
            sign = compare({s: factor * v for s, v in second.items()}, first)
            text = f"{at}: {more} {means(first)}, {less} {means(second)}"
            if len(logs) == len(first):
                mean, low, high = interval(logs)
                sign = int(low >= math.log(factor)) - int(high < math.log(factor))
                ratio, ends = math.exp(mean), f"[{math.exp(low):.3g}, {math.exp(min(high, 700)):.3g}]"
                text = f"{at}: {more} / {less} = {ratio:.3g} {ends}"
            found.append(Finding(sign, text))
        return found

    return rule


def all_of(*rules: Rule) -> Rule:
    """The findings of all rules: a statement that consists of several."""
    return lambda rows: [finding for rule in rules for finding in rule(rows)]


def near(measure: str, arm: str, other: str, margin: float, where: Chosen = everywhere) -> Rule:
    """`measure` of the arm is at most `margin` above that of the other: hardly worse, where lower is better."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        return [
            Finding(
                compare(first, {seed: value + margin for seed, value in second.items()}),
                f"{at}: {arm} {means(first)}, {other} {means(second)}",
            )
            for at, first, second in _pairs(rows, measure, arm, other, where)
        ]

    return rule


def always(measure: str, arms: Sequence[str], what: str, where: Chosen = everywhere) -> Rule:
    """`measure` is at most 0 in every row of the arms, without exception: for what is proved (`EXACT`)."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found = []
        for arm in arms:
            for at, curve in _places(rows, measure, arm, where):
                worst = max(curve.values())
                found.append(Finding(1 if worst <= 0 else -1, f"{at}: {arm}, {what} {worst:.3g} at most"))
        return found

    return rule


def _pairs(rows: Sequence[Row], measure: str, first: str, second: str, where: Chosen) -> list[tuple[str, Curve, Curve]]:
    """Place in words, both curves; an arm with one abscissa where the other has several stands for all."""
    values = curves(rows, measure)
    found: list[tuple[str, Curve, Curve]] = []
    for panel in dict.fromkeys(row["panel"] for row in rows):
        mine = {at: c for (p, arm, at), c in values.items() if (p, arm) == (panel, first)}
        other = {at: c for (p, arm, at), c in values.items() if (p, arm) == (panel, second)}
        for at in sorted({*mine, *other}):
            a = mine.get(at) or (next(iter(mine.values())) if len(mine) == 1 else None)
            b = other.get(at) or (next(iter(other.values())) if len(other) == 1 else None)
            if a and b and where(panel, at):
                found.append((_named(panel, at, len({*mine, *other})), a, b))
    return found


def _places(rows: Sequence[Row], measure: str, arm: str, where: Chosen) -> list[tuple[str, Curve]]:
    places = [(p, at, c) for (p, name, at), c in curves(rows, measure).items() if name == arm and where(p, at)]
    return [(_named(p, at, sum(p == other for other, _, _ in places)), c) for p, at, c in places]


def _named(panel: str, at: float, abscissae: int) -> str:
    return panel if abscissae == 1 else f"{panel} at {at:g}"


def _finite(a: float, b: float | None) -> bool:
    return b is not None and all(math.isfinite(v) and v > 0 for v in (a, b))
