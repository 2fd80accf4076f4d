"""The public names: complete, documented, typed, light, and what they return shows itself."""

import ast
import doctest
import json
import subprocess
import sys

import pytest
from test_house import ROOT

import boundlab

NAMES = [name for name in boundlab.__all__ if name != "__version__"]
CLAIM, OTHER = "galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4"


def objects():
    yield boundlab.load()
    yield boundlab.load()[CLAIM]
    yield boundlab.load()[CLAIM].approximators
    yield boundlab.load()[CLAIM].target
    yield boundlab.compare(CLAIM, OTHER)
    best = boundlab.best("relu", selection="continuous")
    yield from (best, best.lower[0])
    audited = boundlab.audit("galanti-wolf-2020/thm-1")
    yield from (audited, audited[0])
    conflict = boundlab.consistency(["galanti-wolf-2020/thm-1"])
    yield from (conflict, conflict[0])
    yield boundlab.decide("m1 <= m2")
    yield boundlab.decide(" and ".join(f"m{i} >= 1" for i in range(1, 60)))
    yield boundlab.minimise("a", [], ["a >= 2*m1"])
    order = boundlab.parse_order("w^(1+m2/r)*eps^(-m2/r)*log(1/eps)")
    yield from (order, boundlab.invert(boundlab.parse_order("N^(-r/m)")), boundlab.parse_expression("min(m1, m2)/r"))
    yield boundlab.parse_order(" + ".join(f"eps^(-m{i})" for i in range(60)))
    point = boundlab.explicit(2, 1, "1e-2")
    yield from (point, point.bounds[0], boundlab.explicit(1, 1, ["1e-1:1e-2:3", "1/7"]))
    yield from (boundlab.sandwich(1, 2, "1e-6"), boundlab.sandwich(1, 2, ["1e-3", "1e-4"]))
    yield boundlab.sandwich(32, 1, "1e-58").lower
    yield boundlab.construct("hypernetwork", target="sin(x + 2*y)", eps="1/10")
    yield boundlab.construct("structured", eps="1/10", w=2)
    yield boundlab.count("full", tasks=10)
    yield boundlab.count("full", hidden=[100] * 60)
    yield boundlab.architectures.rank(tasks=10)
    yield boundlab.check(boundlab.decide("m1 >= 1").certificate())


@pytest.mark.parametrize("shown", list(objects()), ids=lambda o: type(o).__name__)
def test_every_object_shows_itself(shown):
    assert len(repr(shown)) < 200
    assert type(shown).__name__ in repr(shown)
    assert shown._repr_latex_().startswith("$")
    html = shown._repr_html_()
    assert html.startswith("<")
    assert html.endswith(">")
    json.dumps(shown.to_json(), allow_nan=False)
    if hasattr(shown, "to_dataframe"):
        assert len(shown.to_dataframe()) == len(shown.records())


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_a_docstring_with_an_example(name):
    found = getattr(boundlab, name)
    assert found is getattr(boundlab, name)  # no module of the same name takes its place
    assert found.__doc__
    tests = doctest.DocTestFinder(exclude_empty=True).find(found, name, globs={"boundlab": boundlab})
    assert any(test.examples for test in tests)


