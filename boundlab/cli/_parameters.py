"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._completion import activations, claim_ids
from boundlab.cli._user_code import own_activations

if TYPE_CHECKING:
    from boundlab.symbolic.expression import Value

ClaimId = Annotated[
    str,
    typer.Argument(metavar="ID", autocompletion=claim_ids, help="The id of a claim, as `boundlab list` shows it."),
]
# An option of one name means the same in every command: it is written down once, here.
_M = typer.Option("--m", help="Dimension m of the whole input.")
_M1 = typer.Option("--m1", help="Dimension m1 of the input x.", min=1)
_M2 = typer.Option("--m2", help="Dimension m2 of the condition I; m = m1 + m2.", min=1)
_R = typer.Option("--r", help="Smoothness r of the targets.")
_W = typer.Option("--w", help="Number w of features of a structured selector.")
AnyS = Annotated[str | None, typer.Option("--s", help="Smoothness s of the targets: an exact number such as 3/2.")]
AnyD = Annotated[str | None, typer.Option("--d", help="Dimension d of the domain of the targets.")]
AnyP = Annotated[str | None, typer.Option("--p", help="Integrability p of the targets: an exact number ≥ 1.")]
M = Annotated[int, _M]
M1 = Annotated[int, _M1]
M2 = Annotated[int, _M2]
R = Annotated[int, _R]
W = Annotated[int, _W]
AnyM = Annotated[int | None, _M]
AnyM1 = Annotated[int | None, _M1]
AnyM2 = Annotated[int | None, _M2]
AnyR = Annotated[int | None, _R]
AnyW = Annotated[int | None, _W]
At = Annotated[
    list[str] | None,
    typer.Option("--at", metavar="NAME=VALUE", help="Put an exact value in for any parameter; may be repeated."),
]
_EPS = typer.Option("--eps", help="Accuracy ε: an exact number such as 1e-3 or 1/3.")
Eps = Annotated[str, _EPS]
AnyEps = Annotated[str | None, _EPS]
EPSILONS = "exact: 1e-6 or 1/3; a list 1e-1,1e-2; a range 1e-1:1e-4, three a decade; a grid 1e-1:1e-6:6."
_EPS_LIST = typer.Option("--eps", help=f"Accuracies ε, {EPSILONS}")
EpsList = Annotated[str, _EPS_LIST]
AnyEpsList = Annotated[str | None, _EPS_LIST]
_DEPTH = typer.Option("--depth", help="Number of affine layers of the network.")
Depth = Annotated[int, _DEPTH]
AnyDepth = Annotated[int | None, _DEPTH]
_WIDTH = typer.Option("--width", help="Largest hidden width; where it may be left out: equal widths.")
Width = Annotated[int, _WIDTH]
AnyWidth = Annotated[int | None, _WIDTH]
_WEIGHTS_BOUND = typer.Option("--weights-bound", help="B, exact: all weights lie in [-B, B].")
WeightsBound = Annotated[str, _WEIGHTS_BOUND]
AnyWeightsBound = Annotated[str | None, _WEIGHTS_BOUND]
AnyBits = Annotated[int | None, typer.Option("--bits", help="Bits per parameter.")]
Activation = Annotated[
    str,
    typer.Option(
        "--activation",
        autocompletion=activations,
        callback=own_activations,
        help="The activation, such as tanh or relu, or one of your own, file.py:NAME.",
    ),
]
Activations = Annotated[
    str,
    typer.Option(
        "--activation",
        autocompletion=activations,
        callback=own_activations,
        help="The activation, or several: '{relu, sin}', or of your own, file.py:NAME.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of all randomness.", min=0, max=2**31 - 1)]
_STORE = typer.Option("--store", metavar="FILE", help="The run store; finished work is never done again.")
Store = Annotated[str, _STORE]
AnyStore = Annotated[str | None, _STORE]
Run = Annotated[str | None, typer.Option("--run", help="The start of a run's key (default: all runs).")]
BumpFraction = Annotated[float, typer.Option("--fraction", help="ε over the amplitude of the bumps, for families.")]
Starts = Annotated[int, typer.Option("--starts", help="Networks per target in each arm of the search.")]
MaxWidth = Annotated[int, typer.Option("--max-width", help="Give up above this width.")]
MostParameters = Annotated[int, typer.Option("--most-parameters", help="Build no larger network.", min=1)]


def _file(name: str | None) -> str | None:
    if name == "-":
        from boundlab.errors import bad_value

        raise bad_value("--csv", name, "the name of a file; --json writes to standard output")
    return name


CsvFile = Annotated[
    str | None,
    typer.Option("--csv", metavar="FILE", callback=_file, help="Write the table to this file, as CSV."),
]
PlotFile = Annotated[
    str | None, typer.Option("--plot", metavar="FILE", help="Draw it into this .png, .pdf or .svg file.")
]
IncludeUnverified = Annotated[
    bool, typer.Option("--include-unverified", help="Use unverified rows and conjectures as well.")
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", help='Conditions, for instance "m2 >= 2, r >= m1"; may be given more than once.'),
]
Integer = Annotated[
    list[str] | None, typer.Option("--integer", help="Parameters that range over all integers, of any sign.")
]
Growing = Annotated[
    list[str] | None,
    typer.Option("--growing", help="Names that tend to infinity in a comparison of orders, as N does."),
]
Positive = Annotated[list[str] | None, typer.Option("--positive", help="Parameters that range over the reals > 0.")]
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


def values_of(at: list[str] | None, **options: int | str | None) -> dict[str, Value]:
    """Return the values given as `--at NAME=VALUE` and by their own options; BoundlabError for two of one name."""
    from boundlab.errors import BoundlabError, bad_value
    from boundlab.symbolic.domain import exact
    from boundlab.symbolic.statement import split_list

    known = {name: value for name, value in options.items() if value is not None}
    values: dict[str, Value] = {
        name: exact(f"--{name}", value) if isinstance(value, str) else value for name, value in known.items()
    }
    for item in split_list(at or (), "--at"):
        name, equals, text = (part.strip() for part in item.partition("="))
        if not (equals and name and text):
            raise bad_value("--at", item, "NAME=VALUE, such as p=1/2")
        value = exact(f"--at {name}", text)
        if values.get(name, value) != value:
            raise BoundlabError(f"{name}: given twice, as {values[name]} and {value}")
        values[name] = value
    return values
