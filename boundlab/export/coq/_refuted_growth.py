"""A refuted comparison of growth as a Coq theorem, the negation of the whole, shown at the certificate's witness.

There the parameters are numbers and a tied scale is what it is tied to. A claim f ≲ g fails as g = o(f), a claim f ≺ g
as g ≲ f, with f and g other than zero near the limit.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.parser import Expression
from boundlab.errors import BoundlabError
from boundlab.export.coq._coefficients import Shown
from boundlab.export.coq._coefficients import Values as Coefficients
from boundlab.export.coq._germ_functions import Functions
from boundlab.export.coq._germs import Germs
from boundlab.export.coq._growth import Growth
from boundlab.export.coq._growth_text import GrowthText
from boundlab.export.coq._point import Values, point_of
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax


class RefutedGrowth(Growth):
    """One comparison in one scale, at the values of a witness."""

    ways = (False,)

    def __init__(self, certificate: dict[str, Any], name: str) -> None:
        """Read the statement and the witness."""
        super().__init__(certificate, name)
        if "path" in certificate or self.orders.between or len(self.orders.limits) > 1:
            raise BoundlabError("a refuted comparison in several scales is not exported")
        self.point = point_of(certificate["witness"], self.plain)
        self.valued = Syntax(self.plain, self.point)
        self.names_at = dict(self.scales)
        self.at = GrowthText(self.valued, self.names_at, self.plain.integers)
        for tied, tree in self.tied:
            self.names_at[tied] = self.at.text(tree)

    def proved(self) -> list[str]:
        """Return the theorem that the statement fails."""
        script = Script()
        script.say("Proof.")
        script.depth = 1
        values = Values(self.plain, self.point, script)
        script.say("intro H''.")
        if arguments := values.arguments():
            script.say(f"specialize (H'' {' '.join(arguments)}).")
        values.ranges()
        for tree in self.plain.conditions:
            values.compare(tree)
        for _ in [*self.frame.ranges(), *self.plain.conditions]:
            script.say("lapply H''; [ clear H''; intro H'' | tauto ].")
        self._leaf(script, [])
        script.depth = 0
        script.say("Qed.")
        return [f"Theorem {self.name} :\n  ~ ({self.statement()}).\n{script.text()}\n"]

    def conditions(self, suffix: str) -> list[str]:
        """Return no other theorem."""
        return []

    def _expanded(self, script: Script, shown: list[Shown], length: int, by_logarithms: bool) -> None:
        ((base, vanishing),) = self.orders.limits.items()
        coefficients = Coefficients(self.valued, script, shown)
        germs = Germs(coefficients, script, length, self.plain.budget, self.scales[base])
        functions = Functions(germs, self.at, base, vanishing)
        for _, tree in self.tied:
            between, _, sign = germs.between(functions.germ(tree))
            if sign < 0:
                raise Unclear("a scale is tied to what is negative")
            function = germs.function(self.at.text(tree))
            exact = f"(tied_exactly {function} (above_zero _ _ {between}))"
            script.say(f"specialize (H'' {function}).")
            script.say(f"lapply H''; [ clear H''; intro H'' | exact {exact} ].")
        needs = len(self.needs(moving=False)) + bool(self.needs(moving=True))
        ways = [way for link in self.orders.links for way in self.directions(link)]
        names = [script.new("H") for _ in range(needs + len(ways))]
        contradiction = self._contradiction(functions, dict(zip(names[needs:], ways, strict=True)))
        parts = f"destruct H'' as ({' & '.join(names)})." if len(names) > 1 else f"rename H'' into {names[0]}."
        script.say(parts)
        script.say(f"exact ({contradiction}).")

    def _contradiction(self, functions: Functions, ways: dict[str, tuple[Expression, Expression, bool]]) -> str:
        reason: Unclear = Unclear("")
        for known, (small, large, strict) in ways.items():
            try:
                return self._fails(functions, small, large, strict, known)
            except Unclear as error:
                reason = error
        raise reason

    def _fails(self, functions: Functions, small: Expression, large: Expression, strict: bool, known: str) -> str:
        """Return the proof of False from `known`, that one function is O(·), or o(·), of another."""
        germs = functions.germs
        f, g = functions.germ(small), germs.reduced(functions.germ(large))
        weak = f"(small_big _ _ {known})" if strict else known
        if germs.vanishes(g):
            absolute, _ = self.absolute(germs, f)
            return f"not_of_nothing _ _ _ {absolute} (vanishing _ {g.name}) {weak}"
        absolute, _ = self.absolute(germs, g if strict else f)
        other = self.dominated(functions, large, small, not strict)
        return f"not_both_ways _ _ _ {absolute} {f'{known} {other}' if strict else f'{other} {known}'}"
