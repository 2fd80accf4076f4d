"""Lemma 18 of Galanti & Wolf 2020, made constructive: a continuous method with N parameters has error ≥ ρ somewhere.

On the sphere of radius ρ in a space of dimension N + 1 a continuous θ takes the same value at some y0 and -y0
(Borsuk-Ulam); both have the
same fit f, and 2ρ = ‖2y0‖ ≤ ‖y0 - f‖ + ‖-y0 - f‖. `boundlab.adversary` finds y0 for given methods and
evaluates the errors
apart from the search. Neither hypothesis can be dropped: with N + 1 parameters interpolation has error 0 on the
space, and a discontinuous choice of 1 parameter can tell y0 from -y0 everywhere.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_numeric._verdict import (
    Budget,
    Control,
    Outcome,
    Step,
    Verdict,
    counterexample,
    decided,
    optional,
    pick,
    verdict,
)

ENOUGH = Fraction(999, 1000)
CANNOT_AGREE = {
    "largest-value": "θ_1 is a largest value of |y| with its sign: θ(-y) = θ(y) only if y is 0 on all samples, so y = 0"
}


def triangle(name: str = "triangle", *, factor: str = "1") -> Step:
    """(85): with ‖2y0‖ = 2ρ one of the errors is at least ρ."""
    claim = f"max(plus, minus) >= ({factor})*p"
    return decided(name, claim, ["2*p <= plus + minus", "p > 0"], ["plus", "minus", "p"], statement="(85)")


@optional
def adversary(budget: Budget, seed: int, *, discontinuous: bool = False) -> Step:
    """For every built-in method, find y0 and its error; `discontinuous`: for those methods instead."""
    from boundlab.adversary.evidence import NoAntipode, confront
    from boundlab.adversary.method import built_in

    names = [name for name, module in built_in().items() if bool(module.CONTINUOUS) is not discontinuous]
    cases = [(n, N, r) for n in names for N in range(1, pick(budget, 3, 6) + 1) for r in (1, 2)]
    statement = "some y0 in the closure of W_{r,1} has θ(y0) = θ(-y0) and error ≥ 0.999ρ on y0 or -y0"
    worst = Fraction(10)
    for name, N, r in cases:
        found = confront(name, N, 1, r, seed=seed)
        if isinstance(found, NoAntipode):
            witness = {"method": name, "N": N, "r": r, **({"jump": found.jump.size} if found.jump else {})}
            apart = discontinuous and name in CANNOT_AGREE
            scope = CANNOT_AGREE[name] if apart else "the search found no y0"
            return counterexample("adversary", statement, apart, scope, witness)
        ratio = found.ratio or Fraction(0)
        worst = min(worst, ratio)
        if ratio < ENOUGH:
            witness = {"method": name, "N": N, "r": r, "error over ρ": str(float(ratio))}
            return counterexample("adversary", statement, False, f"{witness}: a lower bound only, on a grid", witness)
    scope = (
        f"{len(names)} methods, N ≤ {max(N for _, N, _ in cases)}, r ∈ {{1, 2}}; errors evaluated apart from the search"
    )
    return Step("adversary", statement, Outcome.CERTIFIED, scope, margin=float(worst / ENOUGH - 1), tries=len(cases))


@optional
def one_parameter_more() -> Step:
    """The lemma for a space of dimension N: values at N points determine its functions (r = 1, linear splines)."""
    from boundlab.adversary.spline_sphere import SplineSphere

    sphere = SplineSphere(3, 1, 1)
    nodes = [Fraction(2 * i, sphere.D) - 1 for i in range(sphere.D + 1)]
    matrix = [[sphere.basis(i, x) for i in range(sphere.D + 1)] for x in nodes]
    identity = all(matrix[i][j] == Fraction(i == j) for i in range(len(nodes)) for j in range(len(nodes)))
    witness = {"space": f"linear splines of dimension {len(nodes)}", "method": "θ = values at the nodes", "error": "0"}
    statement = "a continuous method with N parameters has error ≥ ρ on the sphere of a space of dimension N"
    return counterexample("one-parameter-more", statement, identity, "all functions of the space", witness)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the triangle inequality, run the adversary."""
    return verdict([triangle(), adversary(budget, seed)], budget, seed)


CONTROLS = (
    Control("error 1.01ρ from the triangle inequality", lambda b, s: triangle("c", factor="1.01")),
    Control("N parameters on a space of dimension N", lambda b, s: one_parameter_more()),
    Control("continuity dropped", lambda b, s: adversary(b, s, discontinuous=True)),
)
