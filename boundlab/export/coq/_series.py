"""Expansions at 0 of exp, 1/(1 + u), ln(1 + u), (1 + u)^p, sin, cos and arctan, of a germ that tends to zero."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Magnitude
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.export.coq._coefficients import Constant
from boundlab.export.coq._germs import Germ, Germs

# The function of u as a text, and the lemma that it has the expansion with n coefficients.
SERIES = {
    "exp": ("(exp {})", "(exp_expands {n})"),
    "inverse": ("(/ (1 + {}))", "(inverse_expands {n})"),
    "log": ("(ln (1 + {}))", "(log_expands {less})"),
    "power": ("(Rpower (1 + {}) {p})", "(power_expands {n} {p})"),
    "sin": ("(sin {})", "(proj1 (waves_expand {n}))"),
    "cos": ("(cos {})", "(proj2 (waves_expand {n}))"),
    "arctan": ("(atan {})", "(arctan_expands {less})"),
}


class Series:
    """Asserts expansions of functions of germs."""

    def __init__(self, germs: Germs) -> None:
        """Take what is known."""
        self.germs = germs
        self.script, self.values, self.scale = germs.script, germs.values, germs.scale

    def _row(self, kind: str, n: int, p: Rational | None) -> list[Rational]:
        """Return the first n coefficients."""
        if kind == "power":
            assert p is not None
            row = [self.scale.number(1)]
            for k in range(n - 1):
                row.append(row[-1] * (p - self.scale.number(k)) * self.scale.number(Fraction(1, k + 1)))
            return row
        rows = {
            "exp": [Fraction(1, factorial(k)) for k in range(n)],
            "inverse": [Fraction((-1) ** k) for k in range(n)],
            "log": [Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, n))],
            "sin": [Fraction((-1) ** (k // 2) * (k % 2), factorial(k)) for k in range(n)],
            "cos": [Fraction((-1) ** (k // 2) * (1 - k % 2), factorial(k)) for k in range(n)],
            "arctan": [Fraction((-1) ** (k // 2) * (k % 2), max(k, 1)) for k in range(n)],
        }
        return [self.scale.number(k) for k in rows[kind]]

    def composed(self, kind: str, u: Germ, p: Rational | None = None) -> Germ:
        """Return the germ of a function of u → 0, in the text that `SERIES` has."""
        g, v = self.germs, self.germs.variable
        u = g.reduced(u)
        if g.vanishes(u):
            raise Unclear("the expansion at what is zero is not exported")
        m = g.size(u)
        if self.scale.compare(m, g.one) >= 0:
            raise Unclear("what is expanded does not tend to zero")
        n = g.length + 1
        row = self._row(kind, n, p)
        written, lemma = SERIES[kind]
        power = "" if p is None else self.values.text(p)
        text = written.format(u.text, p=power)
        proof = lemma.format(n=n, less=n - 1, p=power)
        coefficients = "(" + "".join(f"{self.values.text(b)} :: " for b in row) + "nil)"
        known = self.script.have(
            "X", f"expands (fun u => {written.format('u', p=power)}) {coefficients}",
            f"refine (expands_list _ _ _ {proof} _); cbn -[Rpower IZR]; equal_lists",
        )  # fmt: skip
        total = g.constant(self.values.text(row[-1]), row[-1])
        for b in reversed(row[:-1]):
            product = g.multiply(f"({u.text} * {total.text})", u, total)
            first = g.constant(self.values.text(b), b)
            total = g.add(f"({first.text} + {product.text})", first, product)
        rest = self.scale.raised(m, self.scale.number(n))
        name, (one, zero) = g.sizes.name(rest), g.zero()
        far, upper = g.sizes.far(m, g.one), g.upper(u)
        left = f"({text} - poly {coefficients} {u.text})"
        lost = g.say(
            left, (), rest,
            f"refine (series _ _ (fun {v} => {u.text}) _ {one} {name} {known} {upper} {far} {zero} _); "
            f"intro x; simpl (INR _); {g.sizes.unfolded()}same",
        )  # fmt: skip
        whole = g.add(f"({total.text} + {left})", total, lost)
        how = f"refine (germ_equal (fun {v} => {whole.text}) _ _ _ (near_always _ (fun _ => _)) {whole.name})"
        return g.say(text, whole.terms, whole.rest, f"{how}; cbn [poly]; ring")

    def relative(self, a: Germ, k: Constant, m: Magnitude) -> tuple[Germ, Constant, Magnitude, str]:
        """Return u = a/(k·m) - 1, with 1/k, 1/m and the fact that 1 + u is positive near the limit."""
        g, v = self.germs, self.germs.variable
        c, size = g.number(self.scale.number(1) / k.value), self.scale.raised(m, self.scale.number(-1))
        name = g.sizes.name(size)
        scaled = self.multiplied(f"({c.text} * exp ({name} {v}) * {a.text})", a, c, size)
        minus = g.constant("(-1)", self.scale.number(-1))
        u = g.reduced(g.add(f"({scaled.text} + (-1))", scaled, minus))
        return u, c, size, name

    def positive(self, u: Germ) -> str:
        """Return the proof that 1 + u is positive near the limit, for u → 0."""
        g = self.germs
        one, zero = g.zero()
        far = g.sizes.far(g.size(u), g.one)
        return f"(around_one (fun {g.variable} => {u.text}) _ {one} {g.upper(u)} {far} {zero})"

    def multiplied(self, text: str, a: Germ, c: Constant, m: Magnitude) -> Germ:
        """Return the germ of `c * exp (e v) * a`."""
        g = self.germs
        name = g.sizes.name(m)
        raw = [(g.product(c, k), self.scale.times(m, n)) for k, n in a.terms]
        given = [f"{name} x + {g.sizes.name(n)} x" for _, n in a.terms]
        rests = [(f"{g.sizes.name(a.rest)} x + {name} x", self.scale.times(a.rest, m))] if a.rest else []
        return g.collected(text, raw, given, f"(germ_scaled _ {c.text} {name} _ _ {a.name})", rests)
