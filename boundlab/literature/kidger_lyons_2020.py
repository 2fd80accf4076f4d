"""P. Kidger, T. Lyons, Universal approximation with deep narrow networks, 2020."""

from boundlab.claims.activation import RELU, family
from boundlab.claims.norm import FINITE, Norm
from boundlab.function_classes.classes.continuous import MAPS, MAPS_ON_SPACE
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "kidger-lyons-2020",
    "Kidger, Patrick and Lyons, Terry",
    "Universal approximation with deep narrow networks",
    "inproceedings",
    booktitle="Proceedings of the 33rd Conference on Learning Theory",
    eprint="1905.08539",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper w_min dx+dy+1",
        MAPS,
        net(family("sigmoid", "tanh", "arctan", "softplus", "gelu", "silu", "sin")),
        "Deep narrow networks with a general activation",
        "main theorem",
        text(
            "the main theorem: σ not affine, continuous, and continuously differentiable with a"
            " derivative that is not zero at a point"
        ),
    ),
    row(
        REFERENCE,
        "relu",
        "upper w_min dx+dy+1",
        MAPS_ON_SPACE,
        net(RELU),
        "Deep narrow ReLU networks in L^p of the whole space",
        "on L^p",
        text("the theorem on L^p of the whole space: width dx + dy + 1"),
        norm=Norm(FINITE),
    ),
)
