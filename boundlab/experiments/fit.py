"""The exponents of the measured sizes in a run store, against theory and its rivals."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from boundlab.display import Displayed, Table
from boundlab.errors import BoundlabError, bad_value, one_of
from boundlab.experiments.measured_exponent import REDUCTIONS, MeasuredExponent, measured_exponent
from boundlab.experiments.size_rows import SizeGroup, size_groups
from boundlab.experiments.statistics import gap_exponents, rival_exponents, theory_exponent
from boundlab.runs.store import RunStore


@dataclass(frozen=True, repr=False)
class Fit(Displayed):
    """The exponent of one group of sizes, the one that theory predicts, and those it has to be told from."""

    measured: MeasuredExponent
    theory: float | None
    rivals: Mapping[str, float]

    def __str__(self) -> str:
        return f"{self.measured.label}: {self.measured.verdict(self.theory, self.rivals)[0]}"

    def record(self) -> dict[str, Any]:
        """Return the row of a table: what is no nested data."""
        return {n: v for n, v in self.to_json().items() if not isinstance(v, dict | list)}

    def to_json(self) -> dict[str, Any]:
        """Return both fits, the verdicts and the notes."""
        return self.measured.as_dict(self.theory, self.rivals)


def fit(
    store: RunStore | str | os.PathLike[str],
    *,
    run: str | None = None,
    theory: float | None = None,
    rivals: Mapping[str, float] | None = None,
    eps_max: float | None = None,
    eps_min: float | None = None,
    reduction: str | None = None,
) -> Table[Fit]:
    """Fit N = A ε^(-a) + b for every family or target in `store`, a RunStore or its file, and compare a.

    `run` is the start of a run's key, by default all are grouped; `theory` the predicted exponent, by default m/r;
    `rivals` are named exponents to tell it from; `reduction` of several patterns: covariate (the default if known),
    mean or worst. A size that was not reached is censored, never dropped. Raises BoundlabError for a value that is not
    finite, and if nothing finished lies between `eps_min` and `eps_max`.

    >>> fit("nothing.db")
    Traceback (most recent call last):
    boundlab.errors.BoundlabError: store: got 'nothing.db', expected an existing run store
    """
    named = dict(rivals or {})
    for name, value in {"theory": theory, "eps_max": eps_max, "eps_min": eps_min, **named}.items():
        if value is not None and not math.isfinite(value):
            raise bad_value(name, value, "a finite number")
    if reduction is not None:
        one_of("reduction", reduction, REDUCTIONS)
    if isinstance(store, RunStore):
        groups = size_groups(store.rows(run))
    else:
        with RunStore(store, reading=True) as runs:
            groups = size_groups(runs.rows(run))
    within = [group.within(eps_min or 0.0, math.inf if eps_max is None else eps_max) for group in groups]
    chosen = [group for group in within if group.rows]
    if not chosen:
        shown = store.path if isinstance(store, RunStore) else store
        raise BoundlabError(f"fit: {shown} holds no finished rows in this range of ε")
    return Table(Fit(measured_exponent(group, reduction), *_exponents(group, theory, named)) for group in chosen)


def _exponents(
    group: SizeGroup, theory: float | None, named: dict[str, float]
) -> tuple[float | None, dict[str, float]]:
    """The predicted exponent of a group, and those it has to be told from."""
    row = group.rows[0]
    m, r = row["m"], row["r"]
    predicted = theory_exponent(m, r) if theory is None and r is not None else theory
    if named or r is None:
        return predicted, named
    if "series" in row:
        gap = gap_exponents(row["m1"], row["m2"], r)
        return predicted, {name: value for name, value in gap.items() if value != m / r}
    return predicted, rival_exponents(m, r)
