"""The smallest primaries q: the search of the joint problem, and for bounded arms a second one from a linear embedding.

Under the bounds C(e) ≤ ℓ1, C(q) ≤ ℓ2 q and e that grow together miss patterns at every width. With e(I) = c·I, nearly,
and c just below ℓ1, q alone is a small problem that is solved within the same ℓ2. So that is searched first; from its
networks all parameters, those of e too, are trained on the way down. The other search still grows q and e together,
to half as many units more than are known to be enough, since it often finds fewer where it finds any.
"""

from __future__ import annotations

from collections.abc import Sequence

from boundlab.experiments.modularity_gap.joint_problem import JointProblem
from boundlab.minimal_networks.found import Found
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch, Report
from boundlab.networks.ensemble_initial import FEW_UNITS


def smallest_primaries(
    problem: JointProblem, eps: Sequence[Sequence[float]], report: Report = lambda text: None
) -> list[list[Found]]:
    """As `MinimalWidthSearch(problem, eps, report).run()`; for bounded arms the better of both searches."""
    flat = problem.with_flat_embedding()
    if flat is None:
        return MinimalWidthSearch(problem, eps, report).run()
    started = MinimalWidthSearch(flat, eps, lambda text: report(f"e nearly linear, {text}")).run()
    known = [
        (found.shape, target, flat.with_own_embedding(flat.loaded(found.shape, found.theta, target)))
        for target, row in enumerate(started)
        for found in row
        if found.shape is not None and found.theta is not None
    ]
    most = problem.settings.max_width
    widths = [[found.width or most for found in row] for row in started]
    ceilings = [min(most, max(FEW_UNITS, max(row, default=1) * 3 // 2)) for row in widths]
    together = MinimalWidthSearch(problem, eps, report, ceilings=ceilings).run()
    if not known:
        return together
    onwards = MinimalWidthSearch(problem, eps, lambda text: report(f"from there, {text}"), known=known).run()
    return [[_better(*pair) for pair in zip(*rows, strict=True)] for rows in zip(together, onwards, strict=True)]


def _better(first: Found, second: Found) -> Found:
    """The narrower of two networks for one target and ε; it failed where both searches did."""
    best = second if second.width is not None and (first.width is None or second.width < first.width) else first
    for width, error in [*first.curve.items(), *second.curve.items()]:
        best.curve[width] = min(error, best.curve.get(width, error))
    best.failed_width = max((width for width in best.curve if width < (best.width or 0)), default=0)
    return best
