"""Continual learning: how much a task can be forgotten if the weights generated for it change by at most δ.

The network is f(x) = W2·relu(W1·x + b1) + b2 with H hidden units, δ the largest change of a weight or bias. Then
|Δh| ≤ δ(|x|_1 + 1) for every hidden unit and |Δf| ≤ Δ = δ(Σh + 1) + (‖W2‖_row + Hδ)·δ(|x|_1 + 1) for every output,
‖W2‖_row the largest row sum of |W2|. `unit`, `product`: for all reals. `logits`: both composed, on networks in
rationals. `loss`: the cross-entropy changes by at most 2Δ, for log Σ exp(f_j - f_y) moves by no more than the
differences do. `certified`: a point whose label leads by more than 2Δ stays right for all weights in the box, so the
share of such points bounds the accuracy after all later tasks from below, if their changes stay in the box.

Source: derived here; the regulariser that keeps δ small is that of von Oswald et al. 2020.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, enumerated, pick, verdict

KNOWN: dict[str, str] = {}
Network = tuple[list[list[Fraction]], list[Fraction], list[list[Fraction]], list[Fraction]]


def unit(name: str, factor: str = "1") -> Step:
    """ReLU does not enlarge differences."""
    return decided(
        name, f"abs(max(a, 0) - max(b, 0)) <= {factor}*abs(a - b)", (), ["a", "b"], statement="|Δh| ≤ |Δ(w·x + b)|"
    )


def product(name: str, weight: str = "v + d") -> Step:
    """|w'h' - wh| ≤ δh + (|w| + δ)e for |w' - w| ≤ δ, |h' - h| ≤ e; w, w' of any sign, v = |w|."""
    where = ["h >= 0", "d >= 0", "e >= 0", "abs(b - a) <= d", "abs(g - h) <= e", "v = abs(a)"]
    real = ["a", "b", "g", "h", "d", "e", "v"]
    return decided(name, f"abs(b*g - a*h) <= d*h + ({weight})*e", where, real, statement="|Δ(w·h)|")


def change(network: Network, x: list[Fraction], delta: Fraction, share: Fraction = Fraction(1)) -> Fraction:
    """Δ: no output changes by more if no weight or bias does by more than δ."""
    first, b1, second, _ = network
    hidden = [max(_dot(row, x) + b, Fraction(0)) for row, b in zip(first, b1, strict=True)]
    moved = delta * (sum(map(abs, x), Fraction(0)) + 1)
    row = max(sum(map(abs, r), Fraction(0)) for r in second)
    return share * (delta * (sum(hidden, Fraction(0)) + 1) + (row + len(hidden) * delta) * moved)


def logits(name: str, budget: Budget, seed: int, share: Fraction = Fraction(1)) -> Step:
    """|Δf| ≤ Δ, weights at corners of their box."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for number, network, moved, x, delta in _networks(seed, pick(budget, 200, 2000)):
            found = max(abs(a - b) for a, b in zip(_value(network, x), _value(moved, x), strict=True))
            bound = change(network, x, delta, share)
            yield found <= bound, {"number": number, "δ": str(delta), "change": str(found), "bound": str(bound)}

    return enumerated(name, "|Δf| ≤ Δ", "random rational networks", cases(), "exact rationals")


def loss(name: str, seed: int, factor: str = "2") -> Step:
    """|ΔCE| ≤ factor·max|Δf|, with balls; logits and changes are dyadic."""
    from flint import arb

    def cross_entropy(values: list[Fraction], label: int) -> Any:
        return sum((_arb(v - values[label]).exp() for v in values), arb(0)).log()

    def _arb(value: Fraction) -> Any:
        return arb(value.numerator) / value.denominator

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(200):
            values = [Fraction(rng.randint(-40, 40), 8) for _ in range(rng.randint(2, 5))]
            delta, label = Fraction(rng.randint(1, 16), 8), rng.randrange(len(values))
            moved = [v + delta * rng.choice((-1, 1)) for v in values]
            found = abs(cross_entropy(moved, label) - cross_entropy(values, label))
            # A uniform change leaves the loss alone, and then the ball of the difference is one around 0.
            yield bool(found <= arb(factor) * _arb(delta)), {"number": number, "δ": str(delta), "change": str(found)}

    return enumerated(name, f"|ΔCE| ≤ {factor}·max|Δf|", "200 random logits at corners", cases(), "balls")


def certified(name: str, budget: Budget, seed: int, reach: int = 1, share: Fraction = Fraction(1)) -> Step:
    """Points with a margin above 2Δ, after changes of up to reach·δ."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for number, network, moved, x, delta in _networks(seed, pick(budget, 400, 4000), reach):
            before = _value(network, x)
            label = max(range(len(before)), key=lambda j: before[j])
            others = [v for j, v in enumerate(before) if j != label]
            if before[label] - max(others) > 2 * change(network, x, delta, share):
                after = _value(moved, x)
                right = all(after[label] > v for j, v in enumerate(after) if j != label)
                yield right, {"number": number, "δ": str(delta), "x": [str(v) for v in x]}

    domain = "certified points of random rational networks"
    return enumerated(name, "certified points stay right over the box of weights", domain, cases(), "exact rationals")


def _networks(
    seed: int, count: int, reach: int = 1
) -> Iterator[tuple[int, Network, Network, list[Fraction], Fraction]]:
    """Networks, the same with every weight moved by ± reach·δ, a point, δ."""
    rng = random.Random(seed)
    for number in range(count):
        d, hidden, outputs = rng.randint(1, 3), rng.randint(1, 4), rng.randint(2, 3)
        delta = Fraction(1, rng.choice((4, 16, 64, 256)))

        def vector(n: int) -> list[Fraction]:
            return [Fraction(rng.randint(-8, 8), 4) for _ in range(n)]

        network = (
            [vector(d) for _ in range(hidden)],
            vector(hidden),
            [vector(hidden) for _ in range(outputs)],
            vector(outputs),
        )
        first, b1, second, b2 = network
        away = rng.random() < 0.5  # half of the changes push outwards, which comes nearer to the bound
        step = reach * delta

        def move(values: list[Fraction], step: Fraction = step, away: bool = away) -> list[Fraction]:
            return [v + step * ((1 if v > 0 else -1) if away else rng.choice((-1, 1))) for v in values]

        moved = (list(map(move, first)), move(b1), list(map(move, second)), move(b2))
        yield number, network, moved, [Fraction(rng.randint(-4, 4), 2) for _ in range(d)], delta


def _dot(row: list[Fraction], x: list[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, x, strict=True)), Fraction(0))


def _value(network: Network, x: list[Fraction]) -> list[Fraction]:
    first, b1, second, b2 = network
    hidden = [max(_dot(row, x) + b, Fraction(0)) for row, b in zip(first, b1, strict=True)]
    return [_dot(row, hidden) + b for row, b in zip(second, b2, strict=True)]


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    steps = [
        unit("unit"),
        product("product"),
        logits("logits", budget, seed),
        loss("loss", seed),
        certified("certified", budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("half the Lipschitz constant of ReLU", lambda b, s: unit("c", "1/2")),
    Control("the change of the weight left out of the product", lambda b, s: product("c", "v")),
    Control("two thirds of Δ", lambda b, s: logits("c", b, s, Fraction(2, 3))),
    Control("the loss changes by Δ only", lambda b, s: loss("c", s, "1")),
    Control("changes that leave the box", lambda b, s: certified("c", b, s, reach=16)),
    Control("a sixth of Δ", lambda b, s: certified("c", b, s, share=Fraction(1, 6))),
)
