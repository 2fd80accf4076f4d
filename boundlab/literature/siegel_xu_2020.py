"""J. W. Siegel, J. Xu, Approximation rates for neural networks with general activation functions, 2020."""

from boundlab.claims.activation import family
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.barron_ball import BARRON_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "siegel-xu-2020",
    "Siegel, Jonathan W. and Xu, Jinchao",
    "Approximation rates for neural networks with general activation functions",
    journal="Neural Networks",
    volume=128,
    pages="313--321",
    eprint="1904.02311",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-1/2)",
        BARRON_BALL,
        net(family("sigmoid", "tanh", "arctan", "relu", "softplus"), Depth.SHALLOW),
        "Shallow networks with general activations on a Barron ball",
        "Theorem 1",
        recalled("the abstract, on bounded integrable and on decaying activations; the exponents are recalled"),
        norm=Norm.L2,
    ),
)
