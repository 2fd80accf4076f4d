"""Entry points: what a package adds is there while it is installed, and only then."""

import pytest
from extensions.sample_package import FILES, POINTS, install

from boundlab import activations, architectures
from boundlab.claims import activation as families
from boundlab.errors import BoundlabError
from boundlab.extensions import packages
from boundlab.rigorous import engines


def forget():
    for cached in (packages._all, activations.catalogue, families._members, engines.engines):
        cached.cache_clear()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return a function that installs a package for this test."""

    def put(points=POINTS, files=FILES, name="softsign-lab"):
        folder = install(tmp_path / name, points, files, name)
        monkeypatch.syspath_prepend(str(folder))
        forget()

    yield put
    monkeypatch.undo()
    forget()


def test_what_a_package_adds_is_there_with_its_origin(installed):
    before = activations.catalogue(), architectures.names(), engines.engines()
    installed()
    assert activations.activation("softsign").lipschitz == 1
    assert str(packages.origins("activations", activations.built_in())["softsign"]) == "package softsign-lab 1.0"
    assert str(packages.origins("activations", activations.built_in())["tanh"]) == "built-in"
    assert "softsign" not in activations.built_in()
    assert families.LIPSCHITZ_ACTIVATION.cover(frozenset({"softsign"}))
    assert (
        architectures.count("gated", tasks=3).bill().trainable == architectures.count("full", tasks=3).bill().trainable
    )
    assert str(architectures.origins()["gated"]) == "package softsign-lab 1.0"
    assert [e.name for e in engines.select("floor")] == ["floor"]
    packages_gone(before)


def packages_gone(before, monkeypatch=None):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(packages.SWITCH, "0")
        forget()
        assert (activations.catalogue(), architectures.names(), engines.engines()) == before
    forget()


REFUSED = {
    "kind.x": ({"activation.softsign": "a.b"}, "no kind 'activation', expected one of .*did you mean activations"),
    "no name": ({"activations": "a.b"}, "expected KIND.NAME"),
    "missing": ({"activations.x": "nowhere_at_all"}, "activations.x = nowhere_at_all: ModuleNotFoundError"),
    "type": ({"activations.x": "math:pi"}, "expected ACTIVATION to be of type Activation, got float"),
    "empty": ({"activations.x": "math"}, "expected ACTIVATION to be of type Activation, got NoneType"),
    "exits": ({"activations.x": "leaves"}, "SystemExit"),
    "other name": ({"activations.hard": "softsign_lab.softsign"}, "calls itself 'softsign'"),
    "taken": ({"activations.tanh": "softsign_lab.softsign"}, "the name tanh is taken: built-in"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_names_the_package_and_the_way_out(case, installed):
    points, message = REFUSED[case]
    installed(points, FILES | {"leaves.py": "raise SystemExit(3)"})
    with pytest.raises(BoundlabError, match=message) as error:
        activations.catalogue()
    assert "package softsign-lab 1.0" in str(error.value)
    assert "\n" not in str(error.value)


def test_two_packages_may_not_give_one_name(installed):
    installed()
    installed({"activations.softsign": "other:X"}, {"other.py": "X = 1"}, "other-lab")
    with pytest.raises(BoundlabError, match="the name softsign is taken: package other-lab"):
        activations.catalogue()
