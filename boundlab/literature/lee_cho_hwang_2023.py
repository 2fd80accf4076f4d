"""J. Y. Lee, S. W. Cho, H. J. Hwang, 2023.

HyperDeepONet: learning operator with complex target function space using the limited resources via hypernetwork.
"""

from boundlab.claims.activation import family
from boundlab.claims.hypotheses import ASSUMPTION_2, BOUNDED_BRANCH, NOT_REPRESENTABLE
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.operators import OPERATOR_VALUES
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "lee-cho-hwang-2023",
    "Lee, Jae Yong and Cho, Sung Woong and Hwang, Hyung Ju",
    (
        "{HyperDeepONet}: learning operator with complex target function space using the limited"
        " resources via hypernetwork"
    ),
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2312.15949",
)

CLAIMS = (
    row(
        REFERENCE,
        "trunk",
        "lower N_t eps^(-m/r)",
        OPERATOR_VALUES,
        net(family("sigmoid", "tanh", "arctan", "sin"), kind=Kind.DEEPONET),
        "The trunk network of a DeepONet",
        "Theorem 2",
        text("Theorem 2 and its assumptions: σ and σ' bounded, branch networks bounded in a Sobolev norm"),
        hypotheses=(BOUNDED_BRANCH, NOT_REPRESENTABLE, ASSUMPTION_2),
        dense=True,
        notes=(
            "m is the dimension of the domain of the values.",
            "The bounds for trunk and target network have the same order: the paper proves no separation.",
        ),
    ),
    row(
        REFERENCE,
        "target",
        "upper N_g eps^(-m/r)",
        OPERATOR_VALUES,
        net(family("sigmoid", "tanh", "arctan"), kind=Kind.HYPERDEEPONET),
        "The target network of a HyperDeepONet",
        "Section 4",
        text("Section 4, which quotes Galanti & Wolf 2020, Theorem 4"),
        hypotheses=(NOT_REPRESENTABLE, ASSUMPTION_2),
        dense=True,
    ),
)
