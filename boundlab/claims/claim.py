"""Claims: what a theorem says about a number of parameters, as data precise enough to compare.

A claim is a bound on a quantity, as a growth order, for approximating every member of a target class by a class of
approximators in a norm, under a counting convention and named hypotheses, from a source, with a status.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from boundlab.claims.activation import ANY_ACTIVATION, ActivationFamily, in_words
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.quantity import DENSITY, EXACT, OF_N, TWO_SCALES
from boundlab.claims.scope import Connections, Depth, Kind, Precision, Regime, Selection, Weights, Width
from boundlab.claims.target_class import TargetClass
from boundlab.display import Displayed
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.domain import FAMILY, POSITIVE_INTEGER, Domain, Parameter, Ranges, real_from
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.grammar import parse_expression, parse_order
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import Stated


class Direction(StrEnum):
    """Is the quantity at least (lower), at most (upper) or exactly (tight) of the order?"""

    LOWER = "lower"
    UPPER = "upper"
    TIGHT = "tight"


class Status(StrEnum):
    """How far a statement may be relied on, best first: recalled is not quoted."""

    QUOTED = "quoted"
    DERIVED = "derived"
    RECALLED = "recalled"
    UNVERIFIED = "unverified"
    CONJECTURE = "conjecture"

    @property
    def rank(self) -> int:
        """0 for the most reliable."""
        return list(Status).index(self)

    @property
    def warning(self) -> str | None:
        """What has to be said wherever a statement of this status is used; None if nothing."""
        return _WARNINGS.get(self)


_WARNINGS = {
    Status.RECALLED: "recalled: nobody has compared it with its source",
    Status.UNVERIFIED: "unverified: its order or its hypotheses are not certain",
    Status.CONJECTURE: "conjecture: it is not proved",
}


DENSITY_WORDS = {
    Direction.LOWER: "unattainable: for small ε no size suffices",
    Direction.UPPER: "dense: for every ε some size suffices",
    Direction.TIGHT: "dense: for every ε some size suffices",
}


class Compared(StrEnum):
    """What the transcription of a statement was compared with."""

    TEXT = "the text of the source"
    RESTATEMENT = "restatements in other papers"
    ABSTRACT = "the abstract of the source"
    NOTHING = "nothing"


class Counting(StrEnum):
    """Which parameters are counted."""

    DENSE = "all parameters of the class (dense)"
    NONZERO = "non-zero parameters"


class Quantifiers(StrEnum):
    """For which targets one class of approximators has to work."""

    WORST_CASE = "one class for all targets of the class; constants do not depend on the target"
    PER_TARGET = "a class for each target; constants may depend on the target"


REGIMES: dict[str, type[Regime]] = {
    "kind": Kind,
    "depth": Depth,
    "width": Width,
    "weights": Weights,
    "precision": Precision,
    "connections": Connections,
    "selection": Selection,
}
"""The respects in which approximators are restricted, each ordered by inclusion; options and files offer these."""


@dataclass(frozen=True, slots=True, repr=False)
class Approximators(Displayed):
    """What approximates: the kind of network and its regimes, each ordered by inclusion (`boundlab.claims.scope`).

    >>> print(Approximators(Kind.NETWORK, depth=Depth.SHALLOW).depth)
    one hidden layer
    """

    kind: Kind
    activation: ActivationFamily = ANY_ACTIVATION
    depth: Depth = Depth.ANY
    width: Width = Width.ANY
    weights: Weights = Weights.ANY
    selection: Selection = Selection.ANY
    precision: Precision = Precision.ANY
    connections: Connections = Connections.FREE

    def __post_init__(self) -> None:
        _enumerated(self, "approximators", **REGIMES)
        if not isinstance(self.activation, ActivationFamily):
            raise bad_value("approximators: activation", self.activation, "an ActivationFamily")

    def __str__(self) -> str:
        regimes = (f"{name} {regime}" for name, regime in self.regimes().items() if name != "kind")
        return f"{self.kind}, activation {self.activation}, {', '.join(regimes)}"

    def regimes(self) -> dict[str, Regime]:
        """Return the regimes by name."""
        return {name: getattr(self, name) for name in REGIMES}

    def to_json(self) -> dict[str, Any]:
        """Return the regimes as text, and the catalogued activations."""
        return {
            **{name: str(regime) for name, regime in self.regimes().items()},
            "activation": str(self.activation),
            "activations": sorted(map(in_words, self.activation.members)),
        }


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper: `key` as in claim ids, and its BibTeX entry."""

    key: str
    bibtex: str


