"""Every law: tiny runs resume, every series and control has rows, committed data give the verdict, pages and proofs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from boundlab.runs.store import RunStore
from boundlab.scaling import laws
from boundlab.scaling._measure import measure_law, stored_rows
from boundlab.scaling._verdict import cells, fit_law
from figures._files import read
from proofs_numeric._checks import checks

ROOT = Path(__file__).resolve().parents[2]
LAWS = list(laws().values())
CPU = torch.device("cpu")


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_tiny_runs_and_resumes(law, tmp_path, capsys):
    with RunStore(tmp_path / "runs.db") as store:
        rows = measure_law(law, "tiny", store, CPU)
        assert rows == measure_law(law, "tiny", store, CPU)
        assert len(stored_rows(law, "tiny", store)) == len(rows)
    assert "(from the store)" in capsys.readouterr().err
    for series in (*law.series, *law.controls):
        for found in cells(series, rows).values():
            assert len(found) > len(series.exponents) + 1, series.name
    data = fit_law(law, rows).to_json()
    assert list(data["theory"]) == list(data["exponents"]) == list(data["intervals"])
    assert [one["name"] for one in data["controls"]] == [one.name for one in law.controls]
    json.dumps(data, allow_nan=False)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_a_unit_gives_the_same_rows_again(law):
    unit = law.units("tiny")[0]
    assert unit.run(CPU, print) == unit.run(CPU, print)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_scales_do_not_share_the_small_ones_settings(law):
    keys = {scale: {unit.key for unit in law.units(scale)} for scale in ("tiny", "small", "full")}
    assert all(keys.values())
    assert keys["tiny"] != keys["small"] != keys["full"]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_the_measurements_that_come_with_it_refute_the_law_on_every_control(law):
    data = fit_law(law, read(f"law_{law.id.replace('-', '_')}")["rows"]).to_json()
    assert data["verdict"] == "confirmed"
    assert {one["verdict"] for one in data["controls"]} == {"refuted"}


def test_figures_of_laws_are_drawn_without_torch(tmp_path):
    """What they need stands in their data."""
    code = (
        "import sys; from pathlib import Path; from figures._catalogue import figures\n"
        f"[f.draw(Path({str(tmp_path)!r}), ('svg',)) for f in figures() if f.name == 'law_gated_memorisation']\n"
        "print({'torch', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "set()", done.stderr


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_the_data_of_the_figure_say_what_the_fit_says(law):
    data = read(f"law_{law.id.replace('-', '_')}")
    fitted = fit_law(law, data["rows"]).to_json()
    assert data["metadata"]["verdict"] == fitted["verdict"]
    stated = {one["name"]: one["fitted"] for one in data["metadata"]["series"]}
    for series in law.series:
        for name, (exponent, _, _) in stated[series.name].items():
            assert exponent == pytest.approx(fitted["exponents"][law.key(series, name)], abs=0.02)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_it_has_an_exact_half_and_a_page(law):
    assert law.check in [check.id for check in checks()]
    page = (ROOT / "docs" / "laws" / f"{law.id}.md").read_text(encoding="utf-8")
    assert "cannot say" in page
    assert law.source.split(" (")[0] in " ".join(page.split())
