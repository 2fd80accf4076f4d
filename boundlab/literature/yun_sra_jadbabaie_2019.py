"""C. Yun, S. Sra, A. Jadbabaie, Small ReLU networks are powerful memorizers, 2019."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.points import ALL_POINTS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "yun-sra-jadbabaie-2019",
    "Yun, Chulhee and Sra, Suvrit and Jadbabaie, Ali",
    "Small {ReLU} networks are powerful memorizers: a tight analysis of memorization capacity",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=32,
    eprint="1810.07770",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper P N",
        ALL_POINTS,
        net(RELU, Depth.TWO_HIDDEN),
        "Two hidden layers of √N units memorise any points",
        "Theorem 3.1",
        restated("JMLR 25 (23-1376): O(N + d·√N) parameters at depth 3"),
    ),
)
