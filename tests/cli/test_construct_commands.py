"""`boundlab construct` as a user meets it."""

import json
import math

import pytest

FORMULA = ("construct", "hypernetwork", "--target", "sin(x + 2*y)")


@pytest.mark.parametrize(("m1", "m2", "r"), [(1, 1, 1), (1, 1, 2), (2, 1, 1), (1, 2, 1)])
def test_errors_orders_and_certificates(boundlab, tmp_path, m1, m2, r):
    file = str(tmp_path / "c.json")
    target = "sin(x + 2*y)" + "*exp(-z)" * (m1 + m2 - 2)
    line = ["--m1", str(m1), "--m2", str(m2), "--r", str(r), "--eps", "1e-1:1e-4:4", "--certificate", file, "--json"]
    done = boundlab("construct", "hypernetwork", "--target", target, *line)
    assert done.code == 0, done.err
    data = done.json
    assert abs(data["exponent_of_N_g"] - m1 / r) <= 0.02
    for row in data["rows"]:
        top, bottom = (int(v) for v in row["error"].split("/"))
        assert top / bottom <= float(eval(row["eps"]))
        assert math.isclose(row["N_g_times_power"], row["N_g"] * eval(row["eps"]) ** (m1 / r))
    assert boundlab("check", file).code == 0
    with open(file, encoding="utf-8") as stream:
        bundle = json.load(stream)
    bundle["certificates"][0]["N_g"] += 1
    with open(file, "w", encoding="utf-8") as stream:
        json.dump(bundle, stream)
    assert boundlab("check", file).code == 1


def test_the_module_is_built_if_it_fits_and_otherwise_one_line_says_so(boundlab):
    done = boundlab(*FORMULA, "--eps", "1/4,1e-4", "--refine", "1", "--module", "--samples", "50")
    assert done.code == 0
    assert "module for ε = 1/10000 not built" in done.out
    data = boundlab(*FORMULA, "--eps", "1/4,1e-4", "--refine", "1", "--module", "--samples", "50", "--json").json
    small, large = (row["module"] for row in data["rows"])
    assert small["parameters"] == data["rows"][0]["N_f"]
    assert small["largest_error_seen"] <= 1 / 4
    assert large == {"built": False, "reason": large["reason"]}


def test_saving(boundlab, tmp_path):
    import torch

    file = str(tmp_path / "f.pt")
    done = boundlab(*FORMULA, "--eps", "1/4", "--save", file, "--json")
    assert done.code == 0
    state = torch.load(file, weights_only=True)
    assert sum(v.numel() for v in state.values()) == done.json["rows"][0]["N_f"]


