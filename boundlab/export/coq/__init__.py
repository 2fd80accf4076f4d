"""Decisions as Coq files: the standard library only, nothing admitted, no axiom beyond those of the reals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from boundlab.checking._rewritten.parser import OrderClaim
from boundlab.errors import BoundlabError
from boundlab.export._reading import BY_INSTANCES, MALFORMED, decisions, statement_of
from boundlab.export.coq._frame import proved
from boundlab.export.coq._instances import shown
from boundlab.export.coq._order import scale
from boundlab.export.coq._point import met, refuted
from boundlab.export.coq._several import growth_of
from boundlab.export.coq._syntax import library

HEADER = """From Coq Require Import Reals Lra Lia ZArith List.
Open Scope R_scope.
"""

# Files of lemmas that a comparison of growth may need, by what then stands in its text.
PARTS = {
    "series": ("expands ",),
    "constants": ("_between ", "exp_at_"),
    "exponents": ("compared_exponents",),
    "several": ("nearby",),
}


def coq(certificate: Any, names: Sequence[str] = ()) -> str:
    """Return a self-contained Coq file that proves what a certificate of decisions certifies.

    The theorem is called `statement` or `refuted`; `conditions_met` or `conditions_contradict` stands beside it, as far
    as the certificate has it. In a bundle a number ends these names, or what `names` has for each part.
    Raises BoundlabError, in one line, for a certificate of another kind, and for a step that is not exported.

    >>> from boundlab.symbolic.decide import decide
    >>> text = coq(decide("min(m1+m2, 2*m1) >= m1").certificate())
    >>> print(text[text.index("Theorem"):text.index("Proof.", text.index("Theorem"))].strip())
    Theorem statement :
      forall (m1 m2 : Z),
      (1 <= m1)%Z ->
      (1 <= m2)%Z ->
      Rmin (IZR m1 + IZR m2) (2 * IZR m1) >= IZR m1.
    """
    parts = decisions(certificate)
    theorems: list[str] = []
    scales: list[str] = []
    libraries: set[str] = set()
    for i, each in enumerate(parts, 1):
        suffix = f"_{names[i - 1]}" if names else f"_{i}" if len(parts) > 1 else ""
        try:
            if each["kind"] == "growth":
                growth = growth_of(each, f"{'refuted' if each['verdict'] == 'refuted' else 'statement'}{suffix}")
                scales.append(growth.limit)
                texts = growth.proved()
                libraries |= {"growth"} | {
                    name for name, signs in PARTS.items() if any(sign in text for text in texts for sign in signs)
                }
                theorems += [_comment(each), *texts, *growth.conditions(suffix)]
                continue
            if each["kind"] in BY_INSTANCES:
                libraries.add("sequences")
                texts, _ = shown(each, f"{'refuted' if each['verdict'] == 'refuted' else 'statement'}{suffix}")
                theorems += [*texts[:-1], _comment(each) + texts[-1]]
                continue
            statement = statement_of(each)
            if isinstance(statement.claim, OrderClaim):
                scales.append(scale(statement.claim))
                libraries.add("orders")
            theorems += _theorems(each, statement, suffix)
        except BoundlabError:
            raise
        except MALFORMED as error:
            raise BoundlabError(
                f"the certificate is not exported: {str(error)[:200] or type(error).__name__}"
            ) from None
    if len(set(scales)) > 1:
        raise BoundlabError("a bundle of orders in eps and in N is not exported to one file; export its parts")
    texts = [HEADER, library("algebra"), *([library("sequences")] if "sequences" in libraries else [])]
    if scales:
        texts += [library(f"scale_{scales[0]}"), library("near")]
        if "orders" in libraries:
            texts += [library("orders"), library(f"like_{scales[0]}")]
        if "growth" in libraries:
            texts += [library("germs"), library("growth"), *([library("growth_eps")] if scales[0] == "eps" else [])]
        texts += [library(name) for name in PARTS if name in libraries]
    return "\n".join([*texts, *theorems])


def _theorems(certificate: dict[str, Any], statement: Any, suffix: str) -> list[str]:
    if certificate["verdict"] == "refuted":
        return [_comment(certificate) + refuted(certificate, statement, f"refuted{suffix}")]
    if certificate["verdict"] != "proved":
        raise BoundlabError(f"the verdict {str(certificate['verdict'])[:60]!r} is not exported")
    theorems = [_comment(certificate) + proved(certificate, statement, f"statement{suffix}")]
    conditions = certificate.get("conditions")
    if conditions and "met" in conditions:
        theorems.append(met(conditions["met"], statement, f"conditions_met{suffix}"))
    if conditions and "contradiction" in conditions:
        theorems.append(
            proved(certificate, statement_of(certificate), f"conditions_contradict{suffix}", contradictory=True)
        )
    return theorems


def _comment(certificate: dict[str, Any]) -> str:
    """Return the statement as text, and what the names stand for that a statement with functions is given."""
    stated, written = certificate["statement"], certificate.get("written", {})
    lines = [stated["claim"] + (f" where {', '.join(stated['where'])}" if stated["where"] else "")]
    lines += [f"{each['name']} is {each['is']}" for each in written.get("defined", [])]
    text = "\n   ".join(" ".join(line.split()) for line in lines)
    safe = text.replace("(*", "( *").replace("*)", "* )").replace('"', "'")
    return f"(* {safe} *)\n"
