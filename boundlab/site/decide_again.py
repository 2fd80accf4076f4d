"""Decide everything that the query page needs of the project's own rows, and keep it: run with `python -m`."""

from __future__ import annotations

from boundlab.derived.closure import closure_of
from boundlab.site.bounds_data import BoundsData
from boundlab.site.kept_decisions import KeptDecisions


def decided() -> KeptDecisions:
    """Return all decisions about the project's rows, made now."""
    decisions = KeptDecisions({})
    BoundsData(closure_of(), decisions)
    return decisions


if __name__ == "__main__":
    decided().write()
