"""S. Park, C. Yun, J. Lee, J. Shin, Minimum width for universal approximation, 2021."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.function_classes.classes.continuous import MAPS_ON_SPACE
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "park-yun-lee-shin-2021",
    "Park, Sejun and Yun, Chulhee and Lee, Jaeho and Shin, Jinwoo",
    "Minimum width for universal approximation",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2006.08859",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "tight w_min max(dx+1, dy)",
        MAPS_ON_SPACE,
        net(RELU),
        "The least width for L^p of the whole space",
        "Theorem 1",
        restated("the abstract and the restatement in JMLR 24 (22-1191)"),
        norm=Norm(SYMBOL),
    ),
)
