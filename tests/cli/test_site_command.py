"""`boundlab site`: wrong arguments are one line, and nothing is written."""

import pytest


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["--out", ""],
        ["--out", "{file}"],
        ["--out", "{full}"],
        ["--out", "{file}/site"],
        ["--out", "{new}", "--docs", "javascript:alert(1)"],
        ["--out", "{new}", "--docs", "//x.example"],
        ["--out", "{new}", "--registry", "{file}"],
        ["--out", "{new}", "--registry", "{new}"],
    ],
)
def test_wrong_arguments_are_one_line_and_exit_code_2(boundlab, tmp_path, given):
    places = {"file": tmp_path / "file.toml", "full": tmp_path / "full", "new": tmp_path / "new"}
    places["file"].write_text("x = ")
    places["full"].mkdir()
    (places["full"] / "mine").write_text("mine")
    done = boundlab("site", *(each.format(**places) for each in given))
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert not places["new"].exists()
    assert (places["full"] / "mine").read_text() == "mine"
