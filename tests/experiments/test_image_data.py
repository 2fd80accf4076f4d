"""Images from files in the standard formats, from packages, and what is said about damaged files."""

import gzip
import io
import os
import pickle
import struct
from typing import ClassVar

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data import Source, sources
from boundlab.experiments.image_data._cifar import TEST, TRAIN
from boundlab.experiments.image_data._idx import ARRAYS, NAMES, read_idx
from boundlab.experiments.image_data._pickled_data import read_pickled_data


def idx(array):
    return b"\0\0\x08" + bytes([array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def digits(count, seed=0, side=28):
    generator = np.random.default_rng(seed)
    return generator.integers(0, 256, (count, side, side), np.uint8), np.arange(count, dtype=np.uint8) % 10


def write_mnist(folder, zipped=False, train=30, test=20):
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in zip(NAMES, (*digits(train, 1), *digits(test, 2)), strict=True):
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


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("place", [".", "MNIST/raw"])
def test_mnist_as_idx(tmp_path, zipped, place):
    write_mnist(tmp_path / place, zipped)
    source = sources(str(tmp_path))["mnist"]
    images = source.load()
    assert source.title == "MNIST"
    assert images.train.shape == (30, 1, 28, 28)
    assert torch.equal((images.test * 255).round().to(torch.uint8)[:, 0], torch.tensor(digits(20, 2)[0]))
    assert images.test_labels.tolist() == digits(20)[1].tolist()


def test_mnist_as_arrays(tmp_path):
    arrays = dict(zip(ARRAYS, (*digits(30, 1), *digits(20, 2)), strict=True))
    np.savez(tmp_path / "mnist.npz", **arrays)
    one = sources(str(tmp_path))["mnist"].load()
    other = tmp_path / "other"
    (other / "mnist").mkdir(parents=True)
    for name, array in arrays.items():
        np.save(other / "mnist" / f"{name}.npy", array)
    two = sources(str(other))["mnist"].load()
    assert all(torch.equal(a, b) for a, b in zip(one, two, strict=True))


def test_arrays_with_pickled_objects_are_refused(tmp_path):
    arrays = dict(zip(ARRAYS, (*digits(30, 1), *digits(20, 2)), strict=True))
    arrays["x_train"] = np.array([{"an": "object"}] * 30, dtype=object)
    np.savez(tmp_path / "mnist.npz", **arrays)
    with pytest.raises(BoundlabError, match=r"mnist\.npz: expected a complete \.npz file"):
        sources(str(tmp_path))["mnist"].load()


def test_fashion_lies_in_its_own_folder(tmp_path):
    write_mnist(tmp_path / "FashionMNIST" / "raw")
    found = sources(str(tmp_path))
    assert found["fashion"].title == "Fashion-MNIST"
    assert not found["mnist"].files


@pytest.mark.parametrize("dump", [dump_python2, *(lambda v, p=p: pickle.dumps(v, p) for p in range(2, 6))])
@pytest.mark.parametrize("place", [".", "cifar-10-batches-py"])
def test_cifar(tmp_path, dump, place):
    write_cifar(tmp_path / place, dump)
    source = sources(str(tmp_path))["cifar10"]
    images = source.load()
    assert source.title == "CIFAR-10"
    assert images.train.shape == (60, 3, 32, 32)
    wanted = cifar_batch(5)
    assert torch.equal((images.test * 255).round().to(torch.uint8).flatten(1), torch.tensor(wanted[b"data"]))
    assert images.test_labels.tolist() == wanted[b"labels"]
    assert images.train_labels[:12].tolist() == cifar_batch(0)[b"labels"]


class Call:
    def __init__(self, function, *arguments):
        self.value = (function, arguments)

    def __reduce__(self):
        return self.value


HOSTILE = {
    "a command": lambda mark: pickle.dumps(Call(os.system, f"touch {mark}"), 2),
    "a command in the labels": lambda mark: pickle.dumps(
        {b"data": 1, b"labels": [Call(os.system, f"touch {mark}")]}, 4
    ),
    "eval": lambda mark: pickle.dumps(Call(eval, f"open({str(mark)!r}, 'w')"), 0),
    "getattr": lambda mark: b"cbuiltins\ngetattr\n(cos\nsystem\nS'x'\ntR.",
    "a class": lambda mark: pickle.dumps(io.StringIO("text"), 2),
    "an instance": lambda mark: b"(ios\nsystem\n.",
    "an extension": lambda mark: b"\x80\x02\x82\x01.",
    "a persistent id": lambda mark: b"Pos.system\n.",
    "an array of objects": lambda mark: pickle.dumps({b"data": np.array([{}], dtype=object)}, 2),
    "an array of floats": lambda mark: pickle.dumps({b"data": np.ones(3)}, 2),
    "ndarray called": lambda mark: b"cnumpy\nndarray\n(I10\ntR.",
    "attributes of a dict": lambda mark: b"\x80\x02}}b.",
    "a wrong shape": lambda mark: pickle.dumps(np.zeros(4, np.uint8), 2).replace(b"K\x04\x85", b"K\x05\x85"),
    "no end": lambda mark: b"\x80\x02}",
    "nothing on the stack": lambda mark: b"\x80\x02.",
    "an element of nothing": lambda mark: b"\x80\x02K\x01a.",
    "a memo that is not there": lambda mark: b"\x80\x02h\x07.",
    "a huge memo": lambda mark: b"\x80\x02}r\xff\xff\xff\x7fj\xfe\xff\xff\x7f.",
    "a huge string": lambda mark: b"\x80\x04\x8e" + struct.pack("<Q", 2**60) + b"x.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pickles_do_nothing(tmp_path, name):
    mark = tmp_path / "ran"
    path = tmp_path / "data_batch_1"
    path.write_bytes(HOSTILE[name](mark))
    with pytest.raises(BoundlabError, match="data_batch_1: expected"):
        read_pickled_data(path)
    assert not mark.exists()


def test_the_control_would_have_run(tmp_path):
    """The command above does its work where `pickle` itself reads it."""
    mark = tmp_path / "ran"
    pickle.loads(HOSTILE["a command"](mark))
    assert mark.exists()


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.binary(max_size=9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3),
    max_leaves=12,
)


@given(plain, st.integers(3, 5))
def test_plain_data_reads_as_pickle_reads_it(tmp_path_factory, value, protocol):
    path = tmp_path_factory.mktemp("pickle") / "value"
    path.write_bytes(pickle.dumps(value, protocol))
    assert read_pickled_data(path) == value


@given(st.binary(max_size=40))
def test_any_bytes_end_in_data_or_one_line(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("pickle") / "value"
    path.write_bytes(b"\x80\x02" + content)
    try:
        read_pickled_data(path)
    except BoundlabError as error:
        text = str(error)
    else:
        text = ""
    assert "\n" not in text


def damage_cut(path):
    path.write_bytes(path.read_bytes()[:-7])


def damage_head(path):
    path.write_bytes(b"no such format" + path.read_bytes()[14:])


def damage_empty(path):
    path.write_bytes(b"")


def damage_long(path):
    path.write_bytes(path.read_bytes() + b"\0")


@pytest.mark.parametrize("damage", [damage_cut, damage_head, damage_empty])
@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("number", range(4))
def test_a_damaged_idx_file_is_named(tmp_path, damage, zipped, number):
    write_mnist(tmp_path, zipped)
    name = NAMES[number] + ".gz" * zipped
    damage(tmp_path / name)
    with pytest.raises(BoundlabError, match=f"{name}: expected"):
        sources(str(tmp_path))["mnist"].load()


def test_the_wanted_size_is_told(tmp_path):
    write_mnist(tmp_path)
    damage_cut(tmp_path / NAMES[0])
    with pytest.raises(
        BoundlabError, match=r"expected 23536 bytes for the shape \(30, 28, 28\) in its header; found 23529"
    ):
        read_idx(tmp_path / NAMES[0])
    damage_long(tmp_path / NAMES[1])
    with pytest.raises(BoundlabError, match="expected 38 bytes"):
        read_idx(tmp_path / NAMES[1])


@pytest.mark.parametrize("damage", [damage_cut, damage_head, damage_empty])
@pytest.mark.parametrize("name", [*TRAIN, TEST])
def test_a_damaged_cifar_batch_is_named(tmp_path, damage, name):
    write_cifar(tmp_path, dump_python2)
    damage(tmp_path / name)
    with pytest.raises(BoundlabError, match=f"{name}: expected"):
        sources(str(tmp_path))["cifar10"].load()


@pytest.mark.parametrize(
    "batch",
    [
        [1, 2],
        {"labels": [1]},
        {"data": np.zeros((2, 3), np.uint8), "labels": [1, 2]},
        {"data": np.zeros((2, 3072), np.uint8), "labels": [1]},
        {"data": np.zeros((2, 3072), np.uint8), "labels": [1, 10]},
        {"data": np.zeros((2, 3072), np.uint8), "labels": [1, "2"]},
    ],
)
def test_a_cifar_batch_of_another_kind(tmp_path, batch):
    write_cifar(tmp_path, dump_python2)
    (tmp_path / TEST).write_bytes(pickle.dumps(batch, 2))
    with pytest.raises(BoundlabError, match="test_batch: expected a dict with 'data'"):
        sources(str(tmp_path))["cifar10"].load()


def test_images_and_labels_must_fit(tmp_path):
    write_mnist(tmp_path)
    (tmp_path / NAMES[1]).write_bytes(idx(np.zeros(29, np.uint8)))
    with pytest.raises(BoundlabError, match=r"train-images-idx3-ubyte: expected n images .* labels uint8 \(29,\)"):
        sources(str(tmp_path))["mnist"].load()


def test_missing_parts_are_named(tmp_path):
    with pytest.raises(BoundlabError, match="an existing folder"):
        sources(str(tmp_path / "nowhere"))
    with pytest.raises(BoundlabError, match="a folder with MNIST"):
        sources(str(tmp_path))
    write_mnist(tmp_path)
    (tmp_path / NAMES[3]).unlink()
    with pytest.raises(BoundlabError, match=f"missing: {NAMES[3]}"):
        sources(str(tmp_path))
    write_cifar(tmp_path / "c", dump_python2)
    (tmp_path / "c" / "data_batch_3").unlink()
    with pytest.raises(BoundlabError, match="missing: data_batch_3"):
        sources(str(tmp_path / "c"))


def test_what_is_not_in_the_folder_is_shipped(tmp_path):
    write_mnist(tmp_path)
    found = sources(str(tmp_path))
    assert found["mnist"].files
    assert found["cifar10"] == Source("cifar10")


SHAPES = {
    "mnist": ((4000, 1, 28, 28), (1000, 1, 28, 28)),
    "fashion": ((1400, 1, 8, 8), (397, 1, 8, 8)),
    "uniform": ((60000, 1, 28, 28), (10000, 1, 28, 28)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shipped_images(name):
    images = Source(name).load()
    assert (images.train.shape, images.test.shape) == SHAPES[name]
    assert 0 <= images.train.min() < 0.1 < 0.9 < images.train.max() <= 1
    if name != "uniform":
        assert images.train_labels.bincount().min() > len(images.train) / 12


def test_photograph_patches():
    images = Source("cifar10").load()
    assert images.train.shape[1:] == images.test.shape[1:] == (3, 32, 32)
    assert len(images.train) > 3000 < 10 * len(images.test)
    assert set(images.train_labels.tolist()) == set(images.test_labels.tolist()) == set(range(5))
    known = {tuple(patch) for patch in images.train.flatten(1).tolist()}
    shared = [patch for patch in images.test.flatten(1) if tuple(patch.tolist()) in known]
    assert all(patch.std() == 0 for patch in shared)  # a black background is the same everywhere


def test_reduced():
    images = Source("mnist").load().reduced(10, 5, 14)
    assert images.train.shape == (10, 1, 14, 14)
    assert images.test_labels.shape == (5,)
    assert torch.allclose(images.train[0, 0, 3, 4], Source("mnist").load().train[0, 0, 6:8, 8:10].mean())
