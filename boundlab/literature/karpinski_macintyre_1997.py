"""M. Karpinski, A. Macintyre, Polynomial bounds for VC dimension of sigmoidal and general Pfaffian networks, 1997."""

from boundlab.claims.activation import family
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.scope import Kind
from boundlab.claims.target_class import NETWORKS

REFERENCE = Reference(
    "karpinski-macintyre-1997",
    """@article{karpinski-macintyre-1997,
  author = {Karpinski, Marek and Macintyre, Angus},
  title = {Polynomial bounds for {VC} dimension of sigmoidal and general {Pfaffian} neural networks},
  journal = {Journal of Computer and System Sciences},
  volume = {54},
  number = {1},
  pages = {169--176},
  year = {1997},
}""",
)

CLAIMS = (
    Claim(
        id="karpinski-macintyre-1997",
        title="Pseudo-dimension of sigmoidal networks of any depth",
        direction=Direction.UPPER,
        quantity="Pdim",
        target=NETWORKS,
        approximators=Approximators(Kind.NETWORK, family("sigmoid", "tanh", "arctan", "softplus", "gelu", "silu")),
        order_text="N^4",
        source="Karpinski, Macintyre 1997",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the abstract and the restatement in Park, Lee, Yun, Shin 2021 (PMLR 134): O((W·U)^2) with U ≤ W units,"
            " hence O(W^4); not the theorem's number."
            " The step from VC dimension to pseudo-dimension adds one input to the network"
        ),
        counting=Counting.NONZERO,
        notes=(
            "The abstract says: general Pfaffian activations, which these are.",
            "tanh t = 2·sigmoid(2t) - 1: with biases in every layer the two activations give the same"
            " networks up to O(N) parameters.",
        ),
    ),
)
