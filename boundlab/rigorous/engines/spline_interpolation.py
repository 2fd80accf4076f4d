"""Upper bound from continuous tensor splines of higher degree; r ≥ 3.

Method: piecewise Lagrange interpolation of degree s - 1, 3 ≤ s ≤ r, on n cells per axis
(`boundlab.rigorous.interpolation`), a local projection onto the continuous splines of this degree;
neighbouring cells share their end node, so there are (n(s-1) + 1)^m parameters: λ times values of h.

Claim: ‖h - Ih‖ ≤ (max|ω|/s!)·Λ^{m-1}·n^{-s}·Σ_i ‖∂_i^s h‖, with both constants certified.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._linear_methods import cells, upper
from boundlab.rigorous.interpolation import reference_cell

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "continuous tensor splines of degree up to r - 1, r ≥ 3"
NAME = "spline-interpolation"
HIGHEST_ORDER = 10


def bound(query: Query) -> Bound | Refusal:
    """Return N = (n(s-1) + 1)^m for the best order s."""
    if query.r < 3:
        return Refusal(NAME, "needs r ≥ 3; for r = 2 it is multilinear-interpolation")
    return min((_of_order(query, s) for s in range(3, min(query.r, HIGHEST_ORDER) + 1)), key=lambda b: b.N)


def _of_order(query: Query, s: int) -> Bound:
    cell = reference_cell(s)
    n = cells(cell.error(query.m), s, query.eps)
    method = {
        "cells": n,
        "nodes": [str(t) for t in cell.nodes],
        "omega": str(cell.omega),
        "lebesgue": str(cell.lebesgue),
    }
    N = (n * (s - 1) + 1) ** query.m
    return upper(NAME, query, N, method, f"degree {s - 1}, {n} cells per axis")


def leading_constant(m: int, r: int) -> tuple[Fraction, int] | None:
    """Return (C^r, r), C = (r-1)^m·c^(m/r), where c is the constant of the error; None for r < 3 and r > 10."""
    if not 3 <= r <= HIGHEST_ORDER:
        return None
    return reference_cell(r).error(m) ** m * (r - 1) ** (m * r), r
