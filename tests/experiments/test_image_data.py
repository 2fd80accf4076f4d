"""Images from files in the standard formats, and from packages."""

import hashlib
import pickle

import numpy as np
import pytest
import torch
from image_files import (
    cifar_batch,
    digits,
    dump_python2,
    idx,
    pack,
    write_cifar,
    write_cifar_bin,
    write_idx,
    write_mnist,
)

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data import Source, sources
from boundlab.experiments.image_data._idx import ARRAYS, NAMES
from boundlab.experiments.image_data._published import CONTENT


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
