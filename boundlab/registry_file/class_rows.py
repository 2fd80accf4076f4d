"""The target classes of a registry file."""

from __future__ import annotations

from boundlab.claims.target_class import TargetClass
from boundlab.registry_file.table import Table


def read_class(table: Table) -> TargetClass:
    """Return the target class in `table`; raises BoundlabError, with the line, for whatever is wrong with it."""
    table.only(("id", "name", "statement"))
    return TargetClass(table.id(), table.text("name"), table.text("statement"))
