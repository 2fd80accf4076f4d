"""B. Hanin, M. Sellke, Approximating continuous functions by ReLU nets of minimal width, 2017."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Approximators, Claim, Direction, Reference, Status
from boundlab.claims.scope import Kind, Width
from boundlab.function_classes.classes.continuous import MAPS
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, restated, row

REFERENCE = Reference(
    "hanin-sellke-2017",
    """@misc{hanin-sellke-2017,
  author = {Hanin, Boris and Sellke, Mark},
  title = {Approximating continuous functions by {ReLU} nets of minimal width},
  year = {2017},
  eprint = {1710.11278},
}""",
)

WIDTHS = "the abstract, Kidger, Lyons 2020 and JMLR 24 (22-1191): width dx never suffices, dx + dy does, in sup norm"

CLAIMS = (
    Claim(
        id="hanin-sellke-2017",
        title="ReLU networks of width m + 1 are universal",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, width=Width.FIXED),
        order_text="eps^(-m-1)",
        source="Hanin, Sellke 2017, Theorem 1",
        status=Status.RECALLED,
        checked=(
            "the abstract and restatements for the widths: m + 1 suffices for real functions, m does not; the order of"
            " the depth, which is this row, is recalled of Theorem 1"
        ),
        conditions=("r = 1",),
        notes=(
            "Universality at width m + 1 is the statement; the order of the depth is recalled, not checked.",
            "Galanti & Wolf 2020, Section 3, credit this paper with O(ε^(-m/r)) for ReLU; it does not give that order.",
        ),
    ),
    row(
        REFERENCE,
        "width",
        "tight w_min dx+1",
        MAPS,
        net(RELU),
        "The least width for real functions is dx + 1",
        "Theorem 1",
        restated(WIDTHS),
        where=("dy = 1",),
    ),
    row(
        REFERENCE,
        "width-lower",
        "lower w_min dx+1",
        MAPS,
        net(RELU),
        "Width dx never suffices",
        "Theorem 1",
        restated(WIDTHS),
    ),
    row(
        REFERENCE,
        "width-upper",
        "upper w_min dx+dy",
        MAPS,
        net(RELU),
        "Width dx + dy suffices",
        "Theorem 1",
        restated(WIDTHS),
    ),
)
