"""Tables to classify or to predict from: those that scikit-learn ships, and a user's own CSV files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from boundlab.errors import BoundlabError, bad_value, optional
from boundlab.experiments.data_table import number_of, read_table

if TYPE_CHECKING:
    import numpy as np

TARGET = "target"
SHIPPED = {"digits": "load_digits", "breast cancer": "load_breast_cancer", "wine": "load_wine"}
SHIPPED |= {"diabetes": "load_diabetes"}
FEWEST = 20  # points; of fewer nothing can be learnt and tested
MOST_CLASSES = 50


class Points(NamedTuple):
    """Features (n, d), and the targets (n,): numbers, or the cells of one's own file."""

    x: np.ndarray
    target: np.ndarray

    def classes(self) -> np.ndarray:
        """The targets as classes 0, 1, …: (n,), in the order of their sorted names."""
        import numpy as np

        return np.unique(self.target, return_inverse=True)[1]


@dataclass(frozen=True)
class Table:
    """A table: one that is shipped, or a user's file with the hash of its content."""

    name: str
    file: str = ""
    digest: str = ""

    def load(self) -> Points:
        """The points.

        Raises:
            BoundlabError: scikit-learn is not installed; the file has no column `target`, or a cell is no number.
        """
        import numpy as np

        if not self.file:
            found = getattr(optional("sklearn.datasets"), SHIPPED[self.name])()
            classes = np.asarray(found.target)
            if self.name == "diabetes":  # a number, the progression of the disease in a year
                classes = np.greater(classes, np.median(classes))
            return Points(np.asarray(found.data, float), classes)
        table = read_table(self.file)
        target = table.converted(TARGET, TARGET, _named, "a class or a number")
        names = [name for name in table.columns if name != TARGET]
        if not names:
            raise BoundlabError(f"{self.file}: got no column but {TARGET}, expected features beside it")
        features = [table.converted(name, name, number_of, "a number") for name in names]
        return Points(np.array(features).T, np.array(target))

    def settings(self) -> dict[str, str]:
        """What identifies it: not where the file lies."""
        return {"name": self.name, "digest": self.digest}


def own_tables(path: str) -> tuple[Table, ...]:
    """The CSV files in a folder, or the one file, each read once so that an unfit one is told of before any work.

    Raises:
        BoundlabError: there are none, or one cannot be used.
    """
    place = Path(path)
    files = sorted(p for p in place.glob("*") if p.suffix.lower() in (".csv", ".tsv")) if place.is_dir() else [place]
    if not (files and all(file.is_file() for file in files)):
        raise bad_value("data", path, f"a CSV file, or a folder with some, each with a column {TARGET}")
    found = tuple(Table(p.stem, str(p), hashlib.sha256(p.read_bytes()).hexdigest()) for p in files)
    for table in found:
        check_classes(table.load(), table.name)
    return found


def check_classes(points: Points, name: str, fewest: int = FEWEST) -> None:
    """Do nothing if the points can be classified.

    Raises:
        BoundlabError: fewer than `fewest` or 20 points, or targets that are no classes.
    """
    fewest, classes = max(fewest, FEWEST), len(set(points.target.tolist()))
    if len(points.target) < fewest:
        raise BoundlabError(f"{name}: got {len(points.target)} points, expected at least {fewest}")
    if not 2 <= classes <= MOST_CLASSES:
        raise BoundlabError(f"{name}: got {classes} different targets, expected 2 to {MOST_CLASSES} classes")


def shipped(names: tuple[str, ...]) -> tuple[Table, ...]:
    """The shipped tables of these names."""
    return tuple(Table(name) for name in names)


def _named(cell: Any) -> str:
    if cell is None:
        raise ValueError(cell)
    return str(cell)
