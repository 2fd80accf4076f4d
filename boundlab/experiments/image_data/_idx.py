"""MNIST and Fashion-MNIST: IDX files, plain or gzipped, or NumPy arrays in a folder."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from math import prod
from pathlib import Path

import numpy as np

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data._images import Labelled

NAMES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
ARRAYS = ("x_train", "y_train", "x_test", "y_test")
# Where these files lie below the folder the user names, as the usual tools lay them out.
FOLDERS = {"mnist": (".", "mnist", "MNIST", "MNIST/raw"), "fashion": ("fashion", "FashionMNIST", "FashionMNIST/raw")}
_LARGEST = 2**31


def find(folder: Path, name: str) -> list[Path]:
    """The files of `name` ("mnist" or "fashion") in `folder`: four IDX files, four .npy, or one .npz; or nothing.

    Raises:
        BoundlabError: some of the four files are there and others are missing.
    """
    for place in (folder / part for part in FOLDERS[name]):
        for names in (NAMES, tuple(f"{array}.npy" for array in ARRAYS)):
            paths = [_plain_or_zipped(place / file) for file in names]
            there = [path for path in paths if path.is_file()]
            if there and len(there) < len(paths):
                missing = ", ".join(path.name for path in paths if path not in there)
                raise BoundlabError(f"{place}: expected the four files of {name}; missing: {missing}")
            if there:
                return paths
        if (place / "mnist.npz").is_file():
            return [place / "mnist.npz"]
    return []


def read(paths: list[Path]) -> tuple[Labelled, Labelled]:
    """Training and test images (n, 1, h, w), bytes, from the files `find` gave."""
    if paths[0].suffix == ".npz":
        arrays = _npz(paths[0])
    else:
        arrays = [_npy(path) if path.suffix == ".npy" else read_idx(path) for path in paths]
        paths = [paths[0], paths[0], paths[2], paths[2]]
    return _labelled(paths[0], *arrays[:2]), _labelled(paths[-1], *arrays[2:])


def read_idx(path: Path) -> np.ndarray:
    """The array of bytes in an IDX file: 0, 0, 8, the number of dimensions, their sizes (big-endian), the bytes.

    Raises:
        BoundlabError: the file is none of these, or is longer or shorter than its header says.
    """
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (EOFError, OSError, zlib.error) as error:
        raise BoundlabError(f"{path}: expected a complete gzip file; {error}") from None
    if len(content) < 4 or content[:3] != b"\0\0\x08" or content[3] not in (1, 3):
        expected = "an IDX file of bytes, starting 00 00 08 01 or 00 00 08 03"
        raise BoundlabError(f"{path}: expected {expected}; found {content[:4].hex(' ') or 'nothing'}")
    start = 4 + 4 * content[3]
    sizes = np.frombuffer(content[4:start], ">u4") if len(content) >= start else np.array([])
    shape = tuple(int(size) for size in sizes)
    if not shape or prod(shape) > _LARGEST or len(content) != start + prod(shape):
        wanted = (
            f"{start + prod(shape)} bytes for the shape {shape} in its header" if shape else f"{start} bytes or more"
        )
        raise BoundlabError(f"{path}: expected {wanted}; found {len(content)}")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _plain_or_zipped(path: Path) -> Path:
    zipped = path.with_name(path.name + ".gz")
    return zipped if zipped.is_file() and not path.is_file() else path


def _npy(path: Path) -> np.ndarray:
    try:
        return np.load(path, allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise BoundlabError(f"{path}: expected a complete .npy file of numbers; {error}") from None


def _npz(path: Path) -> list[np.ndarray]:
    try:
        with np.load(path, allow_pickle=False) as found:
            return [found[name] for name in ARRAYS]
    except (ValueError, OSError, EOFError, KeyError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
        expected = f"a complete .npz file with {', '.join(ARRAYS)}"
        raise BoundlabError(f"{path}: expected {expected}; {error}") from None


def _labelled(path: Path, images: np.ndarray, labels: np.ndarray) -> Labelled:
    good = images.ndim == 3 and images.dtype == np.uint8 and labels.shape == images.shape[:1] and len(images) > 0
    integral = good and np.issubdtype(labels.dtype, np.integer)
    if not integral or min(images.shape) < 1 or labels.min() < 0 or labels.max() > 9:
        found = f"images {images.dtype} {images.shape}, labels {labels.dtype} {labels.shape}"
        raise BoundlabError(f"{path}: expected n images (n, h, w) of bytes and n labels from 0 to 9; found {found}")
    return Labelled(images[:, None], labels.astype(np.int64))
