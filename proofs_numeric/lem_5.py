"""Lemma 5 of Galanti & Wolf 2020: ‖f(x) - f(x')‖_1 ≤ C(f) ‖x - x'‖_1, C(f) = L^{k-1} Π_i ‖W^i‖_1.

Biases are allowed, and σ(0) = 0, which the paper assumes, is not needed: σ(s) - σ(t) = a(s - t) with |a| ≤ L. On
torch networks the
difference quotients are enclosed in balls on boxes that cover the cube, which gives a Lipschitz constant valid on the
whole cube; it is compared with C(f). Ascent over weights, biases and pairs of inputs finds equality, and no more.
"""

from __future__ import annotations

import itertools
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
    Network,
    batched_forward,
    batched_norm_1,
    boxes,
    enclosure,
    from_torch,
    norm_1,
    norm_inf,
    torch_network,
    vector_1,
)
from proofs_numeric._search import Candidate, attack
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, optional, pick, verdict


def lipschitz(
    budget: Budget,
    seed: int,
    *,
    widths: tuple[int, ...] = (2, 3, 2, 2),
    sigma: Activation = RELU,
    factor: Fraction = Fraction(1),
    power: int = 0,
    rows: bool = False,
    sup: bool = False,
    last: bool = True,
) -> Step:
    """Attack the bound: times `factor`, L^{k-1+power}, row sums, `sup` distance, or without the `last` layer."""
    layers = list(itertools.pairwise(widths))
    names = [f"W{i + 1}" for i in range(len(layers))]
    counted = names if last else names[:-1]
    scale = factor * sigma.lipschitz ** (len(layers) - 1 + power)

    def ratio(c: dict[str, Any]) -> Any:
        import torch

        points = torch.stack([c["x"], c["y"]], 1)
        out = batched_forward([c[n] for n in names], [c[f"b{n}"] for n in names], points, sigma)
        left = (out[:, 0] - out[:, 1]).abs().sum(-1)
        apart = (c["x"] - c["y"]).abs()
        right = float(scale) * (apart.amax(-1) if sup else apart.sum(-1))
        for n in counted:
            right = right * (c[n].abs().sum(-1).amax(-1) if rows else batched_norm_1(c[n]))
        return left / (right + 1e-12)

    def exact(c: Candidate) -> Fraction | None:
        network = Network([c.matrix(n) for n in names], [c.vector(f"b{n}") for n in names])
        apart = [s - t for s, t in zip(c.vector("x"), c.vector("y"), strict=True)]
        right = scale * (max(map(abs, apart)) if sup else vector_1(apart))
        for n in counted:
            right *= norm_inf(c.matrix(n)) if rows else norm_1(c.matrix(n))
        images = network(c.vector("x"), sigma), network(c.vector("y"), sigma)
        left = vector_1([s - t for s, t in zip(*images, strict=True)])
        return left / right if right else None

    shapes: dict[str, tuple[int, ...]] = {n: (b, a) for n, (a, b) in zip(names, layers, strict=True)}
    shapes |= {f"b{n}": (b,) for n, (_, b) in zip(names, layers, strict=True)}
    shapes |= {"x": (widths[0],), "y": (widths[0],)}
    arrow = "→".join(map(str, widths))
    norms = f"‖x - x'‖_{'∞' if sup else '1'}·Π‖W^i‖_{'∞' if rows else '1'}{'' if last else ' without W^k'}"
    return attack(
        f"ascent {arrow} {sigma.name}",
        f"‖f(x) - f(x')‖_1 ≤ {scale}·{norms}, {sigma.name}, {arrow}",
        shapes,
        ratio,
        exact,
        tries=pick(budget, 64, 512),
        steps=pick(budget, 200, 1500),
        seed=seed,
        searched="all weights, biases and pairs of inputs",
    )


@optional
def on_torch_networks(budget: Budget, seed: int) -> Step:
    """Enclose all difference quotients of torch networks on the cube; compare with C(f).

    A box of the cube counts through the largest column sum of the enclosure. The largest over all boxes is a
    Lipschitz constant on the cube, since a segment is cut by the boxes into pieces.
    """
    import torch

    count, pieces, worst = pick(budget, 4, 24), pick(budget, 4, 16), 0.0
    statement = "Lip_1(f on the cube) ≤ Π‖W^i‖_1, tanh 2→8→8→1 with biases"
    for number in range(count):
        module = torch_network((2, 8, 8, 1), torch.nn.Tanh, seed + number, bias=True)
        network = from_torch(module)
        bound = network.spectral_product()
        limit = ball(bound)
        for box in boxes(2, pieces):
            jacobian = enclosure(network, box, TANH)[1]
            columns = [sum(abs(row[j]) for row in jacobian) for j in range(2)]
            worst = max([worst, *(float((c / limit).upper()) for c in columns)])
            if not all(c <= limit for c in columns):
                witness = {"seed": seed + number, "box": [[str(a), str(b)] for a, b in box]}
                return Step("torch", statement, Outcome.NOT_CHECKABLE, "the enclosure is too wide", witness=witness)
    scope = f"{count} torch networks; ball arithmetic on {pieces**2} boxes, for all x, x' in the cube"
    return Step("torch", statement, Outcome.CERTIFIED, scope, margin=1 - worst)


def check(budget: Budget, seed: int) -> Verdict:
    """Certify torch networks on the cube, and attack."""
    architectures = ((2, 3, 1), (2, 3, 2, 2), (3, 4, 4, 1)) if budget == "full" else ((2, 3, 2, 2),)
    attacks = [
        lipschitz(budget, seed, widths=widths, sigma=sigma)
        for widths in architectures
        for sigma in (RELU, CLIPPED, DOUBLE_RELU, SHIFTED_RELU)
    ]
    return verdict([on_torch_networks(budget, seed), *attacks], budget, seed)


CONTROLS = (
    Control("constant halved", lambda b, s: lipschitz(b, s, factor=Fraction(1, 2))),
    Control("L^{k-2} for L^{k-1}", lambda b, s: lipschitz(b, s, sigma=DOUBLE_RELU, power=-1)),
    Control("row sums for column sums", lambda b, s: lipschitz(b, s, rows=True)),
    Control("‖x - x'‖_∞ for ‖x - x'‖_1", lambda b, s: lipschitz(b, s, sup=True)),
    Control("last layer left out", lambda b, s: lipschitz(b, s, last=False)),
)
