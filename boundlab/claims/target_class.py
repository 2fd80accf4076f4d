"""Target classes: families of sets of functions, with parameters, and the inclusions between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from boundlab.display import Displayed
from boundlab.errors import bad_value
from boundlab.symbolic.domain import FAMILY, Domain, Parameter


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The class `small` lies in the class `large`, up to a constant factor in the functions, if all of `where` hold.

    In `where`, `small_s` and `large_s` are the parameters s of the two; s alone is that of the one class that has it. A
    parameter that both have is the same for both unless it occurs with `small_` or `large_`. Equations say how the
    parameters of one class follow from those of the other. An inclusion up to closure in the error norm holds for
    errors without derivatives, `derivatives=False`. Where bounds for `large` speak of each member by itself, lower
    bounds do not pass to it, `lower=False`.

    >>> print(Inclusion("c2-ball", "lipschitz-ball", ("large_s = small_s - 1",)))
    c2-ball within lipschitz-ball, large_s = small_s - 1
    """

    small: str
    large: str
    where: tuple[str, ...] = ()
    source: str = ""
    derivatives: bool = True
    lower: bool = True

    def __str__(self) -> str:
        return ", ".join((f"{self.small} within {self.large}", *self.where))


@dataclass(frozen=True, slots=True, repr=False)
class TargetClass(Displayed):
    """What is approximated: `id` decides equality, `statement` says it in words, `parameters` are its parameters.

    `family` names those of m, r, m1, m2 that it has. `inclusions` are the known ones in which this class is one side.
    `shattering` is an order h(ε) such that, for signs of any choice, functions of the class are ±ε at c·h(ε) points.

    >>> print(TargetClass("besov", "B", "a ball of a Besov space"))
    B: a ball of a Besov space
    """

    id: str
    name: str
    statement: str
    parameters: tuple[Parameter, ...] = ()
    family: tuple[str, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()
    shattering: str = ""

    def __post_init__(self) -> None:
        for inclusion in self.inclusions:
            if self.id not in {inclusion.small, inclusion.large}:
                raise bad_value(f"class {self.id!r}: inclusions", str(inclusion), "inclusions of this class")
        if unknown := [name for name in self.family if name not in FAMILY]:
            raise bad_value(f"class {self.id!r}: family", unknown[0], f"one of {', '.join(FAMILY)}")

    def __str__(self) -> str:
        return f"{self.name}: {self.statement}"

    @property
    def domains(self) -> Mapping[str, Domain]:
        """The domain of every parameter of the class."""
        return {**{name: FAMILY[name] for name in self.family}, **{p.name: p.domain for p in self.parameters}}

    def to_json(self) -> dict[str, Any]:
        """Return id, name and statement, and the parameters where there are any."""
        found: dict[str, Any] = {"id": self.id, "name": self.name, "statement": self.statement}
        return {**found, "parameters": [{"name": n, "domain": str(d)} for n, d in self.domains.items()]}


NETWORKS = TargetClass("networks", "networks themselves", "a statement about the networks, whatever is approximated")
