"""`boundlab audit-module pkg.mod:factory`: what a torch module stores, trains and wastes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli._output import JsonOption, emit, table

if TYPE_CHECKING:
    from boundlab.networks.audit import RandomInput

app = typer.Typer()
REASONS = ("dead", "blocked", "saddle", "undecided")
_SHAPE = re.compile(
    r"((?P<name>[A-Za-z_]\w*)\s*=\s*)?(?P<sizes>[0-9]{1,9}(\s*,\s*[0-9]{1,9})*)"
    r"(\s*:\s*(?P<dtype>[a-z]+[0-9]*)(\s*<\s*(?P<below>[0-9]{1,18}))?)?"
)
FLOATS = ("float16", "bfloat16", "float32", "float64", "complex64", "complex128")
INTEGERS = ("uint8", "int8", "int16", "int32", "int64")


@app.command()
def audit_module(
    target: str = typer.Argument(
        metavar="MODULE:NAME",
        help="pkg.mod:name or file.py:name: a torch module, or a callable without arguments that returns one, "
        "or (module, inputs).",
    ),
    input_shape: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SHAPE",
            help="Shape of a random input, such as 8,3, or 2,5:int<10 for integers from 0 to 9, 8,3:float16, 8:bool; "
            "once per argument, by name as ids=2,5:int<10. Needed to find dead parameters.",
        ),
    ] = None,
    strict: bool = typer.Option(False, "--strict", help="Exit with 1 if anything is flagged."),
    as_json: JsonOption = False,
) -> None:
    """Count a torch module by parameter identity; flag tied, dead, frozen and unregistered tensors.

    This imports and runs what you name: it is your code, run on purpose. What it prints goes to stderr.
    """
    from dataclasses import asdict

    from boundlab.cli._user_code import user_code
    from boundlab.networks.audit import audit

    shapes = _inputs(input_shape or [])
    with user_code(target):
        module, inputs = _build(target)
        found = audit(module, shapes or inputs)
    data = {"module": target} | asdict(found)
    data["parameters"] = {name: {"shape": shape, "count": count} for name, shape, count in found.parameters}
    emit(data, as_json, lambda: _print(data))
    raise typer.Exit(1 if strict and found.flagged else 0)


def _print(data: dict[str, Any]) -> None:
    rows = [(name, "×".join(map(str, p["shape"])), p["count"]) for name, p in data["parameters"].items()]
    table("", ("parameter", "shape", "count"), rows)
    active = "not probed (give --input-shape)" if data["active"] is None else data["active"]
    active = "not probed" if data["not_probed"] else active
    typer.echo(
        f"stored {data['stored']}, of which buffers {data['buffers']}; trainable {data['trainable']}; active {active}"
    )
    if data["by_name"] != data["stored"]:
        typer.echo(f"summing by name would give {data['by_name']}")
    reasons = {name: reason for key in REASONS for name, reason in data[key].items()}
    lines = [("tied", " = ".join(names)) for names in data["tied"]]
    lines += [("shared storage", " = ".join(names)) for names in data["sharing_storage"]]
    lines += [("expanded", f"{name} (only {count} in memory)") for name, count in data["expanded"].items()]
    lines += [("packed", f"{name} ({count or 'unknown'} numbers)") for name, count in data["packed"].items()]
    lines += [("non-trainable", name) for name in data["frozen"]]
    lines += [(key, f"{name} ({reasons[name]})") for key in REASONS for name in data[key]]
    lines += [("unregistered", name) for name in data["unregistered"]]
    lines += [("cannot be probed", data["not_probed"])] if data["not_probed"] else []
    lines += [("note", note) for note in data["notes"]]
    for label, text in lines:
        typer.echo(f"{label + ':':<16} {text}")


def _build(target: str) -> tuple[Any, Any]:
    """The module and the inputs, if any, that the target is or returns."""
    from collections.abc import Mapping

    from torch import nn

    from boundlab.cli._user_code import failures, load
    from boundlab.errors import bad_value

    result = load(target)
    with failures(target):
        if not isinstance(result, nn.Module | tuple):
            result = result()
    module, inputs = result if isinstance(result, tuple) and len(result) == 2 else (result, None)
    if not isinstance(module, nn.Module):
        raise bad_value("target", target, f"a factory of a torch module, not of {type(module).__name__}")
    # A named tuple (a packed sequence, for instance) is one argument.
    several = isinstance(inputs, tuple | list) and not hasattr(inputs, "_fields")
    if inputs is not None and not several and not isinstance(inputs, Mapping):
        inputs = (inputs,)
    return module, inputs


def _inputs(texts: list[str]) -> tuple[RandomInput, ...] | dict[str, RandomInput]:
    """Arguments by place, or all of them by name."""
    from boundlab.errors import bad_value

    found = [_input(text) for text in texts]
    named = {name: value for name, value in found if name}
    if not named:
        return tuple(value for _, value in found)
    if len(named) < len(found):
        raise bad_value("--input-shape", " ".join(texts), "a different name for every argument, or a name for none")
    return named


def _input(text: str) -> tuple[str | None, RandomInput]:
    import torch

    from boundlab.errors import bad_value
    from boundlab.networks.audit import RandomInput

    match = _SHAPE.fullmatch(text.strip())
    name, sizes, dtype, below = match.group("name", "sizes", "dtype", "below") if match else (None, "0", None, None)
    shape = tuple(int(size) for size in sizes.split(","))
    good, most = all(0 < size <= 10**6 for size in shape), None if below is None else int(below)
    dtype = "int64" if dtype == "int" else dtype
    if dtype == "bool" and most is None:
        most = 2
    elif dtype in INTEGERS:
        good &= most is not None and 0 < most <= torch.iinfo(getattr(torch, dtype)).max
    elif dtype is not None:
        good &= dtype in FLOATS and most is None
    if not good:
        expected = "positive sizes joined by ',', such as 8,3, also as 8,3:int<10, 8,3:float16, 8,3:bool or name=8,3"
        raise bad_value("--input-shape", text, expected)
    return name, RandomInput(shape, most, getattr(torch, dtype) if dtype else None)
