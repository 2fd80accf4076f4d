"""Lemmas 15 and 16 of Galanti & Wolf 2020: another activation ρ, ‖σ - ρ‖_∞ ≤ δ, moves the network by at most c_1·δ.

With h_{i+1} the width of hidden layer i, c^1 = h_2, c^{i+1} = h_{i+2} + L‖W^{i+1}‖_1 c^i, and c_1 = ‖W^k‖_1 c^{k-1}
at the output, where no
activation acts. σ is L-Lipschitz; nothing is asked of ρ. Entrywise the deviation e^i of layer i obeys e^{i+1} ≤
L|W^{i+1}| e^i + δ, for
all x, all such σ and ρ: for sampled weights this recursion is evaluated exactly and compared with c_1.
"""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

from boundlab.rigorous._balls import ball
from proofs_numeric._induction import Claim, Induction, infimum
from proofs_numeric._networks import (
    RELU,
    TANH,
    Activation,
    Matrix,
    Network,
    batched_norm_1,
    from_torch,
    largest_difference,
    norm_1,
    torch_network,
    vector_1,
)
from proofs_numeric._search import Candidate, attack
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, optional, pick, verdict
from proofs_numeric.lem_4 import random_weights

WIDTHS = (2, 3, 2, 1)
DELTA = Fraction(1, 10)


def constant(weights: list[Matrix], L: Fraction = Fraction(1), *, width_once: bool = False) -> Fraction:
    """Return c_1; `width_once`: with 1 in place of the widths, as if deviations were measured in the sup norm."""
    c = Fraction(1 if width_once else len(weights[0]))
    for W in weights[1:-1]:
        c = (1 if width_once else len(W)) + L * norm_1(W) * c
    return norm_1(weights[-1]) * c


def columns(name: str = "columns", *, factor: str = "1") -> Step:
    """‖Wt‖_1 ≤ ‖W‖_1·‖t‖_1, one column more at a time: P = Σ_j |Σ_l W_{jl} t_l|, s its column sum, n = ‖W‖_1."""
    signs = ("s >= 0", "s <= n", "t >= 0", "T >= 0")
    real = ("P", "Q", "T", "n", "s", "t")
    return Induction(
        "numbers of columns",
        Claim("no column", "P <= n*T", ("P = 0", "T = 0"), ("P", "n", "T")),
        "P <= n*T",
        Claim("one column more", f"Q <= ({factor})*n*(T + t)", ("Q <= P + s*t", *signs), real),
    ).prove(name, "‖Wt‖_1 ≤ ‖W‖_1·‖t‖_1")


def neurons(name: str = "neurons", *, width: str = "h + 1") -> Step:
    """Σ_j |σ(s_j) - ρ(t_j)| ≤ L·Σ_j |s_j - t_j| + h·δ, one neuron more at a time; D, A are the two sums."""
    one = ("e <= f + g", "f <= L*a", "g <= d", "d >= 0")
    real = ("D", "A", "e", "f", "g", "a", "L", "d")
    return Induction(
        "numbers h of neurons",
        Claim("one neuron", "e <= L*a + d", one, ("e", "f", "g", "a", "L", "d")),
        "D <= L*A + h*d",
        Claim("one neuron more", f"D + e <= L*(A + a) + ({width})*d", one, real),
    ).prove(name, "a layer of h neurons: Lipschitz part and substitution, f = |σ(s) - σ(t)|, g = |σ(t) - ρ(t)|")


LAYER = ("E <= q*D + h*d", "q >= 0", "d >= 0", "c >= 0")


