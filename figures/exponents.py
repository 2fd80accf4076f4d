"""Exponents of the primary networks q and g, and where they separate.

For x of dimension m1 and I of dimension m2: in each square the exponents a of N ~ ε^(-a), that of q (embedding
method) above that of g (hypernetwork), at r = 1, and in colour their difference. First panel: embedding dimension k =
O(1), theorem 2 of Galanti & Wolf against theorem 4. Second: k free and dense layers counted, theorem 3 against
theorem 4. The repaired statements, without the assumptions of the paper, give the same exponents up to one factor
1/log(1/ε), and the comparison is a separation in every square, with a certificate that was checked. Third: k free,
non-zero parameters counted: an embedding method with g's exponent exists, so nothing separates (hatched). Last panel:
smoothness r, for (m1, m2) = (2, 3): what is known of the whole network and of g for every r, and of q at r = 1 only;
the whole network and g count different things, so that is no separation. All exponents are exact, computed from the
claims named in the data.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from ._style import BLACK, BLUE, GREEN, ORANGE, VERMILION, panels

if TYPE_CHECKING:
    from ._session import Session

PAPER = "galanti-wolf-2020"
THM_4, LINEAR = f"{PAPER}/thm-4", "repair/thm-4-linear"
# In each panel the first pair is drawn; the others must have the same exponents.
PANELS = {
    "$k = O(1)$": ((f"{PAPER}/thm-2", THM_4), ("repair/thm-2-entropy", LINEAR)),
    "$k$ free, dense count": ((f"{PAPER}/thm-3", THM_4), ("repair/thm-3-entropy", LINEAR)),
    "$k$ free, non-zero count": (("repair/embedding-nonzero", LINEAR),),
}
WHOLE = ("repair/thm-1-entropy", LINEAR)
LEGEND = r"Squares: exponents $a$ of $N\sim\varepsilon^{-a}$ at r = 1, of q (embedding method) and of g (hypernetwork)."
LARGEST, SMOOTHNESS, EXAMPLE = 5, (1, 2, 3, 4), (2, 3)

Rows = list[dict[str, str]]


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/exponents."""
    figure, grid = panels(2, 2, 5.4, 5.2)
    top = max(_gap(row) for row in data["rows"] if row["r"] == "1")
    images = []
    for axes, (title, pairs) in zip(grid, PANELS.items(), strict=False):
        rows = [row for row in data["rows"] if (row["q claim"], row["g claim"]) == pairs[0]]
        images.append(_squares(axes, rows, top))
        axes.set(xlabel="m1, dimension of x", ylabel="m2, dimension of I", title=title)
    figure.colorbar(images[-1], ax=grid[:2], label="exponent of q − exponent of g", ticks=range(int(top) + 1))
    _smoothness(grid[3], data["rows"])
    handles, labels = grid[3].get_legend_handles_labels()
    handles += [Patch(fc="white", ec="0.6", hatch="////", lw=0.4)]
    labels += ["nothing separates q from g"]
    figure.legend(handles, labels, loc="outside lower center", ncols=2, title=LEGEND, title_fontsize=7)
    return figure


def _gap(row: dict[str, str]) -> Fraction:
    return Fraction(row["q"]) - Fraction(row["g"])


def _squares(axes: Axes, rows: Rows, top: Fraction) -> Any:
    size = max(int(row["m1"]) for row in rows)
    values = [[0.0] * size for _ in range(size)]
    for row in rows:
        m1, m2 = int(row["m1"]), int(row["m2"])
        values[m2 - 1][m1 - 1] = float(_gap(row))
        colour = "white" if _gap(row) > top / 2 else "black"
        text = f"q {row['q']}\ng {row['g']}"
        axes.text(m1, m2, text, ha="center", va="center", fontsize=6.5, color=colour, linespacing=0.95)
        if row["verdict"] != "separation":
            axes.add_patch(Rectangle((m1 - 0.5, m2 - 0.5), 1, 1, fill=False, hatch="////", ec="0.75", lw=0))
    extent = (0.5, size + 0.5, 0.5, size + 0.5)
    axes.set(xticks=range(1, size + 1), yticks=range(1, size + 1))
    axes.tick_params(length=0)
    return axes.imshow(values, origin="lower", extent=extent, cmap="Blues", vmin=0, vmax=float(top), zorder=0)


