"""Y. Jiao, G. Shen, Y. Lin, J. Huang, Deep nonparametric regression on approximate manifolds, 2023."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.function_classes.classes.manifold import MINKOWSKI
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "jiao-shen-lin-huang-2023",
    "Jiao, Yuling and Shen, Guohao and Lin, Yuanyuan and Huang, Jian",
    "Deep nonparametric regression on approximate manifolds: nonasymptotic error bounds with polynomial prefactors",
    journal="The Annals of Statistics",
    volume=51,
    pages="691--716",
    eprint="2104.06708",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper n eps^(-(2*beta+dstar)/beta)*log(1/eps)^8",
        MINKOWSKI,
        net(RELU),
        "Regression near manifolds with prefactors polynomial in the dimension",
        "",
        uncertain(
            Compared.ABSTRACT,
            "the abstract: rates by the intrinsic dimension, prefactors polynomial in the ambient one",
        ),
        notes=("The power of the logarithm was not checked.",),
    ),
)
