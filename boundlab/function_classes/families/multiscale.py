"""Multi-scale members of W_{r,m}: the same function is rough at every dyadic scale."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from boundlab.errors import bad_value
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.target import Norm, Ops, Target


class MultiScale(Target):
    """y = (1/S) Σ_{s=1..S} (sign bumps with 2^s cells per axis, pseudo-random signs); ‖y‖_r^s ≤ 1 as an average.

    Raises BoundlabError: scales < 1, or a scale is not a valid sign-bump member.
    """

    def __init__(self, m: int, r: int, scales: int, seed: int = 0) -> None:
        if not 1 <= scales <= 20:
            raise bad_value("multiscale", f"scales={scales}", "1 ≤ scales ≤ 20")
        self.dimension, self.r, self.scales = m, r, scales
        self.text = f"multiscale:m={m},r={r},scales={scales},seed={seed}"
        self.members = [SignBumps(m, r, 2**s, pattern=1 + 32 * seed + s) for s in range(1, scales + 1)]

    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        total = self.members[0].at(coordinates, ops)
        for member in self.members[1:]:
            total = total + member.at(coordinates, ops)
        return total * ops.constant(Fraction(1, self.scales))

    def breaks(self) -> list[Fraction]:
        return self.members[-1].breaks()

    def smooth(self, order: int) -> bool:
        return order <= self.r

    def norm(self, order: int) -> Norm | None:
        total = Fraction(0)
        for member in self.members:
            norm = member.norm(order)
            if norm is None:
                return None
            total += Fraction(norm.value)
        return Norm(order, total / self.scales, certified=True)


NAME, MEMBER = "multiscale", MultiScale
