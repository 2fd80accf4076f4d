"""A figure's data, read and written, and the files it is saved to."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundlab.errors import bad_value
from boundlab.files import write_csv, write_json

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HERE = Path(__file__).parent
DATA, OUT = HERE / "data", HERE / "out"
FORMATS = ("pdf", "svg", "png")
# Dates would make every file differ from the last.
_METADATA: dict[str, dict[str, Any]] = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}


def read(name: str, folder: Path = DATA) -> dict[str, Any]:
    """`rows` (text fields) from folder/<name>.csv and `metadata` from folder/<name>.json.

    Raises BoundlabError: one of them is not there or cannot be read.
    """
    try:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        metadata = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise bad_value("data", folder / name, f".csv and .json with the data of this figure ({error})") from None
    return {"rows": rows, "metadata": metadata}


def write(name: str, folder: Path, rows: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]) -> list[Path]:
    """Write folder/<name>.csv and .json; floats to nine digits, which is more than was measured."""
    folder.mkdir(parents=True, exist_ok=True)
    table, about = folder / f"{name}.csv", folder / f"{name}.json"
    write_csv(str(table), tuple(rows[0]), (tuple(row.values()) for row in text(rows)))
    write_json(str(about), metadata)
    return [table, about]


def exists(name: str, folder: Path) -> bool:
    """Whether the data of a figure are in `folder`."""
    return all((folder / f"{name}.{suffix}").exists() for suffix in ("csv", "json"))


def copy(name: str, folder: Path, home: Path = DATA) -> None:
    """Copy the data of a figure from `home` to `folder`."""
    for suffix in ("csv", "json"):
        shutil.copyfile(home / f"{name}.{suffix}", folder / f"{name}.{suffix}")


def text(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The rows as `draw` gets them, every field a text; None becomes empty."""
    return [{key: _cell(value) for key, value in row.items()} for row in rows]


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:.9g}" if isinstance(value, float) else str(value)


def save(figure: Figure, name: str, folder: Path, formats: Iterable[str]) -> list[Path]:
    """Save the figure to folder/<name>.<format>; the same data give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    # Laid out again for each format, the places would depend on which formats were asked for.
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    # The solver of the layout leaves the last bits to chance, and an SVG names its clip paths after them.
    for axes in figure.axes:
        left, bottom, width, height = (round(edge, 9) for edge in axes.get_position(original=True).bounds)
        axes.set_position((left, bottom, width, height))
    paths = [folder / f"{name}.{suffix}" for suffix in formats]
    for path in paths:
        figure.savefig(path, metadata=_METADATA[path.suffix[1:]])
    return paths
