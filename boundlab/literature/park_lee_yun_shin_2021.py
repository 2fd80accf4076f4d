"""S. Park, J. Lee, C. Yun, J. Shin, 2021.

Provable memorization via deep neural networks using sub-linear parameters.
"""

from boundlab.claims.activation import family
from boundlab.function_classes.classes.points import SEPARATED_POINTS
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "park-lee-yun-shin-2021",
    "Park, Sejun and Lee, Jaeho and Yun, Chulhee and Shin, Jinwoo",
    "Provable memorization via deep neural networks using sub-linear parameters",
    "inproceedings",
    booktitle="Proceedings of the 34th Conference on Learning Theory",
    eprint="2010.13363",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper P N^(2/3)",
        SEPARATED_POINTS,
        net(family("relu", "sigmoid", "tanh", "arctan")),
        "Separated points with a sub-linear number of parameters",
        "Theorem 1",
        text(
            "Theorem 1 with w = 2/3: O(N^(2/3)) parameters for a fixed number of labels;"
            " O(log(distance ratio)) more layers"
        ),
    ),
)
