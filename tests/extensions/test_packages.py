"""Entry points: what a package adds is there while it is installed, and only then."""

import sys

import pytest
from extensions.sample_package import FILES, POINTS, install

import boundlab
from boundlab import activations, architectures
from boundlab.claims import activation as families
from boundlab.errors import BoundlabError
from boundlab.extensions import packages
from boundlab.rigorous import engines


def forget():
    for cached in (packages._all, activations.catalogue, families._members, engines.engines):
        cached.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "softsign_lab"]:
        del sys.modules[name]


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


def test_claims_and_classes_of_a_package_are_in_the_registry(installed):
    from boundlab.auditing.vacuity import vacuity
    from boundlab.checking import check

    before = boundlab.load()
    vacuous = vacuity(before["galanti-wolf-2020/thm-1"], lambda c: check(c).valid, before)
    installed()
    known = boundlab.load()
    assert {c.id for c in known} - {c.id for c in before} == {"lab-2026/upper"}
    assert str(known.origin("lab-2026/upper")) == str(known.origin("class lab-ball")) == "package softsign-lab 1.0"
    assert [c for c in known if c.id in before] == list(before)
    assert vacuity(known["galanti-wolf-2020/thm-1"], lambda c: check(c).valid, known) == vacuous
    found = boundlab.best("softsign", class_="lab-ball")
    assert [a.claim.id for a in found.upper] == ["lab-2026/upper"]


def test_a_figure_of_a_package_is_listed_and_drawn(installed, tmp_path):
    pytest.importorskip("matplotlib")
    from figures._catalogue import figures, select

    before = figures()
    installed()
    (added,) = [figure for figure in figures() if figure not in before]
    assert (added.name, added.title) == ("lab_figure", "The lab's figure")
    (drawn,) = select(["lab-figure"])[0].draw(tmp_path, ["svg"], tmp_path)
    assert drawn.name == "lab_figure.svg"


ROWS_REFUSED = {
    "claims.a": ("softsign_lab.bad:CLAIMS", "claim 'lab/x': it has no status"),
    "claims.b": ("softsign_lab.bad:NOTHING", "it has none of PARAMETERS, CLASSES, CLAIMS"),
    "claims.c": ("softsign_lab.bad", "claim 'lab/x': it has no status"),
    "classes.d": ("softsign_lab.bad:FILE", "none.toml', expected a file"),
}


@pytest.mark.parametrize("name", ROWS_REFUSED)
def test_wrong_rows_name_the_package(name, installed):
    value, message = ROWS_REFUSED[name]
    bad = """
from pathlib import Path
NOTHING, FILE = 3, Path(__file__).with_name("none.toml")
CLAIMS = [{"id": "lab/x", "direction": "upper", "class": "sobolev-ball", "order": "eps^(-m)", "source": "x",
           "approximators": {"kind": "network"}}]
"""
    installed({name: value}, {"softsign_lab/__init__.py": "", "softsign_lab/bad.py": bad})
    with pytest.raises(BoundlabError) as error:
        boundlab.load()
    assert str(error.value).startswith(f"package softsign-lab 1.0: entry point {name} = {value}: ")
    assert message in str(error.value)


def packages_gone(before):
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
