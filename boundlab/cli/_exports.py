"""`--coq FILE` and `--smt FILE`: certificates as text for other checkers."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from boundlab.cli._output import emit
from boundlab.errors import BoundlabError

STDOUT = "-"

CoqFile = Annotated[
    str | None,
    typer.Option(
        "--coq", metavar="FILE", help="Write the statement and its proof as a Coq file; - for standard output."
    ),
]
SmtFile = Annotated[
    str | None,
    typer.Option(
        "--smt", metavar="FILE", help="Write the statement as SMT-LIB 2, for z3 or cvc5; - for standard output."
    ),
]


def emit_exported(
    data: Any,
    as_json: bool,
    text: Callable[[], None],
    certificate: Any,
    file: str | None = None,
    coq: str | None = None,
    smt: str | None = None,
) -> None:
    """Print an answer as `emit` does, then write its certificate as a Coq file and as an SMT-LIB script where asked.

    Raises BoundlabError, after the answer, if the certificate cannot be exported: then no file is written.
    """
    files = {"--certificate": file, "--coq": coq, "--smt": smt}
    out = [option for option, name in files.items() if name == STDOUT]
    if len(out) > 1:
        raise BoundlabError(f"{', '.join(out)}: only one of them can have standard output")
    aside = certificate is not None and STDOUT in (coq, smt)
    with contextlib.redirect_stdout(sys.stderr) if aside else contextlib.nullcontext():
        emit(data, as_json, text, None if file is None else certificate, file)
    for option, name in (("--coq", coq), ("--smt", smt)):
        if name is not None:
            _write(option, name, certificate)


def _write(option: str, file: str, certificate: Any) -> None:
    from boundlab import export
    from boundlab.files import write_text

    if certificate is None:
        typer.echo(f"no certificate to export: {file} was not written", err=True)
        return
    try:
        made = (export.coq if option == "--coq" else export.smt)(certificate)
    except BoundlabError as error:
        raise BoundlabError(f"{option} {file}: {error}") from None
    if file == STDOUT:
        typer.echo(made)
        return
    write_text(file, made + "\n")
    how = f"`coqc {file}` checks it" if option == "--coq" else f"`z3 {file}` or `cvc5 {file}` decides it"
    typer.echo(f"theorem written to {file}; {how}", err=True)
