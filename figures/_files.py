"""Reading a figure's data and writing what it drew."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """data/<name>.csv as `rows` (text fields) and data/<name>.json as `metadata`."""
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    metadata = json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return {"rows": rows, "metadata": metadata}


def write(name: str, figure: Figure) -> None:
    """out/<name>.pdf, .svg and .png, without time stamps, so that the same data give the same files."""
    folder = HERE / "out"
    folder.mkdir(exist_ok=True)
    figure.savefig(folder / f"{name}.pdf", metadata={"CreationDate": None})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
    figure.savefig(folder / f"{name}.png", dpi=160)
