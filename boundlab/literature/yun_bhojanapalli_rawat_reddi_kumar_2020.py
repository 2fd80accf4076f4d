"""C. Yun, S. Bhojanapalli, A. S. Rawat, S. J. Reddi, S. Kumar, 2020.

Are transformers universal approximators of sequence-to-sequence functions?.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import FINITE, Norm
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.continuous import SEQUENCE_MAPS
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "yun-bhojanapalli-rawat-reddi-kumar-2020",
    "Yun, Chulhee and Bhojanapalli, Srinadh and Rawat, Ankit Singh and Reddi, Sashank J. and Kumar, Sanjiv",
    "Are transformers universal approximators of sequence-to-sequence functions?",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="1912.10077",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        SEQUENCE_MAPS,
        net(RELU, kind=Kind.TRANSFORMER),
        "Transformers are dense among maps of sequences",
        "Theorem 3",
        recalled(),
        norm=Norm(FINITE),
    ),
)
