"""A comparison of growth orders as a Coq theorem about functions of the scale, proved by their germs.

The theorem says, with their quantifiers, what `≲`, `≺` and `≍` mean of |f| and |g|, and that both functions are defined
near the limit. A scale that is tied is any function between multiples of what it is tied to. The proofs of signs that
the certificate holds are theorems before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from boundlab.checking._refusal import Unaffordable
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.order_statement import Link, Orders, in_order, orders_of
from boundlab.checking._rewritten.parser import Chain, Expression, Name, Numeral, parse_expression
from boundlab.checking._rewritten.polynomial import Budget, Polynomial, Rational
from boundlab.checking._rewritten.signs import Unshown
from boundlab.checking._rewritten.statement import parse_statement
from boundlab.errors import BoundlabError
from boundlab.export._reading import divisors_inner_first
from boundlab.export.coq._coefficients import Asked, Constant, Shown, Values
from boundlab.export.coq._exponents import Exponents
from boundlab.export.coq._frame import Frame, proved
from boundlab.export.coq._germ_functions import Functions
from boundlab.export.coq._germs import Germ, Germs
from boundlab.export.coq._growth_text import GrowthText
from boundlab.export.coq._point import met
from boundlab.export.coq._ranges import facts_of, impossible
from boundlab.export.coq._readable import Readable
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax

WORK = 20_000_000
LENGTHS = (1, 2, 3, 4, 6, 8)


class Growth:
    """One proved comparison in one scale."""

    ways: tuple[bool, ...] = (False, True)
    """Whether to compare by logarithms where the expansions do not compare, in the order of trial."""

    def __init__(self, certificate: dict[str, Any], name: str) -> None:
        """Read the statement."""
        self.certificate, self.name = certificate, name
        self.orders: Orders = orders_of(certificate["statement"], Budget(WORK))
        self.plain = self.orders.parameters
        self.syntax = Syntax(self.plain)
        self.frame = Frame(self.plain, Readable(self.plain))
        self.tied = in_order(self.orders.ties)
        self.scales = {each: self.syntax.scale(each) for each in self.orders.limits}
        names = self.names(self.scales)
        self.text = GrowthText(self.syntax, names, self.plain.integers)
        self.signs: list[str] = []
        self.bounds: list[str] = []
        self.asked = Asked(())
        self.ranges: dict[str, str] = {}

    def names(self, scales: Mapping[str, str]) -> dict[str, str]:
        """Return how scales and tied ones are written, if the scales are written so."""
        bases = {name: str(self.orders.scale_of(name)) for name, _ in self.tied}
        tied = {
            name: f"({self.syntax.variable(name)} {scales[base]})" for name, base in bases.items() if base in scales
        }
        return {**scales, **tied}

    @property
    def limit(self) -> str:
        """Return which scale file the theorem needs."""
        return "eps" if [*self.orders.limits.values()] == [True] else "N"

    # The statement

    def near(self, what: str) -> str:
        """Return that something holds near the limit."""
        return self.near_in(next(iter(self.scales)), what)

    def near_in(self, scale: str, what: str) -> str:
        """Return that something holds near the limit of one scale."""
        v = self.scales[scale]
        if self.orders.limits[scale]:
            return f"exists eps0 : R, 0 < eps0 /\\ forall {v} : R, 0 < {v} < eps0 ->\n    {what}"
        return f"exists N0 : R, 0 < N0 /\\ forall {v} : R, N0 < {v} ->\n    {what}"

    def needs(self, *, moving: bool) -> list[tuple[str, Expression]]:
        """Return what has to hold for the claim to be defined, near the limit or for the parameters alone."""
        sides = [side for link in self.orders.links for side in (link.left, link.right)]
        found = dict.fromkeys(need for side in sides for need in self.text.needs(side))
        return [need for need in found if self.text.moves(need[1]) == moving]

    def need(self, need: tuple[str, Expression], texts: GrowthText | None = None) -> str:
        """Return such a thing as a text."""
        relation, text = need[0], (texts or self.text).text(need[1])
        return {"<>": f"{text} <> 0", ">": f"0 < {text}", ">=": f"0 <= {text}"}[relation]

    def compared(self, small: Expression, large: Expression, strict: bool) -> str:
        """Return that one function is O(·), or o(·), of another."""
        f, g = self.text.text(small), self.text.text(large)
        if strict:
            return f"(forall c : R, 0 < c -> {self.near(f'Rabs {f} <= c * Rabs {g}')})"
        return f"(exists C : R, 0 < C /\\ {self.near(f'Rabs {f} <= C * Rabs {g}')})"

    def directions(self, link: Link) -> list[tuple[Expression, Expression, bool]]:
        """Return what a link says: which side is dominated by which, and whether strictly."""
        ways = [(link.left, link.right, link.relation == "≺")]
        return [*ways, (link.right, link.left, False)] if link.relation == "≍" else ways

    def conclusion(self) -> str:
        """Return what is claimed."""
        parts = [self.need(each) for each in self.needs(moving=False)]
        moving = " /\\ ".join(self.need(each) for each in self.needs(moving=True))
        parts += [f"({self.near(moving)})"] if moving else []
        parts += [self.compared(*way) for link in self.orders.links for way in self.directions(link)]
        return parts[0] if len(parts) == 1 else "(" + " /\\\n   ".join(parts) + ")"

    def ties(self) -> list[str]:
        """Return the tied scales, each with what it is tied to, after those that it is tied to."""
        found = []
        for name, tree in self.tied:
            base = str(self.orders.scale_of(name))
            own, other = f"{self.syntax.variable(name)} {self.scales[base]}", self.text.text(tree)
            between = self.near_in(base, f"c * {other} <= {own} <= C * {other}")
            found.append(
                f"forall {self.syntax.variable(name)} : R -> R,\n  (exists c C : R, 0 < c /\\ 0 < C /\\ {between})"
            )
        return found

    def statement(self) -> str:
        """Return the whole statement."""
        conditions = [*self.frame.ranges(), *map(self.frame.condition, self.plain.conditions)]
        head = f"forall {self.frame.binders()},\n  " if self.frame.names() else ""
        constants = f"forall {' '.join(self.bounds)} : R,\n  " if self.bounds else ""
        return head + " ->\n  ".join([*conditions, *self.ties(), constants + self.conclusion()])

    # Proofs

    def proved(self) -> list[str]:
        """Return the theorems of the signs and of the statement."""
        script = Script()
        script.say("Proof.")
        script.depth = 1
        ranges = [script.new("R") for _ in self.syntax.integers]
        conditions = [script.new("W") for _ in self.plain.conditions]
        ties = [(self.syntax.variable(name), script.new("T")) for name, _ in self.tied]
        names = [*self.frame.names(), *ranges, *conditions, *(each for pair in ties for each in pair)]
        names += self.bounds
        if names:
            script.say(f"intros {' '.join(names)}.")
        self.ranges = dict(zip(self.syntax.integers, ranges, strict=True))
        for known in ranges:
            script.say(f"pose proof (in_range_positive _ (in_range _ {known})) as {script.new('P')}.")
        self.tie_names = [known for _, known in ties]
        assumed = list(zip(self.plain.conditions, conditions, strict=True))
        self._case(self.certificate["proof"], script, assumed, [])
        script.depth = 0
        script.say("Qed.")
        return [*self.signs, f"Theorem {self.name} :\n  {self.statement()}.\n{script.text()}\n"]

    def conditions(self, suffix: str) -> list[str]:
        """Return the theorem that some parameters meet the conditions on them, or that none do, if it is known."""
        conditions = self.certificate.get("conditions", {})
        if "met" in conditions and self.plain.conditions:
            return [met(conditions["met"], self.plain, f"conditions_met{suffix}")]
        if "contradiction" in conditions:
            shown = conditions["contradiction"]
            statement = parse_statement(shown["statement"], Budget(WORK))
            return [proved(shown, statement, f"conditions_contradict{suffix}")]
        return []

    def _case(self, case: Any, script: Script, assumed: list[tuple[Any, str]], shown: list[Shown]) -> None:
        if "split" in case:
            tree = parse_expression(case["split"], self.plain.budget)
            value, text = Algebra(self.plain).rational(tree), self.frame.syntax.expression(tree)
            divisors = dict.fromkeys(self.frame.syntax.expression(d) for d in divisors_inner_first(tree))
            others = [script.have("D", f"{d} <> 0", "other_than_zero") for d in divisors]
            names = [script.new("W") for _ in range(3)]
            script.say(f"destruct (Rtotal_order ({text}) 0) as [ {names[2]} | [ {names[1]} | {names[0]} ] ].")
            order = ((2, "<", -1), (1, "=", 0), (0, ">", 1))
            for k, relation, sign in order:
                whole = names[k]
                for each in reversed(others):
                    whole = f"(conj {each} {whole})"
                known = Chain((tree, Numeral(0)), (relation,)), whole
                with script.block():
                    own = Shown(value, sign, f"({text})", names[k])
                    self._case(case["cases"][k], script, [*assumed, known], [*shown, own])
            return
        if "empty" in case:
            name, _ = self._shown(case["empty"], script, assumed)
            script.say(f"exfalso; lra. (* {name} *)")
            return
        algebra = Algebra(self.plain)
        for each in case.get("signs", []):
            name, claim = self._shown(each, script, assumed)
            relation = claim.relations[0]
            sign = {">": 1, "=": 0, "<": -1}[relation]
            value = algebra.rational(claim.operands[0])
            shown = [*shown, Shown(value, sign, f"({self.frame.syntax.expression(claim.operands[0])})", name)]
        self.combinations = case.get("combinations", [])
        self._leaf(script, shown)

    def _shown(self, certificate: Any, script: Script, assumed: list[tuple[Any, str]]) -> tuple[str, Chain]:
        """Write a theorem for a proof of a sign, and use it; return the name of the fact, and its claim."""
        statement = parse_statement(certificate["statement"], Budget(WORK))
        theorem = f"sign_{len(self.signs) + 1}_of_{self.name}"
        self.signs.append(proved(certificate, statement, theorem))
        syntax = Syntax(statement)
        arguments = [syntax.variable(name) for name in (*syntax.whole, *syntax.reals)]
        arguments += [self.ranges[name] for name in syntax.integers]
        for condition in statement.conditions:
            arguments.append(next(name for tree, name in assumed if tree == condition))
        known = script.new("S")
        script.say(f"pose proof ({' '.join([theorem, *arguments])}) as {known}.")
        claim = statement.claim
        assert isinstance(claim, Chain)
        for _ in dict.fromkeys(syntax.expression(d) for d in divisors_inner_first(claim)):
            divisor = script.new("D")
            script.say(f"destruct {known} as [ {divisor} {known} ].")
        return known, claim

    def _leaf(self, script: Script, shown: list[Shown], splits: int = 2) -> None:
        """Prove the claim in one case, with expansions as short as they may be."""
        reason: Exception = Unclear("")
        missing: Rational | None = None
        lengths = [n for n in LENGTHS if n <= self.certificate["length"]]
        for length, by_logarithms in [(n, by) for by in self.ways for n in lengths]:
            trial = Script()
            trial.count, trial.depth = script.count, script.depth
            try:
                self._expanded(trial, shown, length, by_logarithms)
            except (Unclear, Unaffordable) as error:
                reason = error
                missing = missing or (self.asked.missing if isinstance(error, Unshown) else None)
                continue
            script.lines += trial.lines
            script.count = trial.count
            return
        if missing is not None and splits:
            self._by_sign(missing.numerator, script, shown, splits - 1)
            return
        raise BoundlabError(f"the comparison is not exported: {str(reason)[:120]}")

    def _by_sign(self, value: Polynomial, script: Script, shown: list[Shown], splits: int) -> None:
        """Prove the claim by the sign of a polynomial in parameters, which the checker's expansions do without."""
        text, names = self.syntax.polynomial(value, {}), [script.new("W") for _ in range(3)]
        script.say(f"destruct (Rtotal_order {text} 0) as [ {names[0]} | [ {names[1]} | {names[2]} ] ].")
        facts = facts_of(self.plain, [(each.value, each.sign) for each in shown])
        for sign, name in zip((-1, 0, 1), names, strict=True):
            with script.block():
                if impossible(value, sign, facts):
                    for each in self.ranges.values():
                        script.say(f"pose proof (in_range _ {each}).")
                    script.say("exfalso; lra.")
                else:
                    self._leaf(script, [*shown, Shown(Rational.of(value), sign, text, name)], splits)

    def _functions(self, script: Script, shown: list[Shown], length: int) -> Functions:
        values = Values(self.syntax, script, shown)
        self.asked = values.signs
        ((base, vanishing),) = self.orders.limits.items()
        germs = Germs(values, script, length, self.plain.budget, self.scales[base])
        functions = Functions(germs, self.text, base, vanishing)
        for (name, tree), known in zip(self.tied, self.tie_names, strict=True):
            functions.tie(Name(name), tree, known)
        return functions

    def _expanded(self, script: Script, shown: list[Shown], length: int, by_logarithms: bool) -> None:
        functions = self._functions(script, shown, length)
        parts = [self._parameter_need(each, functions) for each in self.needs(moving=False)]
        moving = [self._moving_need(each, functions) for each in self.needs(moving=True)]
        if moving:
            joined = moving[-1]
            for each in reversed(moving[:-1]):
                joined = f"(near_and _ _ {each} {joined})"
            parts.append(joined)
        for link in self.orders.links:
            for way in self.directions(link):
                try:
                    parts.append(self.dominated(functions, *way))
                except Unclear:
                    if not by_logarithms:
                        raise
                    parts.append(Exponents(functions).dominated(*way))
        *others, whole = parts
        for each in reversed(others):
            whole = f"(conj {each} {whole})"
        script.say(f"exact {whole}.")

    def _parameter_need(self, need: tuple[str, Expression], functions: Functions) -> str:
        values, script = functions.values, functions.script
        germ = functions.germ(need[1])
        if not germ.terms:
            raise Unclear("what must not vanish does")
        k = germ.terms[0][0]
        if not isinstance(k, Constant):
            raise Unclear("a divisor has no known sign")
        value = k.value
        sign = values.signs(value)
        if not sign or (sign < 0 and need[0] != "<>"):
            raise Unclear("a divisor has no known sign")
        positive = values.positive(value if sign > 0 else -value)
        other = values.text(value if sign > 0 else -value)
        own = germ.text if sign > 0 else f"- {germ.text}"
        tactic = f"pose proof {positive} as P'; replace {other} with ({own}) in P' by (floors; same); lra"
        return script.have("N", self.need(need), tactic)

    def _moving_need(self, need: tuple[str, Expression], functions: Functions) -> str:
        script, germs = functions.script, functions.germs
        germ = functions.germ(need[1])
        between, _, sign = germs.between(germ)
        lemma = "above_zero" if sign > 0 else "below_zero"
        if sign < 0 and need[0] != "<>":
            raise Unclear("a logarithm or a power of what is negative")
        text = f"near {germs.function(self.need(need, functions.text))}"
        return script.have("N", text, f"apply (near_mono _ _ ({lemma} _ _ {between})); intros; cbv beta in *; lra")

    def dominated(self, functions: Functions, small: Expression, large: Expression, strict: bool) -> str:
        """Write that one function is O(·), or o(·), of another."""
        germs, script = functions.germs, functions.script
        f, g = functions.germ(small), functions.germ(large)
        with suppress(Unshown):  # a bound needs no sign of the leading coefficient
            f = germs.reduced(f)
        what = "below_any" if strict else "at_most"
        stated = f"{what} {germs.function(f.text)} {germs.function(g.text)}"
        if germs.vanishes(f):
            return script.have("D", stated, f"exact (nothing_{what} _ _ (vanishing _ {f.name}))")
        absolute, m = self.absolute(germs, g)
        size = germs.size(f)
        order = germs.scale.compare(size, m)
        if order > 0 or (strict and order == 0):
            raise Unclear("the orders do not compare as stated, as far as they are expanded")
        lemma, how = (
            ("compared_strictly", germs.sizes.far(size, m)) if strict else ("compared", germs.sizes.below(size, m))
        )
        return script.have("D", stated, f"exact ({lemma} _ _ _ _ {germs.upper(f)} {absolute} {how})")

    @staticmethod
    def absolute(germs: Germs, g: Germ) -> tuple[str, Any]:
        """Return the proof that |g| lies between multiples of a monomial, and the monomial."""
        between, m, sign = germs.between(g)
        return f"({'between_absolute' if sign > 0 else 'between_opposite'} _ _ {between})", m
