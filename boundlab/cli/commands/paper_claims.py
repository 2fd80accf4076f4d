"""`boundlab paper-claims`: what the paper's experiments section says, judged by measurements."""

from __future__ import annotations

from pathlib import Path

import typer

from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer()


@app.command()
def paper_claims(
    folder: str = typer.Argument(help="A folder with data that `boundlab paper --out` wrote."),
    out: str = typer.Option(
        None, metavar="FILE", help="Also write the page of claims, with all numbers, to this Markdown file."
    ),
    as_json: JsonOption = False,
) -> None:
    """Decide each qualitative statement of the paper's experiments by a stated rule.

    Reproduced: it holds at every place it is about; partly: at some; not reproduced: at none.
    """
    from boundlab.experiments.paper._report import judge, page
    from boundlab.files import write_text

    judged = judge(Path(folder))
    if out is not None:
        write_text(out, page(judged))
    rows = [
        {
            "experiment": one.experiment.name,
            "of the paper": verdict in one.claims,
            "statement": verdict.claim.text,
            "where": verdict.claim.where,
            "verdict": verdict.verdict,
            "holds at": verdict.held,
            "places": verdict.places,
            "seeds": verdict.seeds,
            "rule": verdict.claim.stated_rule,
            "numbers": [numbers for _, numbers in verdict.findings if numbers],
        }
        for one in judged
        for verdict in (*one.claims, *one.observations)
    ]
    emit(rows, as_json, lambda: _print(rows))


def _print(rows: list[dict[str, object]]) -> None:
    columns = ["experiment", "statement", "where", "verdict", "holds at", "seeds"]
    lines = [
        [*(row[name] for name in columns[:4]), f"{row['holds at']} of {row['places']}", row["seeds"]] for row in rows
    ]
    table("Statements about the experiments, decided by the rules in --json and on the page", columns, lines)
