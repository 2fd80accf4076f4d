"""J. W. Siegel, Sharp bounds on the manifold widths of Sobolev and Besov spaces, 2024."""

from boundlab.claims.hypotheses import CONTINUOUS_SELECTION
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Kind, Selection
from boundlab.function_classes.classes.hoelder import BESOV, HOELDER
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "siegel-2024",
    "Siegel, Jonathan W.",
    "Sharp lower bounds on the manifold widths of {Sobolev} and {Besov} spaces",
    eprint="2402.04407",
)

CLAIMS = (
    row(
        REFERENCE,
        "besov",
        "tight d_N N^(-s/d)",
        BESOV,
        net(kind=Kind.FAMILY, selection=Selection.CONTINUOUS),
        "Continuous nonlinear widths of Besov balls in L^q",
        "main theorem",
        abstract("the abstract of version 4: sharp for all p, q with a compact embedding"),
        where=("d/p - d/q < s",),
        norm=Norm(SYMBOL),
        dense=True,
        hypotheses=(CONTINUOUS_SELECTION,),
    ),
    row(
        REFERENCE,
        "hoelder",
        "lower d_N N^(-s/d)",
        HOELDER,
        net(kind=Kind.FAMILY, selection=Selection.CONTINUOUS),
        "Continuous nonlinear widths of Hölder balls in every L^q",
        "main theorem, with p = ∞",
        abstract("the abstract of version 4; DeVore, Howard, Micchelli 1989 state the case of W^r_p in L_q"),
        norm=Norm.L1,
        dense=True,
        hypotheses=(CONTINUOUS_SELECTION,),
    ),
)
