"""The figure of q against g shows failures, and the page about it quotes the committed data."""

import re
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

from figures import q_vs_g
from figures._files import read
from figures._style import style

PAGE = Path(__file__).parents[2] / "docs" / "modularity-gap.md"
NAMES = {
    "g": "g",
    "identity": "q, e(I) = I",
    "network-1": "q, trained network e of dimension 1",
    **{f"table-{d}": f"q, free table of dimension {d}" for d in (1, 2, 3)},
}


def tables():
    """Every table of the page whose first row is k: {row name: {k: cell}}."""
    for block in re.findall(r"((?:^\|.*\n)+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in block.splitlines()]
        if lines[0][0] == "k":
            cells = [int(k) for k in lines[0][1:]]
            # `strip` has taken the empty cells at the end of a line.
            yield {name: dict(zip(cells, values, strict=False)) for name, *values in lines[2:]}


def test_the_page_quotes_the_data():
    metadata = read("q_vs_g")["metadata"]
    sizes = {(e["series"], e["k"]): e["N"] for e in metadata["sizes"] if q_vs_g.SHOWN.items() <= e.items()}
    ratios = {(e["series"], e["k"]): e["ratio"] for e in metadata["ratios"] if q_vs_g.SHOWN.items() <= e.items()}
    first, _, second, *_ = tables()
    checked = 0
    for name, series in NAMES.items():
        for k, cell in first[name].items():
            assert cell == ("" if (series, k) not in sizes else str(sizes[series, k])), (name, k)
            checked += bool(cell)
        for k, cell in second.get(name, {}).items():
            assert cell == ("" if (series, k) not in ratios else f"{ratios[series, k]:.1f}"), (name, k)
    assert checked >= 25


def test_a_size_that_was_not_reached_is_drawn():
    data = read("q_vs_g")
    with style():
        whole = len(q_vs_g.draw(data).axes[0].get_lines())
        for entry in data["metadata"]["sizes"]:
            if entry["series"] == "q, e(I) = I":
                entry["N"], entry["at_least"] = (None, 601) if entry["k"] == 8 else (entry["N"], entry["at_least"])
        axes = q_vs_g.draw(data).axes[0]
    assert len(axes.get_lines()) == whole
    failed = [line for line in axes.get_lines() if line.get_marker() == r"$\Uparrow$"]
    assert [line.get_ydata().tolist() for line in failed if len(line.get_ydata())] == [[601]]
