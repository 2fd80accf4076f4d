"""What no network attains, however large: jumps and poles in sup norm, functions outside the space of the norm."""

from boundlab.claims.activation import CONTINUOUS_ACTIVATION
from boundlab.claims.claim import Approximators, Claim, Counting, Direction, Status
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Kind
from boundlab.claims.target_class import TargetClass
from boundlab.function_classes.classes.hoelder import FRACTIONAL_SOBOLEV, HOELDER
from boundlab.function_classes.classes.piecewise_smooth import JUMP

JUMPS = "Two sides of a jump of height 1 are 1 apart at points as close as one likes."
POLE = "|x|^(-a) with a between 0 and d/p - s, cut off, is in W^{s,p} and is not bounded; a network is, on the cube."
NOT_IN_LQ = "|x|^(-a) with a between d/q and d/p - s, cut off, is in W^{s,p} but not in L^q."
ROUGH = "Σ 2^(-s·j)·cos(2^j·x_1) over j is in C^s and not in W^{1,1}, where every network is that can be compared."


def _unattainable(
    name: str, title: str, target: TargetClass, note: str, norm: Norm = Norm.SUP, where: tuple[str, ...] = ()
) -> Claim:
    return Claim(
        id=f"repair/{name}",
        title=title,
        direction=Direction.LOWER,
        quantity="density",
        target=target,
        approximators=Approximators(Kind.NETWORK, CONTINUOUS_ACTIVATION),
        order_text="1",
        conditions=where,
        source="own, docs/covering-proof.md",
        status=Status.DERIVED,
        norm=norm,
        counting=Counting.NONZERO,
        notes=(note,),
    )


CLAIMS = (
    _unattainable("discontinuous-targets", "Jumps cannot be followed uniformly by continuous networks", JUMP, JUMPS),
    _unattainable(
        "unbounded-targets",
        "Below the embedding into bounded functions nothing is near in sup norm",
        FRACTIONAL_SOBOLEV,
        POLE,
        where=("s < d/p",),
    ),
    _unattainable(
        "targets-outside-lq",
        "Below the embedding into L^q nothing is near in L^q",
        FRACTIONAL_SOBOLEV,
        NOT_IN_LQ,
        Norm(SYMBOL),
        ("s < d/p - d/q",),
    ),
    _unattainable(
        "targets-without-derivatives",
        "Hölder functions of order below 1 are not near in a norm of derivatives",
        HOELDER,
        ROUGH,
        Norm.parse("W1,1"),
        ("s < 1",),
    ),
)
