"""MNIST and Fashion-MNIST: IDX files, plain or gzipped, or NumPy arrays in a folder."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from functools import lru_cache
from math import prod
from pathlib import Path

import numpy as np

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data._images import Labelled
from boundlab.experiments.image_data._published import published

NAMES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
ARRAYS = ("x_train", "y_train", "x_test", "y_test")
# Where these files lie below the folder the user names, as the usual tools lay them out, and what is expected there;
# what is there, its content tells.
FOLDERS = {
    ".": "mnist", "mnist": "mnist", "MNIST": "mnist", "MNIST/raw": "mnist",
    "fashion": "fashion", "fashion-mnist": "fashion", "FashionMNIST": "fashion", "FashionMNIST/raw": "fashion",
}  # fmt: skip
SIDE = 28
_LARGEST = 2**31


def find(folder: Path) -> dict[str, list[Path]]:
    """The files of "mnist" and of "fashion" in `folder`, where they are: four IDX files, four .npy, or one .npz.

    Published files belong to the data set that they are, wherever they lie; others to the one their place is for.

    Raises BoundlabError: some of four files are there and others are missing.
    """
    known: dict[str, list[Path]] = {}
    others: dict[str, list[Path]] = {}
    for place, expected in FOLDERS.items():
        paths = _in_one_folder(folder / place)
        if paths:
            name = published_as(tuple(map(str, paths)))
            (known if name else others).setdefault(name or expected, paths)
    return others | known


def _in_one_folder(place: Path) -> list[Path]:
    for names in (NAMES, tuple(f"{array}.npy" for array in ARRAYS)):
        paths = [_present(place / file) for file in names]
        there = [path for path in paths if path.is_file()]
        if there and len(there) < len(paths):
            missing = ", ".join(path.name for path in paths if path not in there)
            raise BoundlabError(f"{place}: expected four files, {', '.join(names)}; missing: {missing}")
        if there:
            return paths
    return [place / "mnist.npz"] if (place / "mnist.npz").is_file() else []


def _present(path: Path) -> Path:
    """The file that is there under this name, or under one of those that mirrors give it; else the name itself."""
    dotted = path.with_name(path.name.replace("-idx", ".idx"))
    names = (path, path.with_name(path.name + ".gz"), dotted, dotted.with_name(dotted.name + ".gz"))
    return next((name for name in names if name.is_file()), path)


def published_as(files: tuple[str, ...]) -> str | None:
    """The published data set these files are, or None; also None if they cannot be read, which `read` tells."""
    try:
        states = [Path(file).stat() for file in files]
    except OSError:
        return None
    return _published_as(files, tuple((state.st_mtime_ns, state.st_size) for state in states))


@lru_cache(maxsize=16)
def _published_as(files: tuple[str, ...], states: tuple[tuple[int, int], ...]) -> str | None:
    """`states`, when the files were written and their sizes, keeps what was found apart from what is there now."""
    try:
        return published(_arrays([Path(file) for file in files]))
    except BoundlabError:
        return None


def read(paths: list[Path]) -> tuple[Labelled, Labelled]:
    """Training and test images (n, 1, 28, 28), bytes, from the files `find` gave.

    Raises BoundlabError: a file is damaged, labels do not fit, or images have another size.
    """
    arrays = _arrays(paths)
    named = [paths[0], paths[0]] if len(paths) == 1 else [paths[0], paths[2]]
    return _labelled(named[0], *arrays[:2]), _labelled(named[1], *arrays[2:])


def _arrays(paths: list[Path]) -> list[np.ndarray]:
    if paths[0].suffix == ".npz":
        return _npz(paths[0])
    return [_npy(path) if path.suffix == ".npy" else read_idx(path) for path in paths]


def read_idx(path: Path) -> np.ndarray:
    """The array of bytes in an IDX file: 0, 0, 8, the number of dimensions, their sizes (big-endian), the bytes.

    A gzip file is known by its first two bytes, whatever its name.

    Raises BoundlabError: the file is none of these, or is longer or shorter than its header says.
    """
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
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
    if images.shape[1:] != (SIDE, SIDE):
        size = "×".join(map(str, images.shape[1:]))
        raise BoundlabError(f"{path}: expected images of {SIDE}×{SIDE} pixels; found {size}")
    return Labelled(images[:, None], labels.astype(np.int64))
