"""Result rows of searches for minimal sizes, sorted into what one exponent can be fitted to.

What changes the problem keeps rows apart: the target or its family, ε as a fraction of the amplitude, the network's
activation, depth and skip, the source of a user's function. What only changes the effort of the search (starts, seed,
greatest width, version of the method) does not: every size is an upper bound on the same number, so of several for one
target and ε the smallest reached one counts, and one that was reached before one that was not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.experiments.statistics import merged_accuracies
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target

Row = Mapping[str, Any]
EFFORT = ("starts", "seed", "max_width", "method_version")
_FEWEST = 3


@dataclass(frozen=True)
class SizeGroup:
    """Sizes that belong to one law: one row per target and ε, and what was done to get there, in words.

    `noise` is that of the sizes (see `fit_finite_size`), `repeated` what is done with several at one ε if they have no
    covariate, `axes` the names of the columns that ε and N stand in.
    """

    label: str
    rows: list[dict[str, Any]]
    notes: list[str] = field(default_factory=list)
    noise: str | None = "equal"
    repeated: str = "worst"
    axes: tuple[str, str] = ("eps", "N")

    def within(self, low: float, high: float) -> SizeGroup:
        """The part with low ≤ ε ≤ high."""
        return replace(self, rows=[row for row in self.rows if low <= row["eps"] <= high])


def size_groups(rows: Iterable[Row]) -> list[SizeGroup]:
    """The groups among the rows of searches; rows of other experiments are left aside.

    Raises:
        BoundlabError: a field of a row is missing or is not what it should be; the line names both.
    """
    checked = [_checked(row) for row in rows if "bracket" in row]
    same = merged_accuracies(row["eps"] for row in checked)
    checked = [{**row, "eps": same[row["eps"]]} for row in checked]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in checked:
        groups.setdefault(_label(row, _family(row)), []).append(row)
    # One bumps target at several ε is no family: its sizes belong together, and each has a fraction of its own.
    for label in [label for label, group in groups.items() if len({row["eps"] for row in group}) < _FEWEST]:
        if all(_by_target(row, checked) for row in groups[label]):
            for row in groups.pop(label):
                groups.setdefault(_label(row, row["target"]), []).append(row)
    return [_pooled(label, group) for label, group in sorted(groups.items())]


def _by_target(row: Row, rows: Sequence[Row]) -> bool:
    mine = _label(row, row["target"])
    same = {other["eps"] for other in rows if other["target"] == row["target"] and _label(other, row["target"]) == mine}
    return "series" not in row and len(same) >= _FEWEST


def _label(row: Row, name: str) -> str:
    network = row["activation"] + (" + skip" if row["skip"] else "") + f", depth {row['depth']}"
    source = f", source {row['source'][:8]}" if row.get("source") else ""
    return f"{name}, {network}{source}"


def _family(row: Row) -> str:
    """What a row is one measurement of: an arm of q against g, a sign-bump family, or its target alone."""
    if "series" in row:
        fraction = row.get("fraction")
        name = f"{row['series']}, {row.get('targets')} m1={row['m1']} m2={row['m2']} r={row['r']}"
        return name + (f" ε = {fraction:g} A" if fraction else " (fraction unknown)")
    if row["target"].startswith("bumps:") and row["r"] is not None:
        return f"bumps m={row['m']} r={row['r']} ε = {fraction_of(row):.6g} A"
    return str(row["target"])


def fraction_of(row: Row) -> float:
    """ε over the amplitude of the family the target is a member of."""
    scale = parse_target(row["target"], row["m"]).scale
    return float(row["eps"]) / float(scale) if scale else math.nan


def pattern_of(row: Row) -> str | None:
    """The name of the pattern that a row was measured on, if it has one."""
    if "pattern" in row:
        return None if row["pattern"] is None else str(row["pattern"])
    if "series" in row or "pattern=" not in row["target"]:
        return None
    return str(row["target"]).rpartition("pattern=")[2]


def covariate_of(row: Row) -> float | None:
    """What explains a part of the size of a row: a given number, or the sign changes of its pattern."""
    return row["covariate"] if "covariate" in row else sign_changes(row)


def sign_changes(row: Row) -> float | None:
    """How often the sign changes between neighbouring cells of a pattern of bumps, per cell and axis; else None."""
    if not row["target"].startswith(("bumps:", "slice:")):
        return None
    target: Target = parse_target(row["target"], row["m"])
    signs, m = getattr(target, "signs", None), target.dimension
    if signs is None:
        return None
    import numpy as np

    k = round(len(signs) ** (1 / m))
    table = np.asarray(signs).reshape((k,) * m)
    changes = sum(int((np.diff(table, axis=axis) != 0).sum()) for axis in range(m))
    return changes / (m * k**m)


def _pooled(label: str, rows: list[dict[str, Any]]) -> SizeGroup:
    best: dict[tuple[str, float], dict[str, Any]] = {}
    for row in rows:
        key = (row["target"], row["eps"])
        if key not in best or _order(row) < _order(best[key]):
            best[key] = row
    notes = []
    for name in EFFORT:
        values = {row.get(name) for row in rows}
        if len(values) > 1:
            words = ", ".join("unknown" if v is None else str(v) for v in sorted(values, key=lambda v: (v is None, v)))
            notes.append(f"{name.replace('_', ' ')} {words}")
    if notes:
        notes = ["pooled: " + "; ".join(notes) + "; the smallest reached size of each target and ε counts"]
    return SizeGroup(label, list(best.values()), notes)


def _order(row: Row) -> tuple[bool, float]:
    """Reached before not reached; then the smaller size, or the larger one that was tried in vain."""
    return (row["N"] is None, row["N"] if row["N"] is not None else -(row["bracket"][0] or 0))


def _checked(row: Row) -> dict[str, Any]:
    def whole(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 1

    def bracket(value: object) -> bool:
        return isinstance(value, list) and len(value) == 2 and all(v is None or v == 0 or whole(v) for v in value)

    def positive(value: object) -> bool:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and math.isfinite(value) and value > 0  # type: ignore[arg-type, operator]

    wanted = {
        "target": ("a text", lambda v: isinstance(v, str)),
        "eps": ("a positive number", positive),
        "N": ("a whole number ≥ 1, or null", lambda v: v is None or whole(v)),
        "bracket": ("two whole numbers or nulls", bracket),
        "activation": ("a text", lambda v: isinstance(v, str)),
        "skip": ("true or false", lambda v: isinstance(v, bool)),
        "depth": ("a whole number ≥ 1", whole),
        "m": ("a whole number ≥ 1", whole),
        "r": ("a whole number ≥ 1, or null", lambda v: v is None or whole(v)),
    }
    where = f"in the row of {row.get('target', '?')} of run {row.get('run', '?')}"
    if "series" in row:
        wanted |= {"m1": wanted["m"], "m2": wanted["m"]}
    for name, (expected, good) in wanted.items():
        if name not in row:
            raise BoundlabError(f"fit: {name} is missing {where}, expected {expected}")
        if not good(row[name]):
            raise bad_value(f"fit: {name} {where}", row[name], expected)
    return dict(row)