def test_structured(boundlab):
    line = ("construct", "structured", "--r", "2", "--w", "2", "--eps", "1e-1,1e-2", "--hidden", "3,2", "--measure")
    data = boundlab(*line, "--json").json
    for row in data["rows"]:
        assert row["widths"] == [1, 3, 2, 1]
        top, bottom = (int(v) for v in row["deviation_bound"].split("/"))
        assert row["seen"]["hypernetwork"] <= top / bottom <= float(eval(row["eps"]))
        assert row["N_standard"] <= 12 * row["N_f"]
    assert "error of standard seen" in boundlab(*line).out


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (["hypernetwork"], ["--target"]),
        (["hypernetwork", "--target", "x*y"], ["--eps"]),
        (["hypernetwork", "--target", "x*y", "--eps", "2"], ["--eps", "'2'"]),
        (["hypernetwork", "--target", "x*y", "--eps", "1e-1:"], ["--eps"]),
        (["hypernetwork", "--target", "x*w", "--eps", "0.1"], ["--target", "w"]),
        (["hypernetwork", "--target", "x*y*z", "--eps", "0.1"], ["--target", "2 variable"]),
        (["hypernetwork", "--target", "1/x", "--eps", "0.1"], ["--target", "bounded"]),
        (["hypernetwork", "--target", "abs(x)", "--r", "2", "--eps", "0.1"], ["--target", "order 2"]),
        (["hypernetwork", "--target", "bumps:m=3,r=1,k=2,pattern=0", "--eps", "0.1"], ["m: got", "3"]),
        (["hypernetwork", "--target", "bumps:m=2,r=1,k=2,pattern=0", "--r", "2", "--eps", "0.1"], ["--target"]),
        (["hypernetwork", "--target", "math:sin", "--m1", "1", "--eps", "0.1"], ["--target", "formula"]),
        (["hypernetwork", "--target", "x*y", "--r", "3", "--eps", "0.1"], ["--r", "3", "1 or 2"]),
        (["hypernetwork", "--target", "x*y", "--m1", "0", "--eps", "0.1"], ["--m1", "0"]),
        (["hypernetwork", "--target", "x*y", "--m2", "9", "--eps", "0.1"], ["--m2"]),
        (["hypernetwork", "--target", "x*y", "--activation", "tanh", "--eps", "0.1"], ["activation", "tanh"]),
        (["hypernetwork", "--target", "x*y", "--refine", "0", "--eps", "0.1"], ["--refine", "0"]),
        (["hypernetwork", "--target", "x*y", "--eps", "0.1,0.2", "--save", "f.pt"], ["--save", "one accuracy"]),
        (["hypernetwork", "--target", "x*y", "--eps", "1e-4", "--save", "f.pt"], ["20000000 parameters"]),
        (["hypernetwork", "--target", "x*y", "--eps", "0.1", "--certificate", "/nowhere/c.json"], ["/nowhere/c.json"]),
        (["structured", "--eps", "0"], ["--eps", "'0'"]),
        (["structured", "--eps", "0.1", "--w", "0"], ["w", "'0'"]),
        (["structured", "--eps", "0.1", "--c", "x"], ["--c", "'x'"]),
        (["structured", "--eps", "0.1", "--c", "-1"], ["c", "positive"]),
        (["structured", "--eps", "0.1", "--hidden", "3,a"], ["--hidden", "'a'"]),
        (["structured", "--eps", "0.1", "--hidden", "0"], ["--hidden", "'0'"]),
        (["structured", "--eps", "0.1", "--r", "3"], ["--r", "3"]),
        (["structured", "--eps", "0.1", "--m2", "0"], ["--m2", "0"]),
        (["nonsense"], ["nonsense"]),
    ],
)
def test_bad_input_is_one_line(boundlab, tmp_path, monkeypatch, line, parts):
    monkeypatch.chdir(tmp_path)
    done = boundlab("construct", *line)
    assert done.code == 2
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    for part in parts:
        assert part in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "r", "where"),
    [
        ("abs(x) + y/9", 1, "the closure of W_{1,2}"),
        ("relu(x - y)", 1, "the closure of W_{1,2}"),
        ("sin(abs(x)*y)/2", 1, "the closure of W_{1,2}"),
        ("(abs(x + y) + abs(x - y))/2", 1, "the closure of W_{1,2}"),  # max(|x|, |y|)
        ("x + (x - y - abs(x - y))/2", 1, "the closure of W_{1,2}"),
        ("sin(x + 2*y)", 1, "W_{1,2}"),
        ("exp(x)*y", 2, "W_{2,2}"),
        ("bumps:m=2,r=1,k=2,pattern=1", 1, "W_{1,2}"),
        ("bumps:m=2,r=2,k=2,pattern=1", 2, "W_{2,2}"),
    ],
)
def test_what_is_approximated_lies_where_the_command_says(boundlab, target, r, where):
    line = ("construct", "hypernetwork", "--target", target, "--r", str(r), "--eps", "1/4", "--refine", "1")
    assert boundlab(*line).out.splitlines()[0].endswith(f", which lies in {where}")
    assert boundlab(*line, "--json").json["lies_in"] == where


@pytest.mark.parametrize(
    ("target", "r"), [("abs(x) + y", 2), ("bumps:m=2,r=1,k=2,pattern=1", 2), ("sqrt(x**2) + y", 1), ("sign(x)", 1)]
)
def test_what_lies_in_neither_is_refused(boundlab, target, r):
    done = boundlab("construct", "hypernetwork", "--target", target, "--r", str(r), "--eps", "1/4", "--m1", "1")
    assert done.code == 2
    assert done.err.count("\n") == 1
