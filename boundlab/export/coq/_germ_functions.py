"""From the tree of an order to what Coq knows of its germ: powers, logarithms, exponentials, and functions."""

from __future__ import annotations

from fractions import Fraction

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Extremum,
    Logarithm,
    Name,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
)
from boundlab.checking._rewritten.polynomial import Polynomial, Rational
from boundlab.checking._rewritten.signs import Unshown
from boundlab.errors import BoundlabError
from boundlab.export.coq._coefficients import Constant, Variable
from boundlab.export.coq._germs import Germ, Germs, Term
from boundlab.export.coq._growth_text import GrowthText
from boundlab.export.coq._logarithms import Logarithms
from boundlab.export.coq._syntax import number as number_text


class Functions(Logarithms):
    """The germs of trees, each asserted once."""

    def __init__(self, germs: Germs, text: GrowthText, base: str, vanishing: bool) -> None:
        """Take how functions are written; the scale `base` tends to 0 if `vanishing`, else to infinity."""
        super().__init__(germs)
        self.text, self.base, self.vanishing = text, base, vanishing
        self.known: dict[str, Germ] = {}

    def germ(self, tree: Expression) -> Germ:
        """Return the germ of a tree, under the text that the tree has in Coq."""
        text = self.text.text(tree)
        if text not in self.known:
            self.known[text] = self._germ(tree, text)
        return self.known[text]

    def _germ(self, tree: Expression, text: str) -> Germ:
        g = self.germs
        match tree:
            case Numeral(value):
                return g.constant(text, self.scale.number(value))
            case Name(name) if name == self.base:
                return self._scale(text)
            case Name(name):
                return g.constant(text, self._parameter(name))
            case Negative(operand):
                return g.opposite(text, self.germ(operand))
            case Sum(((_, first), *others)):
                return self._sum(first, others)
            case Product(((_, first), *others)):
                return self._product(first, others)
            case Power(base, exponent):
                return self._power(base, exponent, text)
            case Extremum("max", (a, Negative(b))) if a == b:
                return self._absolute(self.germ(a), text)
            case Extremum(_, (argument,)):
                return self.germ(argument)
            case Extremum(function, (first, *others)):
                rest = others[0] if len(others) == 1 else Extremum(function, tuple(others))
                return self._extremum(function, self.germ(first), self.germ(rest), text)
            case Logarithm(operand):
                return self.logarithm(self.germ(operand), text)
            case Call(function, (argument,)):
                return self._applied(function, self.germ(argument), text)
        raise BoundlabError(f"{type(tree).__name__.lower()} in an order is not exported")

    def _parameter(self, name: str) -> Rational:
        if name in self.values.syntax.values:
            return self.scale.number(self.values.syntax.values[name])
        return Rational.of(Polynomial.variable(name, self.scale.budget))

    def _scale(self, text: str) -> Germ:
        g = self.germs
        one, t = g.number(1), self.scale.t
        if text != g.variable:  # 1/x, where the file has one limit, at infinity
            return self.inverse(g.say(g.variable, ((one, t),), None, "exact (germ_ilog 0)"), text)
        if not self.vanishing:
            return g.say(text, ((one, t),), None, "exact (germ_ilog 0)")
        inverse = self.scale.raised(t, self.scale.number(-1))
        g.sizes.name(inverse)
        return g.say(text, ((one, inverse),), None, f"refine (germ_vanishing _ _); {g.reading('same')}")

    def tie(self, name: Name, tree: Expression, known: str) -> None:
        """Assert the germ of a scale that Coq knows, by `known`, to be tied to a tree."""
        g, other = self.germs, self.germ(tree)
        between, m, sign = g.between(other)
        if sign < 0:
            raise Unclear("a scale is tied to what is negative")
        text = self.text.text(name)
        lemma = f"tied_factor (fun {g.variable} => {text}) _ _ {known} {between}"
        self.known[text] = self.factor(text, m, lemma)

    def _sum(self, first: Expression, others: list[tuple[int, Expression]]) -> Germ:
        g, known = self.germs, self.germ(first)
        for sign, each in others:
            other = self.germ(each)
            text = f"({known.text} {'+' if sign > 0 else '-'} {other.text})"
            known = g.add(text, known, other if sign > 0 else g.opposite(f"(- {other.text})", other))
        return known

    def _product(self, first: Expression, others: list[tuple[int, Expression]]) -> Germ:
        g, known = self.germs, self.germ(first)
        for sign, each in others:
            other = self.germ(each)
            text = f"({known.text} {'*' if sign > 0 else '/'} {other.text})"
            known = g.multiply(text, known, other if sign > 0 else self.inverse(other, f"(/ {other.text})"))
        return known

    def _power(self, base: Expression, exponent: Expression, text: str) -> Germ:
        g = self.germs
        whole = self.text.natural(base, exponent)
        own = self.germ(base)
        if whole is not None:
            return self.natural(own, whole, text)
        power = self.germ(exponent)
        if power.rest is None and all(m is g.one or g.sizes.name(m) == g.sizes.name(g.one) for _, m in power.terms):
            k = power.terms[0][0] if power.terms else g.number(0)
            if isinstance(k, Constant):
                return self.power(own, k.value, text, power)
        log = self.logarithm(own, f"(ln {own.text})")
        known = self.exponential(
            g.multiply(f"({power.text} * {log.text})", power, log), f"(exp ({power.text} * {log.text}))"
        )
        return g.say(text, known.terms, known.rest, f"exact {known.name}")

    def _absolute(self, a: Germ, text: str) -> Germ:
        g = self.germs
        a = g.reduced(a)
        if g.vanishes(a):
            return g.say(text, (), None, f"exact (germ_nothing _ (absolute_nothing _ (vanishing _ {a.name})))")
        between, _, sign = g.between(a)
        if sign > 0:
            return g.renamed(text, a, f"(absolute_value _ _ {between})")
        return g.renamed(text, g.opposite(f"(- {a.text})", a), f"(absolute_value_opposite _ _ {between})")

    def _extremum(self, function: str, a: Germ, b: Germ, text: str) -> Germ:
        g = self.germs
        gap = g.reduced(g.add(f"({a.text} - {b.text})", a, g.opposite(f"(- {b.text})", b)))
        if g.vanishes(gap):
            which = "proj1" if function == "max" else "proj2"
            return g.renamed(text, a, f"({which} (equal_extremum _ _ (vanishing _ {gap.name})))")
        between, _, sign = g.between(gap)
        first = (sign > 0) == (function == "max")
        lemma = f"{function}imum_{'first' if first else 'second'}"
        return g.renamed(text, a if first else b, f"({lemma} _ _ _ {between})")

    def _applied(self, function: str, a: Germ, text: str) -> Germ:
        g = self.germs
        match function:
            case "exp":
                return self.exponential(a, text)
            case "sqrt":
                half = self.scale.number(Fraction(1, 2))
                between, _, _ = g.between(a)
                known = self.power(a, half, f"(Rpower {a.text} {self.values.text(half)})")
                return g.renamed(text, known, f"(root _ _ {between})")
            case "sin" | "cos" | "arctan" if g.length > 1 and self._small(a):
                return self.series.composed(function, a)
            case "tan" if g.length > 1:
                waves = [self._applied(each, a, f"({each} {a.text})") for each in ("sin", "cos")]
                quotient = g.multiply(
                    f"({waves[0].text} * (/ {waves[1].text}))", waves[0], self.inverse(waves[1], f"(/ {waves[1].text})")
                )
                return g.say(text, quotient.terms, quotient.rest, f"exact {quotient.name}")
            case "sinh" | "cosh":
                return self._hyperbolic(function, a, text)
            case "tanh":
                parts = [self._hyperbolic(each, a, f"({each} {a.text})") for each in ("sinh", "cosh")]
                quotient = g.multiply(
                    f"({parts[0].text} * (/ {parts[1].text}))", parts[0], self.inverse(parts[1], f"(/ {parts[1].text})")
                )
                return g.say(text, quotient.terms, quotient.rest, f"exact {quotient.name}")
            case "sin" | "cos":
                low = "SIN_bound" if function == "sin" else "COS_bound"
                return self._ranged(
                    f"(wave_factor {g.function(a.text)} {function} (fun x => {low} _))", None, text, (-1, 1)
                )
            case "floor" if not any(each.isalpha() for each in a.text):
                return self._floor_of_number(a, text)
            case "floor" if self._small_and_positive(a):
                return self._floor_of_small(a, text)
            case "floor":
                return self._ranged(f"(floor_factor {g.function(a.text)})", a, text, (-1, 0))
            case "ceil":
                minus = g.opposite(f"(- {a.text})", a)
                floor = self._applied("floor", minus, f"(IZR (Int_part (- {a.text})))")
                return g.opposite(text, floor)
        raise Unclear(f"{function} in an order is not exported")

    def _floor_of_number(self, a: Germ, text: str) -> Germ:
        g, number = self.germs, Fraction(0)
        if a.terms:
            value = a.terms[0][0].value.as_number()  # type: ignore[attr-defined]
            if value is None:
                raise Unclear("the floor of a constant that is not exported")
            number = Fraction(value)
        whole = number.numerator // number.denominator
        known = self.script.have("E", f"{text} = {number_text(whole)}", f"apply (floor_of_number ({whole})); lra")
        constant = g.constant(number_text(whole), self.scale.number(whole))
        return g.say(text, constant.terms, None, f"rewrite {known}; exact {constant.name}")

    def _small_and_positive(self, a: Germ) -> bool:
        try:
            return self._small(a) and self.germs.between(a)[2] > 0
        except (Unclear, Unshown):  # its sign is not needed where bounds are enough
            return False

    def _floor_of_small(self, a: Germ, text: str) -> Germ:
        """Return the germ of the floor of what tends to 0 from above: it is 0 at last."""
        g = self.germs
        one = g.constant("1", self.scale.number(1))
        between, m, _ = g.between(a)
        far = g.sizes.far(m, g.one)
        functions = f"{g.function(a.text)} {g.function('1')} _ _"
        strict = f"(compared_strictly {functions} {g.upper(a)} (between_absolute _ _ {g.between(one)[0]}) {far})"
        both = f"(near_and _ _ ({strict} (1 / 2) ltac:(lra)) (above_zero _ _ {between}))"
        shown = "intros x [ U V ]; cbv beta in *; rewrite (Rabs_pos_eq 1) in U by lra; "
        shown += "match type of U with Rabs ?y <= _ => pose proof (Rle_abs y) end; apply (floor_of_number 0); lra"
        return g.say(text, (), None, f"apply germ_nothing; apply (near_mono _ _ {both}); {shown}")

    def _small(self, a: Germ) -> bool:
        a = self.germs.reduced(a)
        return not self.germs.vanishes(a) and self.scale.compare(self.germs.size(a), self.germs.one) < 0

    def _hyperbolic(self, function: str, a: Germ, text: str) -> Germ:
        """Return the germ of (exp a ± exp (- a)) / 2."""
        g, up = self.germs, self.exponential(a, f"(exp {a.text})")
        down = self.exponential(g.opposite(f"(- {a.text})", a), f"(exp (- {a.text}))")
        other = down if function == "cosh" else g.opposite(f"(- {down.text})", down)
        total = g.add(f"({up.text} + {other.text})", up, other)
        half = g.constant("(/ 2)", self.scale.number(Fraction(1, 2)))
        known = g.multiply(f"({total.text} * (/ 2))", total, half)
        return g.say(text, known.terms, known.rest, f"exact {known.name}")

    def _ranged(self, lemma: str, a: Germ | None, text: str, ends: tuple[int, int]) -> Germ:
        """Return the germ of a (0 for None) plus a function between two bounds."""
        g = self.germs
        k, bounded, between, fact = (self.script.new(letter) for letter in "kbRX")
        self.script.say(f"destruct {lemma} as (k'' & {bounded} & {between} & {fact}); rename k'' into {k}.")
        self.script.say(f"cbv beta in {between}, {fact}.")
        zero, equation = g.zero()
        term: Term = Variable(k, bounded, "", (between, *ends)), g.one
        noise = g.say(
            f"({k} {g.variable})",
            (term,),
            None,
            f"refine (ranged {k} {zero} (near_always _ (fun x => {equation} x)) {bounded})",
        )
        start = a or g.say("0", (), None, "apply germ_nothing; apply near_always; reflexivity")
        known = g.add(f"({start.text} + {noise.text})", start, noise)
        return g.renamed(text, known, f"(near_symmetry _ _ {fact})")
