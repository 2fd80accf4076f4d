"""The exponents of the measured sizes in a run store or in a table of one's own, against theory and its rivals."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from boundlab.display import Displayed, Table
from boundlab.errors import BoundlabError, bad_value, one_of
from boundlab.experiments.data_table import is_table, read_table
from boundlab.experiments.finite_size import NOISES
from boundlab.experiments.measured_exponent import REDUCTIONS, MeasuredExponent, measured_exponent
from boundlab.experiments.own_sizes import own_groups
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
    x: str = "eps",
    y: str = "N",
    covariate: str | None = None,
    noise: str | None = None,
) -> Table[Fit]:
    """Fit N = A ε^(-a) + b for every family, target or series in `store` and compare a with theory and rivals.

    `store` is a RunStore, its file, or a CSV, JSON or Parquet file whose columns `x` and `y` are ε and N, or what
    stands for them in a law y = A x^(-p) + b; `covariate` is a column that explains a part of y, `noise` its scatter:
    equal, root or proportional to it (by default equal or proportional, whichever is likelier). `run` is the start of a
    run's key, by default all are grouped; `theory` the predicted exponent, by default m/r where it is known; `rivals`
    are named exponents to tell it from; `reduction` of several sizes at one ε: covariate (the default if known), every
    (the default for a table without patterns), mean or worst. A size that was not reached is censored, never dropped.
    Raises BoundlabError for a value that is not finite, for a cell that is not what it should be (file, row and column
    are named), and if nothing finished lies between `eps_min` and `eps_max`.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pathlib.Path(folder, "sizes.csv")
    ...     rows = [f"{2.0**-k},{2**k + k % 2}" for k in range(4, 14)]
    ...     _ = table.write_text("\\n".join(["eps,N", *rows]))
    ...     fit(table, theory=1, rivals={"half": 0.5})[0].to_json()["verdict"]
    'consistent'
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
    if noise is not None:
        one_of("noise", noise, tuple(NOISES))
    groups = _groups(store, run, x, y, covariate)
    within = [group.within(eps_min or 0.0, math.inf if eps_max is None else eps_max) for group in groups]
    chosen = [group if noise is None else replace(group, noise=noise) for group in within if group.rows]
    if not chosen:
        shown = store.path if isinstance(store, RunStore) else store
        raise BoundlabError(f"fit: {shown} holds no finished rows in this range of ε")
    return Table(Fit(measured_exponent(group, reduction), *_exponents(group, theory, named)) for group in chosen)


def _groups(
    store: RunStore | str | os.PathLike[str], run: str | None, x: str, y: str, covariate: str | None
) -> list[SizeGroup]:
    if not isinstance(store, RunStore) and is_table(store):
        if run is not None:
            raise bad_value("run", run, f"nothing for {store}, which is no run store")
        return own_groups(read_table(store), x, y, covariate)
    for name, value, usual in (("x", x, "eps"), ("y", y, "N"), ("covariate", covariate, None)):
        if value != usual:
            raise bad_value(name, value, f"nothing for {getattr(store, 'path', store)}, which is a run store")
    if isinstance(store, RunStore):
        return size_groups(store.rows(run))
    with RunStore(store, reading=True) as runs:
        return size_groups(runs.rows(run))


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
