"""Rational enclosures of logarithms, roots and exponentials, each shown in Coq, for the sign of a sum of constants.

exp comes from 1 + h ≤ exp h ≤ 1/(1 - h) by doubling h, rounded outwards at every step; ln p from exp a ≤ p ≤ exp b; a
root from a^v ≤ p^u ≤ b^v. Nothing here is trusted: Coq checks each bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.polynomial import Polynomial
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import number

BITS = (8, 16, 28)
MAX_EXPONENT, MAX_ROOT = 40, 30


class Enclosed(NamedTuple):
    """The ends of a constant > 0, its text, and what Coq calls `low <= constant <= high`."""

    low: Fraction
    high: Fraction
    text: str
    name: str


def constant(name: str) -> str:
    """Return the Coq text of a constant of the expansions."""
    kind, *rest = name.split("#")
    if kind == "ln":
        raise Unclear("the logarithm of a parameter is not exported")
    values = [number(Fraction(each)) for each in rest]
    if kind == "root":
        return f"(Rpower {values[0]} {values[1]})"
    return f"({'ln' if kind == 'log' else kind} {values[0]})"


class Enclosures:
    """Enclosures of constants, as narrow as a sign needs them, each written once."""

    def __init__(self, script: Script) -> None:
        """Take where to write."""
        self.script = script
        self._known: dict[tuple[str, int], Enclosed] = {}

    def positive(self, value: Polynomial) -> str:
        """Return the tactic that shows a sum of products of constants positive; raises Unclear."""
        for bits in BITS:
            parts = {monomial: self._product(monomial, bits) for monomial in value.terms if monomial}
            ends = [(1, 1) if not monomial else parts[monomial][:2] for monomial in value.terms]
            if sum(Fraction(k) * end[k < 0] for k, end in zip(value.terms.values(), ends, strict=True)) > 0:
                return f"clear - {' '.join(each.name for each in parts.values())}; lra"
        raise Unclear("the sign of a constant is not exported")

    def _product(self, monomial: tuple[tuple[str, int], ...], bits: int) -> Enclosed:
        whole: Enclosed | None = None
        for name, exponent in monomial:
            each = self._constant(name, bits)
            if exponent > 1:
                low, high = each.low**exponent, each.high**exponent
                arguments = f"{number(each.low)} {each.text} {number(each.high)} {exponent}"
                proof = f"raised_between {arguments} ltac:(lra) {each.name}"
                each = self._weakened(low, high, f"({each.text} ^ {exponent})", proof, bits)
            if whole is None:
                whole = each
                continue
            proof = (
                f"product_between {number(whole.low)} {whole.text} {number(whole.high)} {number(each.low)} {each.text} "
                f"{number(each.high)} ltac:(lra) {whole.name} ltac:(lra) {each.name}"
            )
            text = f"({whole.text} * {each.text})"
            whole = self._weakened(whole.low * each.low, whole.high * each.high, text, proof, bits)
        assert whole is not None
        return whole

    def _weakened(self, low: Fraction, high: Fraction, text: str, proof: str, bits: int) -> Enclosed:
        return self._say(_down(low, 2 * bits), _up(high, 2 * bits), text, f"pose proof ({proof}) as J'; lra")

    def _say(self, low: Fraction, high: Fraction, text: str, how: str) -> Enclosed:
        name = self.script.have("I", f"{number(low)} <= {text} <= {number(high)}", how)
        return Enclosed(low, high, text, name)

    def _constant(self, name: str, bits: int) -> Enclosed:
        if (name, bits) not in self._known:
            kind, *rest = name.split("#")
            text, numbers = constant(name), [Fraction(each) for each in rest]
            if kind == "root":
                self._known[name, bits] = self._root(text, bits, *numbers)
            else:
                own = self._logarithm if kind == "log" else self._exponential
                self._known[name, bits] = own(text, bits, *numbers)
        return self._known[name, bits]

    def _exponential(self, text: str, bits: int, q: Fraction) -> Enclosed:
        if q < 0:
            other = self._exponential(f"(exp {number(-q)})", bits, -q)
            low, high = _down(1 / other.high, 2 * bits), _up(1 / other.low, 2 * bits)
            arguments = " ".join(map(number, (-q, q, other.low, other.high, low, high)))
            return self._say(
                low, high, text, f"apply (exp_opposite {arguments}); first [ exact {other.name} | clear; lra ]"
            )
        above, below = self._exp(q, bits, above=True), self._exp(q, bits, above=False)
        return self._say(below[0], above[0], text, f"split; [ exact {below[1]} | exact {above[1]} ]")

    def _exp(self, q: Fraction, bits: int, *, above: bool) -> tuple[Fraction, str]:
        """Write that exp q is at most, or at least, a number; return it, and the name of the fact."""
        if q > MAX_EXPONENT:
            raise Unclear("the sign of a constant is not exported")
        word = "most" if above else "least"
        known, before, last = "", Fraction(0), Fraction(0)
        for h, end in _doubled(q, bits, above=above):
            pair = f"exp {number(h)} <= {number(end)}" if above else f"{number(end)} <= exp {number(h)}"
            arguments = " ".join(map(number, (before, h, last, end)))
            evident = "clear; lra"
            proofs = f"{known} ltac:({evident}) ltac:({evident})" + ("" if above else f" ltac:({evident})")
            start = f"apply exp_at_{word}; {evident}"
            how = f"exact (exp_doubled_at_{word} {arguments} {proofs})" if known else start
            known, before, last = self.script.have("U", pair, how), h, end
        return last, known

    def _logarithm(self, text: str, bits: int, p: Fraction) -> Enclosed:
        from flint import arb, ctx

        precision, ctx.prec = ctx.prec, 200
        try:
            n = int((arb(int(p)).log() * 2**bits).floor().unique_fmpz())
        finally:
            ctx.prec = precision
        low, high = Fraction(n - 1, 2**bits), Fraction(n + 2, 2**bits)
        (u, above), (v, below) = self._exp(low, bits + 3, above=True), self._exp(high, bits + 3, above=False)
        arguments = " ".join(map(number, (p, low, high, u, v)))
        evident = "ltac:(clear; lra)"
        return self._say(
            low, high, text, f"exact (ln_between {arguments} {above} {evident} {below} {evident} {evident})"
        )

    def _root(self, text: str, bits: int, p: Fraction, q: Fraction) -> Enclosed:
        from flint import fmpz

        u, v = q.numerator, q.denominator
        if v > MAX_ROOT:
            raise Unclear("the sign of a constant is not exported")
        n = int(fmpz(int(p) ** u * 2 ** (bits * v)).root(v))
        low, high = Fraction(n, 2**bits), Fraction(n + 1, 2**bits)
        arguments = f"{number(p)} {number(q)} {u} {v} {number(low)} {number(high)}"
        evident = "first [ simpl INR; lra | lia | clear; lra ]"
        return self._say(low, high, text, f"apply (root_between {arguments}); {evident}")


def _doubled(q: Fraction, bits: int, *, above: bool) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield h = q/2^j, …, q/2, q, each with a bound of exp h."""
    size = max(q.numerator.bit_length() - q.denominator.bit_length() + 1, 0)
    steps = bits + 3 + 2 * size
    h = q / 2**steps
    width = steps + bits + 6
    end = _up(1 / (1 - h), width) if above else _down(1 + h, width)
    yield h, end
    for _ in range(steps):
        h, end = 2 * h, _up(end * end, width) if above else _down(end * end, width)
        yield h, end


def _rounded(value: Fraction, bits: int, *, up: bool) -> Fraction:
    """Return `value` > 0 rounded to so many binary digits."""
    scale = Fraction(2) ** (bits - value.numerator.bit_length() + value.denominator.bit_length())
    return Fraction(ceil(value * scale) if up else floor(value * scale)) / scale


def _down(value: Fraction, bits: int) -> Fraction:
    return _rounded(value, bits, up=False)


def _up(value: Fraction, bits: int) -> Fraction:
    return _rounded(value, bits, up=True)
