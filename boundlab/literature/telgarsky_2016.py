"""M. Telgarsky, Benefits of depth in neural networks, 2016."""

from boundlab.claims.activation import RELU
from boundlab.claims.hypotheses import FEW_LAYERS
from boundlab.claims.norm import Norm
from boundlab.function_classes.classes.points import HARD_BY_DIMENSION
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "telgarsky-2016",
    "Telgarsky, Matus",
    "Benefits of depth in neural networks",
    "inproceedings",
    booktitle="Proceedings of the 29th Conference on Learning Theory",
    eprint="1602.04485",
)

CLAIMS = (
    row(
        REFERENCE,
        "shallow",
        "lower ln U(k) N",
        HARD_BY_DIMENSION,
        net(RELU),
        "Few layers need exponentially many units",
        "Theorem 1.1",
        text(
            "Theorem 1.1: for every N a function such that networks of at most N layers and 2^N nodes"
            " miss it by 1/64 in L1"
        ),
        norm=Norm.L1,
        hypotheses=(FEW_LAYERS,),
    ),
    row(
        REFERENCE,
        "deep",
        "upper U(k) N^3",
        HARD_BY_DIMENSION,
        net(RELU),
        "The same functions by deeper networks",
        "Theorem 1.1",
        text("Theorem 1.1: 2N³ + 8 layers, 3N³ + 12 nodes, exactly"),
        norm=Norm.SUP,
        notes=("The depth is of the order N³ here and N in the lower bound.",),
    ),
)
