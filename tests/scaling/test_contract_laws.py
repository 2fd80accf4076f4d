"""Every law: tiny runs resume, every series and control has rows, committed data give the verdict, pages and proofs."""

import json
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


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_it_has_an_exact_half_and_a_page(law):
    assert law.check in [check.id for check in checks()]
    page = (ROOT / "docs" / "laws" / f"{law.id}.md").read_text(encoding="utf-8")
    assert "cannot say" in page
    assert law.source.split(" (")[0] in " ".join(page.split())
