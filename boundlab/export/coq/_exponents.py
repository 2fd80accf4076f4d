"""Comparisons by logarithms: both sides as exp of germs, where an exponent is known too little for its exponential.

So N^floor(N^2) is compared, whose exponent is N^2·log N up to O(log N): what the checker tries where the germs of the
sides themselves do not compare.
"""

from __future__ import annotations

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.parser import Call, Expression, Power, Product
from boundlab.export.coq._germ_functions import Functions
from boundlab.export.coq._germs import Germ


class Exponents:
    """The germs of the logarithms of functions > 0, and comparisons by them."""

    def __init__(self, functions: Functions) -> None:
        """Take the germs of the functions."""
        self.functions, self.germs, self.script = functions, functions.germs, functions.script

    def _say(self, text: str, log: Germ, how: str) -> tuple[Germ, str]:
        v = self.germs.variable
        return log, self.script.have("E", f"near (fun {v} => {text} = exp {log.text})", f"exact ({how})")

    def of(self, tree: Expression) -> tuple[Germ, str]:
        """Return the germ of log(tree), and the name of the fact that the function is exp of its text."""
        text = self.functions.text.text(tree)
        match tree:
            case Product(((_, first), *others)) if others:
                return self._product(first, others)
            case Power(base, exponent):
                return self._power(base, exponent, text)
            case Call("exp", (argument,)):
                return self._say(text, self.functions.germ(argument), "near_always _ (fun _ => eq_refl)")
        own = self.functions.germ(tree)
        between, _, sign = self.germs.between(own)
        if sign < 0:
            raise Unclear("the logarithm of what is negative")
        return self._say(text, self.functions.logarithm(own, f"(ln {text})"), f"exp_of_log _ _ {between}")

    def _product(self, first: Expression, others: list[tuple[int, Expression]]) -> tuple[Germ, str]:
        g, text = self.germs, self.functions.text.text(first)
        log, fact = self.of(first)
        for sign, each in others:
            other, known = self.of(each)
            own = self.functions.text.text(each)
            before, text = text, f"({text} {'*' if sign > 0 else '/'} {own})"
            functions = " ".join(map(g.function, (before, own, log.text, other.text)))
            how = f"exp_of_{'product' if sign > 0 else 'quotient'} {functions} {fact} {known}"
            part = other if sign > 0 else g.opposite(f"(- {other.text})", other)
            log, fact = self._say(text, g.add(f"({log.text} + {part.text})", log, part), how)
        return log, fact

    def _power(self, base: Expression, exponent: Expression, text: str) -> tuple[Germ, str]:
        g, (log, fact) = self.germs, self.of(base)
        own, whole = self.functions.text.text(base), self.functions.text.natural(base, exponent)
        if whole is None:
            p = self.functions.germ(exponent)
            functions = " ".join(map(g.function, (own, p.text, log.text)))
            return self._say(text, g.multiply(f"({p.text} * {log.text})", p, log), f"exp_of_power {functions} {fact}")
        n = abs(whole)
        p = g.constant(f"{n}", self.functions.scale.number(n))
        product = g.multiply(f"({p.text} * {log.text})", p, log)
        inr = "ltac:(rewrite INR_IZR_INZ; reflexivity)"
        how = f"exp_of_natural {g.function(own)} {n} {n} {g.function(log.text)} {fact} {inr}"
        log, fact = self._say(f"({own} ^ {n})", product, how)
        if whole >= 0:
            return log, fact
        functions = f"{g.function(f'({own} ^ {n})')} {g.function(log.text)}"
        return self._say(text, g.opposite(f"(- {log.text})", log), f"exp_of_inverse {functions} {fact}")

    def dominated(self, small: Expression, large: Expression, strict: bool) -> str:
        """Write that one function is O(·), or o(·), of another."""
        g = self.germs
        (a, first), (b, second) = self.of(small), self.of(large)
        gap = g.add(f"({a.text} + (- {b.text}))", a, g.opposite(f"(- {b.text})", b))
        known = self._falls(gap) if strict else self._capped(gap)
        f, h = (g.function(self.functions.text.text(each)) for each in (small, large))
        lemma = "compared_exponents_strictly" if strict else "compared_exponents"
        how = f"exact ({lemma} _ _ {g.function(a.text)} {g.function(b.text)} {first} {second} {known})"
        return self.script.have("D", f"{'below_any' if strict else 'at_most'} {f} {h}", how)

    def _falls(self, gap: Germ) -> str:
        """Return the proof that a germ tends to minus infinity."""
        g = self.germs
        gap = g.reduced(gap)
        if not gap.terms or g.scale.compare(gap.terms[0][1], g.one) <= 0:
            raise Unclear("the orders do not compare as stated, as far as they are expanded")
        if gap.terms[0][0].sign() < 0:
            between, m, _ = g.between(gap)
            return f"(falls_between {g.function(gap.text)} _ _ {between} {g.sizes.far(g.one, m)} {g.zero()[1]})"
        rest, below = self._tail(gap)
        k, m = gap.terms[0]
        names = f"{g.function(gap.text)} {k.function()} {g.sizes.name(m)}"
        return f"(falls_tail {names} {below} {self._falls(rest)})"

    def _capped(self, gap: Germ) -> str:
        """Return the proof that a germ is bounded from above."""
        g = self.germs
        gap = g.reduced(gap)
        if g.vanishes(gap):
            return f"(capped_nothing _ (vanishing _ {gap.name}))"
        if g.scale.compare(g.size(gap), g.one) <= 0:
            one, zero = g.zero()
            below = g.sizes.below(g.size(gap), g.one)
            return f"(capped_within {g.function(gap.text)} _ {one} {g.upper(gap)} {below} {zero})"
        if not gap.terms:
            raise Unclear("the orders do not compare as stated, as far as they are expanded")
        if gap.terms[0][0].sign() < 0:
            return f"(falls_capped _ {self._falls(gap)})"
        rest, below = self._tail(gap)
        k, m = gap.terms[0]
        names = f"{g.function(gap.text)} {k.function()} {g.sizes.name(m)}"
        return f"(capped_tail {names} {below} {self._capped(rest)})"

    def _tail(self, gap: Germ) -> tuple[Germ, str]:
        """Return a germ without its leading term, whose coefficient is at most 0, and the proof of that."""
        g, (k, m) = self.germs, gap.terms[0]
        _, high = k.ends()
        if high is None or high > 0:
            raise Unclear("the orders do not compare as stated, as far as they are expanded")
        text = f"({gap.text} - {k.at(g.variable)} * exp ({g.sizes.name(m)} {g.variable}))"
        rest = g.say(text, gap.terms[1:], gap.rest, f"exact (germ_tail _ _ _ _ _ {gap.name})")
        return rest, k.at_most_zero()
