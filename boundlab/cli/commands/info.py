"""`boundlab info`: versions, devices, and which optional parts are present."""

from __future__ import annotations

from importlib import metadata

import typer

from boundlab.cli._output import JsonOption, emit

app = typer.Typer()
PARTS = {"networks and experiments": ("torch", "numpy", "scipy"), "figures": ("matplotlib",)}
CORE = ("typer", "rich", "python-flint")


@app.command()
def info(as_json: JsonOption = False) -> None:
    """Show versions, devices, and which optional parts are installed."""
    import os
    import platform

    from boundlab import __version__

    versions = {name: _version(name) for names in (CORE, *PARTS.values()) for name in names}
    data = {
        "boundlab": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cpus": os.cpu_count(),
        "packages": versions,
        "parts": {part: all(versions[n] for n in names) for part, names in PARTS.items()},
        "devices": _devices() if versions["torch"] else [],
    }

    def text() -> None:
        typer.echo(f"boundlab {__version__}, Python {data['python']}, {data['platform']}, {data['cpus']} CPUs")
        for name, version in versions.items():
            typer.echo(f"  {name:<14}{version or 'not installed'}")
        for part, names in PARTS.items():
            present = all(versions[n] for n in names)
            hint = "present" if present else f'missing; pip install "boundlab[all]" adds {", ".join(names)}'
            typer.echo(f"  {part}: {hint}")
        typer.echo(f"  devices: {', '.join(_devices()) if versions['torch'] else 'unknown without torch'}")

    emit(data, as_json, text)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _devices() -> list[str]:
    import torch

    return ["cpu", *(f"cuda:{i} {torch.cuda.get_device_name(i)}" for i in range(torch.cuda.device_count()))]
