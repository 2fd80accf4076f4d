"""Theorems 1-3 without NR and without Assumptions 1 and 2, by counting with metric entropy (docs/audit.md)."""

from boundlab.claims.activation import LIPSCHITZ_ACTIVATION
from boundlab.claims.claim import Approximators, Claim, Counting, Direction, Reference, Status
from boundlab.claims.hypotheses import EMBEDDING_DIMENSION_FIXED
from boundlab.claims.scope import Depth, Kind, Weights
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "repair",
    """@misc{repair,
  author = {{The boundlab maintainers}},
  title  = {boundlab: repaired statements on the modularity of hypernetworks},
  note   = {docs/audit.md of the software},
}""",
)

ENTROPY = "kolmogorov-tikhomirov-1959"
EMBEDDING = Approximators(Kind.EMBEDDING, LIPSCHITZ_ACTIVATION, Depth.FIXED, weights=Weights.LIPSCHITZ)
PARAMETERS = "q is Lipschitz in its parameters with a constant polynomial in 1/ε, as it is at fixed depth."

CLAIMS = (
    Claim(
        id="repair/thm-1-entropy",
        title="Theorem 1 for polynomially bounded weights, without NR and without the assumptions",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, LIPSCHITZ_ACTIVATION, Depth.FIXED, weights=Weights.POLYNOMIAL),
        order_text="eps^(-m/r)*log(1/eps)^(-1)",
        source="own, docs/audit.md",
        status=Status.DERIVED,
        counting=Counting.NONZERO,
        repairs=("galanti-wolf-2020/thm-1", "galanti-wolf-2020/standard-network"),
        depends_on=(ENTROPY,),
        notes=(
            "Exactly: N·ln(1 + BΛ/δ) ≥ ln M(W_{r,m}, > 2(ε+δ)) for weights in [-B, B], output Λ-Lipschitz in them.",
        ),
    ),
    Claim(
        id="repair/thm-2-entropy",
        title="Theorem 2 for Lipschitz e and q and polynomially bounded weights, up to one logarithm",
        direction=Direction.LOWER,
        quantity="N_q",
        target=SOBOLEV_BALL,
        approximators=EMBEDDING,
        order_text="eps^(-(m1+m2))*log(1/eps)^(-1)",
        conditions=("r = 1",),
        source="own, docs/audit.md",
        status=Status.DERIVED,
        counting=Counting.NONZERO,
        hypotheses=(EMBEDDING_DIMENSION_FIXED,),
        repairs=("galanti-wolf-2020/thm-2",),
        depends_on=(ENTROPY,),
        notes=("Holds whatever the size of e, for any norm on R^k; k may even grow as o(ε^(-m1)).", PARAMETERS),
    ),
    Claim(
        id="repair/thm-3-entropy",
        title="Theorem 3 for Lipschitz e and q, polynomially bounded weights and dense layers, up to a logarithm",
        direction=Direction.LOWER,
        quantity="N_q",
        target=SOBOLEV_BALL,
        approximators=EMBEDDING,
        order_text="eps^(-min(m1+m2, 2*m1))*log(1/eps)^(-1)",
        conditions=("r = 1",),
        source="own, docs/audit.md",
        status=Status.DERIVED,
        repairs=("galanti-wolf-2020/thm-3",),
        depends_on=(ENTROPY,),
        notes=("Of non-zero parameters only ε^(-m1) follows. No bound on ‖W_q^1‖_1 is needed.", PARAMETERS),
    ),
)
