"""The verdict follows from the rule: synthetic rows for every outcome."""

import dataclasses
from fractions import Fraction

import numpy as np
import pytest

from boundlab.errors import BoundlabError
from boundlab.scaling import Control, Series, get
from boundlab.scaling._power_law import Interval
from boundlab.scaling._verdict import fit_law, judge

HALF = {"n": Fraction(-1, 2)}
RIVALS = {"constant": {"n": 0}, "1/n": {"n": -1}}
LAW = dataclasses.replace(
    get("hyperkernel-error"),
    series=(Series("law", HALF, RIVALS, "mean"),),
    controls=(Control("broken", {"n": 0}, HALF, "all of it", "mean"),),
)


def rows(slope, control, scatter=0.01):
    random = np.random.default_rng(0)
    return [
        {"series": series, "n": n, "values": {"v": list(n**a * np.exp(scatter * random.standard_normal(8)))}}
        for series, a in (("law", slope), ("broken", control))
        for n in (8.0, 16.0, 32.0, 64.0, 128.0)
    ]


@pytest.mark.parametrize(
    ("slope", "control", "scatter", "verdict", "of_control"),
    [
        (-0.5, 0.0, 0.01, "confirmed", "refuted"),
        (-0.55, -0.1, 0.01, "confirmed", "refuted"),
        (-0.1, 0.0, 0.01, "refuted", "refuted"),
        (-0.9, 0.0, 0.01, "refuted", "refuted"),
        (-0.5, 0.0, 3.0, "cannot tell", "cannot tell"),
        (-0.5, -0.5, 0.01, "not confirmed: a control is not refuted", "confirmed"),
        (-0.5, -0.25, 0.1, "not confirmed: a control is not refuted", "cannot tell"),
    ],
)
def test_every_outcome(slope, control, scatter, verdict, of_control):
    data = fit_law(LAW, rows(slope, control, scatter)).to_json()
    assert data["verdict"] == verdict
    assert [(one["name"], one["expected"], one["verdict"]) for one in data["controls"]] == [
        ("broken", "refuted", of_control)
    ]


def test_theory_outside_a_narrow_interval_is_said():
    data = fit_law(LAW, rows(-0.55, 0.0)).to_json()
    assert data["contains_theory"] == {"n": False}
    assert "theory itself is outside" in data["reasons"]["law"]


def test_a_rival_is_excluded_by_any_variable_and_wins_only_with_all():
    theory, rivals = {"m": 1, "d": -1}, {"m alone": {"m": 1, "d": 0}, "m²": {"m": 2, "d": -1}, "low": {"m": 0, "d": -2}}
    near = {"m": Interval(1.0, 0.8, 1.2), "d": Interval(-1.0, -1.2, -0.8)}
    assert judge(near, theory, rivals)[0] == "confirmed"
    assert judge({**near, "d": Interval(-0.1, -0.2, 0.0)}, theory, rivals) == ("refuted", "nearer to m alone")
    assert judge({**near, "d": Interval(-0.7, -1.2, -0.2)}, theory, rivals)[0] == "cannot tell"


def test_several_models_give_their_hull():
    made = rows(-0.5, 0.0)
    for row in made:
        row["values"]["tilted"] = [v * row["n"] ** 0.1 for v in row["values"]["v"]]
    (low, high) = fit_law(LAW, made).to_json()["intervals"]["n"]
    assert low < -0.5 < -0.4 < high


def test_a_series_needs_rivals_on_both_sides():
    with pytest.raises(BoundlabError, match="rivals"):
        Series("s", HALF, {"constant": {"n": 0}})


def test_a_law_needs_controls():
    with pytest.raises(BoundlabError, match="controls"):
        dataclasses.replace(LAW, controls=())


def test_missing_rows_are_named():
    with pytest.raises(BoundlabError, match="broken"):
        fit_law(LAW, [row for row in rows(-0.5, 0.0) if row["series"] == "law"])
