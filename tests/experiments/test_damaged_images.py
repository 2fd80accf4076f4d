"""Damaged, hostile and missing files of images: one line that names them, and nothing runs."""

import io
import os
import pickle
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_files import dump_python2, idx, pack, write_cifar, write_cifar_bin, write_mnist

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data import sources
from boundlab.experiments.image_data._cifar import TEST, TRAIN
from boundlab.experiments.image_data._idx import NAMES, read_idx
from boundlab.experiments.image_data._pickled_data import read_pickled_data


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
