"""What the command line says of the claims it uses: domains and values, recalled rows, vacuous statements."""

from dataclasses import replace

import pytest

from boundlab.claims.claim import Compared, Status
from boundlab.claims.registry import Registry
from boundlab.derived.load import load

PAPER = "galanti-wolf-2020"
POLYLOG, UPPER = "yarotsky-2017/lower-polylog-depth", "yarotsky-2018"
VACUOUS = [f"{PAPER}/{name}" for name in ("standard-network", "thm-1", "thm-2", "thm-3", "thm-4")]


@pytest.fixture
def all_recalled(monkeypatch):
    """Let nobody have compared any row with its paper."""
    unread = [
        c if c.id.startswith("repair") else replace(c, status=Status.RECALLED, compared=Compared.NOTHING)
        for c in load()
    ]
    registry = Registry(unread, load().references.values())
    monkeypatch.setattr("boundlab.derived.load._built_in", lambda: registry)


@pytest.mark.parametrize(
    ("line", "times"),
    [
        (["list", "--kind", "lower"], 10),
        (["show", UPPER], 2),
        (["bound", UPPER], 2),
        (["compare", UPPER, "mhaskar-1996"], 4),
        (["best", "--include-unverified"], 4),
        (["phase", "--activation", "relu", "--include-unverified"], 8),
        (["phase", "--activation", "relu", "--all", "--include-unverified"], 36),
        (["consistency", "--drop", f"{PAPER}/thm-1", "--include-unverified"], 10),
        (["ablate", "mhaskar-1996"], 2),
        (["audit", "mhaskar-1996"], 1),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_every_use_of_a_recalled_row_says_so(boundlab, all_recalled, line, times):
    done = boundlab(*line)
    assert done.code in {0, 1}
    assert done.out.count("recalled") >= times
    assert "[quoted" not in done.out
    assert "[derived" not in done.out or line[0] in {"phase", "consistency"}


@pytest.mark.parametrize("line", [["best"], ["phase", "--activation", "relu"]])
def test_a_recalled_row_enters_no_verdict_silently(boundlab, all_recalled, line):
    done = boundlab(*line)
    assert "lower: no bound" in done.out or "[recalled" not in done.out


@pytest.mark.parametrize(
    "line", [["best", "--include-unverified"], ["bound", UPPER], ["show", UPPER], ["compare", UPPER, UPPER], ["list"]]
)
def test_json_says_so_too(boundlab, all_recalled, line):
    data = boundlab(*line, "--json").out
    assert '"recalled"' in data
    assert '"recalled: nobody has compared it with its source"' in data or "is recalled: nobody" in data
    assert '"status": "quoted"' not in data


@pytest.mark.parametrize("id_", VACUOUS)
def test_vacuous_statements_are_called_so_wherever_they_are_shown(boundlab, id_):
    repaired = {"standard-network": "repair/thm-1-entropy", "thm-4": "repair/thm-4-linear"}
    form = repaired.get(id_.rpartition("/")[2], f"repair/{id_.rpartition('/')[2]}-entropy")
    row = next(line for line in boundlab("list").out.splitlines() if line.split()[:1] == [id_])
    texts = [row, *(boundlab(*line).out for line in (["show", id_], ["bound", id_], ["compare", id_, id_]))]
    for text in texts:
        assert "vacuous as stated" in text
        assert form in text
    for data in (boundlab("show", id_, "--json").json["vacuous"], boundlab("bound", id_, "--json").json["vacuous"]):
        assert data["verdict"] == "vacuous as stated"
        assert data["repaired"] == [form]
    assert boundlab("compare", id_, form, "--json").json["vacuous"][id_]["repaired"] == [form]
    assert list(boundlab("compare", id_, form, "--json").json["vacuous"]) == [id_]


def test_what_can_be_met_is_not_called_vacuous(boundlab):
    rows = {row["id"]: row["vacuous"] for row in boundlab("list", "--json").json}
    inherited = {"lee-cho-hwang-2023/target", "lee-cho-hwang-2023/trunk"}  # from the assumptions of Galanti & Wolf
    assert {id_ for id_, found in rows.items() if found} == {*VACUOUS, *inherited}


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_best_speaks_of_the_activation_asked(boundlab, activation):
    """Theorem 1 is vacuous for tanh; it does not speak of ReLU at all."""
    line = ["best", "--activation", activation, "--counting", "dense"]
    listed = {row["id"]: row["vacuous"] for row in boundlab(*line, "--json").json["conditional"]}
    if activation == "relu":
        assert f"{PAPER}/thm-1" not in listed
    else:
        assert listed[f"{PAPER}/thm-1"]["activations"] == ["tanh"]
        assert "vacuous as stated for tanh" in boundlab(*line).out
        assume = [word for h in ("not-representable", "assumption-1", "assumption-2") for word in ("--assume", h)]
        granted = boundlab(*line, *assume)
        assert "[quoted, vacuous as stated]" in granted.out
        assert "repair/thm-1-entropy" in granted.out


def test_domains_are_printed(boundlab):
    assert "for all integers m ≥ 1, all real p ≥ 1, r = 1" in boundlab("compare", POLYLOG, UPPER).out
    assert "for all integers m, r ≥ 1, all real p ≥ 1" in boundlab("bound", POLYLOG).out
    assert "p, a real number ≥ 1: the exponent" in boundlab("show", POLYLOG).out
    assert "for all integers m, r ≥ 1" in boundlab("best").out
    assert "for all integers m, r ≥ 1" in boundlab("phase", "--activation", "relu").out
    best = ["best", "--activation", "relu", "--depth-growth", "polylog"]
    assert boundlab(*best, "--json").json["parameters"]["p"] == "a real number ≥ 1"
    assert boundlab("compare", POLYLOG, UPPER, "--json").json["parameters"]["p"] == "a real number ≥ 1"
    found = boundlab("consistency", "--drop", f"{PAPER}/thm-1", "--json").json["contradictions"]
    assert {"all integers m, r ≥ 1", "all integers m ≥ 1, r = 1"} <= {c["range"] for c in found}


@pytest.mark.parametrize(
    "line",
    [["bound", POLYLOG], ["compare", POLYLOG, UPPER], ["best", "--activation", "relu", "--depth-growth", "polylog"]],
)
def test_exact_values_for_any_parameter(boundlab, line):
    power = "(-5/2)" if line[0] == "best" else "(-4)"
    assert f"log(1/ε)^{power}" in boundlab(*line, "--at", "p=3/2").out
    assert boundlab(*line, "--at", "p=1.5,m=2").out == boundlab(*line, "--at", "p=3/2", "--m", "2").out
    for at, part in (
        ("p", "--at: got 'p', expected NAME=VALUE"),
        ("p=", "--at: got 'p='"),
        ("=2", "--at: got '=2'"),
        ("p=one", "--at p: got 'one', expected an exact number"),
        ("p=1e", "--at p: got '1e'"),
        ("p=1/2", "--at p: got '1/2', expected a real number ≥ 1"),
        ("m=3/2", "--at m: got '3/2', expected an integer ≥ 1"),
        ("m=0", "--at m: got '0', expected an integer ≥ 1"),
        ("zeta=1", "--at zeta: got '1', expected one of the parameters"),
        ("p=2,p=3", "p: given twice, as 2 and 3"),
        ("m=3,m1=1,m2=1", "--at m: got '3', expected 2: it contradicts m = m1 + m2"),
    ):
        done = boundlab(*line, "--at", at)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), at
        assert part in done.err


@pytest.mark.parametrize(
    "line", [["best"], ["bound", f"{PAPER}/thm-3"], ["compare", f"{PAPER}/thm-3", f"{PAPER}/thm-4"]]
)
def test_dimensions_that_do_not_add_up(boundlab, line):
    done = boundlab(*line, "--m1", "1", "--m2", "1", "--m", "3")
    assert (done.code, done.out) == (2, "")
    assert "--m: got '3', expected 2: it contradicts m = m1 + m2 with m1 = 1, m2 = 1" in done.err
    assert boundlab(*line, "--m", "2", "--m1", "2").code == 2
    assert boundlab(*line, "--m", "2", "--m1", "1").code == 0


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (["bound", "siegel-2023", "--m", "1", "--r", "1"], "--eps: got '1/10', expected no accuracy"),
        (["bound", "mhaskar-1996", "--at", f"m={10**20},r=1"], "--eps: got '1/10', expected a larger accuracy"),
        (["bound", POLYLOG, "--m", "1", "--r", "1"], "expected values for --at p=VALUE as well"),
    ],
)
def test_numbers_that_an_order_does_not_give(boundlab, line, part):
    done = boundlab(*line, "--eps", "1/10")
    assert (done.code, done.out) == (2, "")
    assert part in done.err
