"""Theorem 5 of Galanti & Wolf 2020: how an error in the generated weights moves the primary network, (129)-(133).

S(I) = M·P(I) with ‖M‖_1 ≤ c, |P_i| ≤ 1, and f(I) = M·H(I) with |H_i - P_i| ≤ ε ≤ 1. All weights and biases that S
generates together have
l1 norm at most p = cw, and f misses them by at most pε in l1. With α^1 = m1, α^{i+1} = Lp(1 + α^i) and β^1 = 0,
β^{i+1} = L(p(2β^i + α^i) + 1),
without L at the last layer, activations stay below α and differ by at most βε. So ‖g(x; S(I)) - g(x; f(I))‖ ≤
β^{k+1} ε.

Two things in the printed chain do not hold. ‖b - d‖_1 ≤ ε does not follow from (129), which gives pε. As weights
and biases
share the budget pε, the recursion survives if α^i ≥ 1 or p ≤ 1, and fails otherwise. And β grows like w^k for k
layers, so
that ‖g - g‖ ≤ ε needs f accurate to ε/w^k: the first term of N_f is w^{1+k·m2/r} ε^{-m2/r}, not w^{1+m2/r} ε^{-m2/r}.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from boundlab.rigorous.selector_deviation import Deviation
from proofs_numeric._induction import Claim, Induction
from proofs_numeric._networks import RELU, Network, batched_forward, vector_1
from proofs_numeric._search import Candidate, attack
from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, pick, verdict

CONCERNS = ("galanti-wolf-2020/thm-5",)

KNOWN = {
    "biases": "‖b - d‖_1 ≤ ε contradicts (129), which gives cwε",
    "recursion-unconditional": "the recursion needs α^i ≥ 1 or cw ≤ 1",
    "exponent-of-w": "the printed proof gives w^(1 + k·m2/r) at k layers",
}
REAL = ["p", "A", "B", "e", "u", "v"]
SIGNS = ["e > 0", "e <= 1", "p >= 0", "A >= 0", "B >= 0"]
WIDTHS, EPS = (1, 2, 1), Fraction(1, 4)


def recursion(name: str, where: list[str], *, factor: str = "2") -> Step:
    """One layer: p·Bε + u(A + Bε) + v ≤ (p(factor·B + A) + 1)ε for all u + v ≤ pε, by its worst case (u, v)."""
    claim = f"p*B + p*max(A + B*e, 1) <= p*(({factor})*B + A) + 1"
    return decided(name, claim, [*SIGNS, *where], REAL[:4], statement="(133), deviation of the next layer over ε")


def deviation(budget: Budget, seed: int, *, factor: Fraction = Fraction(1), shared: bool = True) -> Step:
    """Attack |g(x; θ) - g(x; θ')| ≤ factor·β^{k+1}·ε over θ with ‖θ‖_1 ≤ p = 2 and ‖θ - θ'‖_1 ≤ pε, ReLU 1→2→1.

    `shared` false: every matrix and bias has the whole budget to itself.
    """
    p = Fraction(2)
    bound = factor * Deviation(Fraction(1), p, 1, 2).factor * EPS
    layers = list(itertools.pairwise(WIDTHS))
    names = [f"{k}{i + 1}" for i in range(len(layers)) for k in "Wb"]

    def scaled(c: dict[str, Any], prefix: str, size: float) -> list[Any]:
        import torch

        parts = [c[prefix + n] for n in names]
        sizes = [t.abs().flatten(1).sum(1) for t in parts]
        total = sizes if not shared else [torch.stack(sizes).sum(0)] * len(sizes)
        return [
            t * (size / (s + 1e-9)).clamp(max=1).view(-1, *[1] * (t.dim() - 1))
            for t, s in zip(parts, total, strict=True)
        ]

    def ratio(c: dict[str, Any]) -> Any:
        theta = scaled(c, "", float(p))
        moved = [t + s for t, s in zip(theta, scaled(c, "d", float(p * EPS)), strict=True)]
        x = c["x"].clamp(-1, 1)[:, None]
        out = [batched_forward(t[0::2], t[1::2], x, RELU)[:, 0, 0] for t in (theta, moved)]
        return (out[0] - out[1]).abs() / float(bound)

    def limited(parts: list[list[Any]], size: Fraction) -> list[list[Any]]:
        flat = [vector_1([t for row in part for t in (row if isinstance(row, list) else [row])]) for part in parts]
        total = flat if not shared else [sum(flat, Fraction(0))] * len(flat)
        factors = [min(Fraction(1), size / s) if s else Fraction(1) for s in total]

        def times(value: Any, q: Fraction) -> Any:
            return [times(v, q) for v in value] if isinstance(value, list) else value * q

        return [times(part, q) for part, q in zip(parts, factors, strict=True)]

    def plus(a: Any, b: Any) -> Any:
        return [plus(s, t) for s, t in zip(a, b, strict=True)] if isinstance(a, list) else a + b

    def exactly(c: Candidate) -> Fraction:
        theta = limited([c.tensor(n) for n in names], p)
        moved = plus(theta, limited([c.tensor("d" + n) for n in names], p * EPS))
        x = [max(min(t, Fraction(1)), Fraction(-1)) for t in c.vector("x")]
        out = [Network(t[0::2], t[1::2])(x, RELU)[0] for t in (theta, moved)]
        return abs(out[0] - out[1]) / bound

    shapes: dict[str, tuple[int, ...]] = {"x": (1,)}
    for i, (a, b) in enumerate(layers):
        for prefix in ("", "d"):
            shapes |= {f"{prefix}W{i + 1}": (b, a), f"{prefix}b{i + 1}": (b,)}
    budget_text = "" if shared else ", each matrix and bias with a budget of its own"
    return attack(
        "ascent",
        f"|g(x; θ) - g(x; θ')| ≤ {bound}, ‖θ‖_1 ≤ 2, ‖θ - θ'‖_1 ≤ 1/2{budget_text}, ReLU 1→2→1",
        shapes,
        ratio,
        exactly,
        tries=pick(budget, 64, 512),
        steps=pick(budget, 250, 1500),
        seed=seed,
        searched="θ, θ' and x",
    )


def degree(name: str = "degree-in-w", *, hypothesis: str = "B = i - 1 and A = i - 1") -> Step:
    """deg β^{i+1} = i in p = cw, for all i: coefficients are non-negative, so nothing cancels.

    A = deg α^i, B = deg β^i; α^{i+1} = Lp(1 + α^i) has degree A + 1, β^{i+1} = L(p(2β^i + α^i) + 1) max(A, B) + 1.
    """
    base = Claim("β^2 = L(p·α^1 + 1)", "max(A, 0) + 1 = 1", ("A = 0",), ("A",))
    step = Claim("next layer", "max(A, B) + 1 = i and A + 1 = i", ("i >= 2",), ("A", "B"))
    after = (Claim("leading coefficient", "2*x + y > 0", ("x >= 0", "y > 0"), ("x", "y")),)
    return Induction("layers i ≥ 2", base, hypothesis, step, after).prove(name, "deg α^i = deg β^i = i - 1, in p = cw")


def exponent_of_w(name: str, exponent: str) -> Step:
    """The size of f in w, as β has degree k in w: w·(w^k)^{m2/r} against w^exponent."""
    return decided(
        name,
        f"1 + d*m2/r <= {exponent}",
        ["d = k"],
        statement="exponent of w in the first term of N_f, d the degree of β at k layers",
    )


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the recursion where it holds, refute what is printed beyond, attack the final bound."""
    p, e = "p", "e"
    steps = [
        decided("biases", f"{p}*{e} <= {e}", ["e > 0", "p >= 0"], ["p", "e"], statement="‖b - d‖_1 ≤ ε from (129)"),
        recursion("recursion", ["A >= 1 or p <= 1"]),
        recursion("recursion-unconditional", []),
        decided(
            "shared-budget",
            "p*B*e + u*(A + B*e) + v <= p*B*e + p*e*max(A + B*e, 1)",
            [*SIGNS, "u >= 0", "v >= 0", "u + v <= p*e"],
            REAL,
            statement="weights and biases share pε",
        ),
        degree(),
        exponent_of_w("exponent-of-w", "1 + m2/r"),
        exponent_of_w("exponent-of-w-repaired", "1 + k*m2/r"),
        deviation(budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("α^i ≥ 1 weakened to α^i ≥ 1/2", lambda b, s: recursion("c", ["A >= 1/2 or p <= 1"])),
    Control("2β replaced by β", lambda b, s: recursion("c", ["A >= 1 or p <= 1"], factor="1")),
    Control("degree of the layer before not known", lambda b, s: degree("c", hypothesis="A >= 0 and B >= 0")),
    Control("β a tenth, on networks", lambda b, s: deviation(b, s, factor=Fraction(1, 10))),
    Control(
        "every matrix with its own budget, β halved", lambda b, s: deviation(b, s, factor=Fraction(1, 2), shared=False)
    ),
)
