"""What a reader of one figure alone is told: hypotheses, guides, numbers, hatches, arrows, bars."""

import re
from functools import cache

import pytest

pytest.importorskip("matplotlib")

from figures import architectures_error, exponents, optimiser_bias, phase, q_vs_g, sandwich
from figures._catalogue import select
from figures._files import read
from figures._style import style

FIGURES = select([])


@cache
def laid_out(name):
    """The figure, its places computed; drawn once for all tests, which only look."""
    (figure,) = select([name])
    with style():
        made = figure.module.draw(read(name))
        made.draw_without_rendering()
    return made


def drawn(module):
    with style():
        return module.draw(read(module.__name__.rpartition(".")[2]))


def legend(figure):
    """All text of the legends of a figure."""
    legends = [*figure.legends, *(axes.get_legend() for axes in figure.axes if axes.get_legend())]
    return "\n".join(text.get_text() for one in legends for text in (one.get_title(), *one.get_texts()))


@pytest.mark.parametrize("figure", FIGURES, ids=[figure.name for figure in FIGURES])
def test_no_legend_lies_over_data(figure):
    made = laid_out(figure.name)
    boxes = [one.get_window_extent() for one in made.legends]
    for axes in made.axes:
        own = [axes.get_legend().get_window_extent()] if axes.get_legend() else []
        for line in axes.get_lines():
            points = line.get_transform().transform(line.get_xydata())
            assert not any(box.contains(*point) for box in [*boxes, *own] for point in points), line.get_label()


@pytest.mark.parametrize("figure", FIGURES, ids=[figure.name for figure in FIGURES])
def test_no_text_is_cut_off(figure):
    made = laid_out(figure.name)
    width, height = made.get_size_inches() * made.dpi
    texts = [text for axes in made.axes for text in axes.texts]
    boxes = [text.get_window_extent() for text in texts] + [one.get_window_extent() for one in made.legends]
    assert all(box.x0 > -2 and box.y0 > -2 and box.x1 < width + 2 and box.y1 < height + 2 for box in boxes)


def test_sandwich_names_the_hypothesis_of_its_bounds():
    text = legend(drawn(sandwich))
    for bound in ("certified lower bound", "constructive upper bound"):
        assert re.search(rf"{bound} \(continuous selection\)", text)
    assert "below the lower bound is no contradiction" in text
    assert "not reached" not in text


def test_sandwich_explains_its_arrows_where_it_has_some():
    data = read("sandwich")
    data["rows"][3] |= {"measured": "", "easiest": ""}
    with style():
        assert "not reached by the search" in legend(sandwich.draw(data))


def test_q_vs_g_explains_guides_and_numbers_and_has_ranges():
    figure = drawn(q_vs_g)
    text = legend(figure)
    assert "slope m1/r = 1, predicted for g" in text
    assert "slope (m1+m2)/r = 2, predicted for q" in text
    assert "fitted exponent" in text
    left, right, within, layers = figure.axes
    free = text.count("g: ") + text.count("q, ") - text.count(", C(e)") - text.count("hidden layers")
    assert [len(left.containers), len(right.containers)] == [free, free - 1]
    assert len(within.containers) >= 2
    assert len(layers.containers) >= 3


def test_q_vs_g_shows_where_the_repaired_theorem_starts_to_say_something():
    data = read("q_vs_g")
    found = {entry["bound_q"]: [] for entry in data["metadata"]["proved"]}
    for entry in data["metadata"]["proved"]:
        found[entry["bound_q"]].append(entry["N"])
    assert set(found) == {1e2, 1e3, 1e4}
    assert all(sizes == sorted(sizes) and sizes[0] == 0 < sizes[-1] for sizes in found.values())
    smallest = min(entry["eps"] for entry in data["metadata"]["sizes"])
    assert all(entry["N"] == 0 for entry in data["metadata"]["proved"] if entry["eps"] >= smallest)
    assert "proved for C(e) ≤ 2, C(q) ≤ 1000" in legend(drawn(q_vs_g))


def test_q_vs_g_bars_reach_the_easiest_target():
    data = read("q_vs_g")
    with style():
        bars = q_vs_g.draw(data).axes[0].containers[0].lines[2][0].get_segments()
    sizes = [e for e in data["metadata"]["sizes"] if e["series"] == "g" and q_vs_g.SHOWN.items() <= e.items()]
    assert [(low, high) for (_, low), (_, high) in bars] == [(min(e["N_each"]), e["N"]) for e in sizes]


def test_every_square_of_exponents_says_whose_number_is_whose():
    figure = drawn(exponents)
    cells = [text.get_text() for axes in figure.axes[:3] for text in axes.texts]
    assert len(cells) == 75
    assert all(re.fullmatch(r"q \d+(/\d+)?\ng \d+(/\d+)?", cell) for cell in cells)
    assert "nothing separates q from g" in legend(figure)
    assert all(axes.get_legend() is None for axes in figure.axes)


def test_phase_names_its_axes():
    figure = drawn(phase)
    axes = figure.axes[0]
    names = {text.get_text() for text in axes.texts}
    assert names >= {"activation", "selection", "weights"}
    assert axes.get_xlabel().startswith("depth, in hidden layers (1: one hidden layer")
    assert "non-zero parameters" in legend(figure)


def test_few_architectures_stand_out_in_each_panel():
    figure = drawn(architectures_error)
    for axes in figure.axes:
        assert 1 <= len(axes.get_legend_handles_labels()[1]) <= 4
    assert "grey" in figure.get_supxlabel()


def test_an_architecture_without_a_column_gets_one():
    names = ["standard", "new-a", "new-b", "new-c", "new-d", "new-e"]
    columns = architectures_error._columns(names)
    assert [shown for title, shown in columns if title == "others"] == [tuple(names[1:5]), ("new-e",)]
    assert len(columns) == 3


def test_optimiser_bias_explains_its_arrows_where_it_has_some():
    data = read("optimiser_bias")
    with style():
        assert "not reached by some seed, up to N = 145" in legend(optimiser_bias.draw(data))
        reached = {row["eps"] for row in data["rows"]} - {row["eps"] for row in data["rows"] if not row["N"]}
        data["rows"] = [row for row in data["rows"] if row["eps"] in reached]
        assert "not reached" not in legend(optimiser_bias.draw(data))


@pytest.mark.parametrize("name", [figure.name for figure in FIGURES if figure.name.startswith("paper_")])
def test_the_experiments_say_what_their_bars_are(name):
    seeds = len({row["seed"] for row in read(name)["rows"]})
    assert f"mean over {seeds} seeds" in legend(laid_out(name))
