"""E. Achour, A. Foucault, S. Gerchinovitz, F. Malgouyres, A general approximation lower bound in L^p norm, 2022."""

from boundlab.claims.activation import PIECEWISE_POLYNOMIAL
from boundlab.claims.claim import Compared
from boundlab.claims.norm import Norm
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "achour-foucault-gerchinovitz-malgouyres-2022",
    "Achour, El Mehdi and Foucault, Armand and Gerchinovitz, Sébastien and Malgouyres, François",
    "A general approximation lower bound in {L}^p norm, with applications to feed-forward neural networks",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=35,
    eprint="2206.04360",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower N eps^(-d/(2*s))*log(1/eps)^(-3)",
        HOELDER,
        net(PIECEWISE_POLYNOMIAL),
        "Piecewise polynomial networks of any depth, in every L^p",
        "on Hölder balls",
        uncertain(Compared.ABSTRACT, "the abstract: the lower bounds of the sup norm hold in L^p(μ) up to logarithms"),
        norm=Norm.L1,
        notes=("The power of the logarithm was not checked. Siegel 2023, Theorem 22, has none.",),
    ),
)
