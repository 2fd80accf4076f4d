"""Z. Shen, H. Yang, S. Zhang, 2021.

Deep network with approximation error being reciprocal of width to power of square root of depth.
"""

from boundlab.claims.activation import together
from boundlab.claims.scope import Width
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "shen-yang-zhang-2021",
    "Shen, Zuowei and Yang, Haizhao and Zhang, Shijun",
    "Deep network with approximation error being reciprocal of width to power of square root of depth",
    journal="Neural Computation",
    volume=33,
    pages="1005--1036",
    eprint="2006.12231",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N log(1/eps)^2",
        HOELDER,
        net(together("floor", "relu"), width=Width.FIXED),
        "Floor and ReLU: the error falls with the root of the depth",
        "Theorem 1.1",
        restated(
            "the abstract and the restatement in JMLR 23 (21-1404): width max(d, 5N+13), depth"
            " 64dL+3, error 3·d^(s/2)·N^(-s√L); at fixed N ≥ 2 depth of the order log²(1/ε)"
        ),
        where=("s <= 1",),
        dense=True,
    ),
)
