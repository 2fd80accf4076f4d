"""The page of all comparisons, written from the measurements that come with boundlab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from boundlab.comparisons import comparisons
from boundlab.comparisons._comparison import Comparison
from boundlab.comparisons._measure import committed
from boundlab.comparisons._verdict import Judged, judge

_HEAD = """# What other hypernetworks claim, tried

Written by `boundlab law list --out`, from the measurements in boundlab/comparisons/data. Each comparison states a claim
of its source, arms with their total trainable parameters, paired seeds, and a rule that computes the verdict. Its
controls are mandatory: without their rows there is no verdict. Intervals are 95 % t-intervals over the seeds.
`boundlab law show ID` has the rules, `boundlab law measure ID` measures again, with `--data DIR` on tables of your own
where the comparison is on tables. Measuring all of them took {minutes:.0f} minutes of one core.

![Every arm of every comparison](../figures/out/comparisons.png)

"""


def page() -> str:
    """The page as Markdown: a summary, then every comparison with all its numbers."""
    found = [(one, committed(one)) for one in comparisons().values()]
    judged = [(one, judge(one, data["rows"]), data["metadata"]) for one, data in found]
    lines = ["| comparison | claim | verdict | numbers |", _rule(4)]
    lines += [f"| [{one.id}](#{one.id}) | {one.claim} | **{j.verdict}** | {j.numbers} |" for one, j, _ in judged]
    minutes = sum(data["metadata"]["seconds"] for _, data in found) / 60
    return _HEAD.format(minutes=minutes) + "\n".join(lines) + "\n\n" + "\n".join(_section(*item) for item in judged)


def _section(comparison: Comparison, judged: Judged, metadata: Mapping[str, Any]) -> str:
    exact = f" Exact half: `boundlab verify {comparison.check}`." if comparison.check else ""
    parts = [
        f"## {comparison.id}",
        f"**{comparison.title}.** Claim: {comparison.claim}. Source: {comparison.source} [{comparison.status}; compared"
        f" with {comparison.compared}].{exact}",
        f"**{judged.verdict}**",
        "\n".join(_stated("claim", judged.claims) + _stated("control", judged.controls)),
        _table(comparison, judged),
        f"What the numbers cannot say: {comparison.cannot_say}",
        f"*Data:* {metadata['measured'][:10]}, boundlab {metadata['boundlab']}, commit {metadata['commit']}, torch"
        f" {metadata['torch']}, {metadata['device']}, {metadata['seconds']} s of work, scale"
        f" {metadata['settings']['scale']}, seeds {', '.join(map(str, metadata['settings']['seed']))}.",
    ]
    return "\n\n".join(parts) + "\n"


def _stated(kind: str, verdicts: Any) -> list[str]:
    found = []
    for one in verdicts:
        numbers = "; ".join(finding.numbers for finding in one.findings if finding.numbers)
        found.append(f"* {kind}: {one.claim.text} *{one.verdict}*, {one.held} of {one.places} places. {numbers}.")
    return found


def _table(comparison: Comparison, judged: Judged) -> str:
    columns = ["panel", "arm", *([comparison.axis] if comparison.axis else []), "parameters", "seeds"]
    lines = [f"| {' | '.join([*columns, *comparison.measures.values()])} |"]
    lines.append(_rule(len(columns) + len(comparison.measures)))
    for row in judged.arms:
        at = [f"{row['at']:g}"] if comparison.axis else []
        numbers = [_cell(row.get(measure)) for measure in comparison.measures]
        cells = [row["panel"], row["arm"], *at, f"{row['parameters']:,}", str(row["seeds"]), *numbers]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _rule(columns: int) -> str:
    return "|" + " --- |" * columns


def _cell(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return "diverged"
    ends = "" if found["interval"] is None else " [{:.3g}, {:.3g}]".format(*found["interval"])
    return f"{found['mean']:.3g}{ends}"
