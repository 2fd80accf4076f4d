"""Inverses and powers of germs in Coq."""

from __future__ import annotations

from fractions import Fraction

from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Magnitude
from boundlab.checking._rewritten.polynomial import Polynomial, Rational
from boundlab.export.coq._coefficients import Coefficient, Constant, Variable
from boundlab.export.coq._germs import Germ, Germs
from boundlab.export.coq._series import Series

MAX_BITS = 200


class Powers:
    """Asserts the germs of inverses and powers.

    With a single term and nothing left out they are exact; else they are expanded, or, with expansions of one term,
    known up to a factor between constants > 0.
    """

    def __init__(self, germs: Germs) -> None:
        """Take what is known."""
        self.germs, self.series = germs, Series(germs)
        self.script, self.values, self.scale = germs.script, germs.values, germs.scale

    def only(self, a: Germ) -> Constant | None:
        """Return the coefficient of a germ that has one term, a constant times a monomial, and leaves nothing out."""
        if a.rest is None and len(a.terms) == 1 and isinstance(a.terms[0][0], Constant):
            return a.terms[0][0]
        return None

    def factor(self, text: str, size: Magnitude, lemma: str) -> Germ:
        """Assert a germ of one term, with a coefficient between constants > 0."""
        script = self.script
        k, away, bounded, germ = (script.new(letter) for letter in "kabO")
        script.say(f"destruct ({lemma}) as (k'' & {away} & {bounded} & {germ}); rename k'' into {k}.")
        return self.germs.canonical(Germ(germ, text, ((Variable(k, bounded, away), size),), None))

    def _reading(self, how: str = "same") -> str:
        return f"ltac:({self.germs.reading(how)})"

    # 1/a

    def inverse(self, a: Germ, text: str) -> Germ:
        """Return the germ of 1/a."""
        g = self.germs
        a, k, m, sign = g.lead(a)
        size = self.scale.raised(m, self.scale.number(-1))
        name = g.sizes.name(size)
        if (only := self.only(a)) is not None:
            c = g.number(self.scale.number(1) / only.value)
            known = f"(inverse_exactly _ _ _ {name} {a.name} {self._nonzero(only)} _)"
            how = f"refine (germ_constants _ _ {c.text} _ {known} _); [ {g.reading('same')} | same ]"
            return g.say(text, ((c, size),), None, how)
        if isinstance(k, Constant) and g.length > 1:
            u, c, size, name = self.series.relative(a, k, m)
            inverse = self.series.composed("inverse", u)
            product = f"({c.text} * exp ({name} {g.variable}) * {inverse.text})"
            known_ = self.series.multiplied(product, inverse, c, size)
            shown = f"replace {c.text} with (1 / {k.text}) by same; exact (quotient_nonzero _ {self._nonzero(k)})"
            nonzero = self.script.have("D", f"{c.text} <> 0", shown)
            return g.everywhere(text, known_, f"exact (inverse_of_series _ _ _ {nonzero})")
        if sign < 0:
            other = self.inverse(g.opposite(f"(- {a.text})", a), f"(/ (- {a.text}))")
            return g.everywhere(text, g.opposite(f"(- {other.text})", other), "apply opposite_inverse")
        between, _, _ = g.between(a)
        return self.factor(text, size, f"inverse_factor _ _ {name} {between} {self._reading()}")

    def _nonzero(self, k: Constant) -> str:
        sign = k.sign()
        positive = self.values.positive(k.value if sign > 0 else -k.value)
        if sign > 0:
            return f"(positive_nonzero _ {positive})"
        opposite = f"ltac:(same) : {self.values.text(-k.value)} = - {k.text}"
        return f"(opposite_nonzero _ _ ({opposite}) {positive})"

    # Powers

    def primes(self, k: Constant, value: Polynomial) -> str:
        """Return the tactic that shows `ln k` to be a sum of logarithms of primes."""
        if k.value.as_number() == 1:
            return f"replace {k.text} with 1 by same; rewrite ln_1; same"
        powers = {int(monomial[0][0][4:]): int(n) for monomial, n in value.terms.items()}
        if powers == {k.value.as_number(): 1}:
            return "same"

        def product(sign: int) -> str:
            return " * ".join(f"{p} ^ {sign * n}" for p, n in powers.items() if sign * n > 0) or "1"

        high, low = product(1), product(-1)
        whole = f"({high})" if low == "1" else f"(({high}) * / ({low}))"
        return f"replace {k.text} with {whole} by same; log_of_product"

    def power(self, a: Germ, p: Rational, text: str, exponent: Germ | None = None) -> Germ:
        """Return the germ of `Rpower a p` with a constant p, in the text as `exponent`."""
        g = self.germs
        a, k, m, sign = g.lead(a)
        if sign < 0:
            raise Unclear("a power of what is negative")
        p_text = self.values.text(p)
        own = f"(Rpower {a.text} {p_text})"
        raised = self._raised(k, p)
        if raised is not None and g.length > 1 and self.only(a) is None:
            known = self._expanded(a, m, p, own, raised)
        else:
            size = self.scale.raised(m, p)
            name = g.sizes.name(size)
            if raised is not None and (only := self.only(a)) is not None:
                positive = self.values.positive(only.value)
                exact = f"(power_exactly _ _ _ {name} {p_text} {a.name} {positive} {self._reading()})"
                shown = self._number_raised(only, p, p_text, raised)
                how = f"refine (germ_constants _ _ {raised.text} _ {exact} _); {shown}"
                known = g.say(own, ((raised, size),), None, how)
            else:
                between, _, _ = g.between(a)
                known = self.factor(own, size, f"power_factor _ _ {name} {p_text} {between} {self._reading()}")
        if known.text == text or exponent is None:
            return known
        zero = g.zero()[1]
        fact = f"(vanishing _ {exponent.name})" if not exponent.terms else f"(germ_equation _ _ _ {exponent.name})"
        same = f"intros x E; cbv beta in E; rewrite E, ?{zero}, ?exp_0; f_equal; ring"
        shown = f"refine (germ_equal {g.function(own)} _ _ _ _ {known.name}); apply (near_mono _ _ {fact}); {same}"
        return g.say(text, known.terms, known.rest, shown)

    def _raised(self, k: Coefficient, p: Rational) -> Constant | None:
        """Return the power of a coefficient that is 1, or of a number if p is one."""
        base = k.value.as_number() if isinstance(k, Constant) else None
        if base == 1:
            return self.germs.number(1)
        number = p.as_number()
        if base is None or base < 0 or number is None:
            return None
        exponent, size = Fraction(number), max(base.numerator.bit_length(), base.denominator.bit_length())
        found = constants.power_of(base, exponent, self.scale.budget) if abs(exponent) * size <= MAX_BITS else None
        return None if found is None else self.germs.number(Rational.of(found))

    def _number_raised(self, base: Constant, p: Rational, p_text: str, value: Constant) -> str:
        """Return the tactic that shows `Rpower base p = value`, for the text of p."""
        if base.value.as_number() == 1:
            return f"replace ({base.text}) with 1 by same; apply Rpower_one"
        budget = self.scale.budget
        (monomial, factor), *_ = value.value.numerator.terms.items()
        rational = self.germs.number(factor)
        logs = []
        for each in (base, rational):
            log = constants.log_of(each.value.as_number() or 1, budget)
            assert log is not None
            text = f"ln {each.text} = {self.values.text(Rational.of(log))}"
            logs.append(self.script.have("E", text, self.primes(each, log)))
        positive = "repeat apply Rmult_lt_0_compat; first [ apply exp_pos | clear; lra ]"
        products = f"rewrite ?ln_mult by ({positive}); rewrite ?ln_Rpower; " if monomial else ""
        rewriting = "".join(f"try rewrite {each}; " for each in logs)  # `ln 2 = ln 2` rewrites nothing
        return f"apply power_of_number; [ {positive} | {products}{rewriting}same ]"

    def _expanded(self, a: Germ, m: Magnitude, p: Rational, own: str, factor: Constant) -> Germ:
        """Return the germ of a power by the expansion of (1 + u)^p; `factor` is that of the leading coefficient."""
        g, v = self.germs, self.germs.variable
        k = a.terms[0][0]
        assert isinstance(k, Constant)
        u, c, _, name = self.series.relative(a, k, m)
        raised = self.series.composed("power", u, p)
        outer = self.scale.raised(m, p)
        e = g.sizes.name(outer)
        product = f"({factor.text} * exp ({e} {v}) * {raised.text})"
        minus = f"- {self.values.text(p)}"
        shown = self._number_raised(c, -p, f"({minus})", factor)
        equation = self.script.have("E", f"Rpower {c.text} ({minus}) = {factor.text}", shown)
        functions = f"{g.function(a.text)} {c.text} {e} {name} {g.function(u.text)} {self.values.text(p)}"
        positive = self.values.positive(c.value)
        proofs = f"{positive} ltac:(intro; cbv beta; same) {self._reading()} {self.series.positive(u)}"
        known = f"intros x E; cbv beta in E; rewrite {equation} in E; exact E"
        how = f"apply (near_mono _ _ (power_of_series {functions} {proofs})); {known}"
        fact = self.script.have("E", f"near (fun {v} => {product} = {own})", how)
        return g.renamed(own, self.series.multiplied(product, raised, factor, outer), fact)

    def natural(self, a: Germ, n: int, text: str) -> Germ:
        """Return the germ of a^n, n an integer."""
        g = self.germs
        if n < 0:
            return self.inverse(self.natural(a, -n, f"({a.text} ^ {-n})"), text)
        if n == 0:
            return g.everywhere(text, g.constant("1", self.scale.number(1)), "reflexivity")
        if n <= 3:
            known = a
            for _ in range(n - 1):
                known = g.multiply(f"({a.text} * {known.text})", a, known)
            return g.everywhere(text, known, "simpl; ring")
        between, _, sign = g.between(a)
        if sign < 0:
            raise Unclear("a high power of what is negative is not exported")
        p = self.scale.number(n)
        fact = f"(natural_power _ _ {n} {self.values.text(p)} {between} ltac:(rewrite INR_IZR_INZ; reflexivity))"
        return g.renamed(text, self.power(a, p, f"(Rpower {a.text} {self.values.text(p)})"), fact)
