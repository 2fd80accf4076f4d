"""J. Johnson, Deep, skinny neural networks are not universal approximators, 2019."""

from boundlab.claims.activation import family
from boundlab.function_classes.classes.continuous import MAPS
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "johnson-2019",
    "Johnson, Jesse",
    "Deep, skinny neural networks are not universal approximators",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="1810.00393",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower w_min dx+1",
        MAPS,
        net(family("relu", "leaky-relu", "tanh", "sigmoid", "arctan", "softplus")),
        "Width of the input does not suffice",
        "Theorem 1",
        recalled(),
        where=("dy = 1",),
    ),
)
