"""V. Maiorov, A. Pinkus, Lower bounds for approximation by MLP neural networks, 1999."""

from boundlab.claims.activation import family
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Depth, Kind, Width
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, recalled, row

REFERENCE = Reference(
    "maiorov-pinkus-1999",
    """@article{maiorov-pinkus-1999,
  author = {Maiorov, Vitaly and Pinkus, Allan},
  title = {Lower bounds for approximation by {MLP} neural networks},
  journal = {Neurocomputing},
  volume = {25},
  number = {1--3},
  pages = {81--91},
  year = {1999},
}""",
)

CLAIMS = (
    Claim(
        id="maiorov-pinkus-1999",
        title="A special sigmoidal activation approximates everything with a fixed number of neurons",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, family("maiorov-pinkus"), Depth.TWO_HIDDEN, Width.FIXED),
        order_text="1",
        source="Maiorov, Pinkus 1999, Theorem 4",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatements in Petersen, Voigtlaender 2018 (arXiv version 1, Section 4.1), as Theorem 4, and in"
            " Yarotsky, Elementary superexpressive activations, 2021, Theorem 1; not the paper itself"
        ),
        notes=(
            "The activation is analytic, strictly increasing and sigmoidal, built for the purpose;"
            " the number of neurons does not depend on ε.",
            "Every continuous function on the cube, by two hidden layers of 3m and 6m + 3 units.",
        ),
    ),
    row(
        REFERENCE,
        "one-layer",
        "upper U eps^(-(m-1)/r)",
        SOBOLEV_BALL,
        net(family("maiorov-pinkus"), Depth.SHALLOW),
        "The same activation with one hidden layer attains the rate of ridge functions",
        "on one hidden layer",
        recalled(),
        where=("m >= 2",),
    ),
)
