"""HyperInterval: the weights of every embedding in a box lie in the computed box, and then nothing is forgotten.

`inclusion`: e in [l, u] implies h(e) in [lo, hi], ends rounded outwards; held against embeddings in the box with
integer weights, exactly. Without |W|, with W times the radius, it fails almost always, which is a control. `non-
forgetting`: a point that is classified correctly by the worst case over the box of weights of the *final* generator is
so for every embedding in the box, hence for any that several boxes share. `survives`: an earlier certificate stands if
the new box of weights lies in the old one, and need not if it does not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from boundlab.checking import check as recheck
from boundlab.rigorous.interval_inclusion import enclose
from proofs_numeric._verdict import Budget, Control, Step, Verdict, enumerated, pick, verdict

KNOWN: dict[str, str] = {}
Box = tuple[list[int], list[int]]
SCALE = 2**10  # weights, biases, centres and radii are integers over this


def _generator(rng: random.Random, sizes: tuple[int, ...]) -> list[tuple[list[list[int]], list[int]]]:
    """Layers in integers; layer k has weights over SCALE, biases over SCALE^(k+2), as its values are."""
    layers = []
    for number, (a, b) in enumerate(pairwise(sizes)):
        weight = [[rng.randint(-SCALE, SCALE) for _ in range(a)] for _ in range(b)]
        layers.append((weight, [rng.randint(-SCALE, SCALE) * SCALE ** (number + 1) for _ in range(b)]))
    return layers


def _value(layers: Any, e: list[int]) -> list[int]:
    for number, (weight, bias) in enumerate(layers):
        e = [max(v, 0) for v in e] if number else e
        e = [sum(w * v for w, v in zip(row, e, strict=True)) + b for row, b in zip(weight, bias, strict=True)]
    return e


def _box(layers: Any, low: list[int], high: list[int], absolute: bool = True) -> Box:
    """The box of values; without `absolute` the radius is multiplied by W, as by a slip."""
    for number, (weight, bias) in enumerate(layers):
        if number:
            low, high = [max(v, 0) for v in low], [max(v, 0) for v in high]
        middle = [a + b for a, b in zip(low, high, strict=True)]  # twice the centre, twice the radius
        radius = [b - a for a, b in zip(low, high, strict=True)]
        ends = []
        for row, b in zip(weight, bias, strict=True):
            centre = sum(w * v for w, v in zip(row, middle, strict=True))
            reach = sum((abs(w) if absolute else w) * v for w, v in zip(row, radius, strict=True))
            ends.append(((centre - reach) // 2 + b, -(-(centre + reach) // 2) + b))
        low, high = [a for a, _ in ends], [b for _, b in ends]
    return low, high


def inclusion(name: str, seed: int, absolute: bool = True) -> Step:
    """10,000 embeddings, 100 in each of 100 boxes; the producer's enclosure has an accepted certificate."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(100):
            layers = _generator(rng, (3, 6, 8))
            centre = [rng.randint(-SCALE, SCALE) for _ in range(3)]
            low, high = [c - 50 for c in centre], [c + 50 for c in centre]
            box = _box(layers, low, high, absolute)
            if absolute and number < 5:
                yield recheck(_enclosed(layers, low, high).certificate()).valid, {"box": number}
                yield _contains(_enclosed(layers, low, high), box), {"box": number}
            for _ in range(100):
                e = [rng.randint(a, b) for a, b in zip(low, high, strict=True)]
                inside = all(a <= v <= b for a, v, b in zip(box[0], _value(layers, e), box[1], strict=True))
                yield inside, {"box": number, "e": e}

    domain = "10,000 embeddings in 100 boxes, ReLU generators 3-6-8"
    return enumerated(name, "h(e) lies in [lo, hi]", domain, cases(), "exact integers")


def _enclosed(layers: Any, low: list[int], high: list[int]) -> Any:
    exact = [
        ([[Fraction(w, SCALE) for w in row] for row in weight], [Fraction(b, SCALE ** (k + 2)) for b in bias])
        for k, (weight, bias) in enumerate(layers)
    ]
    return enclose(exact, "relu", [Fraction(v, SCALE) for v in low], [Fraction(v, SCALE) for v in high])