def induction(name: str = "induction", *, width: str = "h", hypothesis: str = "D <= c*d") -> Step:
    """(66) over the layers: D ≤ c^i·δ gives E ≤ c^{i+1}·δ with c^{i+1} = h + q·c^i; q is L·‖W^{i+1}‖_1, or ‖W^k‖_1.

    E ≤ q·D + h·δ is what `columns` and `neurons` give for one layer.
    """
    real = ("D", "E", "Z", "q", "d", "c")
    return Induction(
        "layers i",
        Claim("first layer, D = 0 at the input", "E <= h*d", ("E <= q*D + h*d", "D = 0"), real),
        hypothesis,
        Claim("(66)", f"E <= ({width} + q*c)*d", LAYER, real),
        (Claim("output", "Z <= q*c*d", ("Z <= q*D", "D <= c*d", *LAYER[1:]), real),),
    ).prove(name, "‖x_1 - x_2‖_1 ≤ c^i·δ at every layer i, ‖f - g‖_1 ≤ ‖W^k‖_1·c^{k-1}·δ")


def all_activations(budget: Budget, seed: int) -> Step:
    """For sampled weights, all x, σ and ρ at once."""
    generator, count, worst = random.Random(seed), pick(budget, 300, 5000), Fraction(0)
    statement = "the entrywise recursion of deviations stays below c_1·δ in l1"
    for _ in range(count):
        weights = random_weights(generator.choice([(2, 3, 1), WIDTHS, (3, 4, 4, 2)]), generator)
        L = Fraction(generator.randint(1, 12), 4)
        e = [Fraction(1)] * len(weights[0])
        for W in weights[1:-1]:
            e = [L * sum((abs(w) * t for w, t in zip(row, e, strict=True)), Fraction(0)) + 1 for row in W]
        value = vector_1([sum((abs(w) * t for w, t in zip(r, e, strict=True)), Fraction(0)) for r in weights[-1]])
        bound = constant(weights, L)
        worst = max(worst, value / bound) if bound else worst
        if value > bound:
            witness = {"weights": [[[str(w) for w in row] for row in W] for W in weights], "L": str(L)}
            return Step("all-activations", statement, Outcome.REFUTED, "exact rationals", witness=witness)
    scope = f"{count} networks with rational weights and L; each for all x, all L-Lipschitz σ and all ρ"
    return Step("all-activations", statement, Outcome.CERTIFIED, scope, margin=float(1 - worst))


def deviation(
    budget: Budget, seed: int, *, factor: Fraction = Fraction(1), width_once: bool = False, last: bool = True
) -> Step:
    """Attack ‖f - g‖ ≤ c_1·δ with ρ = σ + δ·clip(p·t + q), searching weights, input, p and q."""
    layers = list(itertools.pairwise(WIDTHS))
    names = [f"W{i + 1}" for i in range(len(layers))]

    def ratio(c: dict[str, Any]) -> Any:
        p, q = c["p"][:, None], c["q"][:, None]
        z = t = c["x"]
        for i, n in enumerate(names):
            if i:
                z, t = z.relu(), t.relu() + float(DELTA) * (p * t + q).clamp(-1, 1)
            z, t = ((c[n] @ v[..., None])[..., 0] + c[f"b{n}"] for v in (z, t))
        one = 1.0 if width_once else float(WIDTHS[1])
        for n, h in zip(names[1:-1], WIDTHS[2:], strict=False):
            one = (1.0 if width_once else h) + batched_norm_1(c[n]) * one
        right = one * float(DELTA) * float(factor) * (batched_norm_1(c[names[-1]]) if last else 1.0)
        return (z - t).abs().sum(-1) / (right + 1e-12)

    def exact(c: Candidate) -> Fraction | None:
        weights = [c.matrix(n) for n in names]
        biases = [c.vector(f"b{n}") for n in names]
        p, q = c.tensor("p"), c.tensor("q")
        f = Network(weights, biases)(c.vector("x"), RELU)
        g = c.vector("x")
        for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
            if i:
                g = [max(t, Fraction(0)) + DELTA * max(min(p * t + q, Fraction(1)), Fraction(-1)) for t in g]
            g = [sum((w * t for w, t in zip(row, g, strict=True)), s) for row, s in zip(W, b, strict=True)]
        right = factor * DELTA * constant(weights, width_once=width_once)
        if not last:
            right = right / norm_1(weights[-1]) if norm_1(weights[-1]) else Fraction(0)
        return vector_1([s - t for s, t in zip(f, g, strict=True)]) / right if right else None

    shapes: dict[str, tuple[int, ...]] = {n: (b, a) for n, (a, b) in zip(names, layers, strict=True)}
    shapes |= {f"b{n}": (b,) for n, (_, b) in zip(names, layers, strict=True)}
    shapes |= {"x": (2,), "p": (), "q": ()}
    return attack(
        "ascent",
        f"‖f - g‖_1 ≤ {factor}·c_1·δ, σ = relu, δ = {DELTA}, {'→'.join(map(str, WIDTHS))}",
        shapes,
        ratio,
        exact,
        tries=pick(budget, 64, 512),
        steps=pick(budget, 250, 1500),
        seed=seed,
        searched="all weights, biases, inputs, and ρ = σ + δ·clip(p·t + q)",
    )


