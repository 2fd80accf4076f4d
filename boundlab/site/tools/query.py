"""The query page: `best` in the browser, for every combination of regimes, with the derivation of each answer."""

from __future__ import annotations

from typing import Any

from boundlab.activations import catalogue
from boundlab.auditing.vacuity import AT_FIXED_DEPTH
from boundlab.auditing.witnesses import AUDITED
from boundlab.claims.activation import in_words
from boundlab.claims.claim import REGIMES, Claim, Counting, Quantifiers, Status
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.quantity import EXACT, OF_EVERY_NETWORK, QUANTITIES, WITHOUT_NORM
from boundlab.claims.scope import Depth
from boundlab.derived.best import PARTS
from boundlab.derived.query import CERTAIN
from boundlab.function_classes.classes import SHORT
from boundlab.site.bounds_data import ASKED, Bound, BoundsData
from boundlab.site.contents import Contents
from boundlab.site.mathml import mathml
from boundlab.site.numbering import Numbering
from boundlab.site.page import slug

TITLE = "Query"
INTRO = (
    "The best known bounds for your class of networks: every combination that `boundlab best` offers, with derivations."
)
PLACE = 1


def data(contents: Contents) -> dict[str, Any]:
    """Return the options, the bounds and how they compare."""
    return {"query": _Query(contents).to_json()}


class _Query:
    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.known = BoundsData(contents.closure)
        self.families: Numbering[Any] = Numbering()
        self.hypotheses: Numbering[Hypothesis] = Numbering()
        self.claims: Numbering[str] = Numbering()

    def to_json(self) -> dict[str, Any]:
        bounds = [self._bound(b) for b in self.known.bounds]
        claims = [self._claim(id_) for id_ in self.claims]  # these number the hypotheses, so they come before them
        shapes = [
            [str(a.order), a.order.unicode(), mathml(a.latex()), a.ranges.to_json(), a.exact]
            for a in self.known.shapes.examples
        ]
        return {
            "respects": {name: [[r.spelling, str(r)] for r in kind] for name, kind in REGIMES.items()},
            "within": {name: [[int(a.within(b)) for b in kind] for a in kind] for name, kind in REGIMES.items()},
            "norms": [[norm.spelling, str(norm)] for norm in self.known.norms],
            "asked_norms": len(ASKED),
            "norm_within": self._norms(lambda a, b: a.within(b)),
            "norm_put": self._norms(lambda a, b: a.put(b) is not None),
            "counting": [[c.name.lower(), str(c)] for c in Counting],
            "quantifiers": [str(q) for q in Quantifiers],
            "statuses": [str(s) for s in Status],
            "certain": [str(s) for s in CERTAIN],
            "activations": list(catalogue()),
            "families": [
                [f.text, f.mixed, [sorted(m) for m in sorted(f.members, key=in_words)]] for f in self.families
            ],
            "parts": [[name, counted, kind] for name, (counted, kind) in PARTS.items()],
            "kinds": [kind.name for kind in REGIMES["kind"]],
            "quantities": QUANTITIES,
            "exact": sorted(EXACT),
            "every_network": sorted(OF_EVERY_NETWORK),
            "without_norm": sorted(WITHOUT_NORM),
            "classes": [
                [c.id, c.name, c.statement, slug(c.id)] for _, c in sorted(self.contents.closure.classes.items())
            ],
            "short": SHORT,
            "registry": self.contents.registry_option,
            "hypotheses": [[h.id, h.name, h.regime, self._unmet(h)] for h in self.hypotheses],
            "bounds": bounds,
            "claims": claims,
            "shapes": shapes,
            "texts": list(self.known.texts),
            "readings": self.known.readings,
            **self.known.comparisons.to_json(),
        }

    def _norms(self, holds: Any) -> list[list[int]]:
        return [[int(holds(a, b)) for b in self.known.norms] for a in self.known.norms]

    def _bound(self, bound: Bound) -> list[Any]:
        d, claim = bound.derivation, bound.derivation.claim
        scope = claim.approximators
        regimes = [list(REGIMES[name]).index(regime) for name, regime in scope.regimes().items()]
        return [
            self.claims.number(claim.id),
            str(bound.direction),
            claim.quantity,
            self.families.number(scope.activation),
            regimes,
            self.known.norms.index(claim.norm),
            list(Counting).index(claim.counting),
            list(Quantifiers).index(claim.quantifiers),
            [self.claims.number(each.claim.id) for each in d.chain()],
        ]

    def _claim(self, id_: str) -> list[Any]:
        d = self.contents.closure[id_]
        claim = d.claim
        return [
            id_, str(claim.direction), claim.landau, str(claim.status), claim.source, d.rule.id if d.rule else None,
            list(claim.depends_on), str(claim.compared), str(self.contents.origin(id_)), claim.status.warning,
            [self.hypotheses.number(h) for h in claim.hypotheses], int(claim.approximators.depth.within(Depth.FIXED)),
            self._repaired(claim), slug(id_),
        ]  # fmt: skip

    def _repaired(self, claim: Claim) -> list[str]:
        origin = self.contents.origin(claim.id)
        near = (c for c in self.contents.registry if c.repairs and self.contents.origin(c.id) == origin)
        return [c.id for c in near if any(f"{claim.id}/".startswith(f"{id_}/") for id_ in c.repairs)]

    def _unmet(self, hypothesis: Hypothesis) -> list[Any]:
        """The activations for which a certificate shows that nothing satisfies it; whether that needs a fixed depth."""
        found = ((a, self.contents.audited(hypothesis, a)) for a in catalogue() if a in AUDITED)
        unmet = [a for a, v in found if v.outcome == "unsatisfiable" and v.certificate is not None]
        return [unmet, int(hypothesis.id in AT_FIXED_DEPTH)]
