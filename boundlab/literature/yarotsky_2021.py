"""D. Yarotsky, Elementary superexpressive activations, 2021."""

from boundlab.claims.activation import ActivationFamily
from boundlab.claims.scope import Depth, Width
from boundlab.function_classes.classes.continuous import CONTINUOUS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "yarotsky-2021",
    "Yarotsky, Dmitry",
    "Elementary superexpressive activations",
    "inproceedings",
    booktitle="Proceedings of the 38th International Conference on Machine Learning",
    eprint="2102.10911",
)
ANALYTIC = ("sin", "sigmoid", "tanh", "arctan", "softplus")
FLOOR_AND_ANALYTIC = ActivationFamily(
    "{floor, σ}, σ analytic", sets=frozenset(frozenset({"floor", name}) for name in ANALYTIC)
)

CLAIMS = (
    row(
        REFERENCE,
        "floor",
        "upper N 1",
        CONTINUOUS,
        net(FLOOR_AND_ANALYTIC, Depth.FIXED, Width.FIXED),
        "A fixed architecture with floor and an analytic activation approximates everything",
        "Theorem 3",
        restated(
            "the abstract, and the restatement in JMLR 23 (21-1404): {floor, f} for an analytic f"
            " that is no polynomial; how the size depends on the dimension is not explicit"
        ),
        dense=True,
    ),
)
