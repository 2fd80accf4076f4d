"""Z. Lu, H. Pu, F. Wang, Z. Hu, L. Wang, The expressive power of neural networks: a view from the width, 2017."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.function_classes.classes.continuous import MAPS_ON_SPACE
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "lu-pu-wang-hu-wang-2017",
    "Lu, Zhou and Pu, Hongming and Wang, Feicheng and Hu, Zhiqiang and Wang, Liwei",
    "The expressive power of neural networks: a view from the width",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=30,
    eprint="1709.02540",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper w_min dx+4",
        MAPS_ON_SPACE,
        net(RELU),
        "ReLU networks of width dx + 4 are dense in L1",
        "Theorem 1",
        recalled(),
        where=("dy = 1",),
        norm=Norm.L1,
    ),
)
