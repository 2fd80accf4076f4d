"""N. Kim, C. Min, S. Park, Minimum width for universal approximation using ReLU networks on compact domain, 2024."""

from boundlab.claims.activation import family
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.function_classes.classes.continuous import MAPS
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "kim-min-park-2024",
    "Kim, Namjun and Min, Chanho and Park, Sejun",
    "Minimum width for universal approximation using {ReLU} networks on compact domain",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2309.10402",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "tight w_min max(dx, dy, 2)",
        MAPS,
        net(family("relu", "gelu", "softplus")),
        "The least width for L^p of the cube",
        "Theorem 1",
        abstract("the abstract and reviews: ReLU-like activations, L^p([0,1]^dx)"),
        norm=Norm(SYMBOL),
    ),
    row(
        REFERENCE,
        "sup",
        "lower w_min dy+1",
        MAPS,
        net(family("relu", "leaky-relu", "softplus")),
        "A gap between sup norm and L^p",
        "Theorem 3",
        abstract("the abstract and reviews: at least dy + 1 in sup norm if dx < dy ≤ 2dx"),
        where=("dx < dy", "dy <= 2*dx"),
    ),
)
