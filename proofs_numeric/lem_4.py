"""Lemma 4 of Galanti & Wolf 2020: ‖f(x)‖_1 ≤ L^{k-1} ‖x‖_1 Π_i ‖W^i‖_1 for zero biases and σ(0) = 0.

‖W‖_1 is the largest column sum, L the Lipschitz constant of σ, k the number of layers. Since σ(0) = 0, σ(z) = s·z
with |s| ≤ L, so f(x)
= W^k S … S W^1 x and |f(x)| ≤ L^{k-1} |W^k| … |W^1| |x| entrywise; the column sums of that product are at most the
product
of the column sums. The last inequality is evaluated in exact rationals for sampled weights, which covers all x, all
such σ; ascent over weights and x looks for a violation and finds equality.
"""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

from boundlab.rigorous._balls import ball
from proofs_numeric._networks import (
    CLIPPED,
    DOUBLE_RELU,
    RELU,
    SHIFTED_RELU,
    TANH,
    Activation,
    Matrix,
    batched_forward,
    batched_norm_1,
    boxes,
    enclosure,
    from_torch,
    norm_1,
    norm_inf,
    torch_network,
    unbiased,
    vector_1,
)
from proofs_numeric._search import Candidate, attack
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, optional, pick, verdict

ARCHITECTURES = ((2, 3, 1), (2, 3, 2, 2), (3, 4, 4, 1))


def growth(
    budget: Budget,
    seed: int,
    *,
    widths: tuple[int, ...] = (2, 3, 2, 2),
    sigma: Activation = RELU,
    factor: Fraction = Fraction(1),
    power: int = 0,
    rows: bool = False,
    biases: bool = False,
) -> Step:
    """Attack the bound times `factor`, with L^{k-1+power}, with row sums for column sums, or with biases in f."""
    layers = list(itertools.pairwise(widths))
    names = [f"W{i + 1}" for i in range(len(layers))]
    scale = factor * sigma.lipschitz ** (len(layers) - 1 + power)

    def ratio(c: dict[str, Any]) -> Any:
        import torch

        W = [c[n] for n in names]
        b = [c[f"b{n}"] if biases else torch.zeros_like(c[n][..., 0]) for n in names]
        left = batched_forward(W, b, c["x"][:, None], sigma)[:, 0].abs().sum(-1)
        right = c["x"].abs().sum(-1) * float(scale)
        for w in W:
            right = right * (w.abs().sum(-1).amax(-1) if rows else batched_norm_1(w))
        return left / (right + 1e-12)

    def exact(c: Candidate) -> Fraction | None:
        network = unbiased([c.matrix(n) for n in names])
        if biases:
            network = type(network)(network.weights, [c.vector(f"b{n}") for n in names])
        right = vector_1(c.vector("x")) * scale
        for W in network.weights:
            right *= norm_inf(W) if rows else norm_1(W)
        return vector_1(network(c.vector("x"), sigma)) / right if right else None

    shapes: dict[str, tuple[int, ...]] = {n: (b, a) for n, (a, b) in zip(names, layers, strict=True)}
    shapes["x"] = (widths[0],)
    if biases:
        shapes |= {f"b{n}": (b,) for n, (_, b) in zip(names, layers, strict=True)}
    arrow = "→".join(map(str, widths))
    return attack(
        f"ascent {arrow} {sigma.name}",
        f"‖f(x)‖_1 ≤ {scale}·‖x‖_1·Π‖W^i‖_{'∞' if rows else '1'}, {sigma.name}, {arrow}",
        shapes,
        ratio,
        exact,
        tries=pick(budget, 64, 512),
        steps=pick(budget, 200, 1500),
        seed=seed,
        searched="all weights and inputs",
    )


def absolute_product(weights: list[Matrix]) -> Matrix:
    """Return |W^k| … |W^1|."""
    product = [[abs(w) for w in row] for row in weights[0]]
    for W in weights[1:]:
        columns = range(len(product[0]))
        product = [
            [sum((abs(w) * product[i][j] for i, w in enumerate(row)), Fraction(0)) for j in columns] for row in W
        ]
    return product


