"""T. De Ryck, S. Lanthaler, S. Mishra, On the approximation of functions by tanh neural networks, 2021."""

from boundlab.claims.activation import family
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.scope import Depth, Kind, Weights
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "de-ryck-lanthaler-mishra-2021",
    """@article{de-ryck-lanthaler-mishra-2021,
  author = {De Ryck, Tim and Lanthaler, Samuel and Mishra, Siddhartha},
  title = {On the approximation of functions by tanh neural networks},
  journal = {Neural Networks},
  volume = {143},
  pages = {732--750},
  year = {2021},
  eprint = {2104.08938},
}""",
)

CLAIMS = (
    Claim(
        id="de-ryck-lanthaler-mishra-2021",
        title="Tanh networks with two hidden layers and explicit constants",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, family("tanh"), Depth.TWO_HIDDEN, weights=Weights.POLYNOMIAL),
        order_text="eps^(-m/r)",
        source="De Ryck, Lanthaler, Mishra 2021, Theorem 5.1",
        status=Status.UNVERIFIED,
        compared=Compared.ABSTRACT,
        checked=(
            "the abstract, and restatements of Lemmas 3.1 and 3.2 (monomials with weights polynomial in 1/ε); not"
            " Theorem 5.1, nor its number"
        ),
        counting=Counting.NONZERO,
        notes=(
            "The order of Theorem 5.1 is recalled; the printed rate counts the neurons of the second hidden layer, each"
            " of which reads O(1) neurons of the first. Counted densely the order is ε^(-(m+1)/r).",
        ),
    ),
)
