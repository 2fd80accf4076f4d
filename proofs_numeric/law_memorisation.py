"""Memorisation by one hidden layer: the sandwich for ReLU units, and what gated linear units can do.

ReLU: ⌈(m-1)/ρ⌉ ≤ k* for almost every labelling, ρ the rank of the rows (x_i, 1); k* ≤ 2q-1 for every one, by q affinely
independent blocks. `lower`: the labels that k units with given activity reach lie in a space of dimension ≤ 1 + kρ.
`upper`: the network is built and takes its labels, exactly. `distinct`: 2⌈m/(d+1)⌉ units for all distinct points is
false: on a line alternating labels turn m - 2 times. Gated linear units: `gated-sufficient`, every labelling is met;
`cells`, |S| > d·rank g_S for some set S of points, one with all gates off or more than d in a cell, and it is not.

What training finds is the laws `relu-memorisation` and `gated-memorisation`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking import check as recheck
from boundlab.rigorous.gated_units import gated_units, patterns_of, random_gates
from boundlab.rigorous.memorisation import Echelon, memorise, random_data
from proofs_numeric._verdict import Budget, Control, Step, Verdict, counterexample, enumerated, pick, verdict

KNOWN = {"distinct": "the bound needs affinely independent blocks; distinct points are not enough"}
SIZES = ((2, 1), (6, 1), (7, 2), (15, 2), (16, 3), (21, 4), (24, 5), (30, 7), (33, 8), (40, 9))


def lower(name: str, budget: Budget, seed: int, bias: int = 1) -> Step:
    """dim of span(1) + Σ D_A col(X, 1) against `bias` + kρ, A random sets that half-spaces cut off."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for m, d in SIZES[: pick(budget, 7, 10)]:
            points, _ = random_data(m, d, seed)
            rows = [[*map(Fraction, x), Fraction(1)] for x in points]
            rank = Echelon.of(rows).rank
            for k in range(1, -(-m // rank)):
                planes = [[Fraction(rng.randint(-9, 9)) for _ in rows[0]] for _ in range(k)]
                on = [[sum(a * b for a, b in zip(p, row, strict=True)) > 0 for p in planes] for row in rows]
                space = [[Fraction(1), *(v * g for g in gs for v in row)] for gs, row in zip(on, rows, strict=True)]
                found = Echelon.of(space).rank
                yield found <= bias + k * rank, {"m": m, "d": d, "k": k, "dimension": found, "bound": bias + k * rank}

    return enumerated(name, f"k units reach dimension ≤ {bias} + kρ", "random planes", cases(), "exact ranks")


def upper(name: str, budget: Budget, seed: int, moved: bool = False) -> Step:
    """The construction at random integer data; its certificate, with a point `moved` if that is to be noticed."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for number in range(20):
            m, d = SIZES[number % len(SIZES)]
            found = memorise(*random_data(m, d, seed + number))
            certificate = found.certificate()
            if moved:
                certificate["points"][0][0] = str(Fraction(certificate["points"][0][0]) + Fraction(1, 5))
            result = recheck(certificate)
            holds = result.valid and found.upper == 2 * -(-m // (d + 1)) - 1
            yield holds, {"m": m, "d": d, "reason": result.reason}

    return enumerated(name, "2⌈m/(d+1)⌉ - 1 units take the labels", "20 random data sets", cases(), "exact networks")


def distinct(name: str = "distinct") -> Step:
    """A network of k units on a line is linear between k kinks, so alternating labels need k ≥ m - 2."""
    m, d = 40, 8
    labels = [(-1) ** i for i in range(m)]
    turns = sum((labels[i + 1] - labels[i]) * (labels[i] - labels[i - 1]) < 0 for i in range(1, m - 1))
    claimed = 2 * -(-m // (d + 1))
    return counterexample(
        name,
        "2⌈m/(d+1)⌉ units suffice for every labelling of any m distinct points in R^d",
        turns > claimed,
        "every turn of the labels needs a kink, and a unit has one on a line",
        {"m": m, "d": d, "points": "i·(1, …, 1)", "turns": turns, "claimed": claimed},
    )


def gated(name: str, budget: Budget, seed: int, extra: int = 0) -> Step:
    """Gates enough for every labelling, and one fewer than the least of them, both with certificates."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for m, d in ((12, 4), (24, 4), (30, 6), (40, 8))[: pick(budget, 3, 4)]:
            points, _ = random_data(m, d, seed)
            gates = random_gates(4 * m, d, seed)
            least = next(k for k in range(1, 4 * m) if gated_units(points, gates[:k]).memorises)
            pair = [gated_units(points, gates[: k + extra]) for k in (least, least - 1)] if least > 1 else []
            valid = all(recheck(each.certificate()).valid for each in pair)
            answers = [each.memorises for each in pair]
            yield (
                valid and answers == [True, False] and least * d >= m,
                {"m": m, "d": d, "k": least, "answers": answers},
            )

    return enumerated(name, "both answers have valid certificates, and k ≥ m/d", "random data", cases(), "exact ranks")


def cells(name: str, budget: Budget, seed: int, d_in_cell: int = 0) -> Step:
    """A point with all gates off, or more than d points in one cell: some labelling is not met."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for m, d in ((12, 1), (14, 2), (20, 2), (20, 3)):
            points, _ = random_data(m, d, seed)
            for k in (2, 4, 8):
                gates = random_gates(k, d, seed + k)
                cell = [tuple(g) for g in patterns_of(points, gates)]
                crowded = max(cell.count(g) for g in cell) > d - d_in_cell or any(not any(g) for g in cell)
                if crowded:
                    yield not gated_units(points, gates).memorises, {"m": m, "d": d, "k": k}

    return enumerated(name, "|S| > d·rank g_S: not every labelling", "random data", cases(), "exact ranks")


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    steps = [
        lower("lower", budget, seed),
        upper("upper", budget, seed),
        distinct(),
        gated("gated-sufficient", budget, seed),
        cells("cells", budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("the output bias forgotten in the dimension", lambda b, s: lower("c", b, s, bias=0)),
    Control("one point moved after the construction", lambda b, s: upper("c", b, s, moved=True)),
    Control("distinct points are enough", lambda b, s: distinct("c")),
    Control("one gate more than the least called too few", lambda b, s: gated("c", b, s, extra=1)),
    Control("a cell may hold fewer than d points only", lambda b, s: cells("c", b, s, d_in_cell=2)),
)