def random_weights(widths: tuple[int, ...], generator: random.Random) -> list[Matrix]:
    """Return weights that are multiples of 1/8 in [-2, 2]."""
    return [
        [[Fraction(generator.randint(-16, 16), 8) for _ in range(a)] for _ in range(b)]
        for a, b in itertools.pairwise(widths)
    ]


def all_inputs(budget: Budget, seed: int) -> Step:
    """For sampled weights, all x and all σ with σ(0) = 0 at once: column sums of |W^k| … |W^1| against the product."""
    generator, count, worst = random.Random(seed), pick(budget, 300, 5000), Fraction(0)
    statement = "the column sums of |W^k|…|W^1| are at most Π‖W^i‖_1 (hence the lemma for all x and all σ)"
    for _ in range(count):
        weights = random_weights(generator.choice(ARCHITECTURES), generator)
        bound = unbiased(weights).spectral_product()
        value = norm_1(absolute_product(weights))
        worst = max(worst, value / bound) if bound else worst
        if value > bound:
            witness = {"weights": [[[str(w) for w in row] for row in W] for W in weights]}
            return Step("all-inputs", statement, Outcome.REFUTED, "exact rationals", witness=witness)
    scope = f"{count} networks with rational weights, each for all x and all L-Lipschitz σ with σ(0) = 0"
    return Step("all-inputs", statement, Outcome.CERTIFIED, scope, margin=float(1 - worst))


@optional
def on_torch_networks(budget: Budget, seed: int) -> Step:
    """Bound ‖f(x)‖_1 on the cube by ball arithmetic, for torch modules, against L^{k-1}·m·Π‖W^i‖_1."""
    import torch

    count, pieces, worst = pick(budget, 4, 24), pick(budget, 4, 16), 0.0
    statement = "sup over the cube of ‖f‖_1 ≤ 2·Π‖W^i‖_1, tanh 2→8→8→1"
    for number in range(count):
        module = torch_network((2, 8, 8, 1), torch.nn.Tanh, seed + number, bias=False)
        network = from_torch(module)
        bound = 2 * network.spectral_product()
        for box in boxes(2, pieces):
            value = sum(abs(t) for t in enclosure(network, box, TANH)[0])
            if not value <= ball(bound):
                witness = {"seed": seed + number, "box": [[str(a), str(b)] for a, b in box], "‖f‖_1 on it": str(value)}
                return Step("torch", statement, Outcome.NOT_CHECKABLE, "the enclosure is too wide", witness=witness)
            worst = max(worst, float((value / ball(bound)).upper()))
    scope = f"{count} torch networks; ball arithmetic on {pieces**2} boxes, for all x in the cube"
    return Step("torch", statement, Outcome.CERTIFIED, scope, margin=1 - worst)


def check(budget: Budget, seed: int) -> Verdict:
    """Certify sampled networks for all inputs, and attack."""
    attacks = [
        growth(budget, seed, widths=widths, sigma=sigma)
        for widths in (ARCHITECTURES if budget == "full" else ARCHITECTURES[:2])
        for sigma in (RELU, CLIPPED, DOUBLE_RELU)
    ]
    return verdict([all_inputs(budget, seed), on_torch_networks(budget, seed), *attacks], budget, seed)


HALF = Fraction(1, 2)
CONTROLS = (
    Control("constant halved", lambda b, s: growth(b, s, factor=HALF)),
    Control("L^{k-2} for L^{k-1}", lambda b, s: growth(b, s, sigma=DOUBLE_RELU, power=-1)),
    Control("row sums for column sums", lambda b, s: growth(b, s, rows=True)),
    Control("biases allowed", lambda b, s: growth(b, s, biases=True)),
    Control("σ(0) = 0 dropped", lambda b, s: growth(b, s, sigma=SHIFTED_RELU)),
)
