"""A comparison in several scales as a Coq theorem about points: what holds at all with every scale beyond some bound.

Scales that tend to 0 are 1/x in the proof, so that all tend to infinity. Under conditions between scales only points
that meet them count: `d ≲ n` says d <= C''·n with any constant C'', `d ≺ n` says d <= n/N0 with the bound N0.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.parser import Expression, Name
from boundlab.errors import BoundlabError
from boundlab.export.coq._coefficients import Shown, Values
from boundlab.export.coq._dominance import Dominance, nearby_all, pattern_of
from boundlab.export.coq._gaps import Condition, gaps_of, multipliers
from boundlab.export.coq._germ_functions import Functions
from boundlab.export.coq._germs import Germs
from boundlab.export.coq._growth import Growth
from boundlab.export.coq._growth_text import GrowthText
from boundlab.export.coq._refuted_growth import RefutedGrowth
from boundlab.export.coq._script import Script
from boundlab.export.coq._terms import COND, Terms


def growth_of(certificate: dict[str, Any], name: str) -> Growth:
    """Return the theorem of a comparison of growth; raises BoundlabError for what is not exported."""
    if certificate["verdict"] == "refuted":
        return RefutedGrowth(certificate, name)
    if certificate["verdict"] != "proved":
        raise BoundlabError(f"the verdict {str(certificate['verdict'])[:60]!r} is not exported")
    found = Growth(certificate, name)
    several = len(found.orders.limits) > 1 or found.orders.between
    return GrowthInSeveral(certificate, name) if several else found


class GrowthInSeveral(Growth):
    """One comparison in several scales."""

    ways = (False,)

    def __init__(self, certificate: dict[str, Any], name: str) -> None:
        """Read the statement."""
        super().__init__(certificate, name)
        self.places = {each: i for i, each in enumerate(self.orders.limits)}
        self.between: dict[str, Condition] = {}
        for i, link in enumerate(self.orders.between):
            for mark, way in zip(("", "r"), self.directions(link), strict=False):
                self.between[f"{i}{mark}"] = (*way, "" if way[2] else f"C'{len(self.between) + 1}")
        self.bounds = [constant for *_, constant in self.between.values() if constant]

    @property
    def limit(self) -> str:
        """Return which scale file the theorem needs: all scales are written with limits at infinity."""
        return "N"

    # The statement

    def near(self, what: str) -> str:
        """Return that something holds at all points with every scale beyond some bound."""
        return f"exists N0 : R, 0 < N0 /\\ forall {' '.join(self.scales.values())} : R,\n    {self._beyond(what)}"

    def _beyond(self, what: str) -> str:
        beyond = [f"0 < {v} < / N0" if self.orders.limits[name] else f"N0 < {v}" for name, v in self.scales.items()]
        lines = [" -> ".join([*beyond, ""]), *(f"{each} ->" for each in self.met(self.text, "N0")), what]
        return "\n    ".join(lines)

    def met(self, text: GrowthText, bound: str) -> list[str]:
        """Return the conditions between scales, defined and met, with the bound beyond which the scales are."""
        trees = dict.fromkeys(tree for small, large, *_ in self.between.values() for tree in (small, large))
        found = dict.fromkeys(need for tree in trees for need in text.needs(tree))
        compared = [
            f"Rabs {text.text(small)} <= {constant or f'/ {bound}'} * Rabs {text.text(large)}"
            for small, large, _, constant in self.between.values()
        ]
        return [*(self.need(each, text) for each in found), *compared]

    # The proof

    def _expanded(self, script: Script, shown: list[Shown], length: int, by_logarithms: bool) -> None:
        values = Values(self.syntax, script, shown)
        self.asked = values.signs
        germs = Germs(values, script, length, self.plain.budget, "x")
        own = {name: "(/ x)" if vanishing else "x" for name, vanishing in self.orders.limits.items()}
        functions = []
        for name, vanishing in self.orders.limits.items():
            text = GrowthText(self.syntax, self.names({name: own[name]}), self.plain.integers)
            functions.append(Functions(germs, text, name, vanishing))
        for (name, tree), known in zip(self.tied, self.tie_names, strict=True):
            base = str(self.orders.scale_of(name))
            given = f"(tie_inverted _ _ {known})" if self.orders.limits[base] else known
            functions[self.places[base]].tie(Name(name), tree, given)
        at = {name: f"(p'' {i}%nat)" for name, i in self.places.items()}
        at = {name: f"(/ {text})" if self.orders.limits[name] else text for name, text in at.items()}
        points = GrowthText(self.syntax, self.names(at), self.plain.integers)
        conditions = self.met(points, "b''")
        met = " /\\ ".join(conditions) or "True"
        script.say(f"pose (cond'' := fun (b'' : R) (p'' : nat -> R) => {met}).")
        script.say("assert (less'' : forall a b p, 0 < a -> a <= b -> cond'' b p -> cond'' a p).")
        pattern = pattern_of([f"h{i}'" for i, _ in enumerate(conditions)] or ["h'"])
        less = "repeat apply conj; first [ assumption | eapply less_strict; eassumption ]"
        script.say(f"{{ unfold cond''; intros a'' b'' p'' A'' B'' {pattern}; {less}. }}")
        terms = Terms(functions, points, self._place)
        gaps = gaps_of(self.between, terms, len(conditions))
        dominance = Dominance(terms, gaps, multipliers(self.plain, gaps, self.combinations, terms, [*self.places]))
        parts = [self._parameter_need(each, functions[0]) for each in self.needs(moving=False)]
        moving = [self._point_need(each, terms) for each in self.needs(moving=True)]
        if moving:
            known = nearby_all(moving)
            what = " /\\ ".join(self.need(each) for each in self.needs(moving=True))
            parts.append(self._at_points(script, self.near(what), known, None))
        for link in self.orders.links:
            for small, large, strict in self.directions(link):
                known = dominance.compared(small, large, strict)
                parts.append(self._at_points(script, self.compared(small, large, strict), known, strict))
        *others, whole = parts
        for each in reversed(others):
            whole = f"(conj {each} {whole})"
        script.say(f"exact {whole}.")

    def _place(self, name: str) -> int | None:
        return self.places.get(str(self.orders.scale_of(name)))

    def _point_need(self, need: tuple[str, Expression], terms: Terms) -> str:
        """Write that what the claim needs to be defined holds at points beyond some bound; return the name of that."""
        places, script = terms.places(need[1]), terms.script
        stated = f"nearby cond'' (fun p'' => {self.need(need, terms.text)})"
        if len(places) < 2:
            (place,) = places
            known = self._moving_need(need, terms.functions[place])
            return script.have("N", stated, f"pose proof (nearby_at {COND} {place} _ {known}) as H''; exact H''")
        positive = terms.positive(terms.of(need[1]))
        return script.have("N", stated, f"apply (nearby_mono {COND} _ _ {positive}); intros; cbv beta in *; lra")

    def _at_points(self, script: Script, stated: str, known: str, strict: bool | None) -> str:
        """Write what holds of points as it is stated, with a variable for each scale; return the name of that."""
        name = script.new("D")
        script.say(f"assert ({name} : {stated}).")
        with script.block():
            script.say(f"pose proof ({known}) as H''.")
            if strict is True:
                script.say("intros c c''; destruct (H'' c c'') as (N0 & Z'' & B'').")
            elif strict is False:
                script.say("destruct H'' as (C & c'' & N0 & Z'' & B''); exists C; split; [ exact c'' | ].")
            else:
                script.say("destruct H'' as (N0 & Z'' & B'').")
            beyond = [script.new("V") for _ in self.scales]
            met = [script.new("V") for _ in self.met(self.text, "")]
            names = " ".join([*self.scales.values(), *beyond, *met])
            script.say(f"exists N0; split; [ exact Z'' | ]; intros {names}.")
            last = len(beyond) - 1
            cases = []
            for i, (each, v) in enumerate(self.scales.items()):
                place = "O" if i == 0 else f"{i}%nat"
                cases.append(f"{place if i < last else '_'} => {f'(/ {v})' if self.orders.limits[each] else v}")
            script.say(f"specialize (B'' (fun j'' : nat => match j'' with {' | '.join(cases)} end)).")
            script.say("unfold cond'' in B''; cbv beta iota in B''; rewrite ?Rinv_inv in B''; rewrite ?Rinv_inv.")
            shown = [
                f"exact (beyond_inverse _ _ Z'' {v})" if self.orders.limits[each] else f"exact {v}"
                for each, v in zip(self.scales, beyond, strict=True)
            ]
            proof = shown[-1]
            for each in reversed(shown[:-1]):
                proof = f"destruct j'' as [ | j'' ]; [ {each} | {proof} ]"
            script.say(f"apply B''; [ intro j''; {proof} | {'repeat apply conj; assumption' if met else 'exact I'} ].")
        return name
