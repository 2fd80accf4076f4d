"""H. Montanelli, Q. Du, New error bounds for deep ReLU networks using sparse grids, 2019."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.anisotropic import KOROBOV
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "montanelli-du-2019",
    "Montanelli, Hadrien and Du, Qiang",
    "New error bounds for deep {ReLU} networks using sparse grids",
    journal="SIAM Journal on Mathematics of Data Science",
    volume=1,
    pages="78--92",
    eprint="1712.08688",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-1/2)*log(1/eps)^(3*(d-1)/2+1)",
        KOROBOV,
        net(RELU, Depth.LOG),
        "Deep ReLU networks on Korobov balls, by sparse grids",
        "Theorem 1",
        restated("an author's page: depth O(|log2 ε|·log2 d) and N = O(ε^(-1/2)·|log2 ε|^(3(d-1)/2+1)·(d-1))"),
        notes=("The factors in d, which is fixed here, are d - 1 in N and log2 d in the depth.",),
    ),
)
