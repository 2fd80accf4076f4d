"""Y. Cai, Achieve the minimum width of neural networks for universal approximation, 2023."""

from boundlab.claims.activation import ANY_ACTIVATION, family
from boundlab.claims.norm import FINITE, Norm
from boundlab.function_classes.classes.continuous import MAPS
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "cai-2023",
    "Cai, Yongqiang",
    "Achieve the minimum width of neural networks for universal approximation",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2209.11395",
)

CLAIMS = (
    row(
        REFERENCE,
        "lower",
        "lower w_min max(dx, dy)",
        MAPS,
        net(ANY_ACTIVATION),
        "No activation does with less width than input or output",
        "Theorem 1",
        abstract(
            "the abstract: the least width on a compact set is at least max(dx, dy) for every"
            " activation, in sup norm and L^p"
        ),
        norm=Norm.L1,
    ),
    row(
        REFERENCE,
        "leaky-relu",
        "upper w_min max(dx, dy)",
        MAPS,
        net(family("leaky-relu")),
        "Leaky ReLU attains it in L^p",
        "Theorem 2",
        abstract("the abstract"),
        where=("dx + dy >= 3",),
        norm=Norm(FINITE),
    ),
)
