"""Every figure draws its committed data, the same bytes each time, and the gallery is what it would write."""

import json
import re

import pytest

pytest.importorskip("matplotlib")

from boundlab.errors import BoundlabError
from figures._catalogue import figures, select, settings_text
from figures._files import DATA, FORMATS, HERE, OUT, read, save
from figures._gallery import gallery
from figures._style import style

FIGURES = select([])
NAMES = [figure.name for figure in FIGURES]
PROVENANCE = {"boundlab", "commit", "python", "device", "measured", "settings"}


@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_it_draws_the_same_bytes_twice_with_labels(figure, tmp_path):
    data = read(figure.name)
    with style():
        drawn = [figure.module.draw(data) for _ in range(2)]
        formats = (("svg",), ("pdf", "svg"))
        paths = [save(d, figure.name, tmp_path / str(i), formats[i])[-1] for i, d in enumerate(drawn)]
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    assert b"<dc:date>" not in first
    width, _ = drawn[0].get_size_inches()
    assert width <= 7.3, "a page"
    assert any(axes.get_xlabel() for axes in drawn[0].axes)
    assert any(axes.get_ylabel() or axes.get_yticklabels() for axes in drawn[0].axes)


@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_its_data_say_where_they_come_from(figure):
    data = read(figure.name)
    metadata = data["metadata"]
    assert set(metadata) >= PROVENANCE
    assert data["rows"]
    assert all(None not in row and None not in row.values() for row in data["rows"]), "ragged rows"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", metadata["measured"])
    assert metadata.get("exact") or any(key.startswith("seed") for key in metadata["settings"])


@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_it_has_a_caption_and_committed_files(figure):
    assert figure.title
    assert len(figure.caption) > 80, "a docstring that says what one sees"
    assert all((OUT / f"{figure.name}.{suffix}").stat().st_size > 1000 for suffix in FORMATS)


def test_every_figure_has_data():
    assert [figure.name for figure in figures() if not figure.has_data] == []


def test_no_file_without_a_figure():
    """The data of an experiment at the paper's size are drawn in the figure of the small one."""
    stems = {path.stem for folder in (DATA, OUT) for path in folder.iterdir()}
    assert {stem.removesuffix("_full") if stem.startswith("paper_") else stem for stem in stems} == set(NAMES)


def test_the_gallery_is_current():
    page = HERE / "README.md"
    assert page.read_text(encoding="utf-8") == gallery(FIGURES, page, OUT, DATA, FORMATS), "boundlab figures --in-place"


def test_the_gallery_shows_what_is_there():
    text = (HERE / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) >= 6 * len(NAMES)
    assert all((HERE / link).exists() for link in links)


def test_select_takes_dashes_and_suggests_the_nearest():
    assert [f.name for f in select(["optimiser-bias", "phase", "phase"])] == ["optimiser_bias", "phase"]
    assert [f.name for f in select([])] == NAMES
    with pytest.raises(BoundlabError, match="unknown figure 'sandwhich'; nearest: sandwich"):
        select(["sandwhich"])


def test_missing_and_broken_data_are_named(tmp_path):
    with pytest.raises(BoundlabError, match="nothing"):
        read("nothing", tmp_path)
    (tmp_path / "x.csv").write_text("a\n1\n")
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(BoundlabError, match="data: got"):
        read("x", tmp_path)


def test_settings_are_one_line():
    text = settings_text({"seed": [0, 1], "starts": {"m=1": 3}, "limit": None})
    assert text == "seed 0, 1; starts (m=1 3); limit none"
    json.dumps(text)
