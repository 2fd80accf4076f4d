"""The parameters of a registry file and their domains: `d = "integer >= 1"`."""

from __future__ import annotations

import re

from boundlab.errors import BoundlabError, bad_value
from boundlab.numbers import rational
from boundlab.registry_file.table import Table
from boundlab.symbolic.domain import Domain, Parameter
from boundlab.symbolic.expression import RESERVED

EXPECTED = 'a domain: "integer >= 1", "integer", "real", "real > 0", "real >= 1/2" or their like'
_DOMAIN = re.compile(r"(integer|real)(?:\s*(>=|≥|>)\s*(\S+))?")


def read_domain(text: str) -> Domain:
    """Return the domain that `text` denotes; raises BoundlabError if it denotes none.

    >>> print(read_domain("real > 0"))
    a real number > 0
    """
    found = _DOMAIN.fullmatch(text.strip())
    if found is None:
        raise bad_value("domain", text, EXPECTED)
    kind, relation, least = found.groups()
    if relation is None:
        return Domain(kind)  # type: ignore[arg-type]
    value = rational(least, "domain")
    if kind == "integer" and (relation, value) in {(">=", 1), ("≥", 1), (">", 0)}:
        return Domain("integer", 1)
    if kind == "integer":
        raise bad_value("domain", text, "integer >= 1 or integer; say the rest as a condition of the claim")
    return Domain("real", value, strict=relation == ">")


def read_parameters(table: Table) -> dict[str, Parameter]:
    """Return the parameters that `table` declares: a domain, or a table of `domain` and `meaning`."""
    found = {}
    for name, given in table.data.items():
        of = table.table(name) if isinstance(given, dict) else Table(table.file, table.path, {"domain": given})
        key = "domain" if isinstance(given, dict) else ""
        of.only(("domain", "meaning"))
        with of.reading(key) if key else table.reading(name[:40]):
            if name in RESERVED:
                raise BoundlabError(f"{name} has a meaning of its own in orders")
            if not isinstance(of.data.get("domain"), str):
                raise bad_value("domain", of.data.get("domain"), EXPECTED)
            found[name] = Parameter(name, read_domain(of.text("domain")), of.text("meaning", ""))
    return found
