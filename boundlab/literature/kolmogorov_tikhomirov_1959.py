"""A. N. Kolmogorov, V. M. Tikhomirov, ε-entropy and ε-capacity of sets in function spaces, 1959."""

from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "kolmogorov-tikhomirov-1959",
    """@article{kolmogorov-tikhomirov-1959,
  author = {Kolmogorov, Andrei N. and Tikhomirov, Vladimir M.},
  title = {{$\\varepsilon$}-entropy and {$\\varepsilon$}-capacity of sets in function spaces},
  journal = {Uspekhi Matematicheskikh Nauk},
  volume = {14},
  number = {2},
  pages = {3--86},
  year = {1959},
}""",
)

CLAIMS = (
    Claim(
        id="kolmogorov-tikhomirov-1959",
        title="Metric entropy of the Sobolev ball",
        direction=Direction.TIGHT,
        quantity="ln M",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.FAMILY),
        order_text="eps^(-m/r)",
        source="Kolmogorov, Tikhomirov 1959, on classes of r times differentiable functions",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatement in Siegel 2023 (JMLR 24:357, introduction), s/m as the exponent of the entropy numbers;"
            " not which theorem of the paper states it"
        ),
        notes=(
            "ln M is the logarithm of the largest number of members that are pairwise more than ε apart in sup norm.",
        ),
    ),
)
