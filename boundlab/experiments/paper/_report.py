"""The table of claims as a page: what the paper says, what was measured, and the verdict of the stated rule."""

from __future__ import annotations

from collections.abc import Sequence

from boundlab.experiments.paired_claims import Finding, Verdict
from boundlab.experiments.paper._judged import Judged, judge
from boundlab.experiments.paper._words import in_words

INTRODUCTION = """\
# The paper's experiments, statement by statement

Written by `boundlab paper-claims figures/data --out docs/paper-experiments.md` from the data of the figures; how to run
the experiments is told in [rerunning-the-paper.md](rerunning-the-paper.md).

Source: Galanti & Wolf, *On the Modularity of Hypernetworks*, NeurIPS 2020, section 5 and appendix, section 7.

A verdict is computed, not chosen. Each statement is looked at in every place it is about: a panel, or a panel at an
abscissa. At a place it holds, or its opposite does, if the 95 % confidence interval (Student's t over seeds, of
differences paired by seed) says so; else the place is open. "Improves" means that the last value lies below 0.95 times
the first, "does not improve" the opposite, so that neither follows from having too few seeds. Where runs diverged, the
sign test takes the place of the interval. **Reproduced**: the statement holds at all places; **partly**: at some; **not
reproduced**: at none, and somewhere the opposite holds; **undecided**: everything is open.

A verdict is about the scale and the images named with it. At the scale "small" inputs are smaller and training is
shorter than in the paper, so what is not reproduced there may still hold at the scale of the paper. Where both were run
they stand side by side.
"""


__all__ = ["Judged", "judge", "page"]


def page(judged: Sequence[Judged]) -> str:
    """The Markdown page; what an experiment gave at several scales stands side by side."""
    together: dict[str, list[Judged]] = {}
    for one in judged:
        together.setdefault(one.experiment.name, []).append(one)
    scales = list(together.values())
    words = in_words(scales)
    return "\n".join([INTRODUCTION, *([words] if words else []), *(_section(same) for same in scales)])


def _section(scales: Sequence[Judged]) -> str:
    experiment = scales[0].experiment
    lines = [f"## Fig. {experiment.figures}: {experiment.title}", ""]
    for one in scales:
        about, settings = one.metadata, one.metadata["settings"]
        lines += [
            f"Scale {_scale(one)}: {len(settings['seed'])} seeds; panels: {', '.join(settings['panel'])}.",
            f"boundlab {about['boundlab']}, commit {about['commit']}, torch {about['torch']}, {about['device']}.",
            "",
        ]
    for title, part in (("statement of the paper", "claims"), ("further statement, not the paper's", "observations")):
        rows = list(zip(*(getattr(one, part) for one in scales), strict=True))
        if rows:
            lines += [*_table(title, scales, rows), ""]
    for one in scales:
        if len(scales) > 1:
            lines += [f"### At the scale {_scale(one)}", ""]
        lines += [*(line for verdict in (*one.claims, *one.observations) for line in _numbers(verdict)), ""]
    return "\n".join(lines)


def _scale(one: Judged) -> str:
    scale: str = one.metadata["settings"]["scale"]
    return "of the paper" if scale == "full" else scale


def _table(title: str, scales: Sequence[Judged], rows: Sequence[tuple[Verdict, ...]]) -> list[str]:
    several = len(scales) > 1
    verdicts = [f"verdict, scale {_scale(one)}" if several else "verdict" for one in scales]
    columns = [title, "where", *(name for verdict in verdicts for name in (verdict, "holds at", "seeds"))]
    return [
        f"| {' | '.join(columns)} |",
        f"| {' | '.join(['---'] * len(columns))} |",
        *(
            f"| {row[0].claim.text} | {row[0].claim.where} | "
            + " | ".join(f"**{v.verdict}** | {v.held} of {v.places} | {v.seeds}" for v in row)
            + " |"
            for row in rows
        ),
    ]


def _numbers(verdict: Verdict) -> list[str]:
    marked = [_marked(verdict.findings, i) for i, finding in enumerate(verdict.findings) if finding.numbers]
    return [f"* *{verdict.claim.text}* Rule: {verdict.claim.stated_rule}. Means: {'; '.join(marked)}."]


def _marked(findings: Sequence[Finding], place: int) -> str:
    """The numbers of a finding and whether it holds; numbers that stand for the findings after them, too, say it."""
    sign, numbers = findings[place]
    several = place + 1 < len(findings) and not findings[place + 1].numbers
    return numbers if several else f"{numbers} ({('open', 'yes', 'no')[sign]})"
