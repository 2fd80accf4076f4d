"""Lemma 10 of Galanti & Wolf 2020: a neuron more strictly lowers the best L2 error, for two-layer tanh or sigmoid
networks.

As printed the lemma is about infima, and it is false: for σ = tanh and y(x) = x the infimum is 0 for every width, since
tanh(δx)/δ → x uniformly, by |tanh(t) - t| ≤ |t|³/3 (for t ≥ 0 the derivative of t - tanh t is tanh² t ≤ t²). It is
not attained, because a network is bounded on R and
analytic, and would have to equal x on R. So adding a neuron does not lower it.

What the proof does show: every f ≠ y has an improving neuron n(x) = βσ(ax + b). With q = y - f the best β gives a
drop ⟨q, σ(a· + b)⟩² / ‖σ(a· + b)‖². The
neuron is produced by ascent on the drop, and the drop is certified by rigorous integration in ball arithmetic.
Hence the infimum drops wherever it is attained and positive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.rigorous._balls import ball
from proofs_numeric._induction import Claim, chain
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, counterexample, optional, pick, verdict

CONCERNS = ("assumption-2",)

KNOWN = {"as-printed": "for tanh and y(x) = x both infima are 0 and none is attained"}
NODES = 201


def integral(f: Callable[[Any], Any], *, bits: int = 64) -> Any:
    """Return a ball around the integral of an analytic function over [-1, 1], at a precision of `bits`."""
    from flint import acb, arb, ctx

    before, ctx.prec = ctx.prec, bits
    try:
        return acb.integral(lambda x, _: f(x), -1, 1, rel_tol=arb(2) ** -30, abs_tol=arb(2) ** -(bits // 2)).real
    finally:
        ctx.prec = before


def infimum_drops(budget: Budget) -> Step:
    """The printed lemma at σ = tanh, y = x: networks of width 1 get below every positive error.

    Every error h > 0: with T = tanh t, then ‖tanh(δx)/δ - x‖_2² ≤ 2·(δ²/3)² for δ = min(1, h/2). A few are integrated
    as well.
    """
    every = chain(
        "below every error",
        "the infimum is 0",
        [
            Claim("(t - tanh t)' ≤ (t³/3)'", "1 - (1 - T^2) <= t^2", ("T >= 0", "T <= t"), ("T", "t")),
            Claim("‖f - y‖_2² < h", "2*(d^2/3)^2 < h", ("d = min(1, h/2)", "h > 0"), ("d", "h")),
        ],
        "all h > 0",
    )
    networks, reached = [], every.outcome is Outcome.PROVED
    for j in range(1, pick(budget, 6, 24) + 1):
        delta = Fraction(1, 10 ** -(-j // 4))
        squared = integral(lambda x, d=delta: ((ball(d) * x).tanh() / ball(d) - x) ** 2, bits=256)  # type: ignore[misc]
        reached = reached and bool(squared < ball(Fraction(1, 10**j)))
        networks.append({"δ": str(delta), "‖f - y‖_2² below": f"10^-{j}"})
    statement = "if y is no two-layer tanh network of width d, the infimum of ‖f - y‖_2² drops at width d + 1"
    witness = {
        "σ": "tanh",
        "y": "x on [-1, 1]",
        "widths": "every d ≥ 1: the infima for d and d + 1 are both 0",
        "networks": "f(x) = tanh(δx)/δ, width 1",
        "errors": networks[-3:],
        "not attained": "a network is analytic and bounded on R; equal to x on [-1, 1] it would be x on R",
    }
    scope = "every error by decision, some also by rigorous integration"
    return counterexample("as-printed", statement, reached, scope, witness, certificate=every.certificate)


@dataclass(frozen=True)
class Target:
    """An analytic y: `values` on tensors, `ball` on balls."""

    name: str
    values: Callable[[Any], Any]
    ball: Callable[[Any], Any]
    even: bool = False


TARGETS = (
    Target("x", lambda x: x, lambda x: x),
    Target("x^2", lambda x: x**2, lambda x: x * x, even=True),
    Target("exp(x)", lambda x: x.exp(), lambda x: x.exp()),
    Target("sin(3x)", lambda x: (3 * x).sin(), lambda x: (3 * x).sin()),
)
SIGMAS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "tanh": (lambda t: t.tanh(), lambda t: t.tanh()),
    "sigmoid": (lambda t: t.sigmoid(), lambda t: ((t / 2).tanh() + 1) / 2),
}


def improving_neuron(
    target: Target, sigma: str, width: int, seed: int, *, steps: int, biased: bool = True, represented: bool = False
) -> dict[str, Any] | None:
    """Fit a network f of this width to the target, then find a neuron that provably lowers the L2 error.

    Returns the neuron with balls around ⟨q, n⟩ and the drop, or None if ⟨q, n⟩ ≠ 0 could not be certified for
    the best one found.
    `biased` false: neurons without bias, and f = 0. `represented`: f = y is allowed (the target is a network).
    """
    import torch

    generator = torch.Generator().manual_seed(seed)
    smooth, rigorous = SIGMAS[sigma]
    x = torch.linspace(-1, 1, NODES, dtype=torch.float64)
    y = target.values(x)
    f = torch.randn(3, width, generator=generator, dtype=torch.float64).requires_grad_()
    if biased and not represented:
        _ascend([f], lambda: -((f[0] @ smooth(f[1][:, None] * x + f[2][:, None]) - y) ** 2).mean(), steps)
    outer, slope, shift = f.detach() if biased and not represented else torch.zeros(3, width, dtype=torch.float64)
    residual = torch.zeros_like(y) if represented else y - outer @ smooth(slope[:, None] * x + shift[:, None])
    neuron = torch.randn(2, 32, generator=generator, dtype=torch.float64).requires_grad_()

    def drops() -> Any:
        n = smooth(neuron[0][:, None] * x + (neuron[1][:, None] if biased else 0))
        return (n @ residual) ** 2 / (n**2).sum(-1)

    _ascend([neuron], lambda: drops().sum(), steps)
    a, b = (Fraction(t) for t in neuron.detach()[:, int(drops().argmax())].tolist())
    b = b if biased else Fraction(0)
    parts = [[ball(Fraction(t)) for t in row.tolist()] for row in (outer, slope, shift)]

    def q(t: Any) -> Any:
        if represented:
            return 0 * t
        return target.ball(t) - sum((o * rigorous(s * t + c) for o, s, c in zip(*parts, strict=True)), 0 * t)

    def n(t: Any) -> Any:
        return rigorous(ball(a) * t + ball(b))

    product = integral(lambda t: q(t) * n(t))
    if not (product > 0 or product < 0):
        return None
    squares = integral(lambda t: n(t) ** 2)
    drop, error = product**2 / squares, integral(lambda t: q(t) ** 2)
    return {"a": str(a), "b": str(b), "drop": float(drop.lower()), "relative": float((drop / error).lower())}


def _ascend(parameters: list[Any], objective: Callable[[], Any], steps: int) -> None:
    import torch

    optimiser = torch.optim.Adam(parameters, lr=0.05)
    for _ in range(steps):
        optimiser.zero_grad()
        (-objective()).backward()
        optimiser.step()


@optional
def improving(budget: Budget, seed: int, *, biased: bool = True, represented: bool = False) -> Step:
    """Every fitted f ≠ y has an improving neuron, certified; `biased`, `represented`: planted errors."""
    widths, steps = range(1, pick(budget, 2, 6) + 1), pick(budget, 120, 1000)
    statement = "f ≠ y: some neuron n has ⟨y - f, n⟩ ≠ 0, so f + βn is strictly better in L2"
    least, tried = 1.0, 0
    for sigma in SIGMAS:
        for target in TARGETS:
            for width in widths:
                tried += 1
                found = improving_neuron(
                    target, sigma, width, seed + tried, steps=steps, biased=biased, represented=represented
                )
                if found is None:
                    witness = {"σ": sigma, "y": target.name, "f": "y" if represented else "0", "width": width}
                    none = represented or (not biased and target.even and sigma == "tanh")  # q = 0, or q even and n odd
                    scope = "⟨q, n⟩ = 0 for every neuron" if none else "no neuron found by ascent could be certified"
                    return counterexample("improving-neuron", statement, none, scope, witness)
                least = min(least, found["relative"])
    scope = f"{tried} fitted networks of width ≤ {widths[-1]}; neuron by ascent, drop by rigorous integration"
    return Step("improving-neuron", statement, Outcome.CERTIFIED, scope, margin=least)


def check(budget: Budget, seed: int) -> Verdict:
    """Refute the lemma as printed; produce improving neurons."""
    return verdict([infimum_drops(budget), improving(budget, seed)], budget, seed)


CONTROLS = (
    Control("hypothesis f ≠ y dropped", lambda b, s: improving(b, s, represented=True)),
    Control(
        "neurons without bias (an even residual is orthogonal to odd neurons)",
        lambda b, s: improving(b, s, biased=False),
    ),
)