def _smoothness(axes: Axes, rows: Rows) -> None:
    m1, m2 = EXAMPLE
    here = [row for row in rows if (int(row["m1"]), int(row["m2"])) == EXAMPLE]
    whole = [row for row in here if (row["q claim"], row["g claim"]) == WHOLE]
    r = [int(row["r"]) for row in whole]
    axes.plot(
        r, [float(Fraction(row["q"])) for row in whole], color=BLACK, marker="s", label="whole network: (m1+m2)/r"
    )
    axes.plot(
        r, [float(Fraction(row["g"])) for row in whole], color=BLUE, marker="o", ls="--", label="g, hypernetwork: m1/r"
    )
    marks = (
        ("D", VERMILION, "q, k = O(1), r = 1"),
        ("^", GREEN, "q, k free, dense, r = 1"),
        ("v", ORANGE, "q, k free, non-zero, r = 1"),
    )
    for (marker, colour, label), pairs in zip(marks, PANELS.values(), strict=True):
        (row,) = (row for row in here if (row["q claim"], row["g claim"]) == pairs[0])
        axes.plot([1], [float(Fraction(row["q"]))], marker=marker, color=colour, ls="", ms=6, mfc="none", label=label)
    axes.set(xlabel="smoothness r", ylabel="exponent of 1/ε", title=f"m1 = {m1}, m2 = {m2}", xticks=r)
    axes.set_ylim(0, m1 + m2 + 0.5)


def make(session: Session) -> dict[str, Any]:
    """Compare the claims at every point, exactly, and check every certificate."""
    from itertools import product

    largest = 2 if session.scale == "tiny" else LARGEST
    dimensions = range(1, max(largest, *EXAMPLE) + 1)
    rows = [
        _compared(pair, m1, m2, 1)
        for pairs in PANELS.values()
        for pair in pairs
        for m2, m1 in product(dimensions, dimensions)
    ]
    rows += [_compared(WHOLE, *EXAMPLE, r) for r in SMOOTHNESS]
    for first, *others in PANELS.values():
        for other in others:
            mine, theirs = (
                [(r["m1"], r["m2"], r["q"], r["g"]) for r in rows if (r["q claim"], r["g claim"]) == p]
                for p in (first, other)
            )
            assert mine == theirs, f"{first} and {other} differ in an exponent"
    settings = {"m1, m2": f"1 to {dimensions[-1]}", "r": list(SMOOTHNESS), "arithmetic": "exact"}
    return {"rows": rows, "metadata": {"settings": settings, "exact": True}}


def _compared(pair: tuple[str, str], m1: int, m2: int, r: int) -> dict[str, Any]:
    from boundlab.checking import check
    from boundlab.claims.compare import compare
    from boundlab.derived.load import load

    claims = load()
    found = compare(claims[pair[0]], claims[pair[1]], {"m1": m1, "m2": m2, "r": r})
    point = {"m": m1 + m2, "m1": m1, "m2": m2, "r": r}
    (q, q_log), (g, g_log) = (claims[id_].order.growth_at(point) for id_ in pair)
    certificate = found.decision.certificate() if found.decision is not None else None
    if certificate is not None and not (answer := check(certificate)).valid:
        raise RuntimeError(f"{pair[0]} and {pair[1]}: the certificate of their comparison is refused: {answer.reason}")
    return {
        "q claim": pair[0], "g claim": pair[1], "m1": m1, "m2": m2, "r": r,
        "q": q, "q log": q_log, "g": g, "g log": g_log, "verdict": found.verdict,
        "certificate": "" if certificate is None else "valid",
    }  # fmt: skip
