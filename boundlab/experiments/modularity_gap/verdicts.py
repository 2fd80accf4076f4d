"""What the rows of q against g say: sizes by number of cells, exponents against rivals, the ratio N_q/N_g.

Where a fit starts is fixed here and not chosen per measurement: below, one unit changes the size by more than the
law does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.experiments.statistics import Point, fit_exponent, gap_exponents

Row = Mapping[str, Any]
G, HYPERNETWORK = "g", "g(x; f(I))"
FAMILY = ("m1", "m2", "r", "targets", "activation")
QUANTITIES = ("N", "nonzero", "N + N_e")


def first_cells(series: str, m: int) -> int:
    """The smallest k of a fit: 3 for g, 4 for q on two variables, 2 on more, where k cannot grow far."""
    return 3 if series == G else 4 if m == 2 else 2


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
    """The exponent of each series and quantity with its verdict, and how far it is from that of g."""
    results = []
    for family in families(rows):
        m1, m2 = family["m1"], family["m2"]
        named = gap_exponents(m1, m2, family["r"])
        mine = of_family(rows, family)
        for series in dict.fromkeys(row["series"] for row in mine):
            here = [row for row in mine if row["series"] == series and row["k"] >= first_cells(series, m1 + m2)]
            for name in QUANTITIES:
                if name == "N + N_e" and not any(row.get("N_e") for row in here):
                    continue
                theory = named["m1"] if series == G else named["m1+m2"]
                rivals = {label: value for label, value in named.items() if not math.isclose(value, theory)}
                result = {**family, "series": series, "quantity": name, "theory": theory}
                result |= {"rivals": rivals, "first_k": first_cells(series, m1 + m2)}
                results.append(result | _fit(here, name, theory, rivals, named["m1"]))
    return results


def _fit(
    rows: Sequence[Row], name: str, theory: float, rivals: Mapping[str, float], exponent_of_g: float
) -> dict[str, Any]:
    try:
        fit = fit_exponent([_point([row for row in rows if row["eps"] == eps], name, eps) for eps in _eps(rows)])
    except BoundlabError as error:
        return {"exponent": None, "verdict": "cannot tell", "reason": str(error)}
    verdict, reason = fit.verdict(theory, rivals)
    distance = (fit.exponent - exponent_of_g) / max(fit.uncertainty, 1e-12)
    return {**asdict(fit), "errors_above_m1": distance, "verdict": verdict, "reason": reason}


def _eps(rows: Sequence[Row]) -> list[float]:
    return sorted({row["eps"] for row in rows}, reverse=True)


def _point(rows: Sequence[Row], name: str, eps: float) -> Point:
    high = tuple(quantity(row, name) for row in rows)
    low = tuple(float(row["bracket"][0] or 0) if name == "N" else 0.0 for row in rows)
    return Point(eps, low, high)


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


COLUMNS = (
    *FAMILY, "series", "k", "eps", "target", "N", "nonzero", "width", "exact_width", "bracket_low", "status",
    "sup_error", "conditions", "N_e", "C_e", "C_q", "N_f", "f_hidden", "seconds",
)  # fmt: skip


def figure_data(rows: Sequence[Row], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The rows without parameters as flat columns, and fits, sizes and ratios beside `settings` as metadata."""
    flat = [{name: {**row, "bracket_low": row["bracket"][0]}.get(name) for name in COLUMNS} for row in rows]
    fits = exponents(rows)
    metadata = {"settings": dict(settings), "fits": fits, "sizes": sizes(rows), "ratios": ratios(rows)}
    return {"rows": flat, "metadata": metadata}
