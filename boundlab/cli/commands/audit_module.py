"""`boundlab audit-module pkg.mod:factory`: what a torch module stores, trains and wastes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer()


@app.command()
def audit_module(
    target: str = typer.Argument(
        help="pkg.mod:factory, a callable without arguments that returns the module, or (module, inputs)."
    ),
    input_shape: Annotated[
        list[str] | None,
        typer.Option(help="Shape of a random input, such as 8,3; once per argument. Needed to find dead parameters."),
    ] = None,
    strict: bool = typer.Option(False, "--strict", help="Exit with 1 if anything is flagged."),
    as_json: JsonOption = False,
) -> None:
    """Count a torch module by parameter identity; flag tied, dead, frozen and unregistered tensors.

    This imports and runs the factory you name: it is your code, run on purpose.
    """
    from boundlab.networks.audit import audit

    module, inputs = _build(target)
    found = audit(module, _inputs(input_shape or []) or inputs)
    data = {
        "module": target,
        "stored": found.stored,
        "trainable": found.trainable,
        "active": found.active,
        "buffers": found.buffers,
        "by_name": found.by_name,
        "tied": found.tied,
        "sharing_storage": found.sharing_storage,
        "frozen": found.frozen,
        "dead": found.dead,
        "unregistered": found.unregistered,
        "parameters": {name: {"shape": shape, "count": count} for name, shape, count in found.parameters},
    }
    emit(data, as_json, lambda: _print(data))
    raise typer.Exit(1 if strict and found.flagged else 0)


def _print(data: dict[str, Any]) -> None:
    rows = [(name, "×".join(map(str, p["shape"])), p["count"]) for name, p in data["parameters"].items()]
    table("", ("parameter", "shape", "count"), rows)
    active = "not probed (give --input-shape)" if data["active"] is None else data["active"]
    print(
        f"stored {data['stored']}, of which buffers {data['buffers']}; trainable {data['trainable']}; active {active}"
    )
    if data["by_name"] != data["stored"]:
        print(f"summing by name would give {data['by_name']}")
    for names in data["tied"]:
        print("tied:           ", " = ".join(names))
    for names in data["sharing_storage"]:
        print("shared storage: ", " = ".join(names))
    for name in data["frozen"]:
        print("non-trainable:  ", name)
    for name, reason in data["dead"].items():
        print("dead:           ", f"{name} ({reason})")
    for name in data["unregistered"]:
        print("unregistered:   ", name)


def _build(target: str) -> tuple[Any, Any]:
    """The module and the inputs, if any, that the factory returns."""
    import importlib
    import os
    import sys

    from torch import nn

    from boundlab.errors import bad_value

    expected = "pkg.mod:factory, an importable callable"
    name, _, attribute = target.partition(":")
    if not name or not attribute:
        raise bad_value("target", target, expected)
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        factory = importlib.import_module(name)
        for part in attribute.split("."):
            factory = getattr(factory, part)
        result = factory()  # type: ignore[operator]
    except Exception as error:
        raise bad_value("target", target, f"{expected}; {type(error).__name__}: {error}") from None
    module, inputs = result if isinstance(result, tuple) and len(result) == 2 else (result, None)
    if not isinstance(module, nn.Module):
        raise bad_value("target", target, f"a factory of a torch module, not of {type(module).__name__}")
    if inputs is not None and not isinstance(inputs, (tuple, list, dict)):
        inputs = (inputs,)
    return module, inputs


def _inputs(shapes: list[str]) -> Any:
    """A function that draws the inputs of the given shapes, or None."""
    import torch

    from boundlab.errors import bad_value

    sizes = []
    for text in shapes:
        parts = text.split(",")
        if not all(part.strip().isascii() and part.strip().isdigit() and 0 < int(part) <= 10**6 for part in parts):
            raise bad_value("--input-shape", text, "positive sizes joined by ',', such as 8,3")
        sizes.append([int(part) for part in parts])
    return (lambda: tuple(torch.randn(*size) for size in sizes)) if sizes else None
