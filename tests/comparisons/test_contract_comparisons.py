"""Every comparison: tiny runs resume, rules tell synthetic rows apart, committed rows give the committed verdict."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from boundlab.comparisons import comparisons
from boundlab.comparisons._measure import committed, measure, stored_rows, tables, tasks
from boundlab.comparisons._page import page
from boundlab.comparisons._rules import EXACT
from boundlab.comparisons._verdict import CANNOT_TELL, judge, overall
from boundlab.experiments.paired_claims import NOT, PARTLY, REPRODUCED, UNDECIDED
from boundlab.runs.store import RunStore

ROOT = Path(__file__).resolve().parents[2]
ALL = list(comparisons().values())
CLAIMS = [(one, claim) for one in ALL for claim in (*one.claims, *one.controls)]
CPU = torch.device("cpu")
TRIES = 3000


@pytest.mark.parametrize("comparison", ALL, ids=lambda one: one.id)
def test_tiny_runs_and_resumes(comparison, tmp_path, capsys):
    data = tables(comparison, None)
    with RunStore(tmp_path / "runs.db") as store:
        rows = measure(comparison, "tiny", data, store, CPU)
        assert rows == measure(comparison, "tiny", data, store, CPU)
        assert len(stored_rows(comparison, "tiny", data, store)) == len(rows)
    assert "(from the store)" in capsys.readouterr().err
    judged = judge(comparison, rows)
    assert judged.missing == ()
    json.dumps(judged.to_json())
    check_rows(comparison, rows)


@pytest.mark.parametrize("comparison", ALL, ids=lambda one: one.id)
def test_the_committed_rows_give_the_committed_verdict(comparison):
    found = committed(comparison)
    judged = judge(comparison, found["rows"])
    assert (judged.verdict, judged.numbers) == (found["metadata"]["verdict"], found["metadata"]["numbers"])
    assert {"boundlab", "commit", "torch", "device", "measured", "seconds"} <= set(found["metadata"])
    assert len(found["metadata"]["settings"]["seed"]) >= 2
    check_rows(comparison, found["rows"])


@pytest.mark.slow  # a history that was squashed or cut says nothing about the code of now
@pytest.mark.parametrize("comparison", ALL, ids=lambda one: one.id)
def test_the_code_that_measured_is_in_the_history(comparison):
    def git(*arguments):
        return subprocess.run(["git", *arguments], capture_output=True, text=True, cwd=ROOT, check=False)

    if shutil.which("git") is None or git("rev-parse", "--is-shallow-repository").stdout != "false\n":
        pytest.skip("no history here")
    for commit in committed(comparison)["metadata"]["commit"].split(", "):
        assert git("merge-base", "--is-ancestor", commit, "HEAD").returncode == 0, commit


def test_small_takes_at_most_twenty_minutes_on_two_cores():
    assert sum(committed(one)["metadata"]["seconds"] for one in ALL) <= 2 * 20 * 60


def check_rows(comparison, rows):
    """Columns, paired seeds, and the parameters that `boundlab count` has for the design."""
    seeds = {int(row["seed"]) for row in rows}
    designs = {arm.name: arm.design.bill().trainable for arm in comparison.arms if arm.design is not None}
    for place in comparison.places(rows):
        here = [row for row in rows if (row["panel"], row["arm"]) == place]
        assert {int(row["seed"]) for row in here} == seeds, place
        assert {int(row["parameters"]) for row in here} == {designs.get(place[1], int(here[0]["parameters"]))}, place
    assert all(set(comparison.columns) <= set(row) for row in rows)


def shape(comparison):
    """(panel, arm, at) of every row there is to be, from the committed ones."""
    return sorted({(row["panel"], row["arm"], float(row["at"])) for row in committed(comparison)["rows"]})


def made(comparison, places, draws, noise):
    """Rows with a level of its own for every arm, between 0.001 and 1000, now and then below 0, drawn by its number."""
    rows = []
    for arm, draw in draws.items():
        chance = random.Random(draw)
        level = {name: chance.choice((1, 1, -1)) * 10 ** chance.uniform(-3, 3) for name in comparison.measures}
        for panel, _, at in (place for place in places if place[1] == arm):
            for s in range(8):
                values = {name: value * 10 ** (noise * chance.gauss(0, 1)) for name, value in level.items()}
                rows.append({"panel": panel, "arm": arm, "at": at, "seed": s, "parameters": 1, **values})
    return rows


def found(comparison, claims, wanted, noise=0.001):
    """Rows on which every finding of the claims has the wanted sign: searched panel by panel, rules look no further."""
    panels = {}
    for place in shape(comparison):
        panels.setdefault(place[0], []).append(place)
    rows = [row for places in panels.values() for row in searched(comparison, places, claims, wanted, noise)]
    assert signs(claims, rows) == {wanted}
    return rows


def searched(comparison, places, claims, wanted, noise):
    """Arm after arm is drawn anew, and kept if no more findings than before are unwanted."""

    def unwanted(rows):
        return sum(finding.sign != wanted for claim in claims for finding in claim.rule(rows))

    chance = random.Random(0)
    draws = {arm: chance.random() for _, arm, _ in places}
    fewest = unwanted(made(comparison, places, draws, noise))
    for _ in range(TRIES):
        if not fewest:
            return made(comparison, places, draws, noise)
        tried = {**draws, chance.choice(list(draws)): chance.random()}
        if (count := unwanted(made(comparison, places, tried, noise))) <= fewest:
            draws, fewest = tried, count
    raise AssertionError(f"no rows on which all findings in {places[0][0]} are {wanted}")


def signs(claims, rows):
    return {finding.sign for claim in claims for finding in claim.rule(rows)}


@pytest.mark.parametrize(("comparison", "claim"), CLAIMS, ids=lambda one: getattr(one, "id", "") or one.text[:40])
def test_every_rule_tells_synthetic_rows_apart(comparison, claim):
    shown = claim.judge(found(comparison, [claim], 1))
    assert shown.verdict == REPRODUCED
    assert shown.places
    assert claim.judge(found(comparison, [claim], -1)).verdict == NOT
    if claim.where != EXACT:  # what is proved has no interval
        assert claim.judge(found(comparison, [claim], 0, noise=3)).verdict == UNDECIDED


@pytest.mark.parametrize("comparison", ALL, ids=lambda one: one.id)
def test_every_verdict_follows_from_its_rows(comparison):
    good = found(comparison, comparison.claims, 1)
    assert judge(comparison, good).verdict == REPRODUCED
    assert judge(comparison, found(comparison, comparison.claims, -1)).verdict == NOT
    assert judge(comparison, found(comparison, comparison.claims, 0, noise=3)).verdict == CANNOT_TELL
    for arm in comparison.arms:
        rest = [row for row in good if row["arm"] != arm.name]
        assert judge(comparison, rest).verdict == CANNOT_TELL, f"without {arm.name}"
        assert arm.name in judge(comparison, rest).numbers


def test_some_places_for_and_some_against_is_partly():
    assert overall([1, 0]) == overall([1, -1]) == PARTLY


@pytest.mark.parametrize("comparison", ALL, ids=lambda one: one.id)
def test_scales_differ_and_seeds_are_enough(comparison):
    data = tables(comparison, None)
    keys = {scale: {unit.key for unit in tasks(comparison, scale, data)} for scale in ("tiny", "small", "full")}
    assert keys["tiny"] != keys["small"] != keys["full"]
    assert any(arm.control for arm in comparison.arms) or len(comparison.controls) > 1


def test_the_page_is_current():
    text = (ROOT / "docs" / "comparisons.md").read_text(encoding="utf-8")
    assert text == page(), "boundlab law list --out docs/comparisons.md"


def test_the_figure_has_the_committed_numbers():
    from figures import comparisons as figure
    from figures._files import read, text

    assert read("comparisons")["rows"] == text(figure.make(None)["rows"]), "boundlab figures comparisons --rerun"


def test_listing_and_showing_need_no_torch():
    code = (
        "import sys; from boundlab.cli import run\n"
        "run(['law', 'list']); run(['law', 'show', 'contextual-features']); run(['law', 'show', 'taylor-terms'])\n"
        "print({'torch', 'numpy', 'scipy', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.endswith("set()\n"), done.stderr
