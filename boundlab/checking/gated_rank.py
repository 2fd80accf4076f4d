"""Checker: whether gated linear units with given gates meet every labelling of given points.

f(x) = Σ_j 1[u_j·x ≥ 0] w_j·x with u_j fixed; Φ has the rows (1[u_j·x_i ≥ 0] x_i)_j. Either Φ has rank m modulo the
prime of the certificate, hence over Q, and every labelling is met by some w; or an integer y ≠ 0 has yᵀΦ = 0, and no w
gives the labels y, for y = Φw would give y·y = 0.

Recomputed in integers: the gates, Φ, and its rank modulo the prime or the product with y.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import items, members, number
from boundlab.checking._numbers import integer
from boundlab.checking._refusal import afford, require

FIELDS = {"kind", "points", "gates"}
MOST = 2000
MAX_STEPS = 60_000_000


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS, frozenset({"prime", "unreachable"}))
    require(("prime" in data) != ("unreachable" in data), "the certificate has either a prime or unreachable labels")
    points, gates = (_rows(data[name], name) for name in ("points", "gates"))
    require(bool(points) and bool(gates) and bool(points[0]), "there are points and gates")
    m, d, k = len(points), len(points[0]), len(gates)
    require(all(len(row) == d for row in (*points, *gates)), "points and gates have one dimension")
    open_ = [[sum(a * b for a, b in zip(u, x, strict=True)) >= 0 for u in gates] for x in points]
    where = f"the {m} points and {k} gates of the certificate in R^{d}; f(x) = Σ_j 1[u_j·x ≥ 0] w_j·x"
    if "prime" in data:
        prime = integer(data, "prime", 2, 2**31)
        afford(m * m * k * d <= MAX_STEPS, "more points, gates and dimensions than this checker looks at")
        require(_is_prime(prime), "the modulus is no prime")
        rows = [[v % prime if on else 0 for on in g for v in x] for x, g in zip(points, open_, strict=True)]
        require(_full_rank(rows, prime), "the rank modulo the prime is smaller than the number of points")
        return accepted(f"Φ has rank {m} modulo {prime}", f"every labelling is met by the {k} units", where)
    y = [number(v, "unreachable") for v in items(data["unreachable"], "unreachable", MOST)]
    require(len(y) == m and any(y), "unreachable labels are one for each point, not all 0")
    for j in range(k):
        for c in range(d):
            total = sum(label * x[c] for label, x, g in zip(y, points, open_, strict=True) if g[j])
            require(total == 0, "the labels are not orthogonal to the columns")
    return accepted(
        "the labels are orthogonal to everything that the units can do",
        f"the labels of the certificate are not met by the {k} units with these gates, whatever their weights",
        where,
    )


def _rows(value: Any, what: str) -> list[list[int]]:
    rows = [items(row, what, 256) for row in items(value, what, MOST)]
    require(all(type(v) is int and abs(v) <= 10**30 for row in rows for v in row), f"{what} holds short integers")
    return rows


def _full_rank(rows: list[list[int]], prime: int) -> bool:
    """Gaussian elimination, row by row: is every row independent of those before?"""
    reduced: list[tuple[int, list[int]]] = []
    for row in rows:
        for place, other in reduced:
            if row[place]:
                factor = row[place]
                row = [(a - factor * b) % prime for a, b in zip(row, other, strict=True)]
        lead = next((j for j, v in enumerate(row) if v), None)
        if lead is None:
            return False
        inverse = pow(row[lead], -1, prime)
        reduced.append((lead, [v * inverse % prime for v in row]))
    return True


def _is_prime(n: int) -> bool:
    return all(n % p for p in range(2, int(n**0.5) + 1))
