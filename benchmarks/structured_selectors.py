"""Theorem 5 on random instances: how far g(x; f(I)) is from g(x; S(I)), against the bound of the recursion; and how
large the hypernetwork and the standard tanh network are for the same targets.

The peer of every deviation is its bound; the peer of the hypernetwork is the standard network.
"""

from fractions import Fraction

from _record import device, record

from boundlab.experiments.structured_instances import StructuredInstances
from boundlab.rigorous.order_fit import fitted_exponent
from boundlab.rigorous.structured_construction import construct_structured, matching_width

INSTANCES, BATCH = 1_000, 50
ACCURACIES = [Fraction(1, 10**k) for k in range(1, 7)]
CASES = [(1, 1, 1), (1, 1, 2), (2, 1, 1), (1, 2, 1)]
W, C = 3, Fraction(1)


def size(m1, m2, r, eps):
    """Both networks at accuracy ε, for a shallow g of width ε^(-m1/r)."""
    width = matching_width(eps, m1, r)
    built = construct_structured((m1, width, 1), m2, r, W, C, eps)
    orders = float(eps) ** (-m2 / r) + float(eps) ** (-m1 / r)
    row = {"m1": m1, "m2": m2, "r": r, "eps": str(eps), "width": width, "cells": built.cells, "orders": orders}
    return {**row, "N_g": built.N_g, "N_f": built.N_f, "N_standard": built.N_standard}


def main():
    on = device()
    rows = []
    for first in range(0, INSTANCES, BATCH):
        task = StructuredInstances(first, BATCH)
        rows += task.run(on, print)
        print(task.summary(rows[-BATCH:]))
    found = {}
    for name in ("ratio", "pointwise_ratio"):
        ratios = sorted(row[name] for row in rows)
        worst = max(rows, key=lambda row: row[name])
        above, median = sum(ratio > 1 for ratio in ratios), ratios[len(ratios) // 2]
        found[name] = {"above_1": above, "worst": worst, "median": median}
        print(f"{name}: {above} of {len(rows)} instances above 1, worst {worst[name]:.4g}, median {median:.3g}")

    sizes = []
    for m1, m2, r in CASES:
        own = [size(m1, m2, r, eps) for eps in ACCURACIES]
        sizes += own
        fits = {n: fitted_exponent([(Fraction(row["eps"]), row[n]) for row in own]) for n in ("N_f", "N_standard")}
        shown = ", ".join(f"{name}: exponent {fit:.3f}" for name, fit in fits.items())
        constants = ", ".join(f"{row['N_standard'] / row['orders']:.4g}" for row in own)
        print(f"m1, m2, r = {m1}, {m2}, {r}: {shown}; N_standard/N_f = {own[-1]['N_standard'] / own[-1]['N_f']:.3g}")
        print(f"    N_standard/(ε^(-m2/r) + ε^(-m1/r)): {constants}")
    settings = {"instances": INSTANCES, "w": W, "c": str(C)}
    record("structured_selectors", on, settings, {**found, "sizes": sizes})


if __name__ == "__main__":
    main()
