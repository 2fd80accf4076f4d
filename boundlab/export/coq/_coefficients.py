"""Coefficients of germs in Coq: rational functions of parameters and constants with signs; bounded functions."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import NamedTuple

from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.polynomial import Number, Polynomial, Rational
from boundlab.checking._rewritten.signs import Signs, Unshown
from boundlab.export.coq._enclosures import Enclosures, constant
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax, number


class Shown(NamedTuple):
    """An expression whose sign Coq knows: its text, and the name of the fact `text > 0`, `= 0` or `< 0`."""

    value: Rational
    sign: int
    text: str
    name: str


class Asked(Signs):
    """Signs that are known, and the first one that was asked for and is not."""

    missing: Rational | None = None

    def _looked_up(self, value: Rational) -> int:
        try:
            return super()._looked_up(value)
        except Unshown:
            self.missing = self.missing or value
            raise


class Values:
    """Rational functions as Coq texts, and the proofs of their signs."""

    def __init__(self, syntax: Syntax, script: Script, shown: list[Shown]) -> None:
        """Take how parameters are written, and what is known."""
        self.syntax, self.script, self.shown = syntax, script, shown
        self.signs = Asked((each.value, each.sign) for each in shown)
        self._known: dict[str, str] = {}
        self._enclosures = Enclosures(script)

    def text(self, value: Rational) -> str:
        """Return a rational function as a text."""
        top = self._polynomial(value.numerator)
        return top if value.as_polynomial() is not None else f"({top} / {self._polynomial(value.denominator)})"

    def _polynomial(self, polynomial: Polynomial) -> str:
        named = {name: self._named(name) for name in polynomial.variables() if constants.is_constant(name)}
        return self.syntax.polynomial(polynomial, named)

    def _named(self, name: str) -> str:
        kind, _, number_ = name.partition("#")
        return f"(ln {self.text(self.signs.met[int(number_)])})" if kind == "ln" else constant(name)

    def positive(self, value: Rational) -> str:
        """Write that a value is positive, and return the name of that."""
        text = self.text(value)
        if text not in self._known:
            self._known[text] = self.script.have("P", f"0 < {text}", self._positive(value, text))
        return self._known[text]

    def _positive(self, value: Rational, text: str) -> str:
        if value.as_number() is not None:
            return "clear; lra"
        if not any(map(constants.is_constant, value.variables())):
            try:
                return self._looked_up(value, text)
            except Unclear:
                if value.as_polynomial() is not None:
                    raise
        if value.as_polynomial() is None:
            top, bottom = Rational.of(value.numerator), Rational.of(value.denominator)
            turned = (top, bottom) if self.signs(top) > 0 else (-top, -bottom)
            names = [self.positive(each) for each in turned]
            quotient = " / ".join(self.text(each) for each in turned)
            return f"replace {text} with ({quotient}) by same; exact (Rdiv_lt_0_compat _ _ {names[0]} {names[1]})"
        return self._mixed(value.numerator, text)

    def _looked_up(self, value: Rational, text: str) -> str:
        for each in self.shown:
            if each.value.numerator.terms and each.sign:
                ratio = (value / each.value).as_number()
                if ratio is not None:
                    lemma = "positive_scaled" if each.sign > 0 else "positive_scaled_negative"
                    size = number(abs(Fraction(ratio)))
                    return f"refine ({lemma} {size} {each.text} {text} _ {each.name} _); [ clear; lra | same ]"
        raise Unclear("a sign is needed that the certificate does not show")

    def _mixed(self, value: Polynomial, text: str) -> str:
        parts: dict[tuple[tuple[str, int], ...], dict[tuple[tuple[str, int], ...], Number]] = {}
        for monomial, k in value.terms.items():
            constant_part = tuple(f for f in monomial if constants.is_constant(f[0]))
            rest = tuple(f for f in monomial if not constants.is_constant(f[0]))
            parts.setdefault(constant_part, {})[rest] = k
        factors = {which: Polynomial(terms, value.budget) for which, terms in parts.items()}
        first = next(iter(factors.values()))
        ratios = {c: Rational(f, first).as_number() for c, f in factors.items()}
        if all(r is not None for r in ratios.values()):
            total = Polynomial({c: r for c, r in ratios.items() if r is not None}, value.budget)
            sign = self.signs._constant(total)
            total = total.scaled(sign)
            name = self._constant(total)
            if first.as_number() == 1 and sign > 0:
                return f"replace {text} with {self._polynomial(total)} by same; exact {name}"
            other = self.positive(Rational.of(first.scaled(sign)))
            product = f"({self._polynomial(first.scaled(sign))} * {self._polynomial(total)})"
            return f"replace {text} with {product} by same; exact (Rmult_lt_0_compat _ _ {other} {name})"
        summands, proofs = [], []
        for which, factor in factors.items():
            sign = self.signs(Rational.of(factor))
            if sign <= 0:
                raise Unclear("the sign of a sum of constants is not exported")
            name = self.positive(Rational.of(factor))
            other = self._constant(Polynomial({which: 1}, value.budget))
            summands.append(f"({self._polynomial(factor)} * {self._polynomial(Polynomial({which: 1}, value.budget))})")
            proofs.append(f"(Rmult_lt_0_compat _ _ {name} {other})")
        whole, proof = summands[-1], proofs[-1]
        for each, its in zip(summands[-2::-1], proofs[-2::-1], strict=True):
            whole, proof = f"({each} + {whole})", f"(Rplus_lt_0_compat _ _ {its} {proof})"
        return f"replace {text} with {whole} by same; exact {proof}"

    def _constant(self, value: Polynomial) -> str:
        """Write that a polynomial in constants is positive; return the name of that."""
        text = self._polynomial(value)
        if text not in self._known:
            self._known[text] = self.script.have("P", f"0 < {text}", self._constant_positive(value, text))
        return self._known[text]

    def _constant_positive(self, value: Polynomial, text: str) -> str:
        if value.as_number() is not None:
            return "clear; lra"
        if any(name.startswith("ln#") for name in value.variables()):
            return self._logarithms_positive(value)
        if len(value.terms) == 1:
            ((monomial, k),) = value.terms.items()
            if k > 0:
                start = "" if k == 1 and len(monomial) == 1 else "repeat apply Rmult_lt_0_compat; "
                each = "try apply pow_lt; first [ apply exp_pos | apply ln_positive; clear; lra | clear; lra ]"
                return f"{start}{each}"
        logs = {}
        for monomial, k in value.terms.items():
            if len(monomial) != 1 or monomial[0][1] != 1 or not monomial[0][0].startswith("log#"):
                return self._enclosures.positive(value)
            logs[int(monomial[0][0][4:])] = Fraction(k)
        scale = lcm(*(k.denominator for k in logs.values()))
        powers = {p: int(k * scale) for p, k in logs.items()}
        if sum(abs(k) for k in powers.values()) > 60:
            return self._enclosures.positive(value)

        def product(sign: int) -> str:
            return " * ".join([f"{p} ^ {sign * k}" for p, k in powers.items() if sign * k > 0]) or "1"

        high, low = product(1), product(-1)
        ln = "; ".join(["rewrite ?ln_mult by (repeat apply Rmult_lt_0_compat; apply pow_lt; lra)"])
        use = "rewrite ?ln_1, ?ln_power by lra; simpl INR; intro; lra"
        return f"assert (ln ({low}) < ln ({high})) as E' by (apply ln_increasing; lra); revert E'; {ln}; {use}"

    def _as_products(self, value: Polynomial) -> tuple[str, str, Rational]:
        """Return products of powers, the quotient of which has a sum of logarithms as its own, and their difference."""
        if any(len(m) != 1 or m[0][1] != 1 or not m[0][0].startswith(("ln#", "log#")) for m in value.terms):
            raise Unclear("the sign of a product with the logarithm of a parameter is not exported")
        slopes = {m[0][0]: Fraction(k) for m, k in value.terms.items()}
        scale = lcm(*(k.denominator for k in slopes.values()))
        sides = dict.fromkeys((1, -1), Rational.of(Polynomial.constant(1, value.budget)))
        texts: dict[int, list[str]] = {1: [], -1: []}
        for name, k in slopes.items():
            kind, _, which = name.partition("#")
            power, side = int(abs(k) * scale), 1 if k > 0 else -1
            number_ = Rational.of(Polynomial.constant(int(which), value.budget))
            base = self.signs.met[int(which)] if kind == "ln" else number_
            self.positive(base)
            sides[side] = sides[side] * base**power
            texts[side].append(f"{self.text(base)} ^ {power}")
        high, low = (" * ".join(texts[side]) or "1" for side in (1, -1))
        return high, low, sides[1] - sides[-1]

    def _logarithms_positive(self, value: Polynomial) -> str:
        """Return the tactic that shows a sum of logarithms positive, some of them of parameters."""
        high, low, gap = self._as_products(value)
        less = f"apply Rminus_gt_0_lt; replace ({high} - ({low})) with {self.text(gap)} by same"
        less = f"apply ln_increasing; [ {_FACTORS} | {less}; exact {self.positive(gap)} ]"
        return f"assert (ln ({low}) < ln ({high})) as E' by ({less}); revert E'; {_OF_FACTORS}; intro; lra"

    def zero(self, value: Rational) -> str | None:
        """Return the tactic that shows a value zero, by what is known."""
        if not value.numerator.terms:
            return "same"
        if any(name.startswith("ln#") for name in value.variables()) and value.as_polynomial() is not None:
            high, low, gap = self._as_products(value.numerator.scaled(1 / Fraction(value.denominator.as_number() or 1)))
            if (how := self.zero(gap)) is None:
                return None
            equal = f"apply Rminus_diag_uniq; transitivity ({self.text(gap)}); [ same | {how} ]"
            start = f"assert ({high} = {low}) as E' by ({equal}); apply (f_equal ln) in E'"
            return f"{start}; revert E'; {_OF_FACTORS}; intro; lra"
        for each in self.shown:
            if each.sign == 0 and each.value.numerator.terms:
                ratio = (value / each.value).as_number()
                if ratio is not None:
                    return f"transitivity ({number(ratio)} * {each.text}); [ same | rewrite {each.name}; ring ]"
        return None


# Products of powers are positive; their logarithms are sums.
_FACTORS = "repeat apply Rmult_lt_0_compat; first [ apply pow_lt; first [ assumption | lra ] | lra ]"
_OF_FACTORS = (
    f"rewrite ?(ln_mult _ (_ ^ _)) by ({_FACTORS}); rewrite ?ln_1, ?ln_power by (first [ assumption | lra ]); simpl INR"
)


def joined(facts: list[str]) -> str:
    """Return the fact near the limit that all of these are."""
    *others, whole = facts
    for each in reversed(others):
        whole = f"(near_and _ _ {each} {whole})"
    return whole


class Coefficient:
    """A bounded function of the scale: its value at x as a text, and the proofs about it."""

    text: str

    def function(self) -> str:
        """Return it as a function."""
        return f"(fun x => {self.text})"

    def bounded(self) -> str:
        """Return the proof that it is bounded."""
        raise NotImplementedError

    def sign(self) -> int:
        """Return 1 or -1 if it stays away from zero, else 0."""
        raise NotImplementedError

    def away(self, sign: int) -> str:
        """Return the proof that sign times it stays above some constant > 0, for the function `signed`."""
        raise NotImplementedError

    def ends(self) -> tuple[Number | None, Number | None]:
        """Return bounds, where they are known."""
        return None, None

    def ranges(self) -> list[str]:
        """Return the names of the facts that functions in it stay between their ends."""
        return []

    def at(self, variable: str) -> str:
        """Return its value there, as a text."""
        return f"({self.function()} {variable})"

    def at_most_zero(self) -> str:
        """Return the proof that it is at most zero near the limit, as its ends say."""
        return f"ltac:(apply (near_mono _ _ {joined(self.ranges())}); intros; cbv beta; lra)"

    def turned(self, sign: int) -> str:
        """Return sign times its value at x."""
        return self.text if sign > 0 else f"(- {self.text})"

    def signed(self, sign: int) -> str:
        """Return sign times it as a function."""
        return self.function() if sign > 0 else f"(fun x => - {self.text})"


class Constant(Coefficient):
    """A rational function of parameters and constants."""

    def __init__(self, value: Rational, values: Values) -> None:
        self.value, self.values = value, values
        self.text = values.text(value)

    def function(self) -> str:
        return f"(fun _ => {self.text})"

    def bounded(self) -> str:
        return f"(bounded_constant {self.text})"

    def sign(self) -> int:
        return self.values.signs(self.value)

    def away(self, sign: int) -> str:
        value = self.value if sign > 0 else -self.value
        known = f"(away_constant _ {self.values.positive(value)})"
        if sign > 0:
            return known
        own = self.values.text(value)
        return f"(away_equal (fun _ => {own}) (fun x => - {self.text}) ltac:(intro; cbv beta; same) {known})"

    def ends(self) -> tuple[Number | None, Number | None]:
        found = self.value.as_number()
        return found, found


class Variable(Coefficient):
    """A function that Coq knows by a name, with the names of the facts about it."""

    def __init__(self, name: str, bounded: str, away: str = "", ends: tuple[str, int, int] | None = None) -> None:
        self.text, self._bounded, self._away, self._ends = f"{name} x", bounded, away, ends
        self.name = name

    def function(self) -> str:
        return self.name

    def bounded(self) -> str:
        return self._bounded

    def sign(self) -> int:
        return 1 if self._away else 0

    def away(self, sign: int) -> str:
        assert sign > 0
        return self._away

    def ends(self) -> tuple[Number | None, Number | None]:
        return (self._ends[1], self._ends[2]) if self._ends else (None, None)

    def ranges(self) -> list[str]:
        return [self._ends[0]] if self._ends else []


class Combined(Coefficient):
    """A sum or a product of two."""

    def __init__(self, sign: str, first: Coefficient, second: Coefficient) -> None:
        self.operation, self.first, self.second = sign, first, second
        self.text = f"({first.text} {sign} {second.text})"

    def bounded(self) -> str:
        lemma = "bounded_times" if self.operation == "*" else "bounded_plus"
        parts = self.first, self.second
        return f"({lemma} {' '.join(p.function() for p in parts)} {' '.join(p.bounded() for p in parts)})"

    def sign(self) -> int:
        x, y = self.first.sign(), self.second.sign()
        if self.operation == "*":
            return x * y
        if x == y and x:
            return x
        low, high = self.ends()
        return 1 if low is not None and low > 0 else -1 if high is not None and high < 0 else 0

    def away(self, sign: int) -> str:
        x, y = self.first.sign(), self.second.sign()
        if self.operation == "*" or x == y == sign:
            parts = f"{self.first.signed(x)} {self.second.signed(y)} {self.first.away(x)} {self.second.away(y)}"
            own = f"(fun x => {self.first.turned(x)} {self.operation} {self.second.turned(y)})"
            lemma = "away_times" if self.operation == "*" else "away_plus"
            return f"(away_equal {own} {self.signed(sign)} ltac:(intro; cbv beta; same) ({lemma} {parts}))"
        low, high = self.ends()
        least = low if sign > 0 else high
        assert least is not None
        size = number(abs(Fraction(least)))
        proof = f"ltac:(apply (near_mono _ _ {joined(self.ranges())}); intros; lra)"
        return f"(away_above {self.signed(sign)} {size} ltac:(lra) {proof})"

    def ranges(self) -> list[str]:
        return [*self.first.ranges(), *self.second.ranges()]

    def ends(self) -> tuple[Number | None, Number | None]:
        (a, b), (c, d) = self.first.ends(), self.second.ends()
        if a is None or b is None or c is None or d is None:
            return None, None
        if self.operation == "+":
            return a + c, b + d
        if a != b and c != d:
            return None, None
        corners = [x * y for x in (a, b) for y in (c, d)]
        return min(corners), max(corners)
