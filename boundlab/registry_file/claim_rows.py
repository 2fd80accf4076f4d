"""The claims of a registry file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from boundlab.activations import Fact, catalogue
from boundlab.claims.activation import ANY_ACTIVATION, ActivationFamily, family
from boundlab.claims.claim import (
    REGIMES,
    Approximators,
    Claim,
    Compared,
    Counting,
    Direction,
    Quantifiers,
    Status,
    check_claim,
)
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.norm import Norm
from boundlab.claims.quantity import QUANTITIES
from boundlab.claims.target_class import TargetClass
from boundlab.errors import one_of
from boundlab.registry_file.table import Table, spelled
from boundlab.registry_file.texts import Texts
from boundlab.symbolic.domain import Parameter

KEYS = (
    "id", "title", "direction", "quantity", "class", "order", "conditions", "approximators", "norm", "counting",
    "quantifiers", "hypotheses", "depends_on", "status", "source", "compared", "checked", "notes",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What a claim may name: parameters, target classes and hypotheses."""

    parameters: Mapping[str, Parameter]
    classes: Mapping[str, TargetClass]
    hypotheses: Mapping[str, Hypothesis]
    texts: Texts


def read_claim(table: Table, known: Known) -> Claim:
    """Return the claim in `table`; raises BoundlabError, with the line, for whatever is wrong with it."""
    table.only(KEYS)
    id_ = table.id()
    with table.reading("class"):
        target = known.classes[one_of("", table.text("class"), tuple(known.classes))]
    with table.reading("quantity"):
        quantity = one_of("", table.text("quantity", "N"), tuple(QUANTITIES))
    with table.reading("norm"):
        norm = Norm.parse(table.text("norm", "sup"))
    hypotheses = []
    for name in table.texts("hypotheses"):
        with table.reading("hypotheses"):
            hypotheses.append(known.hypotheses[one_of("", name, tuple(known.hypotheses))])
    claim = Claim(
        id=id_,
        title=table.text("title", id_),
        direction=table.one_of("direction", spelled(Direction)),
        quantity=quantity,
        target=target,
        approximators=_approximators(table.table("approximators")),
        order_text=table.text("order"),
        source=table.text("source"),
        status=table.one_of("status", spelled(Status)),
        norm=norm,
        counting=table.one_of("counting", spelled(Counting), "nonzero"),
        quantifiers=table.one_of("quantifiers", spelled(Quantifiers), "worst-case"),
        hypotheses=tuple(hypotheses),
        conditions=table.texts("conditions"),
        depends_on=table.texts("depends_on"),
        notes=table.texts("notes"),
        compared=table.one_of("compared", spelled(Compared), "nothing"),
        checked=table.text("checked", ""),
    )
    return _with_parameters(table, claim, known)


def _with_parameters(table: Table, claim: Claim, known: Known) -> Claim:
    """Return `claim` with the domains of its parameters, and whether its texts can be read and its status be given."""
    with table.reading("order"):
        order = known.texts.order(claim.order_text)
    with table.reading("conditions"):
        given = tuple(known.texts.condition(text) for text in claim.conditions)
    names = set(order.parameters()).union(*(condition.names for condition in given))
    claim = replace(claim, declared=tuple(known.parameters[n] for n in sorted(names) if n in known.parameters))
    claim.__dict__.update(order=order, given=given)  # its cached properties: nothing is parsed twice
    with table.reading("order"):
        check_claim(claim)
    return claim


def _approximators(table: Table) -> Approximators:
    table.only(("activation", *REGIMES))
    loosest = {"kind": None, "connections": "free"}
    regimes: dict[str, Any] = {
        name: table.one_of(name, {regime.spelling: regime for regime in kinds}, loosest.get(name, "any"))
        for name, kinds in REGIMES.items()
    }
    return Approximators(activation=_activation(table), **regimes)


def _activation(table: Table) -> ActivationFamily:
    """Return the activations: "any", a name, a list of names, or { facts = [...] }, all that have these facts."""
    if isinstance(table.data.get("activation"), dict):
        facts = table.table("activation")
        facts.only(("facts",))
        options = spelled(Fact)
        needs = []
        for name in facts.texts("facts"):
            with facts.reading("facts"):
                needs.append(options[one_of("", name, tuple(options))])
        return ActivationFamily(", ".join(needs), frozenset(needs)) if needs else ANY_ACTIVATION
    names = table.texts("activation")
    if names in {(), ("any",)}:
        return ANY_ACTIVATION
    for name in names:
        with table.reading("activation"):
            one_of("", name, tuple(catalogue()))
    return family(*names)
