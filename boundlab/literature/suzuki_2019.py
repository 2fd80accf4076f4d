"""T. Suzuki, Adaptivity of deep ReLU network for learning in Besov and mixed smooth Besov spaces, 2019."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth, Kind
from boundlab.function_classes.classes.anisotropic import MIXED
from boundlab.function_classes.classes.hoelder import BESOV
from boundlab.literature._transcription import net, paper, restated, row, uncertain

REFERENCE = paper(
    "suzuki-2019",
    "Suzuki, Taiji",
    (
        "Adaptivity of deep {ReLU} network for learning in {Besov} and mixed smooth {Besov} spaces:"
        " optimal rate and curse of dimensionality"
    ),
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="1810.08033",
)

CLAIMS = (
    row(
        REFERENCE,
        "risk",
        "upper n eps^(-(2*s+d)/s)*log(1/eps)^3",
        BESOV,
        net(RELU, Depth.LOG),
        "Learning functions of a Besov ball from noisy samples",
        "on estimation",
        uncertain(
            Compared.RESTATEMENT, "the rate n^(-2s/(2s+d)) up to logarithms, in a survey and in a table of later work"
        ),
        where=("s > d/p",),
        notes=("The power of the logarithm was not checked.",),
    ),
    row(
        REFERENCE,
        "mixed-risk",
        "upper n eps^(-(2*s+1)/s)*log(1/eps)^(d+3)",
        MIXED,
        net(RELU, Depth.LOG),
        "Learning functions of mixed smoothness from noisy samples",
        "on mixed smooth Besov spaces",
        uncertain(Compared.RESTATEMENT, "the rate (n/log^(d-1) n)^(-2s/(2s+1)) in a table of later work"),
        where=("s > 1/p",),
        notes=("The power of the logarithm was not checked.",),
    ),
    row(
        REFERENCE,
        "minimax",
        "lower n eps^(-(2*s+d)/s)",
        BESOV,
        net(kind=Kind.FAMILY),
        "No estimator needs fewer samples on a Besov ball",
        "on minimax rates",
        restated("the minimax rate n^(-2s/(2s+d)) of Besov balls, in a survey"),
    ),
)
