"""The norms in which errors are measured: W^{k,p} over the cube, L^p = W^{0,p}, the sup norm L^∞, L^p(μ).

`a.within(b)`: an error at most ε in `a` is at most a constant times ε in `b`. Lower bounds pass to stronger norms,
upper bounds to weaker ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Final, Literal

from boundlab.errors import BoundlabError, bad_value
from boundlab.numbers import rational

INF: Final = "inf"
FINITE: Final = "finite"
SYMBOL: Final = "q"
Exponent = Fraction | Literal["inf", "finite", "q"]
Measure = Literal["cube", "every", "some"]
_TEXT = re.compile(r"(?:w\^?\{?(?P<k>\d{1,3}),|l\^?\{?)(?P<p>[^{},()]{1,12})\}?(?:\((?P<mu>mu|some|every)\))?")


@dataclass(frozen=True, slots=True)
class Norm:
    """W^{k,p}: derivatives of order ≤ k in L^p, p ≥ 1 a number, "inf", or "finite": every p < ∞ at once.

    p = "q" is a parameter, real ≥ 1, that the order of a bound may contain. `measure`: the cube, every probability
    measure at once, or some probability measure. Raises BoundlabError for what is no such norm.

    >>> Norm.SUP.within(Norm.L2), Norm.L2.within(Norm.SUP), Norm.parse("W1,inf").within(Norm.SUP)
    (True, False, True)
    """

    p: Exponent = INF
    k: int = 0
    measure: Measure = "cube"
    SUP: ClassVar[Norm]
    L1: ClassVar[Norm]
    L2: ClassVar[Norm]

    def __post_init__(self) -> None:
        if not (self.p in (INF, FINITE, SYMBOL) or (isinstance(self.p, Fraction) and self.p >= 1)):
            raise bad_value("norm: p", self.p, 'a Fraction ≥ 1, "inf", "finite" or "q"')
        if not isinstance(self.k, int) or self.k < 0:
            raise bad_value("norm: k", self.k, "an integer ≥ 0")
        if self.measure not in {"cube", "every", "some"}:
            raise bad_value("norm: measure", self.measure, "cube, every or some")

    @classmethod
    def parse(cls, text: str | Norm) -> Norm:
        """Read `sup`, `L2`, `L3/2`, `Lp` (p a parameter, called q), `W1,inf`, `W1,2`, `L2(mu)`; BoundlabError else."""
        if isinstance(text, Norm):
            return text
        if isinstance(text, str):
            plain = _plain(text)
            for name, norm in NORMS.items():
                if plain in {name, _plain(str(norm))}:
                    return norm
            if found := _TEXT.fullmatch(plain.replace(" ", "")):
                known: dict[str, Exponent] = {INF: INF, "p": SYMBOL, SYMBOL: SYMBOL, FINITE: FINITE}
                measure: dict[str, Measure] = {"mu": "every", "every": "every", "some": "some"}
                try:
                    p = known[found["p"]] if found["p"] in known else rational(found["p"], "norm")
                    return cls(p, int(found["k"] or 0), measure.get(found["mu"], "cube"))
                except BoundlabError:
                    pass  # the message below says what is read
        raise bad_value(
            "norm", text, "sup, L1, L2, L3/2 or another L with p ≥ 1, Lp, W1,inf, W1,2 or their like, L2(mu)"
        )

    def within(self, other: Norm) -> bool:
        """Is an error in this norm at least as large as in `other`, up to a constant?"""
        measure = self.measure == other.measure or (self.measure, other.measure) in {
            ("every", "cube"), ("every", "some"), ("cube", "some")
        }  # fmt: skip
        if (self.measure, other.measure) == ("cube", "some"):
            measure = self._uniform
        sup = self._uniform and other.k == 0
        return (sup or (measure and self.k >= other.k)) and _at_least(self.p, other.p)

    @property
    def _uniform(self) -> bool:
        return self.p == INF

    def put(self, other: Norm) -> Fraction | None:
        """Return the number that `other` puts in for the p of this norm, if this is L^q and no more differs."""
        same = self.p == SYMBOL and isinstance(other.p, Fraction)
        return other.p if same and (self.k, self.measure) == (other.k, other.measure) else None  # type: ignore[return-value]

    @property
    def spelling(self) -> str:
        """The text that `parse` reads."""
        if self == Norm.SUP:
            return "sup"
        mu = {"cube": "", "every": "(mu)", "some": "(some)"}[self.measure]
        return f"W{self.k},{self.p}{mu}" if self.k else f"L{self.p}{mu}"

    def __str__(self) -> str:
        over = {"cube": "over the cube", "every": "over every probability measure", "some": "over some measure"}
        p = {INF: "∞", FINITE: "p", SYMBOL: SYMBOL}.get(self.p, self.p)  # type: ignore[arg-type]
        space = f"W^{{{self.k},{p}}}" if self.k else ("sup" if self.p == INF else f"L{'^' * (p in {'p', SYMBOL})}{p}")
        return f"{space} norm {over[self.measure]}" + (", every p < ∞" if self.p == FINITE else "")

    def to_json(self) -> Any:
        """Return the text."""
        return str(self)


def _plain(text: str) -> str:
    return text.strip().lower().replace("∞", INF).replace("μ", "mu").removesuffix(" norm")


def _at_least(a: Exponent, b: Exponent) -> bool:
    if a in (b, INF):
        return True
    if b == INF:
        return False
    if a == FINITE:
        return True
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a >= b
    return a == SYMBOL and b == 1


Norm.SUP, Norm.L1, Norm.L2 = Norm(), Norm(Fraction(1)), Norm(Fraction(2))
NORMS = {
    "sup": Norm.SUP,
    "l1": Norm.L1,
    "l2": Norm.L2,
    "finite": Norm(FINITE),
    "lp": Norm(SYMBOL),
    "w1,inf": Norm(INF, 1),
    "w1,2": Norm(Fraction(2), 1),
    "l2(mu)": Norm(Fraction(2), 0, "every"),
    "l2(some)": Norm(Fraction(2), 0, "some"),
}
