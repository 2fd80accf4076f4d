"""Small folders of images in the standard formats, for the tests that read them."""

import gzip
import io
import pickle
import struct
import tarfile
from typing import ClassVar

import numpy as np

from boundlab.experiments.image_data._cifar import TEST, TRAIN
from boundlab.experiments.image_data._idx import NAMES


def idx(array):
    return b"\0\0\x08" + bytes([array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def digits(count, seed=0, side=28):
    generator = np.random.default_rng(seed)
    return generator.integers(0, 256, (count, side, side), np.uint8), np.arange(count, dtype=np.uint8) % 10


def write_mnist(folder, zipped=False, train=30, test=20):
    write_idx(folder, (*digits(train, 1), *digits(test, 2)), zipped)


def write_idx(folder, arrays, zipped=False):
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in zip(NAMES, arrays, strict=True):
        content = idx(array)
        (folder / (name + ".gz" * zipped)).write_bytes(gzip.compress(content) if zipped else content)


class Python2Pickler(pickle._Pickler):
    """Writes bytes as Python 2 wrote its str, as in the published CIFAR-10 batches."""

    dispatch: ClassVar = dict(pickle._Pickler.dispatch)

    def save_bytes(self, value):
        if len(value) < 256:
            self.write(pickle.SHORT_BINSTRING + bytes([len(value)]) + value)
        else:
            self.write(pickle.BINSTRING + struct.pack("<i", len(value)) + value)
        self.memoize(value)

    dispatch[bytes] = save_bytes


def cifar_batch(seed, count=12):
    pixels = np.random.default_rng(seed).integers(0, 256, (count, 3072), np.uint8)
    labels = [(seed + i) % 10 for i in range(count)]
    return {b"batch_label": b"a batch", b"labels": labels, b"data": pixels, b"filenames": [b"x.png"] * count}


def write_cifar(folder, dump):
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name in enumerate((*TRAIN, TEST)):
        (folder / name).write_bytes(dump(cifar_batch(seed)))


def dump_python2(value):
    stream = io.BytesIO()
    Python2Pickler(stream, 2).dump(value)
    return stream.getvalue()


def write_cifar_bin(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name in enumerate((*TRAIN, TEST)):
        batch = cifar_batch(seed)
        records = np.column_stack([np.array(batch[b"labels"], np.uint8), batch[b"data"]])
        (folder / f"{name}.bin").write_bytes(records.tobytes())


def pack(folder, archive):
    with tarfile.open(archive, "w:gz" if archive.suffix == ".gz" else "w") as tar:
        tar.add(folder, arcname=folder.name)
