"""Images from files in the standard formats, from packages, and what is said about damaged files."""

import gzip
import hashlib
import io
import os
import pickle
import struct
import tarfile
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
from boundlab.experiments.image_data._published import CONTENT


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


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("place", [".", "MNIST/raw"])
def test_mnist_as_idx(tmp_path, zipped, place):
    write_mnist(tmp_path / place, zipped)
    source = sources(str(tmp_path))["mnist"]
    images = source.load()
    assert source.title == f"IDX images {source.digest[:8]}"
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
    assert found["fashion"].title == f"IDX images {found['fashion'].digest[:8]}"
    assert not found["mnist"].files


@pytest.fixture
def known(monkeypatch):
    """Make two small sets the published ones, by their hashes."""

    def published_sets(**seeds):
        for name, seed in seeds.items():
            arrays = (*digits(30, seed), *digits(20, seed + 1))
            hashes = tuple(hashlib.md5(idx(array)).hexdigest() for array in arrays)
            monkeypatch.setitem(CONTENT, name, hashes)

    return published_sets


@pytest.mark.parametrize("place", [".", "MNIST/raw", "FashionMNIST/raw"])
@pytest.mark.parametrize("form", ["plain", "zipped", "npz"])
def test_content_tells_mnist_and_fashion_apart_wherever_they_lie(tmp_path, known, place, form):
    for seed, name, title in ((10, "mnist", "MNIST"), (20, "fashion", "Fashion-MNIST")):
        known(mnist=10, fashion=20)
        folder = tmp_path / name
        arrays = (*digits(30, seed), *digits(20, seed + 1))
        if form == "npz":
            (folder / place).mkdir(parents=True)
            np.savez(folder / place / "mnist.npz", **dict(zip(ARRAYS, arrays, strict=True)))
        else:
            write_idx(folder / place, arrays, form == "zipped")
        found = sources(str(folder))
        assert found[name].title == title
        assert not found[{"mnist": "fashion", "fashion": "mnist"}[name]].files
        assert torch.equal((found[name].load().train * 255).round()[:, 0], torch.tensor(arrays[0]).float())


def test_published_files_go_before_others(tmp_path, known):
    known(fashion=20)
    write_idx(tmp_path, (*digits(30, 20), *digits(20, 21)))
    write_mnist(tmp_path / "FashionMNIST" / "raw")
    write_mnist(tmp_path / "MNIST" / "raw")
    found = sources(str(tmp_path))
    assert found["fashion"].title == "Fashion-MNIST"
    assert found["mnist"].title.startswith("IDX images ")


def test_a_mixture_of_both_is_neither(tmp_path, known):
    known(mnist=10, fashion=20)
    write_idx(tmp_path, (*digits(30, 10), *digits(20, 21)))
    assert sources(str(tmp_path))["mnist"].title.startswith("IDX images ")


def test_the_published_hashes_are_those_of_eight_files():
    hashes = [text for four in CONTENT.values() for text in four]
    assert len(set(hashes)) == 8
    assert all(len(bytes.fromhex(text)) == 16 for text in hashes)


@pytest.mark.parametrize("end", ["", ".gz"])
@pytest.mark.parametrize("zipped", [False, True])
def test_names_of_mirrors_and_content_that_is_not_what_its_name_says(tmp_path, end, zipped):
    write_mnist(tmp_path, zipped)
    for path in list(tmp_path.iterdir()):
        path.rename(tmp_path / (path.name.removesuffix(".gz").replace("-idx", ".idx") + end))
    images = sources(str(tmp_path))["mnist"].load()
    assert torch.equal((images.test * 255).round()[:, 0], torch.tensor(digits(20, 2)[0]).float())


@pytest.mark.parametrize("which", [0, 2])
@pytest.mark.parametrize("side", [32, 14])
def test_images_of_another_size_are_named(tmp_path, which, side):
    write_mnist(tmp_path)
    (tmp_path / NAMES[which]).write_bytes(idx(digits((30, 0, 20)[which], 3, side)[0]))
    with pytest.raises(BoundlabError, match=rf"{NAMES[which]}: expected images of 28×28 pixels; found {side}×{side}$"):
        sources(str(tmp_path))["mnist"].load()


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


