"""The options that choose where tasks are done, for every command that does some."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from boundlab.cli import _interrupt

_OPTIONS = {
    "backend": (
        Annotated[str, typer.Option(help="Where the work is done: local (processes here) or ray (a cluster).")],
        "local",
    ),
    "workers": (
        Annotated[int, typer.Option(help="local: processes (default: one per core, one for a GPU).")],
        None,
    ),
    "address": (
        Annotated[str, typer.Option(help="ray: auto or HOST:PORT (default: a Ray of its own on this machine).")],
        None,
    ),
    "gpus_per_task": (
        Annotated[float, typer.Option(help="ray: GPUs per task, such as 0.25; tasks then run on CUDA.")],
        None,
    ),
    "device": (Annotated[str, typer.Option(help="auto, cpu or cuda.")], "auto"),
}


Where = Callable[[], tuple[Any, Any]]


def backend_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --backend, --workers, --address, --gpus-per-task and --device.

    The command has a parameter `where: Where`. Calling it gives the `Backend` and the `torch.device` chosen, or raises
    a BoundlabError; only then PyTorch is imported. Such work is kept in a run store, and an interruption says so.
    """

    @functools.wraps(command)
    def chosen(**given: Any) -> None:
        if given.get("rerun", True):  # `figures` alone only draws
            _interrupt.same_command_continues()
        options = {name: given.pop(name) for name in _OPTIONS}
        name, device = options.pop("backend"), options.pop("device")

        def where() -> tuple[Any, Any]:
            from boundlab.runs.backends import make

            backend = make(name, **options)
            return backend, backend.device(device)

        command(**given, where=where)

    own = inspect.signature(command, eval_str=True).parameters.values()
    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in own if p.name != "where"]
    for name, (kind, default) in _OPTIONS.items():
        parameters.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind))
    chosen.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    chosen.__annotations__ = {p.name: p.annotation for p in parameters}
    return chosen
