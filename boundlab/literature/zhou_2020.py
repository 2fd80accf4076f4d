"""D.-X. Zhou, Universality of deep convolutional neural networks, 2020."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.continuous import CONTINUOUS
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "zhou-2020",
    "Zhou, Ding-Xuan",
    "Universality of deep convolutional neural networks",
    journal="Applied and Computational Harmonic Analysis",
    volume=48,
    pages="787--794",
    eprint="1805.10769",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        CONTINUOUS,
        net(RELU, kind=Kind.CNN),
        "Deep convolutional networks are dense",
        "Theorem 1",
        recalled(),
    ),
)
