"""Lemmas 7 and 8 of Galanti & Wolf 2020: the error depends continuously on the network and on the target.

Lemma 7: |‖f_θ - y‖ - ‖f_θ' - y'‖| ≤ ‖f_θ - f_θ'‖ + ‖y - y'‖, and the first term is at most Λ‖θ - θ'‖_∞ for weights
in [-B, B] (Λ:
`boundlab.rigorous.mlp`). Lemma 8: F(y) = inf_θ ‖f_θ - y‖ satisfies |F(y) - F(y')| ≤ ‖y - y'‖, for any class of
functions.

The pointwise inequalities are proved for all reals; suprema over x and infima over θ keep them. On networks the
inequalities are attacked by gradient ascent, and the worst case found is evaluated in exact rationals.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.rigorous._balls import ball
from boundlab.rigorous.mlp import parameter_lipschitz
from proofs_numeric._induction import infimum
from proofs_numeric._networks import RELU, TANH, Network, batched_forward, from_torch, largest_difference, torch_network
from proofs_numeric._search import Candidate, attack
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, optional, pick, verdict

POINTS = tuple(Fraction(j, 4) for j in range(-4, 5))
WIDTHS = (1, 2, 1)
BOUND = Fraction(1)


def pointwise(name: str = "lemma-7-pointwise", *, factor: str = "1") -> Step:
    """The reverse triangle inequality behind (17), at one point x."""
    return decided(
        name,
        f"max(f1-y1, y1-f1) <= max(f0-y0, y0-f0) + ({factor})*max(f1-f0, f0-f1) + max(y1-y0, y0-y1)",
        real=["f0", "f1", "y0", "y1"],
        statement="(17) at one point",
    )


def one_network(name: str = "lemma-8-pointwise", *, factor: str = "1") -> Step:
    """(19): the best network for y0 serves y1 up to their distance."""
    return decided(
        name,
        f"max(f-y1, y1-f) <= max(f-y0, y0-f) + ({factor})*max(y1-y0, y0-y1)",
        real=["f", "y0", "y1"],
        statement="(19) at one point",
    )


def lemma_8(name: str = "lemma-8-infimum", *, factor: str = "1") -> Step:
    """Infima keep the inequality: F1 ≤ e1 ≤ e0 + d for every network, with e0 ≤ F0 + η for some network."""
    where = ["F1 <= e1", "e1 <= e0 + d", "e0 <= F0 + h", "d >= 0"]
    return infimum(name, "Lemma 8 from (19)", f"F1 <= F0 + ({factor})*d", "h", where, ["F0", "F1", "e0", "e1", "d"])


def taken_for_attained() -> Step:
    """The same without the slack η in the conclusion, which would need a best network."""
    where = ["F1 <= e1", "e1 <= e0 + d", "e0 <= F0 + h", "d >= 0", "h > 0"]
    return decided("c", "F1 <= F0 + d", where, ["F0", "F1", "e0", "e1", "d", "h"], statement="one network, η > 0")


def joint_modulus(budget: Budget, seed: int, *, factor: Fraction = Fraction(1)) -> Step:
    """Lemma 7 on ReLU networks 1→2→1 with weights in [-1, 1]: Λ and 1 are the moduli, and are attained."""
    lipschitz = factor * parameter_lipschitz(WIDTHS, BOUND)

    def ratio(c: dict[str, Any]) -> Any:
        import torch

        x = torch.tensor([[float(p)] for p in POINTS], dtype=torch.float64)
        sizes = [(c[f"{n}{i}"].clamp(-1, 1)) for n in "wv" for i in (1, 2)]
        biases = [(c[f"{n}{i}"].clamp(-1, 1)) for n in "bd" for i in (1, 2)]
        w, v, b, d = sizes[:2], sizes[2:], biases[:2], biases[2:]
        f, g = (batched_forward(W, B, x, RELU)[..., 0] for W, B in ((w, b), (v, d)))
        gap = abs((f - c["y"]).abs().amax(-1) - (g - c["z"]).abs().amax(-1))
        moved = torch.stack([(p - q).abs().flatten(1).amax(1) for p, q in zip(w + b, v + d, strict=True)]).amax(0)
        return gap / (float(lipschitz) * moved + (c["y"] - c["z"]).abs().amax(-1) + 1e-9)

    def exact(c: Candidate) -> Fraction | None:
        f, g = (
            Network([c.matrix(f"{n}1"), c.matrix(f"{n}2")], [c.vector(f"{k}1"), c.vector(f"{k}2")]).clipped(BOUND)
            for n, k in ("wb", "vd")
        )
        y, z = c.vector("y"), c.vector("z")
        moved = max(abs(p - q) for p, q in zip(f.entries(), g.entries(), strict=True))
        right = lipschitz * moved + max(abs(p - q) for p, q in zip(y, z, strict=True))
        error = [
            max(abs(n([x], RELU)[0] - t) for x, t in zip(POINTS, values, strict=True)) for n, values in ((f, y), (g, z))
        ]
        return abs(error[0] - error[1]) / right if right else None

    shapes = {"w1": (2, 1), "w2": (1, 2), "b1": (2,), "b2": (1,), "v1": (2, 1), "v2": (1, 2), "d1": (2,), "d2": (1,)}
    shapes |= {"y": (len(POINTS),), "z": (len(POINTS),)}
    return attack(
        "lemma-7-networks",
        f"|‖f_θ - y‖ - ‖f_θ' - y'‖| ≤ {lipschitz}·‖θ - θ'‖_∞ + ‖y - y'‖, ReLU 1→2→1, |weights| ≤ 1, 9 points",
        shapes,
        ratio,
        exact,
        tries=pick(budget, 64, 512),
        steps=pick(budget, 250, 1000),
        seed=seed,
    )


def distance(budget: Budget, seed: int, *, factor: Fraction = Fraction(1)) -> Step:
    """Lemma 8 on classes of 8 networks 1→3→1, the infimum taken over the class."""
    members = 8

    def values(c: dict[str, Any]) -> Any:
        import torch

        x = torch.tensor([[float(p)] for p in POINTS], dtype=torch.float64)
        nets = [c[k].flatten(0, 1) for k in ("w1", "w2", "b1", "b2")]
        return batched_forward(nets[:2], nets[2:], x, RELU)[..., 0].unflatten(0, (-1, members))

    def ratio(c: dict[str, Any]) -> Any:
        f = values(c)
        best = [(f - c[t][:, None]).abs().amax(-1).amin(-1) for t in "yz"]
        return (best[0] - best[1]).abs() / (float(factor) * (c["y"] - c["z"]).abs().amax(-1) + 1e-9)

    def exact(c: Candidate) -> Fraction | None:
        networks = [
            Network([c.tensor("w1")[j], c.tensor("w2")[j]], [c.tensor("b1")[j], c.tensor("b2")[j]])
            for j in range(members)
        ]
        rows = [[n([x], RELU)[0] for x in POINTS] for n in networks]
        best = [min(max(abs(p - q) for p, q in zip(row, c.vector(t), strict=True)) for row in rows) for t in "yz"]
        apart = factor * max(abs(p - q) for p, q in zip(c.vector("y"), c.vector("z"), strict=True))
        return abs(best[0] - best[1]) / apart if apart else None

    shapes: dict[str, tuple[int, ...]] = {"w1": (members, 3, 1), "w2": (members, 1, 3), "b1": (members, 3)}
    shapes |= {"b2": (members, 1), "y": (len(POINTS),), "z": (len(POINTS),)}
    return attack(
        "lemma-8-networks",
        f"|F(y) - F(y')| ≤ {factor}·‖y - y'‖, F the distance to {members} ReLU networks 1→3→1, sup over 9 points",
        shapes,
        ratio,
        exact,
        tries=pick(budget, 32, 256),
        steps=pick(budget, 150, 800),
        seed=seed,
    )


@optional
def on_torch_networks(budget: Budget, seed: int) -> Step:
    """Bound |f_θ - f_θ'| on the cube by ball arithmetic, for torch networks and disturbed copies."""
    import torch

    widths, disturbance = (2, 4, 1), Fraction(1, 16)
    lipschitz = parameter_lipschitz(widths, BOUND, bounded=True)
    count, pieces, worst = pick(budget, 3, 16), pick(budget, 8, 24), 0.0
    statement = f"sup over the cube of |f_θ - f_θ'| ≤ {lipschitz}·‖θ - θ'‖_∞, tanh 2→4→1, |weights| ≤ 1"
    for number in range(count):
        module = torch_network(widths, torch.nn.Tanh, seed + number, bias=True)
        f = from_torch(module).clipped(BOUND - disturbance)
        g = Network(
            [[[w + disturbance for w in row] for row in W] for W in f.weights],
            [[t + disturbance for t in b] for b in f.biases],
        )
        bound = ball(lipschitz * disturbance)
        moved = largest_difference(f, TANH, g, TANH, pieces)
        if not moved <= bound:
            witness = {"seed": seed + number, "enclosure": str(moved)}
            return Step("torch", statement, Outcome.NOT_CHECKABLE, "the enclosure is too wide", witness=witness)
        worst = max(worst, float((moved / bound).upper()))
    scope = f"{count} torch networks and disturbed copies; ball arithmetic on {pieces**2} boxes, for all x in the cube"
    return Step("torch", statement, Outcome.CERTIFIED, scope, margin=1 - worst)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the inequalities pointwise and attack them on networks."""
    steps = [pointwise(), one_network(), lemma_8(), on_torch_networks(budget, seed)]
    steps += [joint_modulus(budget, seed), distance(budget, seed)]
    return verdict(steps, budget, seed)


HALF = Fraction(1, 2)
CONTROLS = (
    Control("distance of the networks halved", lambda budget, seed: pointwise(factor="1/2")),
    Control("distance of the targets halved", lambda budget, seed: one_network(factor="1/2")),
    Control("infimum moves half as much", lambda budget, seed: lemma_8(factor="1/2")),
    Control("infimum taken for attained", lambda budget, seed: taken_for_attained()),
    Control("Λ halved, on networks", lambda budget, seed: joint_modulus(budget, seed, factor=HALF)),
    Control("distance of the targets halved, on networks", lambda budget, seed: distance(budget, seed, factor=HALF)),
)
