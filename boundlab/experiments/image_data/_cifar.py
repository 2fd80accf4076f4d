"""CIFAR-10 from its python batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data._images import Labelled
from boundlab.experiments.image_data._pickled_data import read_pickled_data

TRAIN = tuple(f"data_batch_{i}" for i in range(1, 6))
TEST = "test_batch"
FOLDERS = (".", "cifar-10-batches-py")


def find(folder: Path) -> list[Path]:
    """The files of CIFAR-10 in `folder`, or nothing if no batch is there.

    Raises:
        BoundlabError: some batches are there and others are missing.
    """
    for place in (folder / name for name in FOLDERS):
        paths = [place / name for name in (*TRAIN, TEST)]
        there = [path for path in paths if path.is_file()]
        if there and len(there) < len(paths):
            missing = ", ".join(path.name for path in paths if path not in there)
            raise BoundlabError(f"{place}: expected the six python batches of CIFAR-10; missing: {missing}")
        if there:
            return paths
    return []


def read(paths: list[Path]) -> tuple[Labelled, Labelled]:
    """Training and test images (n, 3, 32, 32), bytes, from the files `find` gave."""
    batches = [_batch(path) for path in paths]
    pixels, labels = (np.concatenate(part) for part in zip(*batches[:-1], strict=True))
    return Labelled(pixels, labels), Labelled(*batches[-1])


def _batch(path: Path) -> tuple[np.ndarray, np.ndarray]:
    found = read_pickled_data(path)
    expected = "expected a dict with 'data', an array (n, 3072) of bytes, and 'labels', n integers from 0 to 9"
    if not isinstance(found, dict):
        raise BoundlabError(f"{path}: {expected}; found {type(found).__name__}")
    fields = {key.decode("latin-1") if isinstance(key, bytes) else key: value for key, value in found.items()}
    data, labels = fields.get("data"), fields.get("labels")
    if not isinstance(data, np.ndarray) or data.ndim != 2 or data.shape[1] != 3072 or not len(data):
        shape = f"an array {data.shape}" if isinstance(data, np.ndarray) else type(data).__name__
        raise BoundlabError(f"{path}: {expected}; 'data' is {shape}")
    if not isinstance(labels, list) or len(labels) != len(data) or not all(label in range(10) for label in labels):
        raise BoundlabError(f"{path}: {expected}; 'labels' does not fit {len(data)} images")
    return data.reshape(-1, 3, 32, 32), np.array(labels)
