"""Lemmas 13, 14 and 17 of Galanti & Wolf 2020: a ball of near-best parameters and a continuous near-best selection.

Let E(y) be the distance of y to the network class and c_2 > 0 a lower bound of E on a compact set of targets.
* 14: y' within c_2/2 of a centre y_i is served by the best network of y_i, up to a factor 2. The paper uses
  continuity of the best approximant in y (Assumption 1). Lemma 8 gives the same with no assumption: a network that is
  best for y_i up to a > 0, and centres at distance (c_2 - a)/2.
* 17: with c_1 of Lemma 15 a substitute ρ within δ of σ gives error ≤ E + 2c_1δ. It needs 2c_1δ ≤ ε̂ and c_1δ < c_2,
  so δ ≤ min(ε̂/2, c_2/2)/c_1; the printed δ has c_1 and c_2 exchanged.
* 13 (c_2 > 0) needs compactness. W^γ is not compact in sup norm: y_n = a_n sin(n x_1), with ‖y_n‖^{s,*} = γ, tends
  to 0.
* That a selection with (74) exists rests on identifiability and a gluing argument. The gluing has a finite form that
  can be run: parameters θ_i at the centres y_i of a d-net, Σ φ_i(y)·θ_i with φ_i the partition of unity of the balls of
  radius d. It is continuous, and its error is at most E + 2d + a + p if θ_i is best for y_i up to a, and networks whose
  centres are closer than 2d differ by p at most, with their convex combinations. So 2d + a + p ≤ c_2 gives the factor
  2. That near-best parameters of near targets *are* near is what identifiability has to provide; that is not checked.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_numeric._induction import Claim, chain
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, counterexample, decided, pick, verdict

CONCERNS = ("assumption-1", "galanti-wolf-2020/thm-1")

KNOWN = {
    "delta-printed": "slip 8: c_1 and c_2 are exchanged in δ",
    "compactness": "W^γ is not compact in sup norm; apply the lemma on the sphere of Borsuk-Ulam instead",
}


def near_best(name: str, *, radius: str = "(c2 - a)/2", factor: str = "2") -> Step:
    """Lemma 14 from Lemma 8: a target within `radius` of a centre, with a network that is best up to a."""
    return decided(
        name,
        f"served <= ({factor})*E",
        ["served <= own + d", "own <= Ei + a", "Ei <= E + d", f"d <= {radius}", "E >= c2", "c2 > 0", "a > 0"],
        ["served", "own", "Ei", "E", "d", "c2", "a"],
        statement="Lemma 14: a near-best network of the centre serves y'",
    )


def printed_covering() -> Step:
    """(61), where the best approximants themselves move by less than c_2/2."""
    return decided(
        "(61)",
        "served <= 2*E",
        ["served <= moved + E", "moved <= c2/2", "E >= c2", "c2 > 0"],
        ["served", "moved", "E", "c2"],
        statement="(61), with the best approximants of Assumption 1",
    )


def delta(name: str, bounds: list[str]) -> Step:
    """What (73) and (77) need of δ."""
    signs = ["d > 0", "c1 > 0", "c2 > 0", "h > 0"]
    claim = "2*c1*d <= h and c1*d < c2"
    return decided(name, claim, [*bounds, *signs], ["c1", "c2", "d", "h"], statement="(73) and (77), h = ε̂")


def selection(name: str, *, twice: str = "2") -> Step:
    """(75)-(78): the error of the selection for ρ, measured with σ."""
    return decided(
        name,
        "error <= 2*E + h",
        ["error <= G + c", "G <= F + c", f"{twice}*c <= h", "F <= 2*E", "c >= 0"],
        ["error", "G", "F", "c", "h", "E"],
        statement="(78), c = c_1·δ, F the best error in the ball of Lemma 14",
    )


def gluing(name: str, *, room: str = "2*d + a + p <= c2") -> Step:
    """The finite form of (74); E_i is the distance of the centre, d more than E at most by Lemma 8."""
    return decided(
        name,
        "error <= 2*E",
        [
            "error <= p + own + d",
            "own <= Ei + a",
            "Ei <= E + d",
            room,
            "E >= c2",
            "c2 > 0",
            "a >= 0",
            "d >= 0",
            "p >= 0",
        ],
        ["error", "own", "E", "Ei", "a", "d", "p", "c2"],
        statement="a glued selection is near-best",
    )


def glued(name: str, budget: Budget, *, mirrored: bool = False) -> Step:
    """Run the gluing: f(x; θ) = θ²x, whose parameters θ and -θ are one network, on y_t(x) = t²x + (2x² - 1)/4.

    2x² - 1 is even and 1 at ±1, so ‖y_t - sx‖_∞ = |t² - s| + 1/4 for every slope s, and E(y_t) = 1/4. The parameters at
    the centres are off by 1/32. `mirrored` takes them from both signs in turn.
    """
    best, off, count = Fraction(1, 4), Fraction(1, 32), 128
    centres = [Fraction(1, 2) + Fraction(i, 2 * count) for i in range(count + 1)]
    radius = Fraction(1, 64)  # centres are closer than that in sup norm: |t² - s²| ≤ 2|t - s|
    parameters = [(t + off * (-1) ** i) * ((-1) ** i if mirrored else 1) for i, t in enumerate(centres)]
    tries = pick(budget, 150, 3000)
    worst, at = Fraction(0), Fraction(0)
    for j in range(tries + 1):
        t = Fraction(1, 2) + Fraction(j, 2 * tries)
        weights = [max(Fraction(0), radius - abs(t**2 - s**2)) for s in centres]
        theta = sum((w * p for w, p in zip(weights, parameters, strict=True)), Fraction(0)) / sum(weights)
        error = abs(theta**2 - t**2) + best
        if error > worst:
            worst, at = error, t
    statement = "the glued selection has error at most 2E on y_t, 1/2 ≤ t ≤ 1"
    witness = {"t": str(at), "error": str(worst), "E": str(best)}
    if worst > 2 * best:
        return Step(name, statement, Outcome.REFUTED, "exact values", witness=witness)
    margin = float(1 - worst / (2 * best))
    return Step(name, statement, Outcome.CERTIFIED, f"exact at {tries + 1} values of t", margin=margin)


def compactness() -> Step:
    """y_n = a_n sin(n x_1), r = 1: ‖y_n‖ = a_n and ‖∂_1 y_n‖ = a_n·n for n ≥ 2, as n > π/2; a_n = γ/n, γ = 1/2."""
    found = chain(
        "compactness",
        "y_n in W^γ tends to 0",
        [
            Claim("‖y_n‖^{s,*} = γ", "a*n = 1/2", ("a = 1/(2*n)",), ("a",)),
            Claim("‖y_n‖^s ≤ 1", "a + a*n <= 1", ("a = 1/(2*n)",), ("a",)),
            Claim("‖y_n‖ below every h > 0", "a < h", ("a = 1/(2*n)", "h > 0", "n > 1/h"), ("a", "h")),
        ],
        "all n",
    )
    statement = "W^γ is compact in sup norm, so a class that contains 0 stays at a distance c_2 > 0 from it"
    witness = {
        "r": 1,
        "γ": "1/2",
        "functions": "y_n = (γ/n)·sin(n·x_1), n = 2, 3, …",
        "‖y_n‖_1^{s,*}": "γ",
        "‖y_n‖_∞": "γ/n",
        "limit": "0, which is in the network class and not in W^γ",
    }
    proved = found.outcome is Outcome.PROVED
    return counterexample("compactness", statement, proved, found.scope, witness, certificate=found.certificate)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the quantitative steps, refute the printed δ and the compactness of W^γ."""
    existence = Step(
        "existence",
        "near-best parameters of near targets can be chosen near, so that a continuous selection with (74) exists",
        Outcome.NOT_CHECKABLE,
        "what identifiability and compactness have to provide; the gluing itself is checked in its finite form",
    )
    steps = [
        printed_covering(),
        near_best("lemma-14-without-assumption-1"),
        delta("delta-printed", ["d <= h/(2*c2)", "d <= c1/(2*c2)"]),
        delta("delta", ["d <= h/(2*c1)", "d <= c2/(2*c1)"]),
        selection("(78)"),
        gluing("gluing"),
        glued("gluing-executed", budget),
        compactness(),
        existence,
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("centres twice as far apart", lambda b, s: near_best("c", radius="c2 - a")),
    Control("factor 2 of Lemma 14 replaced by 3/2", lambda b, s: near_best("c", factor="3/2")),
    Control("δ twice as large", lambda b, s: delta("c", ["d <= h/c1", "d <= c2/c1"])),
    Control("centres counted once in the gluing", lambda b, s: gluing("c", room="d + a + p <= c2")),
    Control("gluing of parameters that are not near", lambda b, s: glued("c", b, mirrored=True)),
    Control("c_1·δ counted once in (78)", lambda b, s: selection("c", twice="1")),
)
