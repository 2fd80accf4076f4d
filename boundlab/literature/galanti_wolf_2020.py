"""T. Galanti, L. Wolf, On the Modularity of Hypernetworks, NeurIPS 2020: theorems 1-5, as transcribed here."""

from boundlab.claims.activation import ActivationFamily, Fact
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.hypotheses import (
    ASSUMPTION_1,
    ASSUMPTION_2,
    DERIVATIVE_BV,
    EMBEDDING_COMPLEXITY,
    EMBEDDING_DIMENSION_FIXED,
    EMBEDDING_SMOOTH,
    EMBEDDING_WITHOUT_BIAS,
    FIRST_LAYER_BOUNDED,
    FIXED_CONSTANTS,
    NOT_REPRESENTABLE,
    NOT_REPRESENTABLE_BY_ANY,
    PIECEWISE_C1,
    PRIMARY_COMPLEXITY,
    PRIMARY_OPTIMAL,
    SLICES_NOT_REPRESENTABLE,
    STRUCTURED_SELECTOR,
    UNIVERSAL,
    VANISHES_AT_ZERO,
)
from boundlab.claims.scope import Kind, Weights
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL, STRUCTURED
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

PAPER = "Galanti & Wolf 2020"
REFERENCE = Reference(
    "galanti-wolf-2020",
    """@inproceedings{galanti-wolf-2020,
  author    = {Galanti, Tomer and Wolf, Lior},
  title     = {On the Modularity of Hypernetworks},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {33},
  year      = {2020},
  eprint    = {2002.10006},
}""",
)

ACTIVATION_1 = (PIECEWISE_C1, DERIVATIVE_BV)
ACTIVATION_2 = (UNIVERSAL, PIECEWISE_C1, DERIVATIVE_BV, VANISHES_AT_ZERO)
EMBEDDING = (EMBEDDING_SMOOTH, EMBEDDING_WITHOUT_BIAS, EMBEDDING_COMPLEXITY, PRIMARY_COMPLEXITY)
ASSUMPTIONS = (ASSUMPTION_1, ASSUMPTION_2)
SIGMA_1 = ActivationFamily("piecewise C^1, σ' in BV", frozenset({Fact.PIECEWISE_C1, Fact.DERIVATIVE_L1_BV}))
SIGMA_2 = ActivationFamily(
    "universal, piecewise C^1, σ' in BV, σ(0) = 0", SIGMA_1.needs | {Fact.UNIVERSAL, Fact.ZERO_AT_ZERO}
)
FEATURES = Parameter("w", POSITIVE_INTEGER, "the number of features of a structured selector")
CHECKED = "the published statement and its proof; where they differ, the notes and docs/proofs.md say so"
DENSE_FIRST_LAYER = "The proof uses N_q ≥ w1·k, which counts a dense first layer of q."
CONSTRAINTS = (
    "The norms of e and q are bounded (C(e) ≤ ℓ1, C(q) ≤ ℓ2); theorem 4 bounds neither f nor g, so a comparison of the"
    " two is not like for like in that respect."
)

CLAIMS = (
    Claim(
        id="galanti-wolf-2020/thm-1",
        title="Lower bound for networks without continuous selection",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, SIGMA_1),
        order_text="eps^(-m/r)",
        source=f"{PAPER}, Theorem 1",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=CHECKED,
        hypotheses=(*ACTIVATION_1, NOT_REPRESENTABLE, *ASSUMPTIONS),
    ),
    Claim(
        id="galanti-wolf-2020/standard-network",
        title="A standard network that approximates every y(x, I) of the Sobolev ball",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, SIGMA_1),
        order_text="eps^(-(m1+m2)/r)",
        source=f"{PAPER}, Section 4.2, by Theorem 1 with m = m1 + m2",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=CHECKED,
        hypotheses=(*ACTIVATION_1, NOT_REPRESENTABLE, *ASSUMPTIONS),
        depends_on=("galanti-wolf-2020/thm-1",),
    ),
    Claim(
        id="galanti-wolf-2020/thm-2",
        title="The primary network of an embedding method with a fixed embedding dimension",
        direction=Direction.LOWER,
        quantity="N_q",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.EMBEDDING, SIGMA_2, weights=Weights.SPECTRAL),
        order_text="eps^(-(m1+m2))",
        conditions=("r = 1",),
        source=f"{PAPER}, Theorem 2",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=CHECKED,
        hypotheses=(*ACTIVATION_2, *EMBEDDING, EMBEDDING_DIMENSION_FIXED, NOT_REPRESENTABLE_BY_ANY, *ASSUMPTIONS),
        notes=("Holds whatever the size of e.", CONSTRAINTS),
    ),
    Claim(
        id="galanti-wolf-2020/thm-3",
        title="The primary network of an embedding method with any embedding dimension",
        direction=Direction.LOWER,
        quantity="N_q",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.EMBEDDING, SIGMA_2, weights=Weights.SPECTRAL),
        order_text="eps^(-min(m1+m2, 2*m1))",
        conditions=("r = 1",),
        source=f"{PAPER}, Theorem 3",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=CHECKED,
        hypotheses=(*ACTIVATION_2, *EMBEDDING, FIRST_LAYER_BOUNDED, NOT_REPRESENTABLE_BY_ANY, *ASSUMPTIONS),
        notes=(DENSE_FIRST_LAYER, CONSTRAINTS),
    ),
    Claim(
        id="galanti-wolf-2020/thm-4",
        title="Modularity: the primary network of a hypernetwork",
        direction=Direction.UPPER,
        quantity="N_g",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.HYPERNETWORK, SIGMA_2),
        order_text="eps^(-m1/r)",
        source=f"{PAPER}, Theorem 4",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=CHECKED,
        hypotheses=(*ACTIVATION_2, SLICES_NOT_REPRESENTABLE, *ASSUMPTIONS),
        notes=(
            "f is a ReLU network, as large as needed. g is printed as depending on y; by universality"
            " one class g serves all targets.",
            "The proof sketch prints the size O(ε^(-m2/r)) for g; the statement and the proof need m1.",
        ),
    ),
    Claim(
        id="galanti-wolf-2020/thm-5",
        title="Total size of a hypernetwork for targets with a structured selector",
        direction=Direction.UPPER,
        quantity="N_f",
        target=STRUCTURED,
        approximators=Approximators(Kind.HYPERNETWORK, SIGMA_2),
        declared=(FEATURES,),
        order_text="w^(1+m2/r)*eps^(-m2/r) + w*eps^(-m1/r)",
        source=f"{PAPER}, Theorem 5",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=CHECKED,
        hypotheses=(*ACTIVATION_2, STRUCTURED_SELECTOR, FIXED_CONSTANTS, PRIMARY_OPTIMAL),
        notes=(
            "N_f counts all trainable parameters of the hypernetwork. With w fixed the order is ε^(-m2/r) + ε^(-m1/r).",
            "The printed proof gives w^(1 + p·m2/r) at depth p of g, not w^(1 + m2/r).",
        ),
    ),
)
