"""What the runs at the paper's size say, in words that follow from the verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from boundlab.experiments.paired_claims import UNDECIDED, Verdict
from boundlab.experiments.paper._experiment import PAPER_SEEDS
from boundlab.experiments.paper._judged import Judged


def in_words(scales: Sequence[Sequence[Judged]]) -> str:
    """A section of the page on experiments, each at its scales; empty where none was run at the paper's size."""
    pairs = [(_at(same, "small"), _at(same, "full")) for same in scales]
    full = [one for _, one in pairs if one is not None]
    if not full:
        return ""
    lines = ["## What the runs at the paper's size say", "", *_what_was_run(full), ""]
    for small, one in pairs:
        if one is not None:
            lines += [f"* {one.experiment.title}:", *(f"  * {text}" for text in _statements(small, one))]
    lines += ["", *_together(full), ""]
    return "\n".join(lines)


def _at(scales: Sequence[Judged], scale: str) -> Judged | None:
    return next((one for one in scales if one.metadata["settings"]["scale"] == scale), None)


def _what_was_run(full: Sequence[Judged]) -> list[str]:
    lines = [
        "The synthetic experiments need no data, so they were run at the sizes, the rate and the number of samples",
        "that the paper prints, with independent seeds; where there are images, it is those that packages ship. What",
        "is missing of the paper's 100 repetitions, and its cost at the pace of this run, on one core that other work",
        "shared:",
        "",
        "| experiment | seeds | hours | missing seeds | hours they would take |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in full:
        seeds, hours = len(one.metadata["settings"]["seed"]), one.metadata["seconds"] / 3600
        missing = PAPER_SEEDS - seeds
        lines.append(f"| {one.experiment.title} | {seeds} | {hours:.2f} | {missing} | {missing * hours / seeds:.1f} |")
    return lines


def _statements(small: Judged | None, full: Judged) -> list[str]:
    found = []
    for part in ("claims", "observations"):
        verdicts = getattr(full, part)
        others = getattr(small, part) if small is not None else [None] * len(verdicts)
        for verdict, other in zip(verdicts, others, strict=True):
            said = f"*{verdict.claim.text}* **{verdict.verdict}**: {_counts(verdict)}"
            found.append(
                f"{said}. At the scale small: {other.verdict}{_change(verdict, other)}" if other else f"{said}."
            )
    return found


def _counts(verdict: Verdict) -> str:
    against, open_ = (sum(finding.sign == sign for finding in verdict.findings) for sign in (-1, 0))
    return f"shown at {verdict.held} of {verdict.places} places, the opposite at {against}, open at {open_}"


def _change(verdict: Verdict, other: Verdict) -> str:
    if UNDECIDED in (verdict.verdict, other.verdict):
        return "."
    same = verdict.verdict == other.verdict
    return ", too; so it is not the smaller scale that decides." if same else "; the verdict changes with the scale."


def _together(full: Sequence[Judged]) -> list[str]:
    """The ordering of the two arms, over all places of figures 1 and 4 that were run."""
    by_name = {one.experiment.name: one for one in full}
    compared = [
        verdict
        for name, words in (("synthetic_depth", "outperforms"), ("synthetic_embedding", "much worse"))
        for verdict in (by_name[name].claims if name in by_name else ())
        if words in verdict.claim.text
    ]
    signs = [finding.sign for verdict in compared for finding in verdict.findings]
    if not signs:
        return []
    lines = [
        f"**For the paper's claim.** Of {len(signs)} places where the paper has the hypernetwork ahead (Fig. 1(a)) or "
        f"far ahead (Fig. 1(b)), the runs show it at {signs.count(1)} and the opposite at {signs.count(-1)}; "
        f"{signs.count(0)} are open. (Far ahead: less than 0.8 times the error; the opposite: more.)"
    ]
    if all(sign > 0 for sign in signs):
        lines.append("The ordering of the arms is that of the paper.")
    elif 1 not in signs and -1 in signs:
        lines.append(
            "So with what the paper prints, read as one pass of 150 steps from the usual start values, the ordering of "
            "the arms does not come out. The text gives neither the number of passes nor the start values."
        )
    elif -1 in signs:
        lines.append(
            f"So the ordering of the arms depends on the place: the hypernetwork is ahead for {_where(compared)}."
        )
    for name, text in (("synthetic_rate", "At the best rate"), ("synthetic_passes", "after ten passes")):
        checks = by_name[name].observations if name in by_name else ()
        for verdict in (verdict for verdict in checks if text in verdict.claim.text):
            lines.append(f"{verdict.claim.text.rstrip('.')}: {_counts(verdict)}.")
    figure_1 = [by_name[name] for name in ("synthetic_depth", "synthetic_embedding") if name in by_name]
    ahead = [v for one in figure_1 for v in one.observations if v.claim.text.startswith("Where the hypernetwork outp")]
    if any(verdict.findings for verdict in ahead):
        lines.append(
            "Where its error is lower than that of the embedding method, it is shown to be better than a constant at "
            f"{sum(v.held for v in ahead) or 'none'} of {sum(v.places for v in ahead)} places."
        )
    learned = [v for one in figure_1 for v in one.observations if "learns more than a constant" in v.claim.text]
    if learned:
        held, places = sum(v.held for v in learned) or "none", sum(v.places for v in learned)
        lines.append(f"At {held} of all {places} places is it shown to be better than a constant.")
    lines.append("The theorems are not touched: they say what networks of a size can represent, not what SGD finds.")
    return [" ".join(lines)]


def _where(verdicts: Sequence[Verdict]) -> str:
    """The places where statements hold: abscissae by panel."""
    found: dict[str, list[str]] = {}
    for finding in (finding for verdict in verdicts for finding in verdict.findings if finding.sign > 0):
        panel, _, place = finding.numbers.rpartition(": ")[0].rpartition(" at ")
        found.setdefault(panel, []).append(place)
    return "; ".join(f"{panel} at {', '.join(places)}" for panel, places in found.items())