def test_dir_and_the_stub_have_every_name():
    assert set(boundlab.__all__) <= set(dir(boundlab))
    tree = ast.parse((ROOT / "boundlab" / "__init__.pyi").read_text(encoding="utf-8"))
    typed = {
        alias.asname: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert typed == boundlab._WHERE | {"architectures": "boundlab"}
    with pytest.raises(AttributeError, match="has no attribute 'decied'"):
        boundlab.decied  # noqa: B018


def test_import_loads_nothing_else():
    code = (
        "import boundlab, sys; print({'torch', 'sympy', 'scipy', 'numpy', 'flint'} & set(sys.modules), dir(boundlab))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.startswith("set()")


def test_a_registry_is_used_like_a_mapping():
    claims = boundlab.load()
    assert claims.keys() == [c.id for c in claims] == claims._ipython_key_completions_()
    assert claims.get(CLAIM).id == CLAIM
    assert claims.get("nothing") is None
    assert claims.get("nothing", 3) == 3


def test_tables_without_pandas_name_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(boundlab.BoundlabError) as error:
        boundlab.load().to_dataframe()
    assert str(error.value) == "needs pandas: pip install 'boundlab[notebook]'"


def test_a_measurement_is_fitted_from_its_store_or_its_file(tmp_path):
    rows = boundlab.measure("1e-1", target="cosh(x)", starts=1, store=tmp_path / "runs.db")
    assert rows[0]["N"] > 0
    with boundlab.RunStore(tmp_path / "runs.db", reading=True) as store:
        found = boundlab.fit(store)
    assert found.to_json() == boundlab.fit(tmp_path / "runs.db").to_json()
    assert found[0].to_json()["verdict"] == "cannot tell"
    assert len(repr(found[0])) < 200
    assert len(found.to_dataframe()) == 1


def test_what_needs_torch_names_the_extra():
    code = "import sys, boundlab; sys.modules['torch'] = None"
    code += "\ntry: boundlab.measure\nexcept boundlab.BoundlabError as e: print(e)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout == "measure needs torch: pip install 'boundlab[networks]'\n"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: boundlab.compare(CLAIM, 3), "b: got '3'"),
        (lambda: boundlab.compare("thm-3x", OTHER), "no claim 'thm-3x'; did you mean galanti-wolf-2020/thm-3"),
        (lambda: boundlab.best("step"), "activation: got 'step'"),
        (lambda: boundlab.best(selection="smooth"), "selection: got 'smooth', expected one of linear"),
        (lambda: boundlab.best(assume=["luck"]), "assume: got 'luck'"),
        (lambda: boundlab.best(class_="besof"), "class_: got 'besof'"),
        (lambda: boundlab.audit("nothing"), "no claim 'nothing'"),
        (lambda: boundlab.consistency(["galanti-wolf-2020/thm-1:luck"]), "hypothesis: got 'luck'"),
        (lambda: boundlab.explicit(2, 1, 0.1), "eps: got '0.1'"),
        (lambda: boundlab.explicit(0, 1, "1/2"), "m: got '0'"),
        (lambda: boundlab.explicit(1, 1, "1/2", weights_bound="x"), "weights_bound: got 'x'"),
        (lambda: boundlab.explicit(1, 1, "1/2", engine="steam"), "engine: got 'steam'"),
        (lambda: boundlab.sandwich(1, 1, ["1/2", "2"]), "eps: got '2'"),
        (lambda: boundlab.construct("house", eps="1/2"), "kind: got 'house'"),
        (lambda: boundlab.construct("structured", eps="1/2", hidden="3,a"), "hidden: got 'a'"),
        (lambda: boundlab.construct("hypernetwork", target="1/x + y", eps="1/2"), "target: got"),
        (lambda: boundlab.count("full", colour="red"), "colour: got 'red'"),
        (lambda: boundlab.count("full", tasks=0), "tasks: got '0'"),
        (lambda: boundlab.measure("1e-1", r=1, patterns=0), "patterns: got '0'"),
        (lambda: boundlab.measure("1e-1", r=1, fraction=2), "fraction: got '2'"),
        (lambda: boundlab.fit("x.db", theory=float("nan")), "theory: got 'nan'"),
        (lambda: boundlab.fit("x.db", rivals={"mine": float("inf")}), "mine: got 'inf'"),
        (lambda: boundlab.fit("x.db", reduction="best"), "reduction: got 'best'"),
        (lambda: boundlab.count("fll"), "architecture: got 'fll'"),
    ],
)
def test_errors_name_the_argument(call, message):
    with pytest.raises(boundlab.BoundlabError) as error:
        call()
    assert str(error.value).startswith(message)
    assert "--" not in str(error.value)
