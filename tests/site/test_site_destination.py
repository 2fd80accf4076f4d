"""Where a site goes: nothing that is not its own is ever lost."""

from pathlib import Path

import pytest

from boundlab.errors import BoundlabError
from boundlab.site.destination import MANIFEST, Destination


def made(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text)
    return folder


def test_a_site_replaces_the_site_before_and_nothing_else(tmp_path):
    out = tmp_path / "out"
    Destination(out).take(made(tmp_path / "a", one="1", two="2"))
    (out / "mine.txt").write_text("mine")
    (out / "sub").mkdir()
    Destination(out).take(made(tmp_path / "b", one="new"))
    assert {p.name for p in out.iterdir()} == {"one.html", "mine.txt", "sub", MANIFEST}
    assert (out / "one.html").read_text() == "new"


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path):
    out = tmp_path / "out"
    Destination(out).take(made(tmp_path / "a", one="1"))
    (out / "two.html").write_text("mine")
    with pytest.raises(BoundlabError, match=r"two\.html"):
        Destination(out).take(made(tmp_path / "b", one="new", two="new"))
    assert (out / "two.html").read_text() == "mine"
    assert (out / "one.html").read_text() == "1"


@pytest.mark.parametrize("manifest", [None, "no json", "[]", '{"files": ["../mine.txt"]}', '{"files": [1]}'])
def test_another_folder_is_left_alone(tmp_path, manifest):
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (out / "mine.txt").write_text("mine")
    if manifest is not None:
        (out / MANIFEST).write_text(manifest)
    with pytest.raises(BoundlabError, match="other files"):
        Destination(out)
    assert (tmp_path / "mine.txt").read_text() == (out / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["file/site", "n" * 300])
def test_a_place_where_nothing_can_be_written_is_named_with_the_reason(tmp_path, name):
    (tmp_path / "file").write_text("mine")
    wanted = r"^out: got '.*', expected a folder that can be written: "
    with pytest.raises(BoundlabError, match=wanted), Destination(tmp_path / name).beside():
        pass
