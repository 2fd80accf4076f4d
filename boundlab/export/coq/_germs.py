"""Germs in Coq: a function of the scale as a sum of coefficients times monomials, and an O(·) of what is left out.

What `checking/_rewritten/magnitudes.py` computes is asserted here, stage by stage, with a lemma of growth.v for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Magnitude
from boundlab.checking._rewritten.polynomial import Budget, Number, Rational
from boundlab.export.coq._coefficients import Coefficient, Combined, Constant, Values
from boundlab.export.coq._script import Script
from boundlab.export.coq._sizes import Sizes

Term = tuple[Coefficient, Magnitude]


@dataclass(frozen=True)
class Germ:
    """What Coq calls `name`: `germ (fun x => text) terms rest`."""

    name: str
    text: str
    terms: tuple[Term, ...]
    rest: Magnitude | None


class Germs:
    """Sums and products of germs of at most `length` terms; `variable` is the scale."""

    def __init__(self, values: Values, script: Script, length: int, budget: Budget, variable: str) -> None:
        """Take what is known of the parameters, and where to write."""
        self.values, self.script, self.length, self.variable = values, script, length, variable
        self.sizes = Sizes(values, script, length, budget)
        self.scale = self.sizes.scale
        self.one = self.scale.one

    def number(self, value: Number | Rational) -> Constant:
        """Return a constant coefficient."""
        return Constant(value if isinstance(value, Rational) else self.scale.number(value), self.values)

    # Text

    def function(self, text: str) -> str:
        """Return a text as a function of the scale."""
        return f"(fun {self.variable} => {text})"

    def listed(self, terms: Sequence[Term]) -> str:
        return "(" + "".join(f"({k.function()}, {self.sizes.name(m)}) :: " for k, m in terms) + "nil)"

    def rest(self, rest: Magnitude | None) -> str:
        """Return what is left out, as Coq has it."""
        return "None" if rest is None else f"(Some {self.sizes.name(rest)})"

    def say(self, text: str, terms: Sequence[Term], rest: Magnitude | None, how: str) -> Germ:
        """Assert a germ."""
        stated = f"germ {self.function(text)} {self.listed(terms)} {self.rest(rest)}"
        return self.canonical(Germ(self.script.have("O", stated, how), text, tuple(terms), rest))

    def canonical(self, a: Germ) -> Germ:
        """Return a germ with one monomial for all that are equal in this case, so that exponents have equal atoms."""
        terms = tuple((k, self.sizes.representative(m)) for k, m in a.terms)
        changed = [(m, n) for (_, m), (_, n) in zip(a.terms, terms, strict=True) if m is not n]
        if not changed:
            return a
        name = self.sizes.name
        pairs = {(name(m), name(n)): self.sizes.same(m, n) for m, n in changed}
        steps = [
            f"replace (exp ({m} x)) with (exp ({n} x)) by (symmetry; apply f_equal; {how})"
            for (m, n), how in pairs.items()
        ]
        covered = "I" if a.rest is None else self._covered(f"{name(a.rest)} x", a.rest, a.rest)
        target = f"{self.function(a.text)} _ {self.listed(terms)} nil _ {self.rest(a.rest)}"
        tactic = "; ".join(["intro x", "cbn [total]", *steps, "ring"])
        stated = f"germ {self.function(a.text)} {self.listed(terms)} {self.rest(a.rest)}"
        how = f"refine (germ_collected {target} {a.name} _ (Forall_nil _) {covered}); {tactic}"
        return Germ(self.script.have("O", stated, how), a.text, terms, a.rest)

    def renamed(self, text: str, a: Germ, fact: str) -> Germ:
        """Return the germ of what `fact` shows equal to a near the limit."""
        return self.say(text, a.terms, a.rest, f"exact (germ_equal _ _ _ _ {fact} {a.name})")

    def everywhere(self, text: str, a: Germ, how: str) -> Germ:
        """Return the germ of what the tactic `how` shows equal to a wherever both are."""
        fact = f"(near_always _ (fun {self.variable} => _))"
        shown = f"refine (germ_equal {self.function(a.text)} _ _ _ {fact} {a.name}); {how}"
        return self.say(text, a.terms, a.rest, shown)

    def reading(self, a: str) -> str:
        """Return the tactic that shows a text to be an exponent at x, all exponents written out."""
        return f"intro x; {self.sizes.unfolded()}{a}"

    def _zero(self, k: Coefficient) -> bool:
        return isinstance(k, Constant) and not k.value.numerator.terms

    # Terms put together

    def collected(
        self, text: str, raw: list[Term], exponents: list[str], proof: str, rests: list[tuple[str, Magnitude]]
    ) -> Germ:
        """Assert what follows from the germ `proof` of `raw` terms: equal monomials added, covered ones dropped.

        `exponents` are the raw exponents at x; `rests` what was left out, as a text at x, with its monomial: one at
        most.
        """
        compare = self.scale.compare
        rest = rests[0][1] if rests else None
        kept: list[tuple[Coefficient, Magnitude]] = []
        for k, m in raw:
            where = next((i for i, (_, n) in enumerate(kept) if compare(m, n) == 0), None)
            if where is None:
                kept.append((k, m))
            else:
                kept[where] = self.plus(kept[where][0], k), kept[where][1]
        merged = [m for _, m in kept]
        kept = [(k, m) for k, m in kept if not self._zero(k)]
        self._sort(kept)
        dropped = [] if rest is None else [(k, m) for k, m in kept if compare(m, rest) <= 0]
        kept = [(k, m) for k, m in kept if all(m is not n for _, n in dropped)]
        final = rest
        if len(kept) > self.length:
            final = kept[self.length][1]
            dropped += kept[self.length :]
            kept = kept[: self.length]
        named = [(k.function(), self.sizes.name(m)) for k, m in raw]
        small = self.each_of(dropped, lambda k, m: f"(conj {k.bounded()} {self.sizes.below(m, self._some(final))})")
        covered = "I" if rest is None else self._covered(rests[0][0], rest, self._some(final))
        target = f"{self.function(text)} _ {self.listed(kept)} {self.listed(dropped)} _ {self.rest(final)}"
        lines = []
        for (_, m), given, (_, name) in zip(raw, exponents, named, strict=True):
            kin = next(n for n in merged if compare(m, n) == 0)
            own = self.sizes.name(kin)
            if given != f"{own} x":
                step = (
                    f"{self.sizes.unfolded()}same"
                    if own == name
                    else f"transitivity ({name} x); [ {self.sizes.unfolded()}same | {self.sizes.same(m, kin)} ]"
                )
                lines.append(f"replace (exp ({given})) with (exp ({own} x)) by (symmetry; apply f_equal; {step})")
        computed = "cbn [total app map flat_map all_products multiplied fst snd]"
        exps = {self.sizes.name(m): None for m in merged}
        general = "; ".join(f"generalize (exp ({each} x)); intro" for each in exps)
        tactic = "; ".join(["intro x", computed, *lines, *([general] if general else []), "same"])
        how = f"refine (germ_collected {target} {proof} _ {small} {covered}); {tactic}"
        return self.say(text, kept, final, how)

    def _sort(self, terms: list[Term]) -> None:
        for i in range(1, len(terms)):
            j = i
            while j and self.scale.compare(terms[j][1], terms[j - 1][1]) > 0:
                terms[j], terms[j - 1] = terms[j - 1], terms[j]
                j -= 1

    def _some(self, m: Magnitude | None) -> Magnitude:
        assert m is not None
        return m

    def _covered(self, given: str, rest: Magnitude, final: Magnitude) -> str:
        name = self.sizes.name(rest)
        below = self.sizes.below(rest, final)
        if given == f"{name} x":
            return below
        return (
            f"(below_equal (fun x => {given}) {name} _ ltac:(intro x; cbv beta; {self.sizes.unfolded()}same) {below})"
        )

    def each_of(self, terms: Sequence[Term], each: Callable[[Coefficient, Magnitude], str]) -> str:
        """Return the proof that something holds for each of some terms, from the proofs for one."""
        proof = "(Forall_nil _)"
        for k, m in reversed(terms):
            proof = f"(Forall_cons ({k.function()}, {self.sizes.name(m)}) {each(k, m)} {proof})"
        return proof

    def plus(self, a: Coefficient, b: Coefficient) -> Coefficient:
        """Return a sum of coefficients."""
        if isinstance(a, Constant) and isinstance(b, Constant):
            return self.number(a.value + b.value)
        return Combined("+", a, b)

    def product(self, a: Coefficient, b: Coefficient) -> Coefficient:
        """Return a product of coefficients."""
        if isinstance(a, Constant) and isinstance(b, Constant):
            return self.number(a.value * b.value)
        for x, y in ((a, b), (b, a)):
            if isinstance(x, Constant) and x.value.as_number() == 1:
                return y
        return Combined("*", a, b)

    # Arithmetic

    def constant(self, text: str, value: Rational) -> Germ:
        """Return the germ of a constant."""
        if not value.numerator.terms:
            return self.say(text, (), None, "apply germ_nothing; apply near_always; intro; same")
        (zero, equation) = self.zero()
        k = self.number(value)
        known = f"(germ_constant {k.text} {zero} {equation})"
        shown = f"first [ exact {known} | refine (germ_equal _ _ _ _ _ {known}); apply near_always; intro; same ]"
        return self.say(text, ((k, self.one),), None, shown)

    def zero(self) -> tuple[str, str]:
        """Return the name of the exponent 0, and of the fact that it is."""
        name = self.sizes.name(self.one)
        return name, next(equation for m, known, equation in self.sizes.known if known == name)

    def _largest(self, *choices: Magnitude | None) -> Magnitude | None:
        return self.scale.larger(*choices)

    def add(self, text: str, a: Germ, b: Germ) -> Germ:
        """Return the germ of a sum."""
        rest = self._largest(a.rest, b.rest)
        covered = ["I" if each.rest is None else self.sizes.below(each.rest, self._some(rest)) for each in (a, b)]
        proof = f"(germ_plus _ _ _ _ _ _ {self.rest(rest)} {a.name} {b.name} {' '.join(covered)})"
        raw = [*a.terms, *b.terms]
        given = [f"{self.sizes.name(m)} x" for _, m in raw]
        return self.collected(text, raw, given, proof, [(f"{self.sizes.name(rest)} x", rest)] if rest else [])

    def opposite(self, text: str, a: Germ) -> Germ:
        """Return the germ of -a."""
        minus = self.number(-1)
        raw = [(self.product(minus, k), m) for k, m in a.terms]
        given = [f"0 + {self.sizes.name(m)} x" for _, m in raw]
        rests = [(f"{self.sizes.name(a.rest)} x", a.rest)] if a.rest else []
        return self.collected(text, raw, given, f"(germ_opposite _ _ _ {a.name})", rests)

    def multiply(self, text: str, a: Germ, b: Germ) -> Germ:
        """Return the germ of a product."""
        for each, lemma in ((a, "germ_times_nothing"), (b, "germ_times_by_nothing")):
            if not each.terms and each.rest is None:
                parts = f"{self.function(a.text)} {self.function(b.text)}"
                return self.say(text, (), None, f"exact ({lemma} {parts} {each.name})")
        name = self.sizes.name
        raw = [(self.product(k, c), self.scale.times(m, n)) for k, m in a.terms for c, n in b.terms]
        given = [f"{name(m)} x + {name(n)} x" for _, m in a.terms for _, n in b.terms]
        if a.rest is None and b.rest is None:
            return self.collected(text, raw, given, f"(germ_times_exactly _ _ _ _ {a.name} {b.name})", [])
        sizes = [self.size(each) for each in (a, b)]
        lost = [
            (f"{name(x.rest)} x + {name(size)} x", self.scale.times(x.rest, size)) if x.rest else None
            for x, size in ((a, sizes[1]), (b, sizes[0]))
        ]
        if b.rest is None:
            proof = f"(germ_times_left _ _ _ _ _ _ {a.name} {b.name} {self.upper(b)})"
            return self.collected(text, raw, given, proof, [self._pair(lost[0])])
        if a.rest is None:
            proof = f"(germ_times_right _ _ _ _ _ _ {a.name} {b.name} {self.upper(a)})"
            return self.collected(text, raw, given, proof, [self._pair(lost[1])])
        rest = self._some(self._largest(*(self._pair(each)[1] for each in lost)))
        covered = " ".join(self._covered(each, m, rest) for each, m in map(self._pair, lost))
        bound, terms = f"(within_nothing {name(sizes[0])})", self.listed(a.terms)
        if a.terms:
            bound = self.upper(self.say(f"total {terms} {self.variable}", a.terms, None, f"exact (germ_total {terms})"))
        given_ = f"{name(sizes[0])} {name(sizes[1])} {self.rest(rest)} {a.name} {b.name}"
        proof = f"(germ_times _ _ _ _ _ _ {given_} {bound} {self.upper(b)} {covered})"
        return self.collected(text, raw, given, proof, [(f"{name(rest)} x", rest)])

    @staticmethod
    def _pair(each: tuple[str, Magnitude] | None) -> tuple[str, Magnitude]:
        assert each is not None
        return each

    # Sizes

    def size(self, a: Germ) -> Magnitude:
        """Return the largest monomial of a germ."""
        return a.terms[0][1] if a.terms else self._some(a.rest)

    def _beyond(self, a: Germ) -> str:
        lead = a.terms[0][1]
        others = self.each_of(a.terms[1:], lambda k, m: f"(conj {k.bounded()} {self.sizes.far(m, lead)})")
        return f"{others} {'I' if a.rest is None else self.sizes.far(a.rest, lead)}"

    def upper(self, a: Germ) -> str:
        """Return the proof that a germ is O(its largest monomial)."""
        if not a.terms:
            return f"(upper_rest _ _ {a.name})"
        return f"(upper _ _ _ _ _ {a.name} {a.terms[0][0].bounded()} {self._beyond(a)})"

    def reduced(self, a: Germ) -> Germ:
        """Return the germ without leading terms whose coefficient is zero in this case."""
        while a.terms and isinstance(a.terms[0][0], Constant) and a.terms[0][0].sign() == 0:
            k = a.terms[0][0]
            assert isinstance(k, Constant)
            how = self.values.zero(k.value)
            if how is None:
                raise Unclear("a coefficient that vanishes")
            zero = self.script.have("Z", f"{k.text} = 0", how)
            shown = f"exact (germ_without _ _ _ _ _ {zero} {a.name})"
            a = self.say(a.text, a.terms[1:], a.rest, shown)
        return a

    def lead(self, a: Germ) -> tuple[Germ, Coefficient, Magnitude, int]:
        """Return a germ, reduced, with its leading term and its sign; raises Unclear where that has none."""
        a = self.reduced(a)
        if not a.terms or not a.terms[0][0].sign():
            raise Unclear("the leading terms cancel or have no known sign")
        k, m = a.terms[0]
        return a, k, m, k.sign()

    def vanishes(self, a: Germ) -> bool:
        """Return whether a germ is zero."""
        return not a.terms and a.rest is None

    def between(self, a: Germ) -> tuple[str, Magnitude, int]:
        """Return the name of the fact that a, or -a with sign -1, lies between multiples of a monomial."""
        a, k, m, sign = self.lead(a)
        if sign > 0:
            proof = f"positive_lead _ _ _ _ _ {a.name} {k.bounded()} {k.away(1)} {self._beyond(a)}"
            return (
                self.script.have("B", f"between {self.function(a.text)} {self.sizes.name(m)}", f"exact ({proof})"),
                m,
                1,
            )
        other, _, _, _ = self.lead(self.opposite(f"(- {a.text})", a))
        name, _, _ = self.between(other)
        return name, m, -1
