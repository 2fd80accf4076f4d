"""C. Hutter, R. Gül, H. Bölcskei, 2022.

Metric entropy limits on recurrent neural network learning of linear dynamical systems.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Kind
from boundlab.claims.target_class import TargetClass
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "hutter-guel-boelcskei-2022",
    "Hutter, Clemens and Gül, Recep and Bölcskei, Helmut",
    "Metric entropy limits on recurrent neural network learning of linear dynamical systems",
    journal="Applied and Computational Harmonic Analysis",
    volume=59,
    pages="198--223",
    eprint="2105.02556",
)
LINEAR_SYSTEMS = TargetClass(
    "linear-systems",
    "stable linear systems",
    "linear time-invariant systems whose memory decays at a given exponential rate",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper bits log(1/eps)^2",
        LINEAR_SYSTEMS,
        net(RELU, kind=Kind.RNN),
        "Recurrent networks learn exponentially stable linear systems at metric-entropy order",
        "",
        uncertain(Compared.ABSTRACT, "the abstract: optimal in metric entropy, for exponentially decaying memory"),
        notes=("The order of the entropy is recalled.",),
    ),
)