@dataclass(frozen=True, repr=False)
class Claim(Displayed):
    """One bound, on a number of parameters as ε → 0, or on an error d_N or a pseudo-dimension as N → ∞.

    `order_text` and `conditions` are text in the notation of `boundlab.symbolic.grammar`; `declared` are the parameters
    in them that the target family does not fix. `compared` and `checked` say what the transcription of a published
    statement was compared with, and what of it was not. `repairs` names the statements that this one replaces.

    Raises BoundlabError for an argument of the wrong type and for a value that an enumeration does not have.

    >>> target = TargetClass("lipschitz", "Lip", "functions with Lipschitz constant 1 on the cube")
    >>> scope = Approximators(Kind.NETWORK)
    >>> Claim("mine/1", "Mine", Direction.LOWER, "N", target, scope, "eps^(-m)", "my notes", Status.CONJECTURE)
    Claim('mine/1: N = Ω(ε^(-m))')
    """

    id: str
    title: str
    direction: Direction
    quantity: str
    target: TargetClass
    approximators: Approximators
    order_text: str
    source: str
    status: Status
    norm: Norm = Norm.SUP
    counting: Counting = Counting.DENSE
    quantifiers: Quantifiers = Quantifiers.WORST_CASE
    hypotheses: tuple[Hypothesis, ...] = ()
    conditions: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    checked: str = ""
    compared: Compared = Compared.NOTHING
    declared: tuple[Parameter, ...] = ()
    repairs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        where = f"claim {self.id!r}"
        _enumerated(
            self,
            where,
            direction=Direction,
            status=Status,
            counting=Counting,
            quantifiers=Quantifiers,
            compared=Compared,
        )
        object.__setattr__(self, "norm", Norm.parse(self.norm))
        for name in ("id", "title", "quantity", "order_text", "source", "checked"):
            if not isinstance(getattr(self, name), str):
                raise bad_value(f"{where}: {name}", getattr(self, name), "a text")
        kinds = {"hypotheses": Hypothesis, "conditions": str, "depends_on": str, "notes": str, "declared": Parameter}
        for name, kind in {**kinds, "repairs": str}.items():
            given = getattr(self, name)
            if not isinstance(given, tuple) or not all(isinstance(item, kind) for item in given):
                raise bad_value(f"{where}: {name}", given, f"a tuple of {kind.__name__}")
        for name, kind in (("target", TargetClass), ("approximators", Approximators)):
            if not isinstance(getattr(self, name), kind):
                raise bad_value(f"{where}: {name}", getattr(self, name), f"a {kind.__name__}")

    @cached_property
    def order(self) -> Order:
        """The growth order as ε → 0+."""
        return _order(self.order_text, self.id)

    @cached_property
    def value(self) -> Expression:
        """The number that bounds an exact quantity."""
        return parse_expression(self.order_text, self.id)

    @cached_property
    def given(self) -> tuple[Stated, ...]:
        """The conditions, read."""
        return tuple(_condition(text, self.id) for text in self.conditions)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the order and the conditions, sorted."""
        names = set(self.order.parameters())
        return tuple(sorted(names.union(*(condition.names for condition in self.given))))

    @cached_property
    def known(self) -> dict[str, Domain]:
        """The domain of every parameter that may occur; raises BoundlabError for two of a name."""
        declared = {p.name: p.domain for p in self.declared}
        if len(declared) < len(self.declared):
            raise BoundlabError(f"{self.id}: a parameter is declared twice")
        scales = dict.fromkeys(TWO_SCALES.get(self.quantity, ()), POSITIVE_INTEGER)
        norm = {SYMBOL: real_from(1)} if self.norm.p == SYMBOL else {}
        return {**FAMILY, **norm, **self.target.domains, **scales, **declared}

    @cached_property
    def ranges(self) -> Ranges:
        """The domain of every parameter; raises BoundlabError for one that is not declared, and for two of a name."""
        for name in self.parameters:
            if name not in self.known:
                raise BoundlabError(f"{self.id}: the domain of {name} is not declared, and none is guessed")
        return Ranges.of({name: self.known[name] for name in self.parameters})

    def meaning(self, name: str) -> str:
        """Return what the parameter `name` is, "" if nothing says it."""
        return next((p.meaning for p in (*self.declared, *self.target.parameters) if p.name == name), "")

    @property
    def landau(self) -> str:
        """The statement with its Landau symbol, such as `N_q = Ω(ε^(-(m1 + m2)))`."""
        if self.quantity == DENSITY:
            return DENSITY_WORDS[self.direction]
        if self.quantity in EXACT:
            relation = {"lower": "≥", "upper": "≤", "tight": "="}[self.direction]
            return f"{self.quantity} {relation} {self.order_text}"
        symbol = {"lower": "Ω", "upper": "O", "tight": "Θ"}[self.direction]
        return f"{self.quantity} = {symbol}({self.order.unicode()})"

    def latex(self) -> str:
        """Return the statement in LaTeX, without dollar signs."""
        if self.quantity == DENSITY:
            return rf"\text{{{DENSITY_WORDS[self.direction]}}}"
        symbol = {"lower": r"\Omega", "upper": r"\mathcal{O}", "tight": r"\Theta"}[self.direction]
        quantity = _symbol(self.quantity)
        if self.quantity in EXACT:
            relation = {"lower": r"\ge", "upper": r"\le", "tight": "="}[self.direction]
            return rf"{quantity} {relation} {self.order.latex()}"
        return rf"{quantity} = {symbol}\left({self.order.latex()}\right)"

    def __str__(self) -> str:
        return f"{self.id}: {self.landau}"

    def record(self) -> dict[str, Any]:
        """Return the row of a table."""
        return {"id": self.id, "quantity": self.quantity, "direction": str(self.direction), "order": self.order,
                "status": str(self.status), "source": self.source}  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON; `order` is text that `parse_order` reads."""
        return {
            "id": self.id,
            "title": self.title,
            "statement": self.landau,
            "direction": str(self.direction),
            "quantity": self.quantity,
            "order": str(self.order),
            "conditions": list(self.conditions),
            "parameters": [{"name": n, "domain": str(d), "meaning": self.meaning(n)} for n, d in self.ranges.items],
            "target": self.target.to_json(),
            "approximators": self.approximators.to_json(),
            "norm": str(self.norm),
            "counting": str(self.counting),
            "quantifiers": str(self.quantifiers),
            "hypotheses": [{"id": h.id, "name": h.name, "statement": h.statement} for h in self.hypotheses],
            "source": self.source,
            "compared": str(self.compared),
            "checked": self.checked,
            "status": str(self.status),
            "depends_on": list(self.depends_on),
            "repairs": list(self.repairs),
            "notes": list(self.notes),
        }


