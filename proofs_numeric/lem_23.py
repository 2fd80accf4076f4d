"""Lemma 23 of Galanti & Wolf 2020, with a modulus: ‖y_I - y_I'‖_∞ ≤ Lip·‖I - I'‖_∞ with Lip = Σ_j ‖∂_{I_j} y‖_∞ ≤ 1
on W_{1,m}.

Along coordinates, |y(x, I) - y(x, I')| ≤ Σ_j L_j |I_j - I'_j|; the sum over j is what the sup norm of I - I' costs.
In W_{r,m} the sum
of all first derivatives is at most 1. On torch networks y the L_j are bounded by ball arithmetic on boxes that cover
the cube, and ascent over (x, I, I') looks for a violation of the certified modulus.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.rigorous._balls import ball
from proofs_numeric._induction import Claim, Induction
from proofs_numeric._networks import TANH, Network, boxes, enclosure, from_torch, torch_network
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, optional, pick, verdict

REAL = ("T", "S", "D", "A", "M", "l", "d")


def modulus(name: str, bound: str, following: str, conditions: tuple[str, ...]) -> Step:
    """T = Σ_j L_j d_j over the coordinates so far is at most `bound`; `following` is the bound with L, d added.

    S = Σ L_j, D = Σ d_j, A ≥ every L_j, M ≥ every d_j.
    """
    signs = ("l >= 0", "d >= 0", "S >= 0", "D >= 0", "A >= 0", "M >= 0")
    return Induction(
        "m2 ≥ 1",
        Claim("no coordinate", f"T <= {bound}", ("T = 0", "S = 0", "D = 0", "A >= 0", "M >= 0"), REAL),
        f"T <= {bound}",
        Claim("one coordinate more", f"T + l*d <= {following}", (*signs, *conditions), REAL),
    ).prove(name, f"telescoping along the coordinates of I: Σ_j L_j·d_j ≤ {bound}")


@optional
def on_torch_networks(budget: Budget, seed: int, *, factor: Fraction = Fraction(1)) -> Step:
    """y: a tanh network of (x, I1, I2); a certified Σ_j L_j against difference quotients found by ascent."""
    import torch

    count, pieces, starts = pick(budget, 2, 8), pick(budget, 3, 8), pick(budget, 64, 512)
    margin = 1.0
    statement = "|y(x, I) - y(x, I')| ≤ (Σ_j L_j)·‖I - I'‖_∞, y a tanh network 3→6→1, L_j certified on the cube"
    for number in range(count):
        module = torch_network((3, 6, 1), torch.nn.Tanh, seed + number, bias=True)
        network = from_torch(module)
        bound = [Fraction(0)] * 2
        for box in boxes(3, pieces):
            row = enclosure(network, box, TANH)[1][0]
            bound = [max(b, Fraction(float(abs(row[1 + j]).upper())) + Fraction(1, 2**40)) for j, b in enumerate(bound)]
        lipschitz = factor * sum(bound)
        points = torch.rand(starts, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(seed)) * 2 - 1
        points.requires_grad_()
        optimiser = torch.optim.Adam([points], lr=0.05)

        def quotient(points: torch.Tensor, module: torch.nn.Module = module) -> torch.Tensor:
            x, a, b = points.clamp(-1, 1).split([1, 2, 2], -1)
            rise = module(torch.cat([x, a], -1)) - module(torch.cat([x, b], -1))
            return rise[:, 0].abs() / ((a - b).abs().amax(-1) + 1e-9)

        for _ in range(pick(budget, 150, 600)):
            optimiser.zero_grad()
            (-quotient(points).sum()).backward()
            optimiser.step()
        best = points.detach()[int(quotient(points).argmax())].clamp(-1, 1)
        x, a, b = ([Fraction(t) for t in part.tolist()] for part in best.split([1, 2, 2]))
        rise = _value(network, [*x, *a]) - _value(network, [*x, *b])
        apart = max(abs(s - t) for s, t in zip(a, b, strict=True))
        if abs(rise) > ball(lipschitz * apart):
            witness = {
                "seed": seed + number,
                "x": str(x[0]),
                "I": [*map(str, a)],
                "I'": [*map(str, b)],
                "|y_I - y_I'|": str(abs(rise)),
            }
            return Step("torch", statement, Outcome.REFUTED, "ball arithmetic", witness=witness)
        margin = min(margin, 1 - float(abs(rise)) / float(lipschitz * apart))
    scope = f"{count} torch networks; L_j by ball arithmetic on {pieces**3} boxes; ascent from {starts} starts each"
    return Step("torch", statement, Outcome.SURVIVED, scope, margin=margin, tries=count * starts)


def _value(network: Network, point: list[Fraction]) -> Any:
    return enclosure(network, [(t, t) for t in point], TANH)[0][0]


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the modulus for bounded derivatives, and attack it on networks."""
    bounded = decided(
        "unit-ball",
        "S <= 1",
        ["y + s + S <= 1", "y >= 0", "s >= 0"],
        ["y", "s", "S"],
        statement="on W_{1,m} the modulus S = Σ_j L_j is at most 1 (y: ‖y‖_∞, s: derivatives along x)",
    )
    steps = [
        modulus("sup-norm", "S*M", "(S + l)*M", ("d <= M",)),
        modulus("l1-norm", "A*D", "A*(D + d)", ("l <= A",)),
        bounded,
        on_torch_networks(budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("norm swapped: largest L_j with ‖I - I'‖_∞", lambda b, s: modulus("c", "A*M", "A*M", ("l <= A", "d <= M"))),
    Control("constant halved", lambda b, s: modulus("c", "S*M/2", "(S + l)*M/2", ("d <= M",))),
    Control("modulus quartered, on networks", lambda b, s: on_torch_networks(b, s, factor=Fraction(1, 4))),
)
