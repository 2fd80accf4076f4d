"""R. Arora, A. Basu, P. Mianjy, A. Mukherjee, 2018.

Understanding deep neural networks with rectified linear units.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.hypotheses import FEW_LAYERS
from boundlab.claims.norm import Norm
from boundlab.function_classes.classes.points import HARD_BY_DIMENSION
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "arora-basu-mianjy-mukherjee-2018",
    "Arora, Raman and Basu, Amitabh and Mianjy, Poorya and Mukherjee, Anirbit",
    "Understanding deep neural networks with rectified linear units",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="1611.01491",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower ln U(k) N*log(N)",
        HARD_BY_DIMENSION,
        net(RELU),
        "N² + 1 layers against N + 1",
        "Theorem 3.2",
        abstract(
            "the abstract: functions of N² hidden layers and total size N³ for which N hidden layers"
            " need N^(N+1)/2 - 1 nodes at least"
        ),
        norm=Norm.SUP,
        hypotheses=(FEW_LAYERS,),
    ),
)
