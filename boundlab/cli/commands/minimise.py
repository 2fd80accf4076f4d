"""`boundlab minimise EXPRESSION --over NAMES --where …`: the least value under constraints, proved and attained."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import EXIT, JsonOption, emit
from boundlab.cli._parameters import Positive, Real, Where

app = typer.Typer()


@app.command()
def minimise(
    objective: Annotated[str, typer.Argument(help='An expression in the unknowns, such as "max(a, b) - 2*w".')],
    over: Annotated[list[str], typer.Option(help='The real unknowns, "a,w,k"; linear, unless there is one.')],
    where: Where = None,
    real: Real = None,
    positive: Positive = None,
    as_json: JsonOption = False,
) -> None:
    """The infimum of an expression over real unknowns, for all parameters: proved, and attained.

    Exit code 0 if the value is proved to be exact, 3 if not, 2 for bad input.
    """
    from boundlab.errors import BoundlabError, bad_value
    from boundlab.symbolic.expression import NAME
    from boundlab.symbolic.grammar import parse_expression
    from boundlab.symbolic.latex_reader import from_latex
    from boundlab.symbolic.optimum import minimise
    from boundlab.symbolic.statement import split_list
    from boundlab.symbolic.stationary import minimise_one

    unknowns = split_list(over, "--over")
    above = split_list(positive or (), "--positive")
    stated = split_list(where or (), "--where")
    if any("\\" in text for text in (objective, *stated)):
        objective, stated = from_latex(objective, "objective"), tuple(from_latex(text, "--where") for text in stated)
    given = [*stated, *(f"{name} > 0" for name in above)]
    conditions = list(given)
    parse_expression(objective, "objective")
    target = objective.strip()
    if target not in unknowns:
        target = "least_value"
        conditions.insert(0, f"{target} >= ({objective})")
    reals = [name for name in (*split_list(real or (), "--real"), *above) if name not in unknowns]
    for option, names in (("--over", unknowns), ("--real", reals)):
        for name in names:
            if not any(name in NAME.findall(text) for text in (objective, *conditions)):
                raise bad_value(option, name, "a name that occurs in the expression or a condition")
    others = [name for name in unknowns if name != target]
    try:
        found = minimise(target, others, conditions, reals)
    except BoundlabError as error:
        other = minimise_one(objective, unknowns[0], given, reals) if len(unknowns) == 1 else None
        if other is None and "least_value" in error.reason:
            wanted = (
                f"one linear in {', '.join(unknowns)}, min and max apart, or of one unknown and known sign of slope"
            )
            raise bad_value("objective", objective, wanted) from None
        if other is None:
            raise error from None
        found = other
    lines = [f"minimum: {found.value}", f"  {'proved, and attained' if found.exact else 'not proved to be exact'}"]
    for case in found.cases:
        at = {name: value for name, value in case.attained_at.items() if name in unknowns}
        if at and str(case.value) in str(found.value):
            lines.append("  at " + ", ".join(f"{name} = {value}" for name, value in at.items()))
    emit(found.to_json(), as_json, lambda: typer.echo("\n".join(lines)), None, None)
    raise typer.Exit(EXIT["proved" if found.exact else "undecided"])
