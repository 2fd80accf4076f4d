"""The command adversary as a user meets it: what it claims of a method, and what it refuses."""

import re
import textwrap

import pytest

OWN = """
    import itertools
    import numpy as np

    NODES = np.array([[-0.5], [0.5]])
    calls = itertools.count()
    buffer = np.zeros(2)
    kept = {}

    def constant(y):
        return [0.25, -1]

    def samples(y):
        return y(NODES)

    def values(t, x):
        return 0 * x[:, 0] + t[0]

    def nearly(y):  # even up to 1e-12·y: the search finds |θ(y0) - θ(-y0)| of that order, not 0
        v = y(np.array([[-0.3], [0.7]]))
        return np.abs(v) + 1e-12 * v

    def steep(y):
        return np.tanh(1e12 * y(np.array([[0.1]])))

    def even(y):
        return y(NODES) ** 2

    def elsewhere(y):
        return y(np.array([[-0.3], [0.71]]))

    def buffered(y):
        buffer[:] = elsewhere(y)
        return buffer

    def as_integers(y):
        return [3, 4]

    def as_fractions(y):
        from fractions import Fraction
        return [Fraction(1, 3), Fraction(2, 3)]

    def random(y):
        return np.random.random(2)

    def counting(y):
        return y(NODES) + 1e-3 * next(calls)

    def seldom(y):
        return y(NODES) + (next(calls) > 20)

    def remembering(y):
        kept["last"], last = y(NODES), kept.get("last", np.zeros(2))
        return y(NODES) + 1e-6 * last

    def complex_(y):
        return y(NODES) * 1j

    def complex_zero(y):
        return y(NODES) + 0j

    def complex_list(y):
        return [1, 1j]

    def nan(y):
        return [0, float("nan")]

    def inf(y):
        return [0, float("inf")]

    def words(y):
        return ["1", "2"]

    def column(y):
        return y(NODES)[:, None]

    def scalar(y):
        return 3.0

    def ragged(y):
        return [[1, 2], [3]]

    def varying(y):
        return np.zeros(2 if y(NODES)[0] > 0 else 3)

    def nothing(y):
        return None

    def huge(y):
        return [10**400, 0]

    def failing(y):
        raise RuntimeError("line one\\nline two")

    def leaving(y):
        raise SystemExit(0)

    def complex_values(t, x):
        return x[:, 0] + 1j

    def random_values(t, x):
        return np.random.random(len(x))

    def nan_values(t, x):
        return x[:, 0] * float("nan")

    def few_values(t, x):
        return [1.0]
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    (tmp_path / "own_method.py").write_text(textwrap.dedent(OWN), encoding="utf-8")
    (tmp_path / "leaving_module.py").write_text("raise SystemExit(0)", encoding="utf-8")
    (tmp_path / "broken_module.py").write_text("1 / 0", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "own_method", raising=False)


def test_built_in_methods(boundlab, tmp_path):
    done = boundlab("adversary", "polynomial-interpolation", "--n", "2", "--json", "--csv", str(tmp_path / "y.csv"))
    assert done.code == 0
    assert done.json["error_over_rho"] >= 0.999
    assert (tmp_path / "y.csv").read_text(encoding="utf-8").startswith("method,N,r,rho")
    assert boundlab("adversary").code == 0


def test_y0_is_in_the_closure_only(boundlab):
    done = boundlab("adversary", "spline-interpolation", "--n", "2")
    assert "y0 is in the closure of W_{1,1}" in done.out
    assert "∈ W" not in done.out


def test_equal_parameters_bind_every_decoder(boundlab, own):
    done = boundlab("adversary", "own_method:constant", "--n", "2")
    assert done.code == 0
    assert "θ(y0) = θ(-y0): any decoder errs by at least" in done.out
    assert boundlab("adversary", "own_method:even", "--n", "2", "--json").json["theta_equal"] is True
    for name in ("as_integers", "as_fractions"):
        assert boundlab("adversary", f"own_method:{name}", "--n", "2").code == 0


@pytest.mark.parametrize("name", ["elsewhere", "buffered"])
def test_nearly_equal_parameters_bind_no_decoder(boundlab, own, name):
    done = boundlab("adversary", f"own_method:{name}", "--n", "2")
    found = boundlab("adversary", f"own_method:{name}", "--n", "2", "--json").json
    assert found["theta_equal"] is False
    assert done.code == 3
    assert "any decoder errs by at least 0" not in done.out
    assert "‖θ(y0) - θ(-y0)‖_∞ = " in done.out
    assert "no error is claimed for this pair" in done.out
    assert "Borsuk-Ulam" in done.out
    assert 0 < found["theta_difference"] < 1e-6
    assert found["error_over_rho"] is None


def test_a_pair_that_is_not_found_claims_nothing(boundlab, own):
    done = boundlab("adversary", "own_method:nearly", "--n", "2")
    assert done.code == 3
    assert "any decoder" not in done.out
    assert "undecided" in done.out


def test_a_decoder_is_measured_whether_or_not_the_parameters_are_equal(boundlab, own):
    done = boundlab("adversary", "own_method:samples", "--n", "2", "--decoder", "own_method:values", "--json")
    assert done.code == 0
    assert done.json["error_over_rho"] >= 0.999


def test_a_steep_continuous_method_is_not_called_discontinuous(boundlab, own):
    for method, n in (("own_method:steep", "1"), ("largest-value", "2")):
        done = boundlab("adversary", method, "--n", n)
        assert done.code in (0, 3)
        assert "not continuous" not in done.out
    assert done.code == 3
    assert "θ changes by 2 between two targets" in done.out
    assert "values at points cannot tell" in done.out
    assert "undecided" in done.out


@pytest.mark.parametrize(
    ("method", "message"),
    [
        ("own_method:random", "the same parameters each time"),
        ("own_method:counting", "the same parameters each time"),
        ("own_method:seldom", "the same parameters each time"),
        ("own_method:remembering", "the same parameters each time"),
        ("own_method:complex_", "2 real parameters; it returned complex numbers"),
        ("own_method:complex_zero", "2 real parameters; it returned complex numbers"),
        ("own_method:complex_list", "2 real parameters; it returned complex numbers"),
        ("own_method:nan", "finite parameters"),
        ("own_method:inf", "finite parameters"),
        ("own_method:words", "2 real parameters; it returned values of type"),
        ("own_method:column", "2 parameters; it returned shape (2, 1)"),
        ("own_method:scalar", "2 parameters; it returned shape ()"),
        ("own_method:ragged", "a callable y ↦ θ(y) (ValueError"),
        ("own_method:varying", "2 parameters; it returned shape (3,)"),
        ("own_method:nothing", "2 parameters; it returned shape ()"),
        ("own_method:huge", "a callable y ↦ θ(y) (OverflowError"),
        ("own_method:failing", "(RuntimeError: line one line two)"),
        ("own_method:leaving", "(SystemExit: 0)"),
        ("own_method:missing", "own_method has no 'missing'"),
        ("own_method.py:missing", "own_method.py has no 'missing'"),
        ("nowhere.py:fit", "there is no file nowhere.py"),
        ("leaving_module:fit", "that can be imported (SystemExit: 0)"),
        ("broken_module:fit", "that can be imported (ZeroDivisionError"),
    ],
)
def test_what_is_no_method_is_refused_in_one_line(boundlab, own, method, message):
    done = boundlab("adversary", method, "--n", "2")
    assert done.code == 2
    assert message in done.err
    assert re.match(r"error: method: got", done.err)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("decoder", "message"),
    [
        ("complex_values", "real values; it returned complex numbers"),
        ("random_values", "the same values each time"),
        ("nan_values", "finite values"),
        ("few_values", "values; it returned shape (1,)"),
    ],
)
def test_what_is_no_decoder_is_refused_in_one_line(boundlab, own, decoder, message):
    done = boundlab("adversary", "own_method:samples", "--n", "2", "--decoder", f"own_method:{decoder}")
    assert done.code == 2
    assert message in done.err
    assert f"--decoder: got 'own_method:{decoder}'" in done.err
    assert done.err.count("\n") == 1
