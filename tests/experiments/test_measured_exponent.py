"""From rows to an exponent: what is pooled, what is kept apart, what is refused, and what the verdict says."""

import json
import math

import numpy as np
import pytest
from size_laws import FEW, LAWS

from boundlab.cli import run
from boundlab.errors import BoundlabError
from boundlab.experiments.measured_exponent import measured_exponent
from boundlab.experiments.size_rows import fraction_of, sign_changes, size_groups
from boundlab.experiments.statistics import rival_exponents
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.runs.store import RunStore

RIVALS = rival_exponents(1, 1)
# Of each kind of number that JSON or a flipped bit may bring.
WRONG = {
    "N": ["7", -7, 0, 7.5, True, [7], math.nan],
    "eps": [None, "0.1", -0.1, 0, math.inf, math.nan, True],
    "bracket": [None, [4], [4, "7"], "47", [4, math.nan]],
    "activation": [None, 3],
    "skip": [None, "yes"],
    "depth": [0, None, 1.5],
    "m": [None, 0, "1"],
    "r": ["1", 0],
    "target": [None, 7],
}


def row(k, pattern, width, fraction=0.4, **other):
    member = SignBumps(1, 1, k, pattern)
    size = None if width is None else 3 * width + 1
    return {
        "run": "abc", "target": member.text, "activation": "tanh", "m": 1, "r": 1,
        "eps": fraction * float(member.amplitude), "N": size, "width": width, "bracket": [None if width else 301, size],
        "seed": 0, "skip": False, "depth": 1, "starts": 3, "max_width": 100, "method_version": 3, "exact_width": None,
        **other,
    }  # fmt: skip


def family(cells=(4, 5, 6, 8, 10, 12), patterns=3, width=lambda k, s: round(1.2 * k - 0.5 * s), **other):
    found = []
    for k in cells:
        for p in range(patterns):
            changes = int(np.count_nonzero(np.diff(SignBumps(1, 1, k, p).signs)))
            found.append(row(k, p, width(k, changes), **other))
    return found


def only(rows):
    (group,) = size_groups(rows)
    return group


def test_two_fractions_are_two_lines():
    found = size_groups([*family(), *family(fraction=0.2)])
    assert [group.label.split(",")[0] for group in found] == ["bumps m=1 r=1 ε = 0.2 A", "bumps m=1 r=1 ε = 0.4 A"]
    for group in found:
        assert measured_exponent(group).verdict(1.0, RIVALS)[0] == "consistent"
        assert group.notes == []


@pytest.mark.parametrize(
    "other", [{"activation": "relu"}, {"skip": True}, {"depth": 2}, {"source": "0123456789"}, {"r": None}]
)
def test_another_problem_is_another_line(other):
    assert len(size_groups([*family(), *family(**other)])) >= 2


@pytest.mark.parametrize("order", [1, -1])
def test_the_smallest_reached_size_counts_whatever_the_search(order):
    best = family()
    worse = [{**one, "N": one["N"] + 3, "starts": 1} for one in family()]
    given_up = [{**one, "N": None, "width": None, "bracket": [13, None], "max_width": 4} for one in family()]
    older = [{k: v for k, v in one.items() if k not in ("starts", "max_width", "method_version")} for one in worse]
    group = only([*given_up, *worse, *best, *older][::order])
    assert sorted(one["N"] for one in group.rows) == sorted(one["N"] for one in best)
    (note,) = group.notes
    for words in ("starts 1, 3, unknown", "max width 4, 100, unknown", "method version 3, unknown"):
        assert words in note


def test_of_what_was_tried_in_vain_the_largest_counts():
    failed = [row(4, 0, None, bracket=[tried, None]) for tried in (13, 301, 31)]
    assert [one["bracket"][0] for one in only(failed).rows] == [301]


def test_accuracies_that_differ_by_rounding_are_one():
    again = [
        {**one, "eps": float(np.nextafter(one["eps"], up)), "target": one["target"].replace("pattern=", "pattern=1")}
        for one, up in zip(family(), np.tile([0.0, 1.0, 0.0], 6), strict=True)
    ]
    group = only([*family(), *again])
    assert len({one["eps"] for one in group.rows}) == 6
    assert measured_exponent(group).finite_size.accuracies == 6


def test_one_target_at_several_accuracies_is_one_line():
    rows = [row(8, 3, width, fraction=fraction) for width, fraction in ((4, 0.4), (5, 0.3), (7, 0.2), (9, 0.1))]
    group = only(rows)
    assert group.label.startswith(rows[0]["target"])
    assert measured_exponent(group).finite_size.accuracies == 4


def test_failures_are_said_and_cut_what_is_below():
    rows = family()
    rows[-5] = {**rows[-5], "N": None, "width": None}
    found = measured_exponent(only(rows))
    assert found.finite_size.accuracies == 4
    assert "1 size(s) not reached: the 2 values of ε from" in found.notes[0]
    assert found.as_dict(1.0, RIVALS)["censored"] == 1
    none = measured_exponent(only([{**one, "N": None, "width": None} for one in family()]))
    assert none.verdict(1.0, RIVALS)[0] == "cannot tell"
    assert json.dumps(none.as_dict(1.0, RIVALS), allow_nan=False)


def test_the_worst_is_over_the_patterns_that_every_accuracy_has():
    few, many = family(cells=(4, 5, 6), patterns=2), family(cells=(8, 10, 12), patterns=6)
    found = measured_exponent(only([*few, *many]), "worst")
    assert found.finite_size.sizes == 6
    assert found.notes == ["of the patterns only those measured at every ε count: 0, 1"]
    assert measured_exponent(only([*few, *many]), "covariate").finite_size.sizes == 24


