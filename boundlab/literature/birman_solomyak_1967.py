"""M. Š. Birman, M. Z. Solomjak, Piecewise-polynomial approximations of functions of the classes W_p^α, 1967."""

from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "birman-solomyak-1967",
    """@article{birman-solomyak-1967,
  author = {Birman, Mikhail {\\v S}. and Solomjak, Mikhail Z.},
  title = {Piecewise-polynomial approximations of functions of the classes {$W_p^\\alpha$}},
  journal = {Matematicheskii Sbornik},
  volume = {73(115)},
  number = {3},
  pages = {331--355},
  year = {1967},
}""",
)

CLAIMS = (
    Claim(
        id="birman-solomyak-1967",
        title="Metric entropy of the Sobolev ball in L2",
        direction=Direction.TIGHT,
        quantity="ln M",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.FAMILY),
        order_text="eps^(-m/r)",
        source="Birman, Solomjak 1967, on the entropy of W_p^α in L_q, with p = ∞ and q = 2",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatement in Siegel 2023 (JMLR 24:357, introduction): entropy numbers of the unit ball of W^s(L_q)"
            " in L_p are of the order n^(-s/m) whenever 1/q - 1/p < s/m; not the paper itself"
        ),
        norm=Norm.L2,
        notes=("Of all pairs of norms with a compact embedding one is transcribed.",),
    ),
)
