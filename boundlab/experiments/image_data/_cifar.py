"""CIFAR-10: its six python batches, its six binary ones, or one of the two archives as downloaded."""

from __future__ import annotations

import tarfile
import zlib
from pathlib import Path

import numpy as np

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data._images import Labelled
from boundlab.experiments.image_data._pickled_data import read_pickled_data

TRAIN = tuple(f"data_batch_{i}" for i in range(1, 6))
TEST = "test_batch"
NAMES = (*TRAIN, TEST)
FOLDERS = (".", "cifar-10-batches-py", "cifar-10-batches-bin")
ARCHIVES = ("cifar-10-python.tar.gz", "cifar-10-binary.tar.gz")
# A record of a binary batch: the label, then 32×32 red, green and blue.
_RECORD = 1 + 3072
_LARGEST = 2**28


def find(folder: Path) -> list[Path]:
    """The files of CIFAR-10 in `folder`: six batches, or an archive, which is read without unpacking; or nothing.

    Raises BoundlabError: some batches are there and others are missing.
    """
    sets = [[folder / place / (name + end) for name in NAMES] for place in FOLDERS for end in ("", ".bin")]
    archives = [folder / name.removesuffix(end) for name in ARCHIVES for end in ("", ".gz")]
    for paths in [*sets, *([archive] for archive in archives)]:
        if all(path.is_file() for path in paths):
            return paths
    for paths in sets:
        missing = [path.name for path in paths if not path.is_file()]
        if len(missing) < len(paths):
            batches = f"the six batches of CIFAR-10; missing: {', '.join(missing)}"
            raise BoundlabError(f"{paths[0].parent}: expected {batches}")
    return []


def read(paths: list[Path]) -> tuple[Labelled, Labelled]:
    """Training and test images (n, 3, 32, 32), bytes, from the files `find` gave.

    Raises BoundlabError: a file is damaged or holds something else.
    """
    contents = _members(paths[0]) if len(paths) == 1 else [(path, path.read_bytes()) for path in paths]
    batches = [(_binary if path.suffix == ".bin" else _pickled)(path, content) for path, content in contents]
    pixels, labels = (np.concatenate(part) for part in zip(*batches[:-1], strict=True))
    return Labelled(pixels, labels), Labelled(*batches[-1])


def _members(archive: Path) -> list[tuple[Path, bytes]]:
    """The six batches in an archive; nothing is written, and members of other names are passed over."""
    wanted = {name + end: index for index, name in enumerate(NAMES) for end in ("", ".bin")}
    found: dict[int, tuple[Path, bytes]] = {}
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                name = Path(member.name).name
                file = tar.extractfile(member) if name in wanted and member.isreg() else None
                if file is not None and member.size <= _LARGEST:
                    found[wanted[name]] = (archive / name, file.read())
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        reason = str(error).partition("\n")[0].rstrip(" :")
        raise BoundlabError(f"{archive}: expected a complete archive of CIFAR-10; {reason}") from None
    missing = [name for index, name in enumerate(NAMES) if index not in found]
    if missing:
        raise BoundlabError(f"{archive}: expected the six batches of CIFAR-10; missing: {', '.join(missing)}")
    return [found[index] for index in range(len(NAMES))]


def _binary(path: Path, content: bytes) -> tuple[np.ndarray, np.ndarray]:
    if not content or len(content) % _RECORD:
        expected = f"records of {_RECORD} bytes, a label and 3072 bytes of pixels"
        raise BoundlabError(f"{path}: expected {expected}; found {len(content)} bytes")
    records = np.frombuffer(content, np.uint8).reshape(-1, _RECORD)
    if records[:, 0].max() > 9:
        raise BoundlabError(f"{path}: expected labels from 0 to 9; found {records[:, 0].max()}")
    return records[:, 1:].reshape(-1, 3, 32, 32), records[:, 0].astype(np.int64)


def _pickled(path: Path, content: bytes) -> tuple[np.ndarray, np.ndarray]:
    found = read_pickled_data(path, content)
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
