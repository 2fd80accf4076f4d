"""Functions of several scales in Coq, as sums of exponentials of sums of exponents, each of one scale.

`about f l` says that f lies between multiples of the sum of the terms l, `most f l` that |f| is at most a multiple of
it, at all points beyond some bound; several.v has a lemma for each way to put functions together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.magnitudes import Magnitude
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
    walk,
)
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.checking._rewritten.signs import Unshown
from boundlab.export.coq._coefficients import Constant
from boundlab.export.coq._germ_functions import Functions
from boundlab.export.coq._growth_text import GrowthText

MAX_TERMS = 16
NOT_NEGATIVE = "ltac:(left; lra)"
COND = "cond'' less''"


@dataclass(frozen=True)
class Term:
    """exp of `text` at the point p; `sizes` has its monomial of each scale, by place."""

    text: str
    sizes: dict[int, Magnitude]


@dataclass(frozen=True)
class Side:
    """What Coq calls `name`: `about cond'' (fun p'' => text) terms` if `certain`, else `most`."""

    name: str
    text: str
    terms: tuple[Term, ...]
    certain: bool


def listed(terms: tuple[Term, ...]) -> str:
    """Return terms as Coq has them."""
    return "(" + "".join(f"(fun p'' => {each.text}) :: " for each in terms) + "nil)"


def member(k: int) -> str:
    """Return the proof that the k-th of some terms is one of them."""
    return "(or_intror " * k + "(or_introl eq_refl)" + ")" * k


class Terms:
    """Asserts the terms of trees, each once."""

    def __init__(self, functions: list[Functions], text: GrowthText, place_of: Callable[[str], int | None]) -> None:
        """Take the germs in each scale, how functions are written at a point, and which scale a name depends on."""
        self.functions, self.text, self.place_of = functions, text, place_of
        self.germs, self.script, self.scale = functions[0].germs, functions[0].script, functions[0].scale
        self._known: dict[str, Side] = {}
        self.negligible: Callable[[Term, Side, bool], str] | None = None

    def places(self, tree: Expression) -> set[int]:
        """Return the places of the scales in a tree."""
        found = {self.place_of(node.text) for node in walk(tree) if isinstance(node, Name)}
        return {place for place in found if place is not None}

    def of(self, tree: Expression) -> Side:
        """Return the terms of a tree, under the text that it has in Coq."""
        text = self.text.text(tree)
        if text not in self._known:
            places = self.places(tree)
            side = self._several(tree, text) if len(places) > 1 else self._one(tree, next(iter(places), 0), text)
            if len(side.terms) > MAX_TERMS:
                raise Unclear("too many terms in several scales")
            self._known[text] = side
        return self._known[text]

    def positive(self, side: Side) -> str:
        """Return the proof that a function is positive near the limit."""
        if not side.certain or not side.terms:
            raise Unclear("a divisor or logarithm may not be positive, in several scales")
        return f"(about_positive {COND} _ _ _ {side.name})"

    def say(self, text: str, terms: tuple[Term, ...], certain: bool, proof: str) -> Side:
        """Assert the terms of a function."""
        stated = f"{'about' if certain else 'most'} cond'' (fun p'' => {text}) {listed(terms)}"
        return Side(self.script.have("T", stated, f"pose proof ({proof}) as H''; exact H''"), text, terms, certain)

    def above(self, side: Side) -> str:
        """Return the proof that a function is at most a multiple of its terms."""
        return f"(about_most {COND} _ _ {side.name})" if side.certain else side.name

    def _one(self, tree: Expression, place: int, text: str) -> Side:
        g = self.germs
        germ = g.reduced(self.functions[place].germ(tree))
        function = g.function(germ.text)
        if g.vanishes(germ):
            return self.say(text, (), False, f"most_nothing {COND} {place} {function} (vanishing _ {germ.name})")
        sign = germ.terms[0][0].sign() if germ.terms else 0
        if sign > 0:
            between, m, _ = g.between(germ)
            proof = f"about_one {COND} {place} {function} _ {between}"
        else:
            m = g.size(germ)
            proof = f"most_one {COND} {place} {function} _ {g.upper(germ)}"
        return self.say(text, (Term(f"{g.sizes.name(m)} (p'' {place}%nat)", {place: m}),), sign > 0, proof)

    def _joined(self, lemma: str, a: Side, b: Side, text: str, *, certain: bool) -> Side:
        both = certain and a.certain and b.certain
        proofs = (a.name, b.name) if both else (self.above(a), self.above(b))
        name = f"{'about' if both else 'most'}_{lemma}"
        return self.say(text, (*a.terms, *b.terms), both, f"{name} {COND} _ _ _ _ {' '.join(proofs)}")

    def product(self, a: Side, b: Side, text: str) -> Side:
        """Return the terms of a product."""
        terms = tuple(self._times(x, y) for x in a.terms for y in b.terms)
        both = a.certain and b.certain
        proofs = (a.name, b.name) if both else (self.above(a), self.above(b))
        return self.say(text, terms, both, f"{'about' if both else 'most'}_times {COND} _ _ _ _ {' '.join(proofs)}")

    def _times(self, a: Term, b: Term) -> Term:
        one = self.scale.one
        places = [*dict.fromkeys([*a.sizes, *b.sizes])]
        sizes = {i: self.scale.times(a.sizes.get(i, one), b.sizes.get(i, one)) for i in places}
        return Term(f"({a.text} + {b.text})", sizes)

    def inverse(self, a: Side) -> Side:
        """Return the terms of 1/a."""
        if not a.certain or len(a.terms) != 1:
            raise Unclear("a division by a sum in several scales")
        (term,) = a.terms
        sizes = {i: self.scale.raised(m, self.scale.number(-1)) for i, m in term.sizes.items()}
        return self.say(f"(/ {a.text})", (Term(f"(- {term.text})", sizes),), True, f"about_inverse {COND} _ _ {a.name}")

    def power(self, a: Side, q: str, value: Rational, positive: str) -> Side:
        """Return the terms of `Rpower a q`, q a constant; `positive` is the proof of 0 <= q, needed for a sum."""
        if not a.certain or not a.terms:
            raise Unclear("a power of what may not be positive, in several scales")
        how = (
            (positive if positive == NOT_NEGATIVE else f"(or_introl {positive})") if positive else "(or_intror eq_refl)"
        )
        terms = tuple(
            Term(f"({q} * {t.text})", {i: self.scale.raised(m, value) for i, m in t.sizes.items()}) for t in a.terms
        )
        return self.say(f"(Rpower {a.text} {q})", terms, True, f"about_power {COND} {q} _ _ _ {how} {a.name}")

    def equal(self, text: str, a: Side, fact: str) -> Side:
        """Return the terms of what `fact` shows equal to a at points beyond some bound."""
        proof = f"{'about' if a.certain else 'most'}_equal {COND} _ (fun p'' => {text}) _ {fact} {a.name}"
        return self.say(text, a.terms, a.certain, proof)

    def everywhere(self, text: str, a: Side, how: str) -> Side:
        """Return the terms of what the tactic `how` shows equal to a at every point p."""
        stated = f"nearby cond'' (fun p'' => {a.text} = {text})"
        return self.equal(text, a, self.script.have("E", stated, f"apply (nearby_always {COND}); intro p''; {how}"))

    def fraction(self, tree: Expression) -> tuple[Expression, Expression | None]:
        """Return a tree as a quotient, the divisors being sums in several scales; None if there are none."""
        if not isinstance(tree, Product):
            return tree, None
        top, bottom = list[tuple[int, Expression]](), list[tuple[int, Expression]]()
        for sign, each in tree.operands:
            wide = sign < 0 and len(self.places(each)) > 1 and len(self.of(each).terms) > 1
            (bottom if wide else top).append((1 if wide else sign, each))
        if not bottom:
            return tree, None
        return Product(((1, Numeral(1)), *top)), bottom[0][1] if len(bottom) == 1 else Product(tuple(bottom))

    def _several(self, tree: Expression, text: str) -> Side:
        match tree:
            case Negative(operand):
                a = self.of(operand)
                return self.say(text, a.terms, False, f"most_opposite {COND} _ _ {self.above(a)}")
            case Sum(((_, first), *others)):
                known = self.of(first)
                for sign, each in others:
                    other = self.of(each)
                    whole = f"({known.text} {'+' if sign > 0 else '-'} {other.text})"
                    close = None if sign > 0 and other.certain else self._nearly(known, other, whole)
                    lemma = "plus" if sign > 0 else "minus"
                    known = close or self._joined(lemma, known, other, whole, certain=sign > 0)
                return known
            case Product(((_, first), *others)):
                known = self.of(first)
                for sign, each in others:
                    other = self.of(each)
                    whole = f"({known.text} {'*' if sign > 0 else '/'} {other.text})"
                    known = self.product(known, other if sign > 0 else self.inverse(other), whole)
                return known
            case Power(base, exponent) if not self.places(exponent):
                return self._power(base, exponent, text)
            case Call("sqrt", (operand,)):
                a, half = self.of(operand), self.scale.number(Fraction(1, 2))
                known = self.power(a, "(1 / 2)", half, NOT_NEGATIVE if len(a.terms) > 1 else "")
                return self.equal(text, known, f"(sqrt_there {COND} _ _ _ {a.name})")
            case Extremum("max", (a_, Negative(b_))) if a_ == b_:
                a = self.of(a_)
                if a.certain:
                    return self.say(text, a.terms, True, f"about_absolute {COND} _ _ _ {a.name}")
                return self.say(text, a.terms, False, f"most_absolute {COND} _ _ {a.name}")
            case Extremum(function, (first, *others)) if others:
                rest = others[0] if len(others) == 1 else Extremum(function, tuple(others))
                lemma = "maximum" if function == "max" else "minimum"
                return self._joined(lemma, self.of(first), self.of(rest), text, certain=function == "max")
            case Logarithm(operand):
                return self._logarithm(operand, text)
            case Call("exp", (Sum(operands),)):
                return self._exponential(operands, text)
        raise Unclear("a function of several scales that is no sum of products is not exported")

    def _nearly(self, a: Side, b: Side, text: str) -> Side | None:
        """Return the terms of a ± b, b negligible beside a, whose sign is that of a; None if that is not seen."""
        if self.negligible is None or not a.certain or not a.terms:
            return None
        try:
            proofs = "(Forall_nil _)"
            for each in reversed(b.terms):
                proofs = f"(Forall_cons (fun p'' => {each.text}) {self.negligible(each, a, True)} {proofs})"
        except (Unclear, Unshown):
            return None
        close = "ltac:(intro p''; cbv beta; match goal with |- Rabs ?z <= Rabs ?g => "
        close += "first [ replace z with g by ring; lra | replace z with (- g) by ring; rewrite Rabs_Ropp; lra ] end)"
        functions = " ".join(f"(fun p'' => {each})" for each in (a.text, b.text, text))
        return self.say(
            text, a.terms, True, f"about_nearly {COND} {functions} _ _ _ {close} {a.name} {self.above(b)} {proofs}"
        )

    def _power(self, base: Expression, exponent: Expression, text: str) -> Side:
        whole, a = self.text.natural(base, exponent), self.of(base)
        if whole is not None and 1 <= abs(whole) <= 3:
            known = a
            for _ in range(abs(whole) - 1):
                known = self.product(a, known, f"({a.text} * {known.text})")
            known = known if whole > 0 else self.inverse(known)
            return self.everywhere(text, known, "cbn [pow]; rewrite ?Rmult_1_r; reflexivity")
        g = self.germs
        if whole is not None:
            n = abs(whole)
            known = self.power(a, f"{n}", self.scale.number(n), NOT_NEGATIVE if len(a.terms) > 1 else "")
            fact = f"(natural_there {COND} _ _ _ {n} {n} {a.name} ltac:(rewrite INR_IZR_INZ; reflexivity))"
            known = self.equal(f"({a.text} ^ {n})", known, fact)
            return known if whole >= 0 else self.inverse(known)
        germ = g.reduced(self.functions[0].germ(exponent))
        k = germ.terms[0][0] if len(germ.terms) == 1 and germ.rest is None else None
        if not isinstance(k, Constant):
            raise Unclear("an exponent that is no constant, in several scales")
        positive = ""
        if len(a.terms) > 1:
            if self.scale.sign_of(k.value) <= 0:
                raise Unclear("a negative power of a sum in several scales")
            fact = g.values.positive(k.value)
            how = f"pose proof {fact} as P''; replace {k.text} with ({germ.text}) in P'' by same; lra"
            positive = self.script.have("P", f"0 <= {germ.text}", how)
        return self.power(a, germ.text, k.value, positive)

    def _exponential(self, operands: tuple[tuple[int, Expression], ...], text: str) -> Side:
        (_, first), *others = operands
        known = self.of(Call("exp", (first,)))
        for sign, each in others:
            other = self.of(Call("exp", (each,)))
            other = other if sign > 0 else self.inverse(other)
            known = self.product(known, other, f"({known.text} * {other.text})")
        return self.everywhere(text, known, "unfold Rminus; rewrite ?exp_plus, ?exp_Ropp; ring")

    def _logarithm(self, operand: Expression, text: str) -> Side:
        """Return the terms of the logarithm of a product, the sum of those of its factors."""
        summands: list[tuple[int, Expression]] = []
        factors: list[Expression] = []

        def split(tree: Expression, sign: int, by: tuple[Expression, ...]) -> None:
            match tree:
                case Product(operands):
                    for each, part in operands:
                        split(part, sign * each, by)
                case Power(base, exponent) if not self.places(exponent):
                    split(base, sign, (*by, exponent))
                case _:
                    factors.append(tree)
                    log: Expression = Logarithm(tree)
                    summands.append((sign, Product(tuple((1, each) for each in (*by, log))) if by else log))

        split(operand, 1, ())
        if isinstance(operand, Sum) and all(sign > 0 for sign, _ in operand.operands):
            return self._logarithm_of_sum(operand, text)
        if len(summands) < 2:
            raise Unclear("the logarithm of a sum in several scales is not exported")
        known = self.of(Sum(tuple(summands)))
        positive = [self.positive(self.of(each)) for each in dict.fromkeys(factors)]
        whole, pattern = positive[-1], f"h{len(positive)}'"
        for i in range(len(positive) - 1, 0, -1):
            whole, pattern = f"(nearby_and {COND} _ _ {positive[i - 1]} {whole})", f"[ h{i}' {pattern} ]"
        how = f"apply (nearby_mono {COND} _ _ {whole}); intros p'' {pattern}; cbv beta in *; symmetry; log_of_parts"
        return self.equal(text, known, self.script.have("E", f"nearby cond'' (fun p'' => {known.text} = {text})", how))

    def _logarithm_of_sum(self, operand: Sum, text: str) -> Side:
        """Return the terms of the logarithm of a sum, those of the logarithms of what is added."""
        # What is large comes into play with the first two, so that later sums are large, too.
        (_, first), *others = operand.operands
        known, log = self.of(first), self.of(Logarithm(first))
        large, positive = self._large(first, known), self.positive(known)
        whole = known.text
        for _, each in others:
            other, its = self.of(each), self.of(Logarithm(each))
            if not log.certain or not its.certain:
                raise Unclear("the logarithm of a sum in several scales, of what is bounded")
            more = self.positive(other)
            second = "" if large else self._large(each, other)
            if not large and not second:
                raise Unclear("the logarithm of a sum in several scales, of what may be small")
            stated = f"nearby cond'' (fun p'' => 2 <= {whole} \\/ 2 <= {other.text})"
            how = f"intros p'' h'; cbv beta in *; {'left' if large else 'right'}; exact h'"
            either = self.script.have("L", stated, f"apply (nearby_mono {COND} _ _ {large or second}); {how}")
            functions = f"(fun p'' => {whole}) (fun p'' => {other.text}) _ _"
            proof = f"about_log_sum {COND} {functions} {log.name} {its.name} {positive} {more} {either}"
            joined = f"({whole} + {other.text})"
            log = self.say(f"(ln {joined})", (*log.terms, *its.terms), True, proof)
            both = f"(nearby_and {COND} _ _ (nearby_and {COND} _ _ {positive} {more}) {either})"
            step = "intros p'' [ [ h1' h2' ] h3' ]; cbv beta in *; lra"
            positive, large = (
                self.script.have(
                    "L", f"nearby cond'' (fun p'' => {what} {joined})", f"apply (nearby_mono {COND} _ _ {both}); {step}"
                )
                for what in ("0 <", "2 <=")
            )
            whole = joined
        return log if log.text == text else self.everywhere(text, log, "reflexivity")

    def _large(self, tree: Expression, side: Side) -> str:
        """Return the proof that a function of one scale that grows is at least 2 at last; empty if it does not."""
        places = self.places(tree)
        if len(places) != 1:
            return ""
        (place,) = places
        functions, g = self.functions[place], self.functions[place].germs
        germ, two = g.reduced(functions.germ(tree)), functions.germ(Numeral(2))
        between, m, sign = g.between(germ)
        if sign < 0 or self.scale.compare(m, g.one) <= 0:
            return ""
        far = g.sizes.far(g.size(two), m)
        strict = f"(compared_strictly _ _ _ _ {g.upper(two)} (between_absolute _ _ {between}) {far})"
        function = g.function(germ.text)
        stated = f"nearby cond'' (fun p'' => 2 <= {side.text})"
        how = (
            f"pose proof (nearby_large {COND} {place} {function} {strict} (above_zero _ _ {between})) as H''; exact H''"
        )
        return self.script.have("L", stated, how)
