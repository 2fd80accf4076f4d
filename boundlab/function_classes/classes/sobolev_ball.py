"""The Sobolev ball W_{r,n}, and the structured subclass of theorem 5."""

from boundlab.claims.target_class import Inclusion, TargetClass

MOLLIFIED = "mollification: linear, and within ε in every norm without derivatives"
SOBOLEV_BALL = TargetClass(
    "sobolev-ball",
    "W_{r,m}",
    "h ∈ C^r([-1,1]^m) with ‖h‖_∞ + Σ_{1 ≤ |k|_1 ≤ r} ‖D^k h‖_∞ ≤ 1; for functions y(x,I), m = m1 + m2",
    family=("m", "r"),
    inclusions=(
        Inclusion("sobolev-ball", "hoelder", ("s = r", "d = m"), "derivatives of order r are bounded"),
        Inclusion("hoelder", "sobolev-ball", ("s = r", "d = m"), MOLLIFIED, derivatives=False),
    ),
)
STRUCTURED = TargetClass(
    "sobolev-ball-with-structured-selector",
    "y ∈ W_{r,m} whose slices have a selector in P_{r,w,c}",
    "members y of W_{r,m}, m = m1 + m2, for which I ↦ y_I has a continuous selector W·P(I), P_i ∈ W_{r,m2}, ‖W‖_1 ≤ c",
    family=("m", "r"),
    inclusions=(Inclusion("sobolev-ball-with-structured-selector", "sobolev-ball", (), "by definition"),),
)
