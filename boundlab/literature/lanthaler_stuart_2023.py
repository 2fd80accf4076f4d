"""S. Lanthaler, A. M. Stuart, The curse of dimensionality in operator learning, 2023."""

from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.operators import CR_OPERATORS
from boundlab.literature._transcription import net, paper, restated, row
from boundlab.symbolic.domain import Parameter, real_above

REFERENCE = paper(
    "lanthaler-stuart-2023",
    "Lanthaler, Samuel and Stuart, Andrew M.",
    "The curse of dimensionality in operator learning",
    eprint="2306.15924",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower ln N eps^(-1/((alpha+1+delta)*k))",
        CR_OPERATORS,
        net(kind=Kind.NEURAL_OPERATOR),
        "Some smooth functional needs exponentially many parameters",
        "Theorem 2.11 of lecture notes",
        restated(
            "lecture notes, Theorem 2.11: any δ > 0; PCA-Net, DeepONet, NOMAD, and FNO by its size;"
            " networks that follow characteristics escape"
        ),
        declared=(Parameter("delta", real_above(0), "any positive number"),),
        dense=False,
    ),
)
