"""The verdicts on the experiments whose data lie in a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.experiments.paired_claims import Verdict
from boundlab.experiments.paper import experiments
from boundlab.experiments.paper._experiment import Experiment
from boundlab.experiments.paper._results import file_name, read


@dataclass(frozen=True)
class Judged:
    """An experiment with its metadata, the verdicts on the paper's statements, and on further ones."""

    experiment: Experiment
    metadata: dict[str, Any]
    claims: tuple[Verdict, ...]
    observations: tuple[Verdict, ...]


def judge(folder: Path) -> list[Judged]:
    """The verdicts on every experiment whose data lie in `folder`.

    Raises BoundlabError: none does, or a file is damaged.
    """
    found = []
    files = [(one, folder / f"{file_name(one, s)}.json") for one in experiments().values() for s in ("small", "full")]
    for experiment, path in files:
        if not path.is_file():
            continue
        rows = read(path.with_suffix(".csv"), experiment)
        try:
            metadata = json.loads(path.read_text(encoding="utf-8"))
            metadata["settings"]["scale"], metadata["settings"]["panel"]
        except (ValueError, KeyError, TypeError):
            raise BoundlabError(f"{path}: expected the metadata of the experiment {experiment.name}") from None
        verdicts = [tuple(claim.judge(rows) for claim in part) for part in (experiment.claims, experiment.observations)]
        found.append(Judged(experiment, metadata, *verdicts))
    if not found:
        raise BoundlabError(f"{folder}: expected a folder with data of `boundlab paper`, paper_NAME.csv and .json")
    return found
