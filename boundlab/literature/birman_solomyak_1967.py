"""M. Š. Birman, M. Z. Solomjak, Piecewise-polynomial approximations of functions of the classes W_p^α, 1967."""

from boundlab.claims.claim import Reference
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.hoelder import BESOV, HOELDER
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, restated, row

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

WHAT = restated(
    "Siegel 2023 (JMLR 24:357, introduction): entropy numbers of the unit ball of W^s(L_p) in L_q are"
    " of the order n^(-s/d)"
    " whenever 1/p - 1/q < s/d; not the paper itself"
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "tight ln M eps^(-m/r)",
        SOBOLEV_BALL,
        net(kind=Kind.FAMILY),
        "Metric entropy of the Sobolev ball in every L^q",
        "with p = ∞",
        WHAT,
        norm=Norm(SYMBOL),
        dense=True,
    ),
    row(
        REFERENCE,
        "hoelder",
        "tight ln M eps^(-d/s)",
        HOELDER,
        net(kind=Kind.FAMILY),
        "Metric entropy of Hölder balls in every L^q",
        "with p = ∞",
        WHAT,
        norm=Norm(SYMBOL),
        dense=True,
    ),
    row(
        REFERENCE,
        "besov",
        "tight ln M eps^(-d/s)",
        BESOV,
        net(kind=Kind.FAMILY),
        "Metric entropy of Besov balls in L^q",
        "with a compact embedding",
        WHAT,
        where=("d/p - d/q < s",),
        norm=Norm(SYMBOL),
        dense=True,
    ),
)
