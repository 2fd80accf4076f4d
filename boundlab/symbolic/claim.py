"""Claims: what a theorem says about a number of parameters, as data precise enough to compare.

A claim is a bound on a quantity, as a growth order, for approximating every member of a target class by a class of
approximators in a norm, under a counting convention and named hypotheses, from a source, with a status.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.activation import ANY_ACTIVATION, ActivationFamily
from boundlab.symbolic.grammar import parse_formula, parse_order
from boundlab.symbolic.hypotheses import Hypothesis
from boundlab.symbolic.order import Order
from boundlab.symbolic.scope import Depth, Kind, Norm, Selection, Weights, Width

OF_N = frozenset({"d_N", "Pdim"})


class Direction(StrEnum):
    """Is the quantity at least (lower), at most (upper) or exactly (tight) of the order?"""

    LOWER = "lower"
    UPPER = "upper"
    TIGHT = "tight"


class Status(StrEnum):
    """How far a statement may be relied on, best first."""

    QUOTED = "quoted"
    DERIVED = "derived"
    UNVERIFIED = "unverified"
    CONJECTURE = "conjecture"

    @property
    def rank(self) -> int:
        """0 for the most reliable."""
        return list(Status).index(self)


class Counting(StrEnum):
    """Which parameters are counted."""

    DENSE = "all parameters of the class (dense)"
    NONZERO = "non-zero parameters"


class Quantifiers(StrEnum):
    """For which targets one class of approximators has to work."""

    WORST_CASE = "one class for all targets of the class; constants do not depend on the target"
    PER_TARGET = "a class for each target; constants may depend on the target"


@dataclass(frozen=True, slots=True)
class Approximators:
    """What approximates: the kind of network and its regimes, each ordered by inclusion (`boundlab.symbolic.scope`)."""

    kind: Kind
    activation: ActivationFamily = ANY_ACTIVATION
    depth: Depth = Depth.ANY
    width: Width = Width.ANY
    weights: Weights = Weights.ANY
    selection: Selection = Selection.ANY

    def to_json(self) -> dict[str, Any]:
        """Return the regimes as text, and the catalogued activations."""
        return {
            "kind": str(self.kind),
            "activation": str(self.activation),
            "activations": sorted(self.activation.members),
            "depth": str(self.depth),
            "width": str(self.width),
            "weights": str(self.weights),
            "selection": str(self.selection),
        }


@dataclass(frozen=True, slots=True)
class TargetClass:
    """What is approximated: `id` decides equality, `statement` says it in words, `subset_of` names larger classes."""

    id: str
    name: str
    statement: str
    subset_of: frozenset[str] = frozenset()

    def within(self, other: str) -> bool:
        """Is this class the class with the id `other`, or known to be a part of it?"""
        return other == self.id or other in self.subset_of


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper: `key` as in claim ids, and its BibTeX entry."""

    key: str
    bibtex: str


@dataclass(frozen=True)
class Claim:
    """One bound, on a number of parameters as ε → 0, or on an error d_N or a pseudo-dimension as N → ∞.

    `order_text` and `conditions` are text in the notation of `boundlab.symbolic.grammar`. `checked` says what the
    transcription of a quoted statement was compared with, and what of it was not.
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
    norm: str = Norm.SUP
    counting: Counting = Counting.DENSE
    quantifiers: Quantifiers = Quantifiers.WORST_CASE
    hypotheses: tuple[Hypothesis, ...] = ()
    conditions: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    checked: str = ""

    @cached_property
    def order(self) -> Order:
        """The growth order as ε → 0+."""
        return parse_order(self.order_text, self.id)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the order and the conditions, sorted."""
        names = set(self.order.parameters())
        for text in self.conditions:
            formula = parse_formula(text)
            names |= {n for side in (formula.left, formula.right) for n in side.parameters()}  # type: ignore[union-attr]
        return tuple(sorted(names))

    @property
    def landau(self) -> str:
        """The statement with its Landau symbol, such as `N_q = Ω(ε^(-(m1 + m2)))`."""
        symbol = {"lower": "Ω", "upper": "O", "tight": "Θ"}[self.direction]
        return f"{self.quantity} = {symbol}({self.order.unicode()})"

    def latex(self) -> str:
        """Return the statement in LaTeX, without dollar signs."""
        symbol = {"lower": r"\Omega", "upper": r"\mathcal{O}", "tight": r"\Theta"}[self.direction]
        head, _, index = self.quantity.partition("_")
        quantity = f"{head}_{{{index}}}" if index else head
        return rf"{quantity} = {symbol}\left({self.order.latex()}\right)"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

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
            "target": {"id": self.target.id, "name": self.target.name, "statement": self.target.statement},
            "approximators": self.approximators.to_json(),
            "norm": str(self.norm),
            "counting": str(self.counting),
            "quantifiers": str(self.quantifiers),
            "hypotheses": [{"id": h.id, "name": h.name, "statement": h.statement} for h in self.hypotheses],
            "source": self.source,
            "checked": self.checked,
            "status": str(self.status),
            "depends_on": list(self.depends_on),
            "notes": list(self.notes),
        }


def check_claim(claim: Claim) -> None:
    """Raise BoundlabError unless the texts parse and the id consists of lower-case letters, digits, - and /."""
    if not claim.id or not set(claim.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/"):
        raise BoundlabError(f"{claim.id!r} is not a claim id")
    scale = "N" if claim.quantity in OF_N else "eps"
    if claim.order.scale_name not in {scale, None}:
        raise BoundlabError(f"{claim.id}: the order {claim.order_text!r} is not an order in {scale}")
    for text in claim.conditions:
        parse_formula(text, claim.id)
