"""T. Kajitsuka, I. Sato, 2024.

Are transformers with one layer self-attention using low-rank weight matrices universal approximators?.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import FINITE, Norm
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.continuous import SEQUENCE_MAPS
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "kajitsuka-sato-2024",
    "Kajitsuka, Tokio and Sato, Issei",
    "Are transformers with one layer self-attention using low-rank weight matrices universal approximators?",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2307.14023",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        SEQUENCE_MAPS,
        net(RELU, kind=Kind.TRANSFORMER),
        "Transformers of one attention layer are dense",
        "",
        abstract(
            "the abstract: one layer of self-attention with low-rank weight matrices suffices, for"
            " permutation equivariant maps"
        ),
        norm=Norm(FINITE),
    ),
)