def _symbol(quantity: str) -> str:
    """Return LaTeX for a quantity such as N_q, ln U(d) or Pdim: a word is set upright."""
    if quantity.startswith("ln "):
        return rf"\ln {_symbol(quantity.removeprefix('ln '))}"
    head, _, index = quantity.partition("_")
    if len(head) > 1 and head.isalpha():
        head = rf"\mathrm{{{head}}}"
    return f"{head}_{{{index}}}" if index else head


# Most orders and conditions are those of many claims; what cannot be read is not kept.
_orders: dict[str, Order] = {}
_conditions: dict[str, Stated] = {}
MOST_TEXTS = 10_000


def _order(text: str, id_: str) -> Order:
    if text not in _orders:
        if len(_orders) >= MOST_TEXTS:
            _orders.clear()
        _orders[text] = parse_order(text, id_)
    return _orders[text]


def _condition(text: str, id_: str) -> Stated:
    if text not in _conditions:
        if len(_conditions) >= MOST_TEXTS:
            _conditions.clear()
        _conditions[text] = Stated.condition(text, id_)
    return _conditions[text]


def _enumerated(owner: object, where: str, **types: type[StrEnum]) -> None:
    """Turn fields of a frozen `owner` into members of these enumerations; BoundlabError for what is none."""
    for name, enumeration in types.items():
        value = getattr(owner, name)
        # equal texts of two regimes, such as "any", are different members
        found = value if isinstance(value, enumeration) else None
        if found is None and isinstance(value, str) and not isinstance(value, StrEnum):
            found = next((member for member in enumeration if member.value == value), None)
        if found is None:
            raise bad_value(f"{where}: {name}", value, f"one of {', '.join(enumeration)}")
        object.__setattr__(owner, name, found)


def check_claim(claim: Claim) -> None:
    """Raise BoundlabError unless the texts parse, every parameter has a domain and the id is made of a-z, 0-9, -, /."""
    if not claim.id or not set(claim.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/"):
        raise BoundlabError(f"{claim.id!r} is not a claim id")
    scale = "N" if claim.quantity in OF_N else "eps"
    if claim.order.scale_name not in {scale, None}:
        raise BoundlabError(f"{claim.id}: the order {claim.order_text!r} is not an order in {scale}")
    _ = claim.ranges
    if claim.status == Status.QUOTED and (claim.compared == Compared.NOTHING or not claim.checked):
        raise BoundlabError(f"{claim.id}: quoted, but compared with nothing; then its status is recalled")
    if claim.status == Status.RECALLED and claim.compared != Compared.NOTHING and not claim.depends_on:
        raise BoundlabError(f"{claim.id}: recalled, but compared with {claim.compared}")
