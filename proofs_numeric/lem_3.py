"""Lemma 3 of Galanti & Wolf 2020: permuting hidden neurons is linear on the parameters and keeps their L2 norm.

An isomorphism (Definition 3) sends W^i_{j,l} to W^i_{γ_{i+1}(j), γ_i(l)} and b^i_j to b^i_{γ_{i+1}(j)}, γ the
identity at both ends. For every
architecture of a stated range and every choice of γ the map of indices is shown to be a bijection: then it permutes
the coordinates of the parameter vector, which is (11) and (12) for all parameters at once. That the function is
unchanged is
shown by formal evaluation, with symbols for all weights and for σ: sums are multisets, so equal normal forms mean equal
functions for all weights and every σ.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from proofs_numeric._verdict import Budget, Control, Step, Verdict, exact, verdict

Permutation = tuple[int, ...]
Index = tuple[str, int, int, int]
Rule = Callable[[Sequence[Permutation], int, int, int], tuple[int, int]]


def isomorphism(g: Sequence[Permutation], i: int, j: int, l: int) -> tuple[int, int]:  # noqa: E741 — the paper's letters
    """Return the indices of the weight that V^i_{j,l} is set to."""
    return g[i + 1][j], g[i][l]


def rows_only(g: Sequence[Permutation], i: int, j: int, l: int) -> tuple[int, int]:  # noqa: E741
    """Permute rows and forget the columns of the next layer."""
    return g[i + 1][j], l


def merged(g: Sequence[Permutation], i: int, j: int, l: int) -> tuple[int, int]:  # noqa: E741
    """Send all neurons of a layer to one: not a permutation."""
    return g[i + 1][0], g[i][l]


def cases(budget: Budget) -> Iterator[tuple[tuple[int, ...], tuple[Permutation, ...]]]:
    """Yield architectures with up to two hidden layers, and all permutations of their hidden neurons."""
    most = 4 if budget == "full" else 3
    for hidden in [(h,) for h in range(1, most + 1)] + list(itertools.product(range(1, most + 1), repeat=2)):
        widths = (2, *hidden, 2)
        ends = [[tuple(range(2))], [tuple(range(2))]]
        inner = [list(itertools.permutations(range(h))) for h in hidden]
        for chosen in itertools.product(ends[0], *inner, ends[1]):
            yield widths, chosen


def index_map(widths: Sequence[int], g: Sequence[Permutation], rule: Rule) -> dict[Index, Index]:
    """Return for every parameter of the new network the parameter of the old one it is set to."""
    out: dict[Index, Index] = {}
    for i, (a, b) in enumerate(itertools.pairwise(widths)):
        for j in range(b):
            out["b", i, j, 0] = ("b", i, rule(g, i, j, 0)[0], 0)
            for l in range(a):  # noqa: E741
                out["W", i, j, l] = ("W", i, *rule(g, i, j, l))
    return out


def outputs(widths: Sequence[int], where: Callable[[Index], Index]) -> tuple[Any, ...]:
    """Return the formal outputs; a neuron is σ of a multiset of (weight, input) pairs and a bias."""
    z: list[Any] = [("x", i) for i in range(widths[0])]
    for i, (a, b) in enumerate(itertools.pairwise(widths)):
        z = [
            (
                where(("b", i, j, 0)),
                tuple(sorted(((where(("W", i, j, source)), z[source]) for source in range(a)), key=repr)),
            )
            for j in range(b)
        ]
    return tuple(z)


def coordinates(budget: Budget, rule: Rule = isomorphism) -> Step:
    """(11) and (12): the map permutes the coordinates of the parameter vector."""
    tried = 0
    statement = "an isomorphism permutes the coordinates of the parameters: it is linear and keeps every l_p norm"
    for widths, g in cases(budget):
        tried += 1
        mapping = index_map(widths, g, rule)
        if set(mapping.values()) != set(mapping):
            missing = min(set(mapping) - set(mapping.values()))
            witness = {"widths": widths, "permutations": g, "lost": missing}
            return exact("coordinates", statement, False, "enumeration of indices", witness)
    return exact("coordinates", statement, True, f"all parameters; {tried} isomorphisms of networks 2→…→2")


def unchanged(budget: Budget, rule: Rule = isomorphism) -> Step:
    """The permuted network computes the same function."""
    statement, tried = "an isomorphism does not change the function", 0
    for widths, g in cases(budget):
        tried += 1
        mapping = index_map(widths, g, rule)
        if outputs(widths, lambda index: index) != outputs(widths, mapping.__getitem__):
            return exact("function", statement, False, "formal evaluation", {"widths": widths, "permutations": g})
    return exact("function", statement, True, f"all weights, biases and σ; {tried} isomorphisms of networks 2→…→2")


def check(budget: Budget, seed: int) -> Verdict:
    """Enumerate the isomorphisms of all small architectures."""
    return verdict([coordinates(budget), unchanged(budget)], budget, seed)


CONTROLS = (
    Control("columns of the next layer not permuted", lambda budget, seed: unchanged(budget, rows_only)),
    Control("the map of neurons not a bijection", lambda budget, seed: coordinates(budget, merged)),
)
