"""P. Koiran, E. Sontag, Neural networks with quadratic VC dimension, 1997."""

from boundlab.claims.activation import family
from boundlab.claims.target_class import NETWORKS
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "koiran-sontag-1997",
    "Koiran, Pascal and Sontag, Eduardo D.",
    "Neural networks with quadratic {VC} dimension",
    journal="Journal of Computer and System Sciences",
    volume=54,
    pages="190--198",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower Pdim N^2",
        NETWORKS,
        net(family("sigmoid", "tanh", "relu")),
        "Pseudo-dimension of deep networks is quadratic at least",
        "",
        abstract(
            "the abstract of the conference version (NeurIPS 1995): networks with real activations,"
            " sigmoidal or piecewise linear, of unbounded depth, have VC dimension of the order W² at"
            " least"
        ),
        notes=("It says how far lower bounds by VC dimension can go at any depth: ε^(-d/(2s)).",),
    ),
)
