"""W. Ou, P. Schenkel, H. Bölcskei, Three quantization regimes for ReLU networks, 2024."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "ou-schenkel-boelcskei-2024",
    "Ou, Weigutian and Schenkel, Philipp and Bölcskei, Helmut",
    "Three quantization regimes for {ReLU} networks",
    eprint="2405.01952",
)

CLAIMS = (
    row(
        REFERENCE,
        "fixed-depth",
        "upper d_N N^(-1)*log(N)^(-1)",
        SOBOLEV_BALL,
        net(RELU, Depth.FIXED, weights=Weights.CONSTANT),
        "Lipschitz functions of one variable by networks of fixed depth with weights at most 1",
        "",
        restated("a restatement in later work of the authors: width W, error (W² log W)^(-1), weights at most 1"),
        where=("m = 1", "r = 1"),
        dense=True,
    ),
)
