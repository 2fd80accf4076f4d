"""L. Ma, J. W. Siegel, J. Xu, Uniform approximation rates and metric entropy of shallow neural networks, 2022."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "ma-siegel-xu-2022",
    "Ma, Limin and Siegel, Jonathan W. and Xu, Jinchao",
    "Uniform approximation rates and metric entropy of shallow neural networks",
    journal="Research in the Mathematical Sciences",
    volume=9,
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-1/2-(k-1/2)/m)*log(N)^(1/2)",
        VARIATION_BALL,
        net(family("relu"), Depth.SHALLOW),
        "Shallow networks on the variation ball in sup norm",
        "",
        recalled(),
        where=("k = 1",),
    ),
)
