"""Slices y_I of the sign bumps: functions of fewer variables with the amplitude of the whole function."""

from __future__ import annotations

from boundlab.errors import bad_value
from boundlab.function_classes.families.sign_bumps import SignBumps


class Slice(SignBumps):
    """y_I(x) = A Σ_cells s_cell Π_i φ((x_i - left_i)/h) in m variables, with A of the bumps in `of` variables.

    This is y(., I) of a sign-bump function y of `of` variables at the centre I of a row of its cells, where the other
    factors φ are 1. So ‖y_I‖_r^s ≤ ‖y‖_r^s ≤ 1.

    Args:
        m, of: variables of the slice and of the whole function.
        r, k: smoothness, cells per axis.
        bits: the signs; cell number i has the sign -1 where bit i of this integer is set, +1 elsewhere.

    >>> Slice(1, 2, 1, 4, bits=0b0101).signs
    [-1, 1, -1, 1]

    Raises BoundlabError: not m < of, bits too long for k^m cells, or no valid sign-bump member.
    """

    def __init__(self, m: int, of: int, r: int, k: int, bits: int) -> None:
        super().__init__(m, r, k)
        if m >= of or bits >= 2 ** (k**m):
            raise bad_value("slice", f"m={m},of={of},k={k},bits={bits}", "m < of and bits < 2^(k^m)")
        self.text = f"slice:m={m},of={of},r={r},k={k},bits={bits}"
        self.amplitude = SignBumps(of, r, k).amplitude
        self.signs = [1 - 2 * (bits >> i & 1) for i in range(k**m)]


NAME, MEMBER = "slice", Slice
