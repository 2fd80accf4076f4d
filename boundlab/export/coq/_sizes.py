"""How fast monomials grow, in Coq: exponents under names, and the proofs that one is far below another."""

from __future__ import annotations

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Magnitude
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.polynomial import Budget, Rational
from boundlab.checking._rewritten.signs import Unshown
from boundlab.export.coq._coefficients import Values
from boundlab.export.coq._script import Script

Exponent = list[tuple[Magnitude, Rational]]


class Sizes:
    """The monomials exp(e) of one scale; equal ones share a name for e."""

    def __init__(self, values: Values, script: Script, length: int, budget: Budget) -> None:
        """Take where to write, and of how many terms an expansion has at most."""
        self.values, self.script = values, script
        self.scale = Scale(values.signs, length, budget)
        self.known: list[tuple[Magnitude, str, str]] = []
        self.representatives = [Magnitude(depth) for depth in range(4)]
        self._far: dict[tuple[str, str], str] = {}
        self._small: dict[tuple[str, str], str] = {}
        self._grows: dict[str, str] = {}

    def name(self, m: Magnitude) -> str:
        """Return the name of the exponent of a monomial."""
        if m.depth >= 0:
            return f"(ilog {m.depth + 1})"
        for other, name, _ in self.known:
            if other is m or self._same(other.exponent, m.exponent):
                return name
        text = self.sum([(self.atom(a), self.values.text(c)) for a, c in m.exponent])
        name, equation = self.script.new("e"), self.script.new("Q")
        self.script.say(f"destruct (named (fun x => {text})) as [ {name} {equation} ]; cbv beta in {equation}.")
        self.known.append((m, name, equation))
        return name

    def representative(self, m: Magnitude) -> Magnitude:
        """Return the first monomial met that equals m, where some coefficient vanishes: equal ones are named alike."""
        if m.depth >= 0 or not any(each.sign == 0 for each in self.values.shown):
            return m
        for other in self.representatives:
            try:
                equal = self.scale.compare(other, m) == 0
            except (Unclear, Unshown):  # they need not be compared
                continue
            if equal:
                return m if self.name(other) == self.name(m) else other
        self.representatives.append(m)
        return m

    def _same(self, a: Exponent, b: Exponent) -> bool:
        return len(a) == len(b) and all(
            c.equals(d) and (m is n or self.name(m) == self.name(n)) for (m, c), (n, d) in zip(a, b, strict=True)
        )

    def unfolded(self) -> str:
        """Return the tactic that writes exponents out."""
        return "".join(f"rewrite ?{equation}; " for _, _, equation in reversed(self.known))

    @staticmethod
    def sum(terms: list[tuple[str, str]]) -> str:
        """Return c1 * a1 + (c2 * a2 + … + 0) as a text, the a at x."""
        text = "0"
        for atom, c in reversed(terms):
            text = f"({c} * {atom} + {text})"
        return text

    def atom(self, m: Magnitude) -> str:
        """Return a monomial at x as it stands in exponents."""
        return f"ilog {m.depth} x" if m.depth >= 0 else f"exp ({self.name(m)} x)"

    def _function(self, m: Magnitude) -> str:
        return f"(ilog {m.depth})" if m.depth >= 0 else f"(fun x => {self.atom(m)})"

    def _as_exp(self, m: Magnitude) -> str:
        return f"(ilog_exp {m.depth})" if m.depth >= 0 else f"(same_function {self._function(m)})"

    def grows(self, m: Magnitude) -> str:
        """Return the proof that a monomial, as it stands in exponents, tends to infinity."""
        if m.depth >= 0:
            return f"(ilog_grows {m.depth})"
        name = self.name(m)
        if name not in self._grows:
            proof, text = self._sum_grows(m.exponent)
            known = self.script.new("G")
            self.script.say(f"assert ({known} : grows {name}).")
            with self.script.block():
                self.script.say(f"assert (H' : grows (fun x => {text})) by exact {proof}.")
                self.script.say("intro K. apply (near_mono _ _ (H' K)). intros x H. cbv beta in H.")
                self.script.say(f"replace ({name} x) with {text} by ({self.unfolded()}same). exact H.")
            self._grows[name] = known
        return f"(grows_exp {name} {self._grows[name]})"

    def _sum_grows(self, terms: Exponent) -> tuple[str, str]:
        """Return the proof that a sum tends to infinity, and the sum as a text."""
        (a, c), *rest = terms
        positive = self.values.positive(c)
        whole = self.sum([(self.atom(m), self.values.text(k)) for m, k in terms])
        if not rest:
            return f"(grows_only {self.values.text(c)} {self._function(a)} {positive} {self.grows(a)})", whole
        top, proof = self._function(a), f"(small_zero {self._function(a)} {self.grows(a)})"
        tail = "0"
        for m, k in reversed(rest):
            text = self.values.text(k)
            proof = f"(small_plus {text} {self._function(m)} (fun x => {tail}) {top} {self.small(m, a)} {proof})"
            tail = f"({text} * {self.atom(m)} + {tail})"
        parts = f"{self.values.text(c)} {top} (fun x => {tail}) {positive} {self.grows(a)} {proof}"
        return f"(grows_lead {parts})", whole

    def small(self, a: Magnitude, b: Magnitude) -> str:
        """Return the name of the fact that one monomial is o(·) of another, both as they stand in exponents."""
        key = self._function(a), self._function(b)
        if key not in self._small:
            far = self.far(a, b)
            how = f"exact (small_equal _ _ _ _ {self._as_exp(a)} {self._as_exp(b)} (small_exp _ _ {far}))"
            self._small[key] = self.script.have("S", f"small {key[0]} {key[1]}", how)
        return self._small[key]

    def far(self, a: Magnitude, b: Magnitude) -> str:
        """Return the name of the fact that the exponent of a is far below that of b."""
        key = self.name(a), self.name(b)
        if key not in self._far and a.depth >= 0 and b.depth >= 0:
            proof = f"(far_ilog {b.depth + 1})"
            for depth in range(b.depth + 2, a.depth + 1):
                proof = f"(far_trans _ _ _ (far_ilog {depth}) {proof})"
            self._far[key] = self.script.have("F", f"far {key[0]} {key[1]}", f"exact {proof}")
        if key not in self._far:
            gap = self.scale.combined(self.scale.log(b), self.scale.log(a), -1)
            zeros = []
            while gap and self.scale.sign_of(gap[0][1]) == 0:
                zeros.append(gap.pop(0))
            proof, text = self._sum_grows(gap)
            known = self.script.new("F")
            self.script.say(f"assert ({known} : far {key[0]} {key[1]}).")
            with self.script.block():
                self.script.say(f"refine (far_by (fun x => {text}) _ _ {proof} _). intro x.")
                self.script.say(self._difference(zeros, text))
            self._far[key] = known
        return self._far[key]

    def _difference(self, zeros: Exponent, text: str) -> str:
        """Return the tactic that shows a difference of exponents to be `text`, where the `zeros` vanish."""
        start = self.unfolded()
        if not zeros:
            return f"{start}same."
        named = [(self.atom(m), self.values.text(c), self.values.zero(c)) for m, c in zeros]
        zero = "; ".join(f"rewrite (ltac:({how}) : {c} = 0)" for _, c, how in named)
        full = text
        for atom, c, _ in reversed(named):
            full = f"({c} * {atom} + {full})"
        return f"{start}transitivity {full}; [ same | {zero}; ring ]."

    def below(self, a: Magnitude, b: Magnitude) -> str:
        """Return the proof that the exponent of a is at most that of b, up to a constant."""
        x, y = self.name(a), self.name(b)
        if x == y:
            return f"(below_same {x} {x} (fun _ => eq_refl))"
        if self.scale.compare(a, b) < 0:
            return f"(far_below _ _ {self.far(a, b)})"
        return f"(below_same {x} {y} ltac:(intro x; {self.same(a, b)}))"

    def same(self, a: Magnitude, b: Magnitude) -> str:
        """Return the tactic that shows the exponents of two monomials to be equal at x."""
        gap = self.scale.combined(self.scale.log(a), self.scale.log(b), -1)
        x, y = self.name(a), self.name(b)
        if not gap:
            return f"{self.unfolded()}same"
        return f"apply Rminus_diag_uniq; change ({x} x - {y} x = 0); {self._difference(gap, '0')[:-1]}"