def test_an_excess_that_grows_is_not_taken_for_a_refutation():
    """Sizes are upper bounds: too steep because of the smallest ε alone says nothing against the theory."""
    lost = {16: 1, 20: 4, 24: 9}
    steep = measured_exponent(only(family(FEW, 6, lambda k, s: round(1.2 * k - 0.5 * s) + lost.get(k, 0))))
    assert not steep.finite_size.holds(1.0)
    verdict, reason = steep.verdict(1.0, RIVALS)
    assert verdict == "cannot tell"
    assert "loses units" in reason
    assert measured_exponent(only(family(FEW, 6, lambda k, s: k * k))).verdict(1.0, RIVALS)[0] == "inconsistent"
    assert measured_exponent(only(family(FEW, 6))).verdict(2.0, {})[0] == "inconsistent"  # steeper than measured
    relu = family(FEW, 2, lambda k, s: 2 * k - s, skip=True, activation="relu", exact_width=2)
    assert "exceed the exact one" in measured_exponent(only(relu)).notes[-1]


def test_sign_changes_and_fractions():
    assert sign_changes(row(8, 0, 5)) == 7 / 8
    assert sign_changes({**row(8, 0, 5), "target": "cosh(x)"}) is None
    flat = {**row(8, 0, 5), "target": "bumps:m=2,r=1,k=4,pattern=0", "m": 2}
    assert sign_changes(flat) == 24 / 32
    assert fraction_of(row(8, 0, 5, fraction=0.2)) == pytest.approx(0.2, rel=1e-12)


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in WRONG.items() for v in values])
def test_a_wrong_field_is_named(name, value):
    rows = family()
    with pytest.raises(BoundlabError, match=f"{name} in the row of"):
        size_groups([*rows, {**rows[0], name: value}])


@pytest.mark.parametrize("name", [name for name in WRONG if name != "bracket"])
def test_a_missing_field_is_named(name):
    with pytest.raises(BoundlabError, match=f"{name} is missing"):
        size_groups([{k: v for k, v in row(4, 0, 5).items() if k != name}])


def test_rows_of_other_experiments_are_left_aside():
    assert size_groups([{"method": "Adam", "cells": 4, "N": 7, "eps": 0.1}]) == []


def fitted(capsys, *arguments):
    code = run(["fit", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def strict(text):
    def refuse(word):
        raise AssertionError(word)

    return json.loads(text, parse_constant=refuse)


def test_the_command_prints_strict_json_and_a_verdict(store, capsys, tmp_path):
    path = store(family())
    code, out, _ = fitted(capsys, path, "--json")
    (found,) = strict(out)
    assert (code, found["verdict"], found["reduction"], found["accuracies"]) == (0, "consistent", "covariate", 6)
    assert found["low"] < 1 < found["high"]
    assert found["power_law"]["points"] == found["points"] == 6
    for reduction in ("mean", "worst"):
        (other,) = strict(fitted(capsys, path, "--json", "--reduction", reduction)[1])
        assert other["reduction"] == reduction
        assert other["sizes"] == 6
    pytest.importorskip("matplotlib")
    for suffix in ("png", "svg", "pdf"):
        assert fitted(capsys, path, "--plot", str(tmp_path / f"f.{suffix}"))[0] == 0
        assert (tmp_path / f"f.{suffix}").stat().st_size > 3000


def test_constant_sizes_are_never_consistent_on_the_command_line(store, capsys):
    constant = [{**row(8, 3, 2), "target": "2 * x + 1", "r": None, "eps": e} for e in (0.1, 0.05, 0.02, 0.01, 0.005)]
    path = store(constant)
    for theory in ("1", "0.5", "0"):
        (found,) = strict(fitted(capsys, path, "--theory", theory, "--json")[1])
        assert found["verdict"] == "cannot tell"
        assert "do not grow" in found["reason"]
        assert found["power_law"]["verdict"] == "cannot tell"


BAD = [
    ["--theory", "nan"], ["--theory", "inf"], ["--rival", "x=nan"], ["--rival", "x=-inf"], ["--rival", "x"],
    ["--rival", "=1"], ["--eps-max", "nan"], ["--eps-min", "inf"], ["--reduction", "least"], ["--plot", "f.gif"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", BAD, ids=" ".join)
def test_bad_options_are_one_line(store, capsys, arguments):
    code, out, err = fitted(capsys, store(family()), *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert arguments[0] in err


def test_a_wrong_row_is_one_line(store, capsys):
    rows = family()
    code, out, err = fitted(capsys, store([*rows, {**rows[0], "N": "7"}]))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "N in the row of bumps" in err


def test_rows_that_do_not_say_how_they_were_searched_get_it_from_their_unit(store):
    bare = [{k: v for k, v in one.items() if k not in ("starts", "max_width", "method_version")} for one in family()]
    with RunStore(store(bare, {"starts": 2, "max_width": 50}), reading=True) as runs:
        found = runs.rows()[0]
    assert (found["starts"], found["max_width"], found["method_version"]) == (2, 50, 3)


def test_fit_needs_no_torch(store):
    import subprocess
    import sys

    code = (
        "import sys, importlib.abc\n"
        "class Without(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'torch': raise ModuleNotFoundError(name=name)\n"
        "sys.meta_path.insert(0, Without())\n"
        "from boundlab.cli import run; sys.exit(run(['fit', sys.argv[1]]))"
    )
    done = subprocess.run([sys.executable, "-c", code, store(family())], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_law_of_the_simulations_is_the_one_that_rows_follow():
    k, share, widths = LAWS["exact ReLU"].draw((8,), 2000, np.random.default_rng(1))
    assert np.array_equal(widths, np.maximum(2 * k - 1 - np.round(share * k), 1))
