"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

M = Annotated[int | None, typer.Option("--m", help="Dimension of the whole input, m = m1 + m2.", min=1)]
M1 = Annotated[int | None, typer.Option("--m1", help="Dimension of the input x.", min=1)]
M2 = Annotated[int | None, typer.Option("--m2", help="Dimension of the conditioning input I.", min=1)]
R = Annotated[int | None, typer.Option("--r", help="Smoothness of the targets.", min=1)]
W = Annotated[int | None, typer.Option("--w", help="Number of features of a structured selector.", min=1)]
Eps = Annotated[str | None, typer.Option("--eps", help="Accuracy: an exact number such as 1e-3 or 1/3.")]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", help='Conditions, for instance "m2 >= 2, r >= m1"; may be given more than once.'),
]
Real = Annotated[
    list[str] | None,
    typer.Option("--real", help='Parameters that range over the reals, "a1,a2"; all others are integers ≥ 1.'),
]
CertificateFile = Annotated[
    str | None,
    typer.Option("--certificate", metavar="FILE", help="Write the certificate here, as JSON; - for standard output."),
]


def given(**values: int | None) -> dict[str, int]:
    """Return the options that were given."""
    return {name: value for name, value in values.items() if value is not None}