@optional
def on_torch_networks(budget: Budget, seed: int) -> Step:
    """sup over the cube of |f - g| in ball arithmetic, tanh against ρ(t) = tanh t + δ·tanh 5t, against c_1·δ."""
    import torch

    rho = Activation(
        "tanh t + δ·tanh 5t",
        Fraction(6, 5),
        None,
        lambda t: t.tanh() + float(DELTA) * (5 * t).tanh(),
        lambda z: z.tanh() + ball(DELTA) * (5 * z).tanh(),
        lambda z: TANH.slope(z) + ball(5 * DELTA) * TANH.slope(5 * z),
    )
    count, pieces, worst = pick(budget, 3, 16), pick(budget, 6, 24), 0.0
    statement = f"sup over the cube of |f - g| ≤ c_1·δ, tanh 2→6→6→1, {rho.name}, δ = {DELTA}"
    for number in range(count):
        network = from_torch(torch_network((2, 6, 6, 1), torch.nn.Tanh, seed + number, bias=True))
        bound = ball(constant(network.weights) * DELTA)
        moved = largest_difference(network, TANH, network, rho, pieces)
        if not moved <= bound:
            witness = {"seed": seed + number, "enclosure": str(moved)}
            return Step("torch", statement, Outcome.NOT_CHECKABLE, "the enclosure is too wide", witness=witness)
        worst = max(worst, float((moved / bound).upper()))
    scope = f"{count} torch networks; ball arithmetic on {pieces**2} boxes, for all x in the cube"
    return Step("torch", statement, Outcome.CERTIFIED, scope, margin=1 - worst)


def lemma_16(name: str = "lemma-16", *, factor: str = "1") -> Step:
    """(67): a network whose error is within η of G has an error of at most G + η + c·d in the other class.

    The roles of F and G can be exchanged.
    """
    where = ["F <= f_at_g", "f_at_g <= g + c*d", "g <= G + h", "c >= 0", "d >= 0"]
    real = ["F", "G", "g", "f_at_g", "c", "d"]
    return infimum(name, "(67), Lemma 16", f"F <= G + ({factor})*c*d", "h", where, real)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the induction, certify sampled networks for all activations, attack."""
    steps = [columns(), neurons(), induction(), lemma_16(), all_activations(budget, seed)]
    steps += [on_torch_networks(budget, seed), deviation(budget, seed)]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("constant halved", lambda b, s: deviation(b, s, factor=Fraction(1, 2))),
    Control("1 in place of the widths (sup norm for l1)", lambda b, s: deviation(b, s, width_once=True)),
    Control("‖W^k‖_1 of the output layer left out", lambda b, s: deviation(b, s, last=False)),
    Control("width left out of the induction", lambda b, s: induction("c", width="0")),
    Control("induction hypothesis dropped", lambda b, s: induction("c", hypothesis="d >= 0")),
    Control("a neuron without its own δ", lambda b, s: neurons("c", width="h")),
    Control("‖W‖_1 halved for a layer", lambda b, s: columns("c", factor="1/2")),
    Control("c_1 halved in Lemma 16", lambda b, s: lemma_16("c", factor="1/2")),
)