def write_cifar_bin(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name in enumerate((*TRAIN, TEST)):
        batch = cifar_batch(seed)
        records = np.column_stack([np.array(batch[b"labels"], np.uint8), batch[b"data"]])
        (folder / f"{name}.bin").write_bytes(records.tobytes())


def pack(folder, archive):
    with tarfile.open(archive, "w:gz" if archive.suffix == ".gz" else "w") as tar:
        tar.add(folder, arcname=folder.name)


@pytest.mark.parametrize("form", ["bin", "bin in its folder", "python archive", "python archive, unzipped", "archive"])
def test_cifar_as_downloaded(tmp_path, form):
    data, made = tmp_path / "data", tmp_path / "made"
    data.mkdir()
    write_cifar(tmp_path / "reference", dump_python2)
    if form.startswith("bin"):
        write_cifar_bin(data / ("cifar-10-batches-bin" if "folder" in form else "."))
    elif "python" in form:
        write_cifar(made / "cifar-10-batches-py", dump_python2)
        (made / "cifar-10-batches-py" / "batches.meta").write_bytes(b"\x80\x02cos\nsystem\n.")
        pack(made / "cifar-10-batches-py", data / ("cifar-10-python.tar" + ".gz" * ("unzipped" not in form)))
    else:
        write_cifar_bin(made / "cifar-10-batches-bin")
        pack(made / "cifar-10-batches-bin", data / "cifar-10-binary.tar.gz")
    before = sorted(data.rglob("*"))
    source = sources(str(data))["cifar10"]
    assert source.title == "CIFAR-10"
    wanted = sources(str(tmp_path / "reference"))["cifar10"].load()
    assert all(torch.equal(a, b) for a, b in zip(source.load(), wanted, strict=True))
    assert sorted(data.rglob("*")) == before


def test_a_hostile_pickle_in_an_archive_does_nothing(tmp_path):
    mark = tmp_path / "ran"
    write_cifar(tmp_path / "cifar-10-batches-py", dump_python2)
    (tmp_path / "cifar-10-batches-py" / TEST).write_bytes(HOSTILE["a command"](mark))
    (tmp_path / "data").mkdir()
    pack(tmp_path / "cifar-10-batches-py", tmp_path / "data" / "cifar-10-python.tar.gz")
    with pytest.raises(BoundlabError, match=r"cifar-10-python\.tar\.gz/test_batch: expected plain data"):
        sources(str(tmp_path / "data"))["cifar10"].load()
    assert not mark.exists()


@pytest.mark.parametrize("damage", ["cut", "head", "empty", "incomplete"])
def test_a_damaged_archive_is_named(tmp_path, damage):
    write_cifar(tmp_path / "made", dump_python2)
    if damage == "incomplete":
        (tmp_path / "made" / "data_batch_2").unlink()
    (tmp_path / "data").mkdir()
    archive = tmp_path / "data" / "cifar-10-python.tar.gz"
    pack(tmp_path / "made", archive)
    if damage == "cut":
        archive.write_bytes(archive.read_bytes()[:5000])
    elif damage != "incomplete":
        {"head": damage_head, "empty": damage_empty}[damage](archive)
    with pytest.raises(BoundlabError, match=r"cifar-10-python\.tar\.gz: expected .*") as error:
        sources(str(tmp_path / "data"))["cifar10"].load()
    assert "\n" not in str(error.value)
    assert ("missing: data_batch_2" in str(error.value)) == (damage == "incomplete")


@pytest.mark.parametrize(
    ("damage", "message"), [(b"", "found 0 bytes"), (b"\0" * 100, "100 bytes"), (b"\x0a" * 3073, "found 10")]
)
def test_a_damaged_binary_batch_is_named(tmp_path, damage, message):
    write_cifar_bin(tmp_path)
    (tmp_path / "data_batch_3.bin").write_bytes(damage)
    with pytest.raises(BoundlabError, match=rf"data_batch_3\.bin: expected .*{message}"):
        sources(str(tmp_path))["cifar10"].load()


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
