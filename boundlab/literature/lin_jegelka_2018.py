"""H. Lin, S. Jegelka, ResNet with one-neuron hidden layers is a universal approximator, 2018."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind, Width
from boundlab.function_classes.classes.continuous import MAPS_ON_SPACE
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "lin-jegelka-2018",
    "Lin, Hongzhou and Jegelka, Stefanie",
    "{ResNet} with one-neuron hidden layers is a universal approximator",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=31,
    eprint="1806.10909",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        MAPS_ON_SPACE,
        net(RELU, width=Width.FIXED, kind=Kind.RESNET),
        "Residual networks with one hidden unit a block are dense in L1",
        "Theorem 1",
        recalled(),
        where=("dy = 1",),
        norm=Norm.L1,
    ),
)
