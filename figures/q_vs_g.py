"""The modularity gap, measured: primary networks of hypernetworks (g) and of embedding methods (q).

The smallest primaries that training found for sign bumps in (x, I), m1 = m2 = r = 1, with sup error at most 0.4 of the
bumps' height at every condition. Sizes: all weights and biases of the primary against 1/ε, the worst over the
conditions (g) and over three sign patterns (q), bars down to the easiest; in the legend the fitted exponent a of the
mean, N = A ε^(-a) + b, with its 95 % interval. Above left: free arms; black: the predicted slopes, through the last
point of g and of the first q. Above right: N_q/N_g at the same ε, bars down to the easiest pattern of q over the same
N_g. Below left: q and e under norm bounds, and what Theorem 2, repaired, proves of q on W_{1,2} (width up to 100,
weights up to 1000): nothing at the ε that were measured, which the small panel shows larger. Below right: q with two
and three hidden layers. Sizes are upper bounds for these targets; the ranges of ε are short, and the sizes say nothing
about the whole class W_{1,2}.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._style import BLACK, line, log_ticks, panels

if TYPE_CHECKING:
    from boundlab.runs.task import Task

    from ._session import Session

SEED, DRAWS, STARTS = 0, 3, 2
# Of the bounded arms: ℓ1; every ℓ2; of the proved sizes: the largest weight and width.
BOUND_E, BOUNDS_Q, WEIGHTS, WIDTH = 2.0, (1e3, 1e2, 1e4), 1000, 100
LEGEND = (
    "Marks: the worst condition (g) or sign pattern (q), bars down to the easiest.\n"
    r"After the colon: the fitted exponent $a$ of the mean, $N = A\varepsilon^{-a} + b$, and its 95 % interval."
)
_SLOPE_Q = "slope (m1+m2)/r = 2, predicted for q"
SHOWN = {"m1": 1, "m2": 1, "r": 1, "targets": "cube", "activation": "tanh"}


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/q_vs_g."""
    sizes, ratios, fits = (_shown(data["metadata"][name]) for name in ("sizes", "ratios", "fits"))
    # A series with one or two sizes has no exponent and would only crowd the panel; the data have it.
    series = [s for s in dict.fromkeys(entry["series"] for entry in sizes) if _count(sizes, s) > 2]
    bounded, deep = ([s for s in series if sign in s] for sign in ("C(q)", "hidden layers"))
    free = [s for s in series if s not in bounded + deep]
    # What the lower panels show again, to compare with.
    network = [s for s in free if "trained network" in s]
    figure, (left, right, within, layers) = panels(2, 2, 7.6)
    curves = _Curves(sizes, fits, series)
    curves.draw(left, free)
    closer = within.inset_axes((0.13, 0.5, 0.4, 0.46))
    for axes in (within, closer):
        curves.draw(axes, [*free[:1], *network, *bounded])
    curves.draw(layers, [*free[:2], *network, *deep])
    for name in free:
        easiest = {e["k"]: _easiest(e) for e in sizes if e["series"] == name and e["N"] is not None}
        found = [e for e in ratios if e["series"] == name and e["ratio"] is not None]
        aside = curves.aside(name)
        points = [(aside / e["eps"], e["ratio"], easiest.get(e["k"], e["N_q"]) / e["N_g"]) for e in found]
        _ranges(right, points, series.index(name))
    guides = ((1, series[0], "slope m1/r = 1, predicted for g"), (2, series[min(1, len(series) - 1)], _SLOPE_Q))
    for slope, name, label in guides:
        _guide(left, slope, [e for e in sizes if e["series"] == name and e["N"] is not None], label)
    for bound, dash in zip(BOUNDS_Q, ("-", "--", ":"), strict=True):
        proved = [e for e in data["metadata"]["proved"] if e["bound_q"] == bound and e["N"] > 0]
        label = f"proved for C(e) ≤ {BOUND_E:g}, C(q) ≤ {bound:g}"
        within.plot([1 / e["eps"] for e in proved], [e["N"] for e in proved], color=BLACK, lw=0.9, ls=dash, label=label)
    for axes in (left, within, layers):
        axes.set(xlabel="1/ε", ylabel="parameters of the primary")
        log_ticks(axes)
    log_ticks(closer)
    closer.tick_params(labelsize=5)
    right.set(xlabel="1/ε", ylabel="$N_q/N_g$", ylim=(0, None))
    log_ticks(right, "x")
    shown: dict[str, Any] = {}
    for axes in (left, within, layers):
        handles, labels = axes.get_legend_handles_labels()
        shown |= dict(zip(labels, handles, strict=True))
    handles, labels = list(shown.values()), list(shown)
    figure.legend(handles, labels, loc="outside lower center", ncols=2, title=LEGEND, title_fontsize=7)
    return figure


class _Curves:
    """Sizes against 1/ε; a series looks the same in every panel."""

    def __init__(self, sizes: list[dict[str, Any]], fits: list[dict[str, Any]], series: list[str]) -> None:
        self.sizes, self.fits, self.series = sizes, fits, series

    def aside(self, name: str) -> float:
        """A factor for 1/ε, so that the bars of several curves can be told apart; 1 for g."""
        index = self.series.index(name)
        return 1.012 ** (index - len(self.series) / 2) if index else 1.0

    def draw(self, axes: Axes, names: list[str]) -> None:
        """Draw the series of these names."""
        for name in names:
            index = self.series.index(name)
            here = [entry for entry in self.sizes if entry["series"] == name]
            fit = next(fit for fit in self.fits if (fit["series"], fit["quantity"]) == (name, "N"))
            reached, failed = ([e for e in here if (e["N"] is None) == censored] for censored in (False, True))
            aside = self.aside(name)
            _ranges(axes, [(aside / e["eps"], e["N"], _easiest(e)) for e in reached], index, label=_label(name, fit))
            look: dict[str, Any] = {"color": line(index)["color"], "marker": r"$\Uparrow$", "ms": 8, "ls": ""}
            unreached: dict[str, Any] = {"label": "not reached by the search"} if failed else {}
            axes.plot([1 / e["eps"] for e in failed], [e["at_least"] for e in failed], **look, **unreached)


