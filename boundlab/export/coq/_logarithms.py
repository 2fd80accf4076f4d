"""Logarithms and exponentials of germs in Coq."""

from __future__ import annotations

from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Magnitude
from boundlab.checking._rewritten.polynomial import Polynomial, Rational
from boundlab.export.coq._coefficients import Constant, Variable
from boundlab.export.coq._germs import Germ, Term
from boundlab.export.coq._powers import Powers


class Logarithms(Powers):
    """Asserts the germs of logarithms and exponentials, beside those of powers.

    Where they are neither exact nor expanded, a logarithm is known up to a bounded summand.
    """

    def _monomials(self, terms: list[Term]) -> str:
        """Return the tactic for a sum of terms that is, near the limit, one of logarithms and exponentials."""
        g = self.germs
        for _, n in terms:
            g.sizes.name(n)
        computed = f"cbn [total]; {g.sizes.unfolded()}"
        names = [f"h{i}'" for i, (_, n) in enumerate(terms) if n.depth >= 0]
        facts = [f"(ilog_exp {n.depth})" for _, n in terms if n.depth >= 0]
        if not facts:
            return f"apply near_always; intro x; {computed}same"
        joined = facts[-1]
        for each in reversed(facts[:-1]):
            joined = f"(near_and _ _ {each} {joined})"
        pattern = names[0] if len(names) == 1 else f"({' & '.join(names)})"
        rewriting = "".join(f"rewrite <- ?{each}; " for each in names)
        return f"apply (near_mono _ _ {joined}); intros x {pattern}; {computed}{rewriting}same"

    def exponent(self, m: Magnitude) -> Germ:
        """Return the germ of the exponent of a monomial."""
        g = self.germs
        terms: list[Term] = [(g.number(c), n) for n, c in self.scale.log(m)]
        text = f"({g.sizes.name(m)} {g.variable})"
        if not terms:
            return g.say(text, (), None, f"apply germ_nothing; apply near_always; exact {g.zero()[1]}")
        return g.say(text, terms, None, self._monomials(terms))

    # ln a

    def logarithm(self, a: Germ, text: str) -> Germ:
        """Return the germ of ln a: the exponent of the leading monomial, and a rest."""
        g, v = self.germs, self.germs.variable
        a, k, m, sign = g.lead(a)
        if sign < 0:
            raise Unclear("the logarithm of what is negative")
        e, only, fact = g.sizes.name(m), self.only(a), self.script.new("L")
        log = self._log_value(k.value) if isinstance(k, Constant) else None
        if log is not None and only is not None:
            rest = self._log_of(only, log)
            lemma = f"logarithm_exactly _ _ _ {a.name} {self.values.positive(only.value)}"
            self.script.say(f"assert ({fact} : near (fun {v} => {text} = {e} {v} + {rest.text})) by exact ({lemma}).")
        elif log is not None and isinstance(k, Constant) and g.length > 1:
            u, c, _, name = self.series.relative(a, k, m)
            inverse = self._log_value(c.value)
            assert inverse is not None
            first, own = self._log_of(c, inverse), self.series.composed("log", u)
            minus = g.opposite(f"(- {first.text})", first)
            rest = g.add(f"({minus.text} + {own.text})", minus, own)
            functions = f"{g.function(a.text)} {c.text} {e} {name} {g.function(u.text)} {self.values.positive(c.value)}"
            proofs = f"ltac:(intro; cbv beta; same) ltac:({g.reading('same')}) {self.series.positive(u)}"
            stated = f"near (fun {v} => {text} = {e} {v} + {rest.text})"
            self.script.say(f"assert ({fact} : {stated}) by exact (log_of_series {functions} {proofs}).")
        else:
            between, _, _ = g.between(a)
            noise, bounded = self.script.new("k"), self.script.new("b")
            names = f"(k'' & {bounded} & {fact}); rename k'' into {noise}"
            self.script.say(f"destruct (logarithm_factor _ _ {between}) as {names}.")
            zero, equation = g.zero()
            ranged = f"exact (ranged {noise} {zero} (near_always _ {equation}) {bounded})"
            rest = g.say(f"({noise} {v})", ((Variable(noise, bounded), g.one),), None, ranged)
        main = self.exponent(m)
        whole = g.add(f"({main.text} + {rest.text})", main, rest)
        return g.renamed(text, whole, f"(near_symmetry _ _ {fact})")

    def _log_value(self, value: Rational) -> Polynomial | None:
        """Return the logarithm of a number, Σ n·ln p over primes p, or of what is made of parameters; else None."""
        number = value.as_number()
        if number is not None:
            return constants.log_of(number, self.scale.budget)
        if any(map(constants.is_constant, value.variables())):
            return None
        return self.values.signs.logarithm(value, self.scale.budget)

    def _log_of(self, k: Constant, value: Polynomial) -> Germ:
        """Return the germ of `ln k` with its value."""
        g, whole = self.germs, Rational.of(value)
        log = self.values.text(whole)
        if k.value.as_number() is not None:
            how = self.primes(k, value)
        else:
            known = f"exact {self.values.positive(k.value)}"
            how = f"first [ same | f_equal; same | apply (log_of_inverse {k.text}); [ {known} | same ] ]"
        equation = self.script.have("E", f"ln {k.text} = {log}", how)
        return g.everywhere(f"(ln {k.text})", g.constant(log, whole), f"symmetry; exact {equation}")

    # exp a

    def exponential(self, a: Germ, text: str) -> Germ:
        """Return the germ of exp a: of what tends to infinity a monomial, of a limit a constant, and a rest."""
        g, compare = self.germs, self.scale.compare
        large = [(k, m) for k, m in a.terms if compare(m, g.one) > 0]
        if any(not isinstance(k, Constant) for k, _ in large) or (a.rest and compare(a.rest, g.one) > 0):
            raise Unclear("an exponent is not known well enough")
        whole = self.scale.exp([(m, k.value) for k, m in large if isinstance(k, Constant)])
        name, (one, zero) = g.sizes.name(whole), g.zero()
        others = a.terms[len(large) :]
        stated = f"near (fun x => total {g.listed(large)} x = {name} x)"
        total = self.script.have("Y", stated, self._monomials(large))
        middle = next((k for k, m in others if compare(m, g.one) == 0), g.number(0))
        number = middle.value.as_number() if isinstance(middle, Constant) else None
        small = any(compare(m, g.one) < 0 for _, m in others)
        if number is not None and not a.rest and all(compare(m, g.one) == 0 for _, m in others):
            known = f"rewrite {zero}, exp_0 in U; lra" if others else "lra"
            shown = f"intros x [ U V ]; cbn [total] in U, V; cbv beta; {known}"
            how = f"apply (near_mono _ _ (near_and _ _ {a.name} {total})); {shown}"
            fact = self.script.have("X", f"near (fun x => {g.function(a.text)} x = {name} x + {middle.text})", how)
            c = self._exp_of(number)
            exact = f"(exponential_exactly _ {name} {middle.text} {name} {fact} (fun _ => eq_refl))"
            how = f"refine (germ_constants _ _ {c.text} _ {exact} _); {'exact exp_0' if number == 0 else 'same'}"
            return g.say(text, ((c, whole),), None, how)
        if g.length > 1 and (a.rest is None or compare(a.rest, g.one) < 0) and (small or a.rest) and number is not None:
            return self._exp_expanded(a, large, whole, total, g.number(number), text)
        cut = self._cut(a, large)
        how = f"refine (within_equal _ _ _ _ {cut}); apply (near_mono _ _ {total}); intros x ->; reflexivity"
        w = self.script.have("W", f"within (fun x => {g.function(a.text)} x - {name} x) (Some {one})", how)
        return self.factor(text, whole, f"exponential_factor _ _ {one} {w} {zero}")

    def _exp_of(self, number: object) -> Constant:
        g = self.germs
        if number == 0:
            return g.number(1)
        found = constants.exp_of(self.scale.number(number).numerator, self.scale.budget)  # type: ignore[arg-type]
        assert found is not None
        return g.number(Rational.of(found))

    def _exp_expanded(
        self, a: Germ, large: list[Term], whole: Magnitude, total: str, middle: Constant, text: str
    ) -> Germ:
        """Return the germ of exp a by the expansion of exp, at what tends to zero."""
        g, v = self.germs, self.germs.variable
        e, rest = g.sizes.name(whole), a.terms[len(large) :]
        behind = f"germ_behind {g.function(a.text)} {g.listed(large)} {g.listed(rest)} _ {e} {a.name} {total}"
        gap = g.say(f"({a.text} - {e} {v})", rest, a.rest, f"exact ({behind})")
        minus = g.constant(f"(- {middle.text})", -middle.value)
        known = self.series.composed("exp", g.add(f"({gap.text} + {minus.text})", gap, minus))
        c = self._exp_of(middle.value.as_number())
        product = f"({c.text} * exp ({e} {v}) * {known.text})"
        start = "rewrite <- exp_0, <- !exp_plus" if middle.value.as_number() == 0 else "rewrite <- !exp_plus"
        whole_ = self.series.multiplied(product, known, c, whole)
        return g.everywhere(text, whole_, f"{start}; apply f_equal; ring")

    def _cut(self, a: Germ, large: list[Term]) -> str:
        """Return the name of the germ of the large terms alone, with O(1) for the rest."""
        g = self.germs
        others = a.terms[len(large) :]
        small = g.each_of(others, lambda k, m: f"(conj {k.bounded()} {g.sizes.below(m, g.one)})")
        covered = "I" if a.rest is None else g.sizes.below(a.rest, g.one)
        target = f"{g.function(a.text)} _ {g.listed(large)} {g.listed(others)} _ {g.rest(g.one)}"
        how = f"refine (germ_collected {target} {a.name} _ {small} {covered}); intro x; cbn [total]; ring"
        return g.say(a.text, large, g.one, how).name
