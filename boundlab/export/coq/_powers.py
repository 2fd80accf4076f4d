"""Inverses and powers of germs in Coq."""

from __future__ import annotations

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.magnitudes import Magnitude
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.export.coq._coefficients import Constant, Variable
from boundlab.export.coq._germs import Germ, Germs
from boundlab.export.coq._series import Series


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
        return Germ(germ, text, ((Variable(k, bounded, away), size),), None)

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

    def power(self, a: Germ, p: Rational, text: str, exponent: Germ | None = None) -> Germ:
        """Return the germ of `Rpower a p` with a constant p, in the text as `exponent`."""
        g = self.germs
        a, k, m, sign = g.lead(a)
        if sign < 0:
            raise Unclear("a power of what is negative")
        p_text = self.values.text(p)
        own = f"(Rpower {a.text} {p_text})"
        one = isinstance(k, Constant) and k.value.as_number() == 1
        if one and g.length > 1 and self.only(a) is None:
            known = self._expanded(a, m, p, own)
        else:
            size = self.scale.raised(m, p)
            name = g.sizes.name(size)
            if one and (only := self.only(a)) is not None:
                positive = self.values.positive(only.value)
                exact = f"(power_exactly _ _ _ {name} {p_text} {a.name} {positive} {self._reading()})"
                how = (
                    f"refine (germ_constants _ _ 1 _ {exact} _); replace ({only.text}) with 1 by same; apply Rpower_one"
                )
                known = g.say(own, ((g.number(1), size),), None, how)
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

    def _expanded(self, a: Germ, m: Magnitude, p: Rational, own: str) -> Germ:
        """Return the germ of a power by the expansion of (1 + u)^p."""
        g, v = self.germs, self.germs.variable
        u, _, _, name = self.series.relative(a, g.number(1), m)
        raised = self.series.composed("power", u, p)
        outer = self.scale.raised(m, p)
        e = g.sizes.name(outer)
        product = f"(1 * exp ({e} {v}) * {raised.text})"
        functions = f"{g.function(a.text)} 1 {e} {name} {g.function(u.text)} {self.values.text(p)}"
        proofs = f"Rlt_0_1 ltac:(intro; cbv beta; same) {self._reading()} {self.series.positive(u)}"
        known = "intros x E; cbv beta in E; rewrite Rpower_one in E; exact E"
        how = f"apply (near_mono _ _ (power_of_series {functions} {proofs})); {known}"
        fact = self.script.have("E", f"near (fun {v} => {product} = {own})", how)
        return g.renamed(own, self.series.multiplied(product, raised, g.number(1), outer), fact)

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
