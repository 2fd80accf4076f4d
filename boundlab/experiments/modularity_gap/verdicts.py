"""What the rows of q against g say: sizes by number of cells, exponents against rivals, the ratio N_q/N_g.

An exponent is that of the finite-size model N = A ε^(-a) + b for the mean over the draws (or slices), at every k that
was measured: of the reductions whose intervals hold what they promise (`benchmarks/fit_coverage.py`) the mean has the
shortest, and b takes care of few cells. The power law of the worst size stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from boundlab.experiments.measured_exponent import measured_exponent
from boundlab.experiments.size_rows import SizeGroup
from boundlab.experiments.statistics import gap_exponents

Row = Mapping[str, Any]
G, HYPERNETWORK = "g", "g(x; f(I))"
FAMILY = ("m1", "m2", "r", "targets", "activation")
QUANTITIES = ("N", "nonzero", "N + N_e")
# What a figure's data keep of a row.
COLUMNS = (
    *FAMILY, "series", "k", "eps", "target", "N", "nonzero", "width", "exact_width", "bracket_low", "status",
    "sup_error", "conditions", "N_e", "C_e", "C_q", "N_f", "f_hidden", "seconds",
)  # fmt: skip


def families(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The distinct families of targets and networks in the rows, by the columns `FAMILY`."""
    found = {tuple(row[name] for name in FAMILY): None for row in rows}
    return [dict(zip(FAMILY, values, strict=True)) for values in sorted(found)]


def of_family(rows: Sequence[Row], family: Mapping[str, Any]) -> list[Row]:
    """The rows of one family, without the generated weights, whose size is that of g."""
    mine = [row for row in rows if all(row[name] == value for name, value in family.items())]
    return [row for row in mine if row["series"] != HYPERNETWORK]


def quantity(row: Row, name: str) -> float:
    """N, its non-zero part, or N with the parameters of the embedding; infinite where ε was not reached."""
    if row["N"] is None:
        return math.inf
    if name == "nonzero":
        return float(row["nonzero"])
    return float(row["N"]) + (float(row["N_e"]) if name == "N + N_e" else 0.0)


def sizes(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The worst sizes for each family, series and k; `censored` counts the targets whose ε was not reached."""
    table = []
    for family in families(rows):
        mine = of_family(rows, family)
        for series in dict.fromkeys(row["series"] for row in mine):
            for k in sorted({row["k"] for row in mine if row["series"] == series}):
                here = [row for row in mine if (row["series"], row["k"]) == (series, k)]
                table.append({**family, "series": series, "k": k, **_worst(here)})
    return table


def _worst(rows: Sequence[Row]) -> dict[str, Any]:
    """The largest size over the rows, None if some did not reach ε, and the complexities of that network."""
    found = [row for row in rows if row["N"] is not None]
    worst: Row = max(found, key=lambda row: row["N"], default={})
    whole = len(found) == len(rows)
    return {
        "eps": rows[0]["eps"],
        "targets_measured": len(rows),
        "censored": len(rows) - len(found),
        "at_least": max(row["bracket"][0] or 0 for row in rows),
        "N": worst["N"] if whole else None,
        "nonzero": max(row["nonzero"] for row in rows) if whole else None,
        "N_each": [row["N"] for row in rows],
        "N_e": rows[0].get("N_e"),
        "C_e": worst.get("C_e"),
        "C_q": worst.get("C_q"),
    }


def exponents(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Both fits of each series and quantity, the verdict, and whether the interval lies above the exponent of g."""
    results = []
    for family in families(rows):
        named = gap_exponents(family["m1"], family["m2"], family["r"])
        mine = of_family(rows, family)
        for series in dict.fromkeys(row["series"] for row in mine):
            here = [row for row in mine if row["series"] == series]
            theory = named["m1"] if series == G else named["m1+m2"]
            rivals = {label: value for label, value in named.items() if not math.isclose(value, theory)}
            for name in QUANTITIES:
                if name == "N + N_e" and not any(row.get("N_e") for row in here):
                    continue
                group = SizeGroup(series, [_counted(row, name) for row in here])
                fit = {"exponent": None, **_finite(measured_exponent(group, "mean").as_dict(theory, rivals))}
                if fit.get("low") is None or fit.get("high") is None:
                    fit["exponent"] = None  # the sizes are too few, or do not grow
                above = fit["exponent"] is not None and fit["low"] > named["m1"]
                results.append({**family, "series": series, "quantity": name, **fit, "above_m1": above})
    return results


def _finite(value: Any) -> Any:
    """The value with None for numbers that JSON does not have."""
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _counted(row: Row, name: str) -> dict[str, Any]:
    """The row with the quantity of that name for N; a bracket is known of N alone."""
    value = quantity(row, name)
    low = row["bracket"][0] if name == "N" else None
    return {**row, "N": int(value) if math.isfinite(value) else None, "bracket": [low, None]}


def ratios(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """N_q/N_g for every embedding arm at every k both were measured at; None where one of them is censored."""
    found = []
    table = sizes(rows)
    for entry in table:
        if entry["series"] == G:
            continue
        same = (*FAMILY, "k")
        for g in table:
            if g["series"] == G and all(g[name] == entry[name] for name in same):
                ratio = entry["N"] / g["N"] if entry["N"] and g["N"] else None
                nonzero = entry["nonzero"] / g["nonzero"] if entry["nonzero"] and g["nonzero"] else None
                common = {name: entry[name] for name in (*same, "series", "eps")}
                found.append({**common, "N_q": entry["N"], "N_g": g["N"], "ratio": ratio, "ratio_nonzero": nonzero})
    return found


def figure_data(rows: Sequence[Row], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The rows without parameters as flat columns, and fits, sizes and ratios beside `settings` as metadata."""
    flat = [{name: {**row, "bracket_low": row["bracket"][0]}.get(name) for name in COLUMNS} for row in rows]
    fits = exponents(rows)
    metadata = {"settings": dict(settings), "fits": fits, "sizes": sizes(rows), "ratios": ratios(rows)}
    return {"rows": flat, "metadata": metadata}
