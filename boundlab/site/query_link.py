"""From a claim to the question that it helps to answer: the query page with the claim's scope filled in."""

from __future__ import annotations

from urllib.parse import urlencode

from boundlab.claims.claim import Claim
from boundlab.claims.scope import Kind
from boundlab.derived.best import PARTS
from boundlab.site.contents import Contents
from boundlab.site.page import Link, Text


def query_link(contents: Contents, claim: Claim) -> list[Text]:
    """Return a line that leads to the query, or nothing where the command line offers no such question."""
    scope = claim.approximators
    part = next((name for name, (_, kind) in PARTS.items() if kind == scope.kind.name), None)
    members = contents.activations_of(claim)
    if part is None or not members:
        return []
    asked = {"activation": "tanh" if "tanh" in members else members[0], "class": claim.target.id, "part": part}
    asked |= {"quantity": claim.quantity, "norm": claim.norm.spelling, "counting": claim.counting.name.lower()}
    asked |= {name: regime.spelling for name, regime in scope.regimes().items() if not isinstance(regime, Kind)}
    return [Text((Link("The best bounds known for the networks it speaks of", f"query#{urlencode(asked)}"), "."))]
