"""Measured sizes with the fitted law and its interval, for `boundlab fit --plot`."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ._style import BLACK, BLUE, VERMILION, log_ticks, panels

_SEEN = {
    "covariate": "measured, every pattern",
    "every": "measured",
    "mean": "measured, mean of the patterns",
    "worst": "measured, worst pattern",
}


def draw(found: list[tuple[Any, float | None]]) -> Figure:
    """One panel per `MeasuredExponent`, with the exponent that theory predicts."""
    columns = min(2, len(found))
    rows = -(-len(found) // columns)
    figure, axes = panels(rows, columns, 2.8 * rows, 3.4 * columns)
    for panel, (measured, theory) in zip(axes, found, strict=False):
        _panel(panel, measured, theory)
    for panel in axes[len(found) :]:
        panel.set_visible(False)
    return figure


def _panel(axes: Any, measured: Any, theory: float | None) -> None:
    sizes = measured.axes == ("eps", "N")
    axes.set(xlabel="1/ε" if sizes else measured.axes[0], ylabel="parameters N" if sizes else measured.axes[1])
    axes.set_title("\n".join(textwrap.wrap(measured.label, 52)), loc="left")
    seen, fit = measured.observations, measured.finite_size
    x = [1 / eps if sizes else eps for eps in seen.eps]
    axes.plot(x, seen.sizes, "o", color=BLACK, ms=3, alpha=0.6, label=_SEEN[measured.reduction])
    if fit is not None and math.isfinite(fit.exponent):
        ends = min(x), max(x)
        at = np.geomspace(*ends, 60)
        eps = 1 / at if sizes else at
        axes.plot(at, measured.curve(eps, fit.exponent), "-", color=BLUE, label=_words(fit, sizes))
        if math.isfinite(fit.low) and math.isfinite(fit.high):
            curves = np.stack([measured.curve(eps, p) for p in np.linspace(fit.low, fit.high, 21)])
            axes.fill_between(at, curves.min(0), curves.max(0), color=BLUE, alpha=0.2, lw=0)
        if theory is not None:
            curve = measured.curve(eps, theory)
            axes.plot(at, curve, "--", color=VERMILION, lw=0.9, label=f"with the exponent {theory:.3g} of theory")
    if seen.sizes:
        log_ticks(axes)
    axes.legend(loc="upper left")


def _words(fit: Any, sizes: bool) -> str:
    law, name = ("$A\\,ε^{-a}+b$", "a") if sizes else ("$A\\,x^{-p}+b$", "p")
    return f"{law}, {name} = {fit.exponent:.3f} in [{fit.low:.3f}, {fit.high:.3f}]"
