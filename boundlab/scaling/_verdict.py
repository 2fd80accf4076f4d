"""Verdicts on laws: theory against its rivals on every series, and every control against the law.

A series is *confirmed* if its whole interval is nearer to theory than to any rival, in some variable in which they
differ, for every rival; *refuted* if in all of them it is nearer to some rival; else one *cannot tell*. Whether the
interval contains theory is said beside it: precise data reject a law that holds only in the limit. On a control the law
is *refuted* if the interval is nearer to what the broken thing makes of it. A law is confirmed if every series is and
every control refutes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.scaling._law import Control, Exponents, OrderLaw, Series
from boundlab.scaling._power_law import Cell, Interval, fit_power_law

CONFIRMED, REFUTED, CANNOT_TELL = "confirmed", "refuted", "cannot tell"
CONTROL_STANDS = "not confirmed: a control is not refuted"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class SeriesFit:
    """The exponents of a series by variable, and the verdict on it with its reason."""

    series: Series | Control
    exponents: Mapping[str, Interval]
    verdict: str
    reason: str

    @property
    def contains_theory(self) -> bool:
        """Whether every interval contains the exponent that is predicted."""
        return all(found.holds(float(self.series.exponents[name])) for name, found in self.exponents.items())


@dataclass(frozen=True)
class LawFit:
    """What the rows of a law say about it."""

    law: OrderLaw
    series: tuple[SeriesFit, ...]
    controls: tuple[SeriesFit, ...]

    @property
    def verdict(self) -> str:
        """On the law as a whole."""
        if any(fit.verdict == REFUTED for fit in self.series):
            return REFUTED
        if any(fit.verdict == CANNOT_TELL for fit in self.series):
            return CANNOT_TELL
        return CONFIRMED if all(_control_verdict(fit) == REFUTED for fit in self.controls) else CONTROL_STANDS

    def to_json(self) -> dict[str, Any]:
        """Return JSON data; exponents are named by variable, and by series where there are several."""
        named = [(self.law.key(fit.series, name), fit, name) for fit in self.series for name in fit.exponents]
        return {
            "id": self.law.id,
            "variables": list(self.law.variables),
            "theory": {key: float(fit.series.exponents[name]) for key, fit, name in named},
            "exponents": {key: round(fit.exponents[name].exponent, 4) for key, fit, name in named},
            "intervals": {key: _ends(fit.exponents[name]) for key, fit, name in named},
            "contains_theory": {
                key: fit.exponents[name].holds(float(fit.series.exponents[name])) for key, fit, name in named
            },
            "verdict": self.verdict,
            "reasons": {fit.series.name: f"{fit.verdict}: {fit.reason}" for fit in self.series},
            "controls": [
                {
                    "name": fit.series.name,
                    "expected": REFUTED,
                    "verdict": _control_verdict(fit),
                    "broken": fit.series.broken,
                    "predicted": {name: float(value) for name, value in fit.series.exponents.items()},
                    "exponents": {name: round(found.exponent, 4) for name, found in fit.exponents.items()},
                    "intervals": {name: _ends(found) for name, found in fit.exponents.items()},
                }
                for fit in self.controls
                if isinstance(fit.series, Control)
            ],
        }


def fit_law(law: OrderLaw, rows: Iterable[Row]) -> LawFit:
    """Fit every series and control of the law to its rows.

    Raises:
        BoundlabError: a series without rows, or too few of them.
    """
    rows = list(rows)
    return LawFit(
        law,
        tuple(fit_series(series, rows) for series in law.series),
        tuple(fit_series(control, rows) for control in law.controls),
    )


def fit_series(series: Series | Control, rows: Sequence[Row]) -> SeriesFit:
    """Fit one series to those of the rows that are its."""
    models = cells(series, rows)
    fits = [fit_power_law(found, tuple(series.exponents), series.statistic).exponents for found in models.values()]
    exponents = {name: reduce(Interval.hull, (fit[name] for fit in fits)) for name in series.exponents}
    return SeriesFit(series, exponents, *judge(exponents, series.exponents, series.rivals))


def cells(series: Series | Control, rows: Sequence[Row]) -> dict[str, list[Cell]]:
    """By model: the sizes of a series with all samples at each; rows of one size are put together.

    Raises:
        BoundlabError: there are none.
    """
    found: dict[str, dict[tuple[float, ...], list[float]]] = {}
    for row in rows:
        if row["series"] == series.name:
            values = json.loads(row["values"]) if isinstance(row["values"], str) else row["values"]
            size = tuple(float(row[name]) for name in series.exponents)
            for model, samples in values.items():
                found.setdefault(model, {}).setdefault(size, []).extend(samples)
    if not found:
        raise BoundlabError(f"fit: no rows of the series {series.name!r}")
    return {
        model: [
            Cell(dict(zip(series.exponents, size, strict=True)), tuple(samples))
            for size, samples in sorted(by_size.items())
        ]
        for model, by_size in found.items()
    }


def judge(exponents: Mapping[str, Interval], theory: Exponents, rivals: Mapping[str, Exponents]) -> tuple[str, str]:
    """The verdict on a series, and why.

    >>> found = {"n": Interval(-0.49, -0.52, -0.46)}
    >>> judge(found, {"n": -0.5}, {"1/n": {"n": -1}, "constant": {"n": 0}})[0]
    'confirmed'
    >>> judge(found, {"n": 0}, {"the law": {"n": -0.5}})
    ('refuted', 'nearer to the law')
    """
    open_ = []
    for name, rival in rivals.items():
        sides = [_side(exponents[v], float(theory[v]), float(rival[v])) for v in theory if theory[v] != rival[v]]
        if all(side < 0 for side in sides):
            return REFUTED, f"nearer to {name}"
        if not any(side > 0 for side in sides):
            open_.append(name)
    if open_:
        return CANNOT_TELL, f"the intervals do not exclude {', '.join(open_)}"
    inside = all(exponents[v].holds(float(theory[v])) for v in theory)
    return CONFIRMED, "nearer to theory than to any rival" + ("" if inside else "; theory itself is outside")


def _side(found: Interval, theory: float, rival: float) -> int:
    """1 if all of the interval is nearer to theory, -1 if all of it is nearer to the rival, else 0."""
    middle = (theory + rival) / 2
    low, high = (found.low, found.high) if rival > theory else (2 * middle - found.high, 2 * middle - found.low)
    return 1 if high < middle else -1 if low > middle else 0


def _control_verdict(fit: SeriesFit) -> str:
    """What became of the law on the control: refuted if what was broken shows."""
    return {CONFIRMED: REFUTED, REFUTED: CONFIRMED}.get(fit.verdict, CANNOT_TELL)


def _ends(found: Interval) -> list[float]:
    return [round(found.low, 4), round(found.high, 4)]
