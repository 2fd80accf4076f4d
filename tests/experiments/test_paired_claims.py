"""The rules that decide the paper's statements: data with a known answer, and with the opposite one."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.experiments.paired_claims import (
    NOT,
    PARTLY,
    REPRODUCED,
    UNDECIDED,
    Claim,
    beats,
    compare,
    does_not_improve,
    improves,
    interval,
    learns,
    learns_where_it_beats,
    means,
)
from boundlab.experiments.paper import experiments
from boundlab.experiments.paper._report import judge, page

SEEDS = range(8)


def made(curves, noise=0.01, seed=0, constant=1.0):
    """Rows of (panel, arm) → {at: mean}, with noise over seeds; None diverges."""
    random = np.random.default_rng(seed)
    return [
        {
            "panel": panel,
            "arm": arm,
            "at": at,
            "seed": s,
            "mse": None if mean is None else mean + noise * random.standard_normal(),
            "constant": constant,
        }
        for (panel, arm), points in curves.items()
        for at, mean in points.items()
        for s in SEEDS
    ]


def verdict(rule, rows):
    return Claim("a statement", "somewhere", rule, "a rule").judge(rows).verdict


FALLING, FLAT, RISING = {2: 0.9, 3: 0.7, 9: 0.3}, {2: 0.8, 3: 0.8, 9: 0.8}, {2: 0.5, 3: 0.7, 9: 0.95}


@pytest.mark.parametrize(
    ("points", "better", "opposite"),
    [(FALLING, REPRODUCED, NOT), (FLAT, NOT, REPRODUCED), (RISING, NOT, REPRODUCED)],
)
def test_improvement(points, better, opposite):
    rows = made({("p", "a"): points})
    assert verdict(improves("mse", "a"), rows) == better
    assert verdict(does_not_improve("mse", "a"), rows) == opposite


def test_nothing_follows_from_noise():
    rows = made({("p", "a"): FLAT}, noise=3.0)
    assert verdict(improves("mse", "a"), rows) == UNDECIDED
    assert verdict(does_not_improve("mse", "a"), rows) == UNDECIDED
    assert verdict(beats("mse", "a", "a"), rows) == UNDECIDED


def test_nothing_follows_from_one_seed():
    rows = [row for row in made({("p", "a"): FALLING, ("p", "b"): RISING}) if row["seed"] == 0]
    assert verdict(improves("mse", "a"), rows) == UNDECIDED
    assert verdict(beats("mse", "a", "b"), rows) == UNDECIDED


def test_beats():
    rows = made({("p", "low"): FLAT, ("p", "high"): {2: 0.7, 3: 1.2, 9: 1.2}})
    assert verdict(beats("mse", "low", "high"), rows) == PARTLY
    assert verdict(beats("mse", "low", "high", least=3), rows) == REPRODUCED
    assert verdict(beats("mse", "low", "high", least=3, factor=0.8), rows) == REPRODUCED
    assert verdict(beats("mse", "low", "high", least=3, factor=0.5), rows) == NOT
    assert verdict(beats("mse", "high", "low", least=3), rows) == NOT


def test_a_single_place_stands_for_all():
    rows = made({("p", "level"): {2: 0.5}, ("p", "curve"): {2: 0.6, 3: 0.7, 9: 0.4}})
    found = Claim("", "", beats("mse", "level", "curve"), "").judge(rows)
    assert (found.verdict, found.held, found.places, found.seeds) == (PARTLY, 2, 3, len(SEEDS))


def test_learns():
    assert verdict(learns("mse", "a"), made({("p", "a"): FLAT})) == REPRODUCED
    assert verdict(learns("mse", "a"), made({("p", "a"): FLAT}, constant=0.5)) == NOT


def test_divergence_is_worse_than_anything():
    rows = made({("p", "good"): FLAT, ("p", "bad"): dict.fromkeys(FLAT)})
    assert verdict(beats("mse", "good", "bad"), rows) == REPRODUCED
    assert verdict(beats("mse", "bad", "good"), rows) == NOT
    assert verdict(beats("mse", "bad", "bad"), rows) == UNDECIDED
    assert "diverged" in means({0: math.inf})


curve_values = st.dictionaries(st.integers(0, 9), st.floats(-5, 5) | st.just(math.inf), min_size=2, max_size=10)


@given(curve_values, curve_values)
def test_comparison_is_antisymmetric(first, second):
    second = {seed: second.get(seed, 0.0) for seed in first}
    assert compare(first, second) == -compare(second, first)
    assert compare(first, first) == 0


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=20), st.floats(-10, 10))
def test_the_interval_moves_with_the_values(values, shift):
    mean, low, high = interval(values)
    assert low <= mean <= high
    assert interval([v + shift for v in values]) == pytest.approx((mean + shift, low + shift, high + shift), abs=1e-9)


def test_the_interval_covers_as_often_as_it_says():
    random = np.random.default_rng(0)
    covered = [low <= 0 <= high for _, low, high in (interval(random.standard_normal(5)) for _ in range(2000))]
    assert 0.93 < np.mean(covered) < 0.97


@pytest.mark.parametrize("name", sorted(experiments()))
def test_every_experiment_makes_claims_with_a_place_and_a_rule(name):
    experiment = experiments()[name]
    assert experiment.claims
    for claim in (*experiment.claims, *experiment.observations):
        assert claim.text.endswith(".")
        assert claim.stated_rule
        assert "section" in claim.where or claim.where == "own check"
        assert "Fig." in claim.where or claim not in experiment.claims


def test_the_page_is_that_of_the_data():
    from pathlib import Path

    root = Path(__file__).parents[2]
    judged = judge(root / "figures" / "data")
    assert {one.experiment.name for one in judged} == set(experiments())
    assert page(judged) == (root / "docs" / "paper-experiments.md").read_text(encoding="utf-8")


def test_two_scales_stand_side_by_side_and_are_compared_in_words(tmp_path):
    """With the same numbers at both scales every verdict is the same at both."""
    from pathlib import Path

    data = Path(__file__).parents[2] / "figures" / "data"
    for name in ("paper_synthetic_depth", "paper_colorization"):
        for suffix in ("csv", "json"):
            (tmp_path / f"{name}.{suffix}").write_bytes((data / f"{name}.{suffix}").read_bytes())
    assert "What the runs at the paper's size say" not in page(judge(tmp_path))
    text = (tmp_path / "paper_synthetic_depth.json").read_text(encoding="utf-8")
    (tmp_path / "paper_synthetic_depth_full.json").write_text(text.replace('"small"', '"full"'), encoding="utf-8")
    (tmp_path / "paper_synthetic_depth_full.csv").write_bytes((tmp_path / "paper_synthetic_depth.csv").read_bytes())
    found = page(judge(tmp_path))
    assert (
        "| where | verdict, scale small | holds at | seeds | verdict, scale of the paper | holds at | seeds |" in found
    )
    same = "**not reproduced** | 0 of 12 | 20 | **not reproduced** | 0 of 12 | 20 |"
    assert found.count(same) == 2
    words = found[found.index("## What the runs") : found.index("## Fig.")]
    assert words.count("too; so it is not the smaller scale that decides") + words.count("small: undecided.") == 6
    assert "| Synthetic targets, depth of f and e | 20 | 0.22 | 80 | 0.9 |" in words
    assert re.search(r"Of 12 places .* at 0 and the opposite at \d+; .* does not come out", words)


def test_being_ahead_without_having_learned():
    """Where the better of the two is ahead, the constant is what it is held against."""
    rule = learns_where_it_beats("mse", "good", "bad")
    curves = {("p", "good"): {2: 0.9, 9: 0.5}, ("p", "bad"): {2: 0.6, 9: 0.8}}
    signs = {constant: [finding.sign for finding in rule(made(curves, constant=constant))] for constant in (0.2, 0.7)}
    assert signs == {0.2: [-1], 0.7: [1]}
    assert verdict(rule, made({("p", "good"): FLAT, ("p", "bad"): dict.fromkeys(FLAT, 0.5)})) == UNDECIDED


def test_a_folder_without_data(tmp_path):
    with pytest.raises(BoundlabError, match="expected a folder with data"):
        judge(tmp_path)
    (tmp_path / "paper_colorization.json").write_text("{}")
    (tmp_path / "paper_colorization.csv").write_text("panel,arm\n1,2\n")
    with pytest.raises(BoundlabError, match=r"paper_colorization\.csv: expected"):
        judge(tmp_path)
