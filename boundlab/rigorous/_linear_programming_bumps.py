"""Bump profiles found by linear programming (`benchmarks/bump_profiles.py --solve`), for r = 3, 4 and m =
2, 3, 4.

Data only: `BumpProfile` checks that each is an admissible bump, and certifies its norms.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous.bump_profile import BumpProfile

# (r, m) -> (knots on [0, 1], values of φ^(r) between them)
_PROFILES = {
    (3, 2): (
        "0 11/80 57/80 29/40 1",
        "0 149200587/6846176 -279/16 -3282396477/150615872",
    ),
    (3, 3): (
        "0 7/40 11/16 7/10 59/80 3/4 1",
        "0 172137331/7584344 215/16 0 -289/16 -167939707/7399360",
    ),
    (3, 4): (
        "0 3/16 1/5 17/40 7/16 9/20 11/16 7/10 61/80 1",
        "0 579/32 193/8 193/16 -193/16 436906213/18112700 193/32 0 -218464219/9056350",
    ),
    (4, 2): (
        "0 17/80 9/40 33/80 17/40 13/16 33/40 1",
        "1127701185809/7079503936 1067/64 -38035499/1041103520 -7675/64 -514003420403/3227420912 6607/64 10193/64",
    ),
    (4, 3): (
        "0 1/80 1/40 3/80 1/5 17/80 39/80 13/16 33/40 67/80 1",
        "0 1481/32 -4443/32 1643954515367/8881396160 3163/32 2358453639/120240440320 "
        "-5261451378299/28420467712 -805/64 201/32 1481/8",
    ),
    (4, 4): (
        "0 1/20 1/16 3/40 9/40 41/80 21/40 4/5 13/16 17/20 69/80 1",
        "0 1285/32 -7711/64 132734392991/649562368 -7160787/18674918080 -1251/8 "
        "-40111771143/196296320 -5867/64 0 7937/64 6539/32",
    ),
}


def profile(m: int, r: int) -> BumpProfile | None:
    """Return the stored profile for (r, m), that of m = 4 for larger m; None if there is none."""
    stored = _PROFILES.get((r, min(m, 4)))
    if stored is None:
        return None
    knots, values = (tuple(Fraction(x) for x in text.split()) for text in stored)
    return BumpProfile(r, knots, values)
