"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._completion import claim_ids

if TYPE_CHECKING:
    from boundlab.symbolic.expression import Value

ClaimId = Annotated[
    str,
    typer.Argument(metavar="ID", autocompletion=claim_ids, help="The id of a claim, as `boundlab list` shows it."),
]
M = Annotated[int | None, typer.Option("--m", help="Dimension of the whole input, m = m1 + m2.", min=1)]
M1 = Annotated[int | None, typer.Option("--m1", help="Dimension of the input x.", min=1)]
M2 = Annotated[int | None, typer.Option("--m2", help="Dimension of the conditioning input I.", min=1)]
R = Annotated[int | None, typer.Option("--r", help="Smoothness of the targets.", min=1)]
W = Annotated[int | None, typer.Option("--w", help="Number of features of a structured selector.", min=1)]
At = Annotated[
    list[str] | None,
    typer.Option("--at", metavar="NAME=VALUE", help="Put an exact value in for any parameter; may be repeated."),
]
Eps = Annotated[str | None, typer.Option("--eps", help="Accuracy: an exact number such as 1e-3 or 1/3.")]
EPSILONS = "exact: 1e-6 or 1/3; a list 1e-1,1e-2; a range 1e-1:1e-4, three a decade; a grid 1e-1:1e-6:6."
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


def values_of(at: list[str] | None, **options: int | None) -> dict[str, Value]:
    """Return the values given as `--at NAME=VALUE` and by their own options; BoundlabError for two of one name."""
    from boundlab.errors import BoundlabError, bad_value
    from boundlab.symbolic.domain import exact
    from boundlab.symbolic.statement import split_list

    values: dict[str, Value] = dict(given(**options))
    for item in split_list(at or (), "--at"):
        name, equals, text = (part.strip() for part in item.partition("="))
        if not (equals and name and text):
            raise bad_value("--at", item, "NAME=VALUE, such as p=1/2")
        value = exact(f"--at {name}", text)
        if values.get(name, value) != value:
            raise BoundlabError(f"{name}: given twice, as {values[name]} and {value}")
        values[name] = value
    return values
