"""L. Lu, P. Jin, G. Pang, Z. Zhang, G. E. Karniadakis, Learning nonlinear operators via DeepONet, 2021."""

from boundlab.claims.activation import SMOOTH
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.operators import OPERATORS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "lu-jin-pang-zhang-karniadakis-2021",
    "Lu, Lu and Jin, Pengzhan and Pang, Guofei and Zhang, Zhongqiang and Karniadakis, George Em",
    "Learning nonlinear operators via {DeepONet} based on the universal approximation theorem of operators",
    journal="Nature Machine Intelligence",
    volume=3,
    pages="218--229",
    eprint="1910.03193",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        OPERATORS,
        net(SMOOTH, kind=Kind.DEEPONET),
        "DeepONets are dense",
        "Theorem 2",
        restated("secondary sources on operator learning; not the paper itself"),
    ),
)
