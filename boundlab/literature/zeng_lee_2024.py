"""Y. Zeng, K. Lee, The expressive power of low-rank adaptation, 2024."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.points import SMALL_NETWORK
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "zeng-lee-2024",
    "Zeng, Yuchen and Lee, Kangwook",
    "The expressive power of low-rank adaptation",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2310.17513",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper rank D*depth_target/depth_given",
        SMALL_NETWORK,
        net(RELU, kind=Kind.LOW_RANK),
        "Adapters of this rank reach the network exactly",
        "Theorem 3",
        uncertain(
            Compared.ABSTRACT,
            (
                "the abstract, the authors' code and summaries: rank at least width·depth of the target"
                " over the depth given, under a condition of non-singularity"
            ),
        ),
        notes=("How the quotient is rounded was not checked.", "Exactly, without an error."),
    ),
)
