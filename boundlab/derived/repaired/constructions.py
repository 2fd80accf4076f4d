"""Upper bounds by construction: theorem 4 with a linear selector, and the constructions that limit theorems 3 and 5."""

from boundlab.claims.activation import RELU, SMOOTH, ActivationFamily, Fact
from boundlab.claims.claim import Approximators, Claim, Counting, Direction, Status
from boundlab.claims.hypotheses import FIXED_CONSTANTS, PRIMARY_OPTIMAL, STRUCTURED_SELECTOR
from boundlab.claims.scope import Connections, Depth, Kind, Precision, Selection, Weights, Width
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL, STRUCTURED

CLAIMS = (
    Claim(
        id="repair/thm-4-linear",
        title="Theorem 4 by a linear selector, without NR and without the assumptions",
        direction=Direction.UPPER,
        quantity="N_g",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.HYPERNETWORK, SMOOTH, Depth.SHALLOW, selection=Selection.LINEAR),
        order_text="eps^(-m1/r)",
        source="own, docs/audit.md",
        status=Status.DERIVED,
        repairs=("galanti-wolf-2020/thm-4",),
        depends_on=("mhaskar-1996",),
        notes=(
            "The inner weights of g are fixed and its output weights linear in y_I; f approximates"
            " one continuous map of I.",
            "For r ≤ 2 with piecewise linear g it is written out and certified: `boundlab construct hypernetwork`.",
        ),
    ),
    Claim(
        id="repair/structured-network",
        title="A standard network on targets with a structured selector",
        direction=Direction.UPPER,
        quantity="N",
        target=STRUCTURED,
        approximators=Approximators(
            Kind.NETWORK,
            ActivationFamily("smooth, emulates ReLU", frozenset({Fact.SMOOTH_NOT_POLYNOMIAL, Fact.EMULATES_RELU})),
        ),
        order_text="eps^(-m2/r) + eps^(-m1/r)",
        source="own, docs/audit.md",
        status=Status.DERIVED,
        counting=Counting.NONZERO,
        hypotheses=(STRUCTURED_SELECTOR, FIXED_CONSTANTS, PRIMARY_OPTIMAL),
        depends_on=("mhaskar-1996",),
        notes=(
            "Compute P(I), then evaluate the bilinear network g(x; W·P(I)) with products of O(1) units.",
            "For r ≤ 2 and tanh it is written out and counted: `boundlab construct structured`.",
        ),
    ),
    Claim(
        id="repair/embedding-nonzero",
        title="An embedding method whose primary network has few non-zero parameters",
        direction=Direction.UPPER,
        quantity="N_q",
        target=SOBOLEV_BALL,
        approximators=Approximators(
            Kind.EMBEDDING,
            ActivationFamily("smooth, emulates ReLU", frozenset({Fact.SMOOTH_NOT_POLYNOMIAL, Fact.EMULATES_RELU})),
        ),
        order_text="eps^(-m1)",
        conditions=("r = 1",),
        source="own, docs/audit.md",
        status=Status.DERIVED,
        counting=Counting.NONZERO,
        notes=("The embedding dimension is free: e(I) holds values of y_I at nodes and q = Σ z_j·B_j(x).",),
    ),
    Claim(
        id="repair/thm-4-any",
        title="Theorem 4 for deep ReLU networks, whatever the selection",
        direction=Direction.UPPER,
        quantity="N_g",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.HYPERNETWORK, RELU, width=Width.FIXED),
        order_text="eps^(-m1/(2*r))",
        source="own, docs/covering-proof.md",
        status=Status.DERIVED,
        depends_on=("siegel-2023",),
        notes=(
            "N_g ≤ (m2 + 1)·N by the rule `covering`, and no fewer by the VC dimension of the slices: the order of"
            " theorem 4, ε^(-m1/r), is not the least for g.",
        ),
    ),
    Claim(
        id="repair/thm-5-deep",
        title="Theorem 5 saves nothing over deep networks without restrictions",
        direction=Direction.UPPER,
        quantity="N",
        target=STRUCTURED,
        approximators=Approximators(Kind.NETWORK, RELU, width=Width.FIXED),
        order_text="eps^(-(m1+m2)/(2*r))",
        source="own, docs/covering-proof.md",
        status=Status.DERIVED,
        depends_on=("siegel-2023",),
        notes=("(m1 + m2)/2 ≤ max(m1, m2), so this is never more than ε^(-m1/r) + ε^(-m2/r).",),
    ),
    Claim(
        id="repair/quantised",
        title="Theorem 1 of Yarotsky 2017 with quantised weights",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(
            Kind.NETWORK,
            RELU,
            Depth.LOG,
            weights=Weights.POLYNOMIAL,
            precision=Precision.LOG,
            connections=Connections.FIXED,
        ),
        order_text="eps^(-m/r)*log(1/eps)",
        source="own, docs/covering-proof.md",
        status=Status.DERIVED,
        counting=Counting.NONZERO,
        depends_on=("yarotsky-2017/upper",),
        notes=("The network is a sum of networks of bounded width, depth O(log 1/ε) and bounded weights.",),
    ),
)
