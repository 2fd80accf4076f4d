"""The commands as a user meets them: the JSON contract, exit codes, error lines."""

import json

import pytest

THM = "galanti-wolf-2020/thm-"


@pytest.mark.parametrize(
    ("claim", "verdict", "code"),
    [
        ("min(m1+m2, 2*m1) >= m1", "proved", 0),
        ("min(m1+m2, 2*m1) >= m1+m2", "refuted", 1),
        ("2*m1^2 != 3*m2^2", "undecided", 3),
        ("eps^(-m2/r)+eps^(-m1/r) ≲ eps^(-(m1+m2)/r)", "proved", 0),
        ("eps^(-(m1+m2)/r) <~ eps^(-m2/r)+eps^(-m1/r)", "refuted", 1),
    ],
)
def test_prove(boundlab, claim, verdict, code):
    done = boundlab("prove", claim, "--json")
    assert done.code == code
    assert set(done.json) == {"verdict", "witness", "certificate", "reason"}
    assert done.json["verdict"] == verdict
    assert (done.json["witness"] is not None) == (verdict == "refuted")
    assert (done.json["certificate"] is None) == (verdict == "undecided")


def test_prove_conditions_and_reals(boundlab):
    claim = "min(m, 2*m1) <= m"
    assert boundlab("prove", claim, "--where", "m=m1+m2").code == 0
    assert boundlab("prove", "a1 + a2 >= 2", "--real", "a1,a2").code == 1
    assert boundlab("prove", "a1 + a2 >= 2", "--real", "a1,a2", "--where", "a1>=1, a2>=max(1,a1)").code == 0


def test_certificate_round_trip(boundlab, tmp_path):
    path = tmp_path / "c.json"
    file = str(path)
    assert boundlab("prove", "min(m1+m2, 2*m1) >= m1", "--certificate", file).code == 0
    done = boundlab("check", file, "--json")
    assert done.code == 0
    assert done.json["valid"] is True
    certificate = json.loads(path.read_text(encoding="utf-8"))
    certificate["statement"]["claim"] = "min(m1+m2, 2*m1) >= 2*m1"
    path.write_text(json.dumps(certificate), encoding="utf-8")
    done = boundlab("check", file, "--json")
    assert done.code == 1
    assert done.json["valid"] is False


def test_compare_contract(boundlab):
    done = boundlab("compare", THM + "3", THM + "4", "--json")
    assert done.code == 0
    assert {"verdict", "order_a", "order_b", "differences", "certificate"} <= set(done.json)
    assert done.json["verdict"] == "separation"
    assert done.json["ratio"] == "eps^(-min(m2, m1))"
    assert done.json["range"] == "all integers m1, m2 ≥ 1, r = 1"
    done = boundlab("compare", THM + "5", THM + "1", "--json")
    assert done.code == 1
    assert done.json["verdict"] == "not-comparable"
    assert [d["field"] for d in done.json["differences"]] == ["target class"]
    assert done.json["certificate"]["verdict"] == "proved"


def test_compare_certificates_are_valid(boundlab, tmp_path):
    file = str(tmp_path / "c.json")
    assert boundlab("compare", THM + "3", THM + "4", "--certificate", file).code == 0
    assert boundlab("check", file).code == 0


def test_bound_contract(boundlab):
    done = boundlab("bound", THM + "3", "--m1", "2", "--m2", "3", "--eps", "1e-3", "--json")
    assert done.code == 0
    assert {"id", "direction", "quantity", "order", "value"} <= set(done.json)
    assert done.json["order"] == "eps^(-4)"
    assert done.json["value"] == pytest.approx(1e12)
    assert boundlab("bound", THM + "3", "--m1", "2", "--json").json["value"] is None


def test_invert(boundlab):
    assert boundlab("invert", "N^(-r/m)").out == "N ≍ ε^(-m/r)\n"
    assert boundlab("invert", "N^(-m/r)", "--expect", "eps^(-m/r)").code == 1
    assert boundlab("invert", "N^(-r/m)", "--expect", "eps^(-m/r)").code == 0


@pytest.mark.parametrize("command", [["list"], ["show", THM + "5"], ["info"], ["invert", "eps^(-m)"]])
def test_json_everywhere(boundlab, command):
    assert boundlab(*command).code == 0
    assert boundlab(*command, "--json").json


@pytest.mark.parametrize(
    "command", [["list"], ["show", THM + "5"], ["compare", THM + "3", THM + "4"], ["bound", THM + "3"]]
)
def test_latex(boundlab, command):
    out = boundlab(*command, "--latex").out
    assert out.count("$") % 2 == 0
    assert out.count("{") == out.count("}")
    assert "\\varepsilon" in out


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (["prove", "m1 >="], ["claim", "m1 >="]),
        (["prove", "m1 >= 1", "--where", "m1"], ["condition", "comparison"]),
        (["prove", "m1 >= 1", "--real", "1a"], ["real", "1a"]),
        (["show", "thm3"], ["thm3", THM + "3"]),
        (["bound", THM + "4", "--eps", "0", "--m1", "1", "--r", "1"], ["--eps", "'0'", "0 < eps < 1"]),
        (["bound", THM + "4", "--eps", "1e-3"], ["--eps", "--m1", "--r"]),
        (["bound", THM + "3", "--r", "2"], ["r = 2", "r = 1"]),
        (["bound", THM + "4", "--m1", "0"], ["--m1", "0"]),
        (["bound", THM + "4", "--m1", "x"], ["--m1", "x"]),
        (["compare", THM + "3", THM + "4", "--w", "2"], ["--w", "2"]),
        (["list", "--kind", "silly"], ["--kind", "silly", "lower"]),
        (["invert", "3"], ["3", "nothing to invert"]),
        (["invert", "eps"], ["eps", "infinity"]),
        (["check", "nowhere.json"], ["nowhere.json", "No such file"]),
        (["nonsense"], ["nonsense"]),
        (["prove", "m1 >= 1", "--certificate", "/nowhere/c.json"], ["/nowhere/c.json"]),
    ],
)
def test_bad_input_is_one_line(boundlab, line, parts):
    done = boundlab(*line)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    for part in parts:
        assert part in done.err


def test_demo(boundlab, tmp_path, monkeypatch):
    """Every stage, with two sizes to measure and two proofs: all sizes and all proofs have tests of their own."""
    from proofs_numeric import _checks

    monkeypatch.setattr("boundlab.cli.demo.measurement.CELLS", (2, 3))
    monkeypatch.setattr(_checks, "checks", lambda every=_checks.checks: every()[:2])
    done = boundlab("demo", "--out", str(tmp_path / "results"))
    assert done.code == 0, done.err
    assert "INVALID" not in done.out
    names = {p.name for p in (tmp_path / "results").iterdir()}
    assert {
        "theorems.json",
        "theorems.csv",
        "theorems.tex",
        "exponents.csv",
        "exponents.tex",
        "comparisons.json",
    } <= names
    for name in names:
        if name.startswith("certificate"):
            assert boundlab("check", str(tmp_path / "results" / name)).code == 0


def test_completion_is_offered(boundlab):
    assert "--install-completion" in boundlab("--help").out
