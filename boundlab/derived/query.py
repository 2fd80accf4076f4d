"""A class of networks and targets, and what is counted: what `best` is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from boundlab.claims.activation import Activations, activation_set, in_words
from boundlab.claims.claim import REGIMES, Counting, Status
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Connections, Depth, Kind, Precision, Regime, Selection, Weights, Width
from boundlab.claims.target_class import TargetClass
from boundlab.errors import BoundlabError, bad_value
from boundlab.function_classes.classes.sobolev_ball import STRUCTURED
from boundlab.symbolic.domain import FAMILY, REAL, Domain, Ranges, checked_values, real_from
from boundlab.symbolic.expression import Value
from boundlab.symbolic.stated import Stated

CERTAIN = frozenset({Status.QUOTED, Status.DERIVED})
"""What is used unless more is asked for: a recalled row enters no verdict silently."""


@dataclass(frozen=True)
class Query:
    """A class of networks and targets, and what is counted; `values` puts numbers in for parameters.

    `activation`: of all units, or several of which each unit has one, as in "{relu, sin}"; `where` are conditions on
    the parameters that are left, such as "s > d/2"; `free` are parameters of other classes that may be given as well,
    since bounds for these hold whatever they are. Raises BoundlabError for an activation that is not catalogued, a
    parameter that the class does not have and values of m, m1, m2 that do not add up.
    """

    activation: str
    target: TargetClass
    quantity: str = "N"
    kind: Kind = Kind.NETWORK
    depth: Depth = Depth.ANY
    width: Width = Width.ANY
    weights: Weights = Weights.ANY
    selection: Selection = Selection.ANY
    norm: Norm = Norm.SUP
    counting: Counting = Counting.NONZERO
    assume: frozenset[str] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)
    precision: Precision = Precision.ANY
    connections: Connections = Connections.FREE
    where: tuple[str, ...] = ()
    free: Mapping[str, Domain] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "activation", in_words(activation_set(self.activation)))
        if not isinstance(self.target, TargetClass):
            raise bad_value("target", self.target, "a TargetClass")
        foreign = set(self.values) & set(FAMILY) - set(self.domains)
        if foreign:
            name = min(foreign)
            known = ", ".join(self.target.domains) or "(there is none)"
            raise bad_value(name, self.values[name], f"one of the parameters of the class {self.target.id}: {known}")
        known_ranges = {name: self.domains.get(name, REAL) for name in {*self.domains, *self.values}}
        split = self.kind in {Kind.EMBEDDING, Kind.HYPERNETWORK} or self.target.id == STRUCTURED.id
        values = checked_values(self.values, Ranges.of(known_ranges), split=split)
        if {"m1", "m2"} <= set(values):
            values["m"] = values["m1"] + values["m2"]
        object.__setattr__(self, "values", values)
        _ = self.given

    @cached_property
    def activations(self) -> Activations:
        """The activations that units may have."""
        return activation_set(self.activation)

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """The domains of the parameters of the class and of the norm; m comes with m1 and m2."""
        own = {**self.free, **self.target.domains}
        if "m" in own:
            own |= {name: FAMILY[name] for name in ("m1", "m2")}
        return {**own, SYMBOL: real_from(1)} if self.norm.p == SYMBOL else own

    @cached_property
    def given(self) -> tuple[Stated, ...]:
        """The conditions, read, with the values put in."""
        found = []
        for text in self.where:
            condition = Stated.condition(text, "where")
            for name in sorted(condition.names - set(self.domains) - set(self.values)):
                known = ", ".join(self.domains) or "(there is none)"
                raise BoundlabError(
                    f"{name} is no parameter of the class {self.target.id}; its parameters: {known}", "where"
                )
            found.append(condition.substitute({n: v for n, v in self.values.items() if n in condition.names}))
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        """Return the question, regimes in words."""
        return {
            "activation": self.activation,
            **{name: str(regime) for name, regime in self.regimes().items()},
            "norm": str(self.norm),
            "class": self.target.id,
            "quantity": self.quantity,
            "counting": str(self.counting),
            "assume": sorted(self.assume),
            "values": {n: v if isinstance(v, int) else str(v) for n, v in self.values.items()},
            "where": list(self.where),
        }

    def regimes(self) -> dict[str, Regime]:
        """Return the regimes that are ordered by inclusion, by name."""
        return {name: getattr(self, name) for name in REGIMES}