def _shown(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in entries if all(entry[name] == value for name, value in SHOWN.items())]


def _count(sizes: list[dict[str, Any]], series: str) -> int:
    return sum(entry["series"] == series for entry in sizes)


def _label(series: str, fit: dict[str, Any]) -> str:
    if ", C(e)" in series or "hidden layers" in series:
        series = series.replace("trained network e of dimension 1", "network e")
    if fit["exponent"] is None:
        return f"{series}: no exponent"
    return f"{series}: {fit['exponent']:.2f} [{fit['low']:.2f}, {fit['high']:.2f}]"


def _easiest(entry: dict[str, Any]) -> int:
    """The smallest size over the conditions or the sign patterns."""
    return min(found for found in entry["N_each"] if found is not None)


def _ranges(axes: Axes, points: list[tuple[float, float, float]], index: int, **look: Any) -> None:
    """A curve through (x, worst), with bars down to the easiest."""
    if points:
        x, worst, easiest = zip(*points, strict=True)
        down = [w - e for w, e in zip(worst, easiest, strict=True)]
        axes.errorbar(x, worst, yerr=(down, [0] * len(down)), elinewidth=0.6, **line(index), **look)


def _guide(axes: Axes, slope: int, sizes: list[dict[str, Any]], label: str) -> None:
    """A line of that slope through the last of the sizes."""
    x = [1 / sizes[0]["eps"], 1 / sizes[-1]["eps"]]
    y = [sizes[-1]["N"] * (x[0] / x[1]) ** slope, sizes[-1]["N"]]
    axes.plot(x, y, color=BLACK, lw=0.9, ls=(0, (4, 4)) if slope == 1 else (0, (1, 2)), zorder=0, label=label)


@dataclass(frozen=True)
class Part:
    """One arm at some numbers of cells."""

    arm: str
    cells: tuple[int, ...]
    slices: int = 40
    activation: str = "tanh"
    bound_q: float = 1e3
    max_width: int = 150
    m2: int = 1
    depth: int = 1

    def tasks(self, draws: int, starts: int) -> list[Task]:
        """Its tasks."""
        from boundlab.experiments.modularity_gap.plan import gap_tasks
        from boundlab.experiments.modularity_gap.tasks import Targets
        from boundlab.minimal_networks.search_settings import SearchSettings

        search = SearchSettings(self.activation, self.activation == "relu", self.depth, SEED, starts, self.max_width)
        families = [Targets(1, self.m2, 1, k, draws) for k in self.cells]
        return gap_tasks(families, self.arm, (BOUND_E, self.bound_q), self.slices, search)


PLAN = (
    Part("g", (3, 4, 5, 6, 7, 8)),
    *(Part(arm, (3, 4, 5, 6, 7, 8, 10)) for arm in ("identity", "table-1", "network-1", "table-2", "table-3")),
    Part("g", (10, 12, 14, 16, 20, 24), slices=12),
    Part("f", (3,)),
    Part("g", (3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24), slices=4, activation="relu"),
    Part("bounded-1", (3, 4, 5, 6, 7), max_width=100),
    Part("bounded-1", (3, 4, 5, 6), bound_q=1e2, max_width=100),
    Part("bounded-1", (3, 4, 5, 6), bound_q=1e4, max_width=100),
    *(Part(arm, (3, 4, 5), max_width=40, depth=d) for d in (2, 3) for arm in ("identity", "network-1")),
    Part("identity", (6,), max_width=40, depth=2),
    Part("g", (2, 3, 4), m2=2),
    *(Part(arm, (2, 3), m2=2) for arm in ("identity", "table-1")),
)
TINY = (Part("g", (2, 3, 4), slices=1), Part("identity", (2, 3), max_width=30))


def make(session: Session) -> dict[str, Any]:
    """Measure every arm: hours on one core, the large k of q and the deep ones most of them."""
    from boundlab.experiments.modularity_gap.verdicts import figure_data

    tiny = session.scale == "tiny"
    draws, starts = (1, 1) if tiny else (DRAWS, STARTS)
    rows = session.run([task for part in (TINY if tiny else PLAN) for task in part.tasks(draws, starts)])
    data = figure_data(rows, {"seed": SEED, "draws": draws, "starts": starts, "eps over amplitude": 0.4})
    data["metadata"]["proved"] = proved()
    return data


def proved() -> list[dict[str, Any]]:
    """What the repaired Theorem 2 proves of N_q, eight ε a decade."""
    from boundlab.rigorous import rational
    from boundlab.rigorous.embedding_entropy import EmbeddingQuery, embedding_lower_bound

    found = []
    for bound in BOUNDS_Q:
        for step in range(12, 61):
            eps = f"{10 ** (-step / 8):.4g}"
            e, q, weights, zero = (rational(v, "repaired") for v in (f"{BOUND_E:g}", f"{bound:g}", f"{WEIGHTS}", "0"))
            query = EmbeddingQuery(
                1, 1, 1, rational(eps, "eps"), e, q, weights, 2, WIDTH, zero, str(SHOWN["activation"])
            )
            found.append({"eps": float(eps), "bound_q": bound, "N": embedding_lower_bound(query, "embedding").N})
    return found
