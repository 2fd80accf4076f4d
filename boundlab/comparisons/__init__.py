"""Comparisons, one file each: what another system's authors claim of it, tried with the control that was left out.

A file of this folder without a leading underscore is a comparison; its name is the id, and `boundlab law list` finds
it without a second list. Such a file has three parts and imports no torch at its top:

* a `Task` (frozen dataclass; seeds among its fields; `kind`, `method`), a resumable unit of work. Its `run` imports
  the file that trains, `_NAME_training.py`, which imports torch and no task (what both need stands in `_NAME.py`, so
  that no module imports itself by way of others), and returns rows: `panel` (the problem or data set), `arm`, `at`
  (the abscissa, 0 if there is none), `seed`, `parameters` (total trainable ones: `design.bill().trainable` where
  `boundlab count` has the design), and a number for every measure (None if it diverged). Arms are paired by seed: the
  same seed draws the same data for all. A task of several seeds trains them at once (`_replicas`). A task on tables
  has the field `table: Table`; its `settings()` name the table by `Table.settings()`, not by where the file lies;
* `units(scale, tables)`: the tasks at "tiny" (seconds; run in the tests), "small" (minutes; committed) or "full".
  Seeds start at 0. Every arm in every panel, `Arm.panels` aside;
* `COMPARISON`, a `Comparison`: the source, the claim in words, arms with their designs, measures, `claims` (they decide
  the verdict) and `controls` (mandatory, shown with verdicts of their own). Each of these is a
  `paired_claims.Claim(text, where, rule, stated_rule)`; rules are in `_rules` (`lower`, `higher`, `at_least`,
  `at_most`, `times`, `near`, `always`) and `paired_claims` (`beats`, …). A rule maps rows to findings: 1 shown, -1 the
  opposite shown, 0 the 95 % t-interval over paired seeds straddles. `_verdict` turns them into the verdict.

`boundlab law measure ID --scale small --store runs.db --out boundlab/comparisons/data` measures it and writes ID.csv
and ID.json, which are committed. `boundlab law list --out docs/comparisons.md` and
`boundlab figures comparisons --rerun --in-place` then make the page and the figure from them. The contract tests
in tests/comparisons then hold for it: rules are tried on synthetic rows for every outcome.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from functools import cache

from boundlab.comparisons._comparison import SCALES, Arm, Comparison
from boundlab.errors import one_of

__all__ = ["SCALES", "Arm", "Comparison", "comparisons", "get"]


@cache
def comparisons() -> dict[str, Comparison]:
    """Every comparison by its id.

    >>> "contextual-features" in comparisons()
    True
    """
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    found = {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}").COMPARISON for name in names}
    return {id: dataclasses.replace(one, id=id) for id, one in found.items()}


def get(id: str) -> Comparison:
    """The comparison with this id; underscores count as hyphens.

    Raises:
        BoundlabError: there is none.
    """
    return comparisons()[one_of("id", id.replace("_", "-"), tuple(comparisons()))]
