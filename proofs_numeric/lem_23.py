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
from proofs_numeric._networks import TANH, Network, boxes, enclosure, from_torch, torch_network
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, pick, verdict

REAL = ["L1", "L2", "L3", "d1", "d2", "d3"]
SIGNS = [f"{name} >= 0" for name in REAL]


def modulus(name: str, constant: str, distance: str) -> Step:
    """Σ_j L_j d_j ≤ constant·distance, m2 = 3."""
    claim = f"L1*d1 + L2*d2 + L3*d3 <= ({constant})*({distance})"
    return decided(name, claim, SIGNS, REAL, statement="telescoping along the coordinates, m2 = 3")


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
        "L1 + L2 + L3 <= 1",
        ["y + s + L1 + L2 + L3 <= 1", "y >= 0", "s >= 0"],
        ["y", "s", "L1", "L2", "L3"],
        statement="on W_{1,m} the modulus is at most 1 (y: ‖y‖_∞, s: derivatives along x)",
    )
    steps = [
        modulus("sup-norm", "L1 + L2 + L3", "max(d1, d2, d3)"),
        modulus("l1-norm", "max(L1, L2, L3)", "d1 + d2 + d3"),
        bounded,
        on_torch_networks(budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("norm swapped: largest L_j with ‖I - I'‖_∞", lambda b, s: modulus("c", "max(L1,L2,L3)", "max(d1,d2,d3)")),
    Control("constant halved", lambda b, s: modulus("c", "(L1 + L2 + L3)/2", "max(d1, d2, d3)")),
    Control("modulus quartered, on networks", lambda b, s: on_torch_networks(b, s, factor=Fraction(1, 4))),
)
