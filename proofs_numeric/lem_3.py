"""Lemma 3 of Galanti & Wolf 2020: permuting hidden neurons is linear on the parameters and keeps their L2 norm.

An isomorphism (Definition 3) sends W^i_{j,l} to W^i_{γ_{i+1}(j), γ_i(l)} and b^i_j to b^i_{γ_{i+1}(j)}, γ the
identity at both ends. Both parts are shown for every depth, all widths and all γ, with formal permutations
(`_permutations`):

* the same map with the inverse permutations undoes it, so it permutes the coordinates of the parameter vector, which
  is (11) and (12) for all parameters at once;
* the function is unchanged, by induction over the layers: if neuron j of layer i computes what neuron γ_i(j) did, the
  sum over l in the next layer is the old one with l running through γ_i(l).

Where a step fails, small networks are enumerated for a witness.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from proofs_numeric._permutations import Family, Index, Layer, inverse
from proofs_numeric._verdict import Budget, Control, Step, Verdict, counterexample, exact, verdict

Place = tuple[str, int, int, int]
Rule = Callable[[Any, Any, Any, Any], tuple[Any, Any]]
"""(γ, i, j, l) ↦ the indices of the weight that V^i_{j,l} is set to: for tuples of integers, and for formal γ."""


def isomorphism(g: Any, i: Any, j: Any, l: Any) -> tuple[Any, Any]:  # noqa: E741 — the paper's letters
    """Return the indices of the weight that V^i_{j,l} is set to."""
    return g[i + 1][j], g[i][l]


def rows_only(g: Any, i: Any, j: Any, l: Any) -> tuple[Any, Any]:  # noqa: E741
    """Permute rows and forget the columns of the next layer."""
    return g[i + 1][j], l


def merged(g: Any, i: Any, j: Any, l: Any) -> tuple[Any, Any]:  # noqa: E741
    """Send all neurons of a layer to one: not a permutation."""
    return g[i + 1][0], g[i][l]


def cases(budget: Budget) -> Iterator[tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]]:
    """Yield architectures with up to two hidden layers, and all permutations of their hidden neurons."""
    most = 4 if budget == "full" else 3
    for hidden in [(h,) for h in range(1, most + 1)] + list(itertools.product(range(1, most + 1), repeat=2)):
        widths = (2, *hidden, 2)
        ends = [[tuple(range(2))], [tuple(range(2))]]
        inner = [list(itertools.permutations(range(h))) for h in hidden]
        for chosen in itertools.product(ends[0], *inner, ends[1]):
            yield widths, chosen


def index_map(widths: Sequence[int], g: Sequence[Sequence[int]], rule: Rule) -> dict[Place, Place]:
    """Return for every parameter of the new network the parameter of the old one it is set to."""
    out: dict[Place, Place] = {}
    for i, (a, b) in enumerate(itertools.pairwise(widths)):
        for j in range(b):
            out["b", i, j, 0] = ("b", i, rule(g, i, j, 0)[0], 0)
            for l in range(a):  # noqa: E741
                out["W", i, j, l] = ("W", i, *rule(g, i, j, l))
    return out


def outputs(widths: Sequence[int], where: Callable[[Place], Place]) -> tuple[Any, ...]:
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


def undone(rule: Rule) -> bool:
    """Do the rule for γ and the rule for the inverse permutations undo each other, for weights and for biases?"""
    i, j, l = Layer(), Index("j"), Index("l")  # noqa: E741
    for first, second in ((Family(), Family(-1)), (Family(-1), Family())):
        if rule(second, i, *rule(first, i, j, l)) != (j, l):
            return False
        if rule(second, i, rule(first, i, j, 0)[0], 0)[0] != j:
            return False
    return True


def layer_is_kept(rule: Rule, *, hypothesis: bool = True) -> bool:
    """Does neuron j of layer i + 1 compute what neuron γ_{i+1}(j) did, if neuron l of layer i computes what γ_i(l) did?

    `hypothesis` false: nothing is known of layer i.
    """
    g, i, j, l = Family(), Layer(), Index("j"), Index("l")  # noqa: E741
    row, column = rule(g, i, j, l)
    bias = rule(g, i, j, 0)[0]
    neurons, argument = ("old", g[i][l]) if hypothesis else ("new", l)
    shift = inverse(argument.word)  # the sum over l is one over all l, so l may run through any permutation
    column, argument = column.after(shift), argument.after(shift)
    return (bias, row, column, neurons, argument) == (g[i + 1][j], g[i + 1][j], l, "old", l)


def smallest(budget: Budget, fails: Callable[[Any, Any], Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
    """Return what `fails` says of the first small network and isomorphism that it rejects."""
    found = (fails(widths, g) for widths, g in cases(budget))
    return next((witness for witness in found if witness is not None), None)


def settled(name: str, statement: str, formal: bool, scope: str, witness: Mapping[str, Any] | None) -> Step:
    """Return the step: proved by formal permutations, or refuted by a small network."""
    if formal:
        return exact(name, statement, True, scope)
    return counterexample(name, statement, witness is not None, "small networks, one by one", witness or {})


def coordinates(budget: Budget, rule: Rule = isomorphism) -> Step:
    """(11) and (12): the map permutes the coordinates of the parameter vector."""

    def fails(widths: Any, g: Any) -> Mapping[str, Any] | None:
        mapping = index_map(widths, g, rule)
        lost = set(mapping) - set(mapping.values())
        return {"widths": widths, "permutations": g, "lost": min(lost)} if lost else None

    statement = "an isomorphism permutes the coordinates of the parameters: it is linear and keeps every l_p norm"
    scope = "all parameters, depths, widths and permutations: the map with the inverse permutations undoes it"
    formal = undone(rule)
    return settled("coordinates", statement, formal, scope, None if formal else smallest(budget, fails))


def unchanged(budget: Budget, rule: Rule = isomorphism) -> Step:
    """The permuted network computes the same function."""

    def fails(widths: Any, g: Any) -> Mapping[str, Any] | None:
        mapping = index_map(widths, g, rule)
        kept = outputs(widths, lambda index: index) == outputs(widths, mapping.__getitem__)
        return None if kept else {"widths": widths, "permutations": g}

    statement = "an isomorphism does not change the function"
    scope = "all weights, biases, σ, depths, widths and permutations, by induction over the layers"
    formal = layer_is_kept(rule)
    return settled("function", statement, formal, scope, None if formal else smallest(budget, fails))


def check(budget: Budget, seed: int) -> Verdict:
    """Prove both parts for all networks."""
    return verdict([coordinates(budget), unchanged(budget)], budget, seed)


CONTROLS = (
    Control("columns of the next layer not permuted", lambda budget, seed: unchanged(budget, rows_only)),
    Control("the map of neurons not a bijection", lambda budget, seed: coordinates(budget, merged)),
)
