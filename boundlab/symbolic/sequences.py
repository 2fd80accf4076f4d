"""Sums up to n, powers b^n and n! in statements: at n + 1 from their values at n, and written out at numbers.

Texts are taken token by token, so that what is put in keeps the parentheses of what was written.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import factorial
from typing import NamedTuple, NoReturn, TypeAlias

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.functions import base_start, closing, split_tokens
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.rational import Ring
from boundlab.symbolic.spelling import tokens, unmarked

Tokens: TypeAlias = list[str]
MAX_TERMS, MAX_NESTED, MAX_STEP, MAX_POWER, MAX_FACTORIAL = 300, 20, 8, 64, 100
_NAME = re.compile(r"[A-Za-z_]\w*")
_WORDS = {"and", "or", "not", "min", "max", "abs", "sqrt", "floor", "ceil", "mod", "sum", "factorial", "inf", "sup"}


class Use(NamedTuple):
    """A sum, power or factorial among tokens, from `start` to `end`, and its parts."""

    start: int
    end: int
    kind: str
    parts: tuple[Tokens, ...]  # of a sum: variable, low, high, body; of a power: base, exponent


class Unfit(Exception):
    """A use that is none of a sequence in n."""


def read(text: str) -> Tokens:
    """Return the tokens of a text, parameters with the names that they have in it."""
    return [unmarked(part) for part in tokens(text)]


def names(parts: Iterable[str]) -> set[str]:
    """Return the names of parameters among tokens."""
    return {part for part in parts if _NAME.fullmatch(part)} - _WORDS


def uses(parts: Tokens) -> Iterator[Use]:
    """Yield the outermost sums and factorials, and the powers whose exponents have names."""
    i = 0
    while i < len(parts):
        if parts[i] in {"sum", "factorial"} and parts[i + 1 : i + 2] == ["("]:
            end = closing(parts, i + 1)
            inner = tuple(map(list, split_tokens(parts[i + 2 : end])))
            if end < 0 or len(inner) != (4 if parts[i] == "sum" else 1) or not all(inner):
                raise BoundlabError("a sum is written sum(i=1..n: i^2)", "claim")
            yield Use(i, end + 1, parts[i], inner)
            i = end
        elif parts[i] == "**" and i:
            start, stop = base_start(parts, i), _exponent_end(parts, i + 1)
            if start is not None and stop is not None and names(parts[i + 1 : stop]):
                yield Use(start, stop, "power", (parts[start:i], parts[i + 1 : stop]))
        i += 1


def text_of(parts: Tokens) -> str:
    """Return tokens as text, sums as they are written."""
    found: list[str] = []
    position = 0
    for use in uses(parts):
        if use.kind == "sum" and use.start >= position:
            variable, low, high, body = (text_of(part) for part in use.parts)
            found += [*parts[position : use.start], f"sum({variable} = {low} .. {high} : {body})"]
            position = use.end
    return " ".join([*found, *parts[position:]])


def _exponent_end(parts: Tokens, start: int) -> int | None:
    while parts[start : start + 1] in (["-"], ["+"]):
        start += 1
    if start >= len(parts):
        return None
    end = closing(parts, start) + 1 if parts[start] == "(" else start + 1
    return None if not end or parts[end : end + 1] in (["**"], ["("]) else end


def affine(parts: Tokens, name: str) -> tuple[int, int] | None:
    """Return (a, c) for tokens that say a·name + c with integers a and c, else None."""
    if len(parts) == 1:
        return (1, 0) if parts[0] == name else (0, int(parts[0])) if parts[0].isdecimal() else None
    if any(not (part in "+-*()" or part.isdecimal() or part == name) for part in parts):
        return None
    try:
        e = parse_expression(" ".join(parts))
    except BoundlabError:
        return None
    c, one, two = (e.at({name: k}) for k in range(3))
    return (int(one - c), int(c)) if two - one == one - c else None


def linear(parts: Tokens) -> tuple[dict[str, int], int] | None:
    """Return the coefficients other than zero and the constant of tokens that say Σ a·name + c with integers."""
    if len(parts) == 1 and (parts[0].isdecimal() or _NAME.fullmatch(parts[0])):
        return ({}, int(parts[0])) if parts[0].isdecimal() else ({parts[0]: 1}, 0)
    try:
        e = parse_expression(" ".join(parts))
        top, bottom = (ring := Ring(e.parameters())).fraction(e, _no_extremum)
    except BoundlabError:
        return None
    if not bottom.is_constant() or top.total_degree() > 1:
        return None
    found: dict[str, int] = {}
    constant = 0
    for exponents, value in (top / bottom).to_dict().items():
        if value.denominator != 1:
            return None
        name = next((n for n, k in zip(ring.names, exponents, strict=True) if k), None)
        if name is None:
            constant = int(value.numerator)
        else:
            found[name] = int(value.numerator)
    return found, constant


def _no_extremum(e: Expression) -> NoReturn:
    raise BoundlabError(f"{e} where a sum is expected")


def ends(parts: Iterable[Tokens], name: str) -> tuple[dict[str, int], int] | None:
    """Return the length of a sum less one from where it begins and ends, as `linear` does, None if it has none."""
    low, high = (linear(part) for part in parts)
    if low is None or high is None or not 0 <= low[0].get(name, 0) <= high[0].get(name, 0):
        return None
    return {n: high[0].get(n, 0) - low[0].get(n, 0) for n in {**low[0], **high[0]}}, high[1] - low[1]


def put(parts: Tokens, name: str, value: Tokens) -> Tokens:
    """Return the tokens with others for a name."""
    return [t for part in parts for t in (value if part == name else [part])]


@dataclass
class Sequences:
    """The sequences in n = `name` that texts hold, each with a name for its value at n."""

    name: str
    taken: set[str]
    positive: frozenset[str] = frozenset()  # the integer parameters ≥ 1
    mixed: set[tuple[str, str]] = field(default_factory=set)  # b and m of the powers b^(m + n)
    found: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)

    def value(self, parts: Tokens) -> Tokens:
        """Return the tokens at n; raises Unfit for what is no sequence in n."""
        return self._changed(parts, following=False)

    def next(self, parts: Tokens) -> Tokens:
        """Return the tokens at n + 1."""
        return self._changed(parts, following=True)

    def _changed(self, parts: Tokens, *, following: bool) -> Tokens:
        after = ["(", self.name, "+", "1", ")"]
        found: Tokens = []
        position = 0
        for use in uses(parts):
            if use.kind == "power" and not self._is_named(*use.parts):
                continue
            if use.start < position:
                raise Unfit
            found += self._plain(parts[position : use.start], after if following else None)
            found += self._use(use, after if following else None)
            position = use.end
        return found + self._plain(parts[position:], after if following else None)

    def _is_named(self, base: Tokens, exponent: Tokens) -> bool:
        if self.name in exponent:
            return True
        found = linear(exponent)
        text = " ".join(bare(base))
        return found is not None and bool(found[0]) and all((text, n) in self.mixed for n in found[0])

    def mix(self, parts: Tokens) -> None:
        """Take down which powers b^m are to be named, for b^(m + n) occurs."""
        for use in uses(parts):
            if use.kind == "power" and self.name in use.parts[1]:
                others = names(use.parts[1])
                self.mixed |= {(" ".join(bare(use.parts[0])), n) for n in others & self.positive - {self.name}}
            elif use.kind == "sum":
                (variable,), low, high, body = use.parts
                for inner in uses(body):
                    if inner.kind == "power" and variable in inner.parts[1]:
                        others = names([*inner.parts[1], *low, *high]) & self.positive - {self.name}
                        self.mixed |= {(" ".join(bare(inner.parts[0])), n) for n in others}

    def _plain(self, parts: Tokens, after: Tokens | None) -> Tokens:
        return parts if after is None else put(parts, self.name, after)

    def _use(self, use: Use, after: Tokens | None) -> Tokens:
        if use.kind == "power":
            return self._power(use.parts[0], use.parts[1] if after is None else put(use.parts[1], self.name, after))
        if use.kind == "factorial":
            return self._factorial(use.parts[0] if after is None else put(use.parts[0], self.name, after))
        return self._sum(use, gaining=after is not None)

    def _factorial(self, argument: Tokens) -> Tokens:
        last = affine(argument, self.name)
        if last is None or last[0] != 1 or not 0 <= last[1] <= MAX_STEP:
            raise Unfit
        known = self._named(("factorial", self.name), "factorial", f"factorial({self.name})")
        factors = (["*", "(", self.name, "+", str(j), ")"] for j in range(1, last[1] + 1))
        return [known] if not last[1] else ["(", known, *(t for factor in factors for t in factor), ")"]

    def _sum(self, use: Use, *, gaining: bool) -> Tokens:
        (variable,), low, high, body = use.parts
        first, last = linear(low), linear(high)
        if first is None or last is None or not {*first[0], *last[0]} <= {self.name, *self.positive}:
            raise Unfit
        lost, gained = first[0].get(self.name, 0), last[0].get(self.name, 0)
        nested = "sum" in body
        if (
            not 0 <= lost <= gained
            or not 1 <= gained <= MAX_STEP
            or self.name in body
            or (nested and high != [self.name])
        ):
            raise Unfit
        text = f"sum({variable} = {' '.join(low)} .. {' '.join(high)} : {text_of(body)})"
        known = self._named(("sum", text), "sum", text)
        if not gaining:
            return [known]
        if nested:
            return ["(", known, "+", "(", *self.next(put(body, variable, [self.name])), ")", ")"]
        found = ["(", known]
        for j in range(1, gained + 1):
            end = high if len(high) == 1 else ["(", *high, ")"]
            found += ["+", "(", *self.value(put(body, variable, ["(", *end, "+", str(j), ")"])), ")"]
        for j in range(lost):
            place = ["(", *low, ")"] if not j else ["(", "(", *low, ")", "+", str(j), ")"]
            found += ["-", "(", *self.value(put(body, variable, place)), ")"]
        return [*found, ")"]

    def _power(self, base: Tokens, exponent: Tokens) -> Tokens:
        found = linear(exponent)
        if found is None or self.name in base or not found[0].keys() <= {self.name, *self.positive}:
            raise Unfit
        coefficients, c = found
        if max(map(abs, (*coefficients.values(), c))) > MAX_POWER:
            raise Unfit
        if not coefficients:
            return literal_power(base, c)
        factors: Tokens = []
        for n in sorted(coefficients):
            a = coefficients[n]
            known = self._named(("power", n, *bare(base)), "power", f"({' '.join(base)})^{n}")
            factors += ["*"] if a > 0 and factors else ["/"] if factors else [] if a > 0 else ["1", "/"]
            factors += [known] if abs(a) == 1 else [known, "**", str(abs(a))]
        if c:
            factors += ["*" if c > 0 else "/", "(", *base, ")", "**", str(abs(c))]
        return ["(", *factors, ")"]

    def _named(self, key: tuple[str, ...], kind: str, text: str) -> str:
        if key not in self.found:
            free = (n for k in itertools.count(1) if (n := f"{kind}_{k}") not in self.taken)
            name = next(free)
            self.taken.add(name)
            self.found[key] = name, text
        return self.found[key][0]

    def of_integers(self, positive: Iterable[str]) -> set[str]:
        """Return the names of powers that are integers ≥ 1, and of factorials."""
        return {
            name
            for key, (name, _) in self.found.items()
            if key[0] == "factorial"
            or (key[0] == "power" and len(key) == 3 and ((key[2].isdecimal() and int(key[2])) or key[2] in positive))
        }

    def starts(self, parts: Tokens, first: int) -> bool:
        """Is no sum up to n over less than an empty range from n = `first` on?"""
        for use in uses(parts):
            if use.kind == "sum":
                (variable,), low, high, body = use.parts
                length = ends((low, high), self.name)
                if length is None or min(length[0].values(), default=0) < 0:
                    return False
                if sum(a * (first if n == self.name else 1) for n, a in length[0].items()) + length[1] < -1:
                    return False
                if "sum" in body and not self.starts(put(body, variable, [self.name]), first):
                    return False
        return True


def bare(parts: Tokens) -> Tokens:
    """Drop parentheses around everything."""
    while len(parts) > 2 and parts[0] == "(" and closing(parts, 0) == len(parts) - 1:
        parts = parts[1:-1]
    return parts


def literal_power(base: Tokens, exponent: int) -> Tokens:
    """Return the power with an integer as exponent."""
    power = ["(", *base, ")", "**", str(abs(exponent))]
    return ["(", *([] if exponent >= 0 else ["1", "/"]), *power, ")"]


def at_numbers(parts: Tokens, values: Mapping[str, int]) -> Tokens:
    """Return the tokens with numbers ≥ 0 for names, sums, powers and factorials written out; raises Unfit."""

    def placed(tokens_: Tokens) -> Tokens:
        for name, value in values.items():
            tokens_ = put(tokens_, name, [str(value)])
        return tokens_

    def number(tokens_: Tokens) -> int:
        found = affine(placed(tokens_), "")
        if found is None:
            raise Unfit
        return found[1]

    found: Tokens = []
    position = 0
    for use in uses(parts):
        if use.kind == "power" and not set(use.parts[1]) & values.keys():
            continue
        if use.start < position:
            raise Unfit
        found += [str(values.get(part, part)) for part in parts[position : use.start]]
        position = use.end
        if use.kind == "sum":
            (variable,), low, high, body = use.parts
            low, high = placed(low), placed(high)
            length = ends((low, high), "")
            if length is None or length[1] >= (MAX_NESTED if "sum" in body else MAX_TERMS) or variable in values:
                raise Unfit
            if any(length[0].values()):
                found += ["sum", "(", variable, ",", *low, ",", *high, ",", *at_numbers(body, values), ")"]
                continue
            if (first := affine(low, "")) is None:
                places = (
                    ["(", *low, ")"] if not j else ["(", "(", *low, ")", "+", str(j), ")"] for j in range(length[1] + 1)
                )
                terms = [at_numbers(put(body, variable, place), values) for place in places]
            elif first[1] < 0:
                raise Unfit
            else:
                terms = [at_numbers(body, {**values, variable: first[1] + j}) for j in range(length[1] + 1)]
            joined = [t for term in terms for t in ("+", "(", *term, ")")][1:]
            found += ["(", *joined, ")"] if terms else ["0"]
        elif use.kind == "factorial":
            if not 0 <= (n := number(use.parts[0])) <= MAX_FACTORIAL:
                raise Unfit
            found.append(str(factorial(n)))
        elif names(placed(use.parts[1])):
            found += [*at_numbers(use.parts[0], values), "**", "(", *placed(use.parts[1]), ")"]
        else:
            if abs(exponent := number(use.parts[1])) > MAX_POWER:
                raise Unfit
            found += literal_power(at_numbers(use.parts[0], values), exponent)
    return found + [str(values.get(part, part)) for part in parts[position:]]
