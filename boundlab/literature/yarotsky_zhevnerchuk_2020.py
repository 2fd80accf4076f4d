"""D. Yarotsky, A. Zhevnerchuk, The phase diagram of approximation rates for deep neural networks, 2020."""

from boundlab.function_classes.sobolev_ball import SOBOLEV_BALL
from boundlab.symbolic.activation import RELU
from boundlab.symbolic.claim import Approximators, Claim, Counting, Direction, Reference, Status
from boundlab.symbolic.scope import Kind

REFERENCE = Reference(
    "yarotsky-zhevnerchuk-2020",
    """@inproceedings{yarotsky-zhevnerchuk-2020,
  author = {Yarotsky, Dmitry and Zhevnerchuk, Anton},
  title = {The phase diagram of approximation rates for deep neural networks},
  booktitle = {Advances in Neural Information Processing Systems},
  volume = {33},
  pages = {13005--13015},
  year = {2020},
  eprint = {1906.09477},
}""",
)

CLAIMS = (
    Claim(
        id="yarotsky-zhevnerchuk-2020",
        title="ReLU networks of full depth, every smoothness, up to logarithms",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU),
        order_text="eps^(-m/(2*r))*log(1/eps)^c",
        source="Yarotsky, Zhevnerchuk 2020, Section 3",
        status=Status.UNVERIFIED,
        counting=Counting.NONZERO,
        notes=(
            "The power c of the logarithm is not transcribed. Orders m/(p·r), 1 ≤ p ≤ 2, belong to"
            " intermediate depths.",
        ),
    ),
)