def _contains(found: Any, box: Box) -> bool:
    """Whether the enclosure contains the box of integers, which is that of exact arithmetic up to one unit."""
    unit = Fraction(1, SCALE**3)
    return all(
        a - unit <= Fraction(l_) * unit and Fraction(h) * unit <= b + unit
        for a, b, l_, h in zip(found.output_low, found.output_high, *box, strict=True)
    )


def forgetting(name: str, budget: Budget, seed: int, final: bool = True) -> Step:
    """Linear classifiers generated from an embedding: certified points stay right over the box, and over intersections.

    If not `final` the certificate is that of the generator before another task was learnt, and is not issued again.
    """

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(pick(budget, 40, 200)):
            layers = _generator(rng, (2, 5, 6))  # six weights: three classes, two features
            moved = layers if final else _generator(rng, (2, 5, 6))
            low, high = [-60, -60], [60, 60]
            other = [-20, -90], [90, 30]  # the box of another task, which meets this one
            box = _box(layers, low, high)
            for _ in range(5):
                x = [rng.randint(-9, 9) for _ in range(2)]
                label = max(
                    range(3), key=lambda c: sum(w * v for w, v in zip(_value(layers, [0, 0])[2 * c :], x, strict=False))
                )
                if not all(_worst_margin(box, x, label, c) > 0 for c in range(3) if c != label):
                    continue
                for shared in (False, True):
                    ends = [
                        (max(a, c), min(b, d)) if shared else (a, b)
                        for a, b, c, d in zip(low, high, *other, strict=True)
                    ]
                    e = [rng.randint(*pair) for pair in ends]
                    theta = _value(moved, e)
                    logits = [sum(w * v for w, v in zip(theta[2 * c : 2 * c + 2], x, strict=True)) for c in range(3)]
                    right = all(logits[label] > value for c, value in enumerate(logits) if c != label)
                    yield right, {"generator": number, "x": x, "e": e}

    domain = "random ReLU generators of linear classifiers, certified points"
    return enumerated(
        name, "certified over the final box: right for every embedding in it", domain, cases(), "integers"
    )


def _worst_margin(box: Box, x: list[int], label: int, other: int) -> int:
    """min over the box of logit_label - logit_other."""
    low, high = box
    total = 0
    for i, v in enumerate(x):
        a, b = 2 * label + i, 2 * other + i
        total += min(v * low[a], v * high[a]) - max(v * low[b], v * high[b])
    return total


def survives(name: str, seed: int, inside: bool = True) -> Step:
    """A positive worst margin over a box stays positive over boxes in it; not over boxes that reach beyond."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(300):
            low = [rng.randint(-99, 99) for _ in range(4)]
            high = [v + rng.randint(0, 40) for v in low]
            x = [rng.randint(-9, 9) for _ in range(2)]
            if _worst_margin((low, high), x, 0, 1) <= 0:
                continue
            new = [sorted((rng.randint(a, b), rng.randint(a, b))) for a, b in zip(low, high, strict=True)]
            if not inside:
                new = [[a - 200, b + 200] for a, b in new]
            margin = _worst_margin(([a for a, _ in new], [b for _, b in new]), x, 0, 1)
            yield margin > 0, {"number": number, "x": x, "margin": margin}

    domain = "300 random boxes of weights"
    return enumerated(name, "the new box in the old one: the certificate stands", domain, cases(), "integers")


def check(budget: Budget, seed: int) -> Verdict:
    """Run the three steps."""
    steps = [inclusion("inclusion", seed), forgetting("non-forgetting", budget, seed), survives("survives", seed)]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("W in place of |W|", lambda b, s: inclusion("c", s, absolute=False)),
    Control("the certificate of an earlier generator", lambda b, s: forgetting("c", b, s, final=False)),
    Control("the new box reaches beyond the old one", lambda b, s: survives("c", s, inside=False)),
)
