"""Functions of parameters that statements may use: sqrt, floor, ceil, mod and rational powers, defined away.

`floor(s) <= s` says: for every integer f with f ≤ s < f + 1, f ≤ s. So each becomes a parameter with a condition, and
what is decided is a plain statement. Where a function may be undefined (a root of a negative number, a divisor that is
zero) and stands in the claim only, it is first shown from the conditions that it is defined.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import ZERO, Expression, Value
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.grammar import Occurrences, parse_expression
from boundlab.symbolic.spelling import ORDER_NAMES, ORDER_RELATION, spelled, tokens, unmarked
from boundlab.symbolic.statement import Statement

MAX_DEFINED, MAX_ROOT = 40, 64
ARGUMENTS = {"sqrt": 1, "floor": 1, "ceil": 1, "mod": 2}
_EXTREMUM = {"inf": "min", "sup": "max"}
_SCALES = frozenset({"eps", "N", "log"})


class Definition(NamedTuple):
    """`name` is the floor or ceil of `argument`, or its root of order `degree`; `text` says so."""

    name: str
    function: str
    argument: str
    degree: int = 0
    over: tuple[str, str, str] = ("", "", "")  # of an inf or sup: the variable and its least and greatest value
    attained_at: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What `name` stands for."""
        if self.attained_at:
            variable, low, high = self.over
            return f"{self.function}({variable} in [{low}, {high}]: {self.argument})"
        return f"({self.argument})^(1/{self.degree})" if self.degree else f"{self.function}({self.argument})"

    @property
    def condition(self) -> str:
        """The formula that defines it."""
        if self.attained_at:
            # A parameter that the values lack is named all the same: it has a range.
            lacking = _names(*self.over[1:], self.argument) - _names(self.attained) - {self.over[0]}
            return " and ".join([f"{self.name} = {self.attained}", *(f"{n} = {n}" for n in sorted(lacking))])
        if self.degree:
            return f"{self.name} >= 0 and {self.name}^{self.degree} = ({self.argument})"
        if self.function == "floor":
            return f"{self.name} <= ({self.argument}) < {self.name} + 1"
        return f"{self.name} - 1 < ({self.argument}) <= {self.name}"

    @property
    def attained(self) -> str:
        """The value of an inf or sup, as an expression."""
        values = [f"({_put(self.argument, self.over[0], at)})" for at in self.attained_at]
        return values[0] if len(values) == 1 else f"{_EXTREMUM[self.function]}({', '.join(values)})"

    def divisors(self) -> tuple[Expression, ...]:
        """Return the divisors in the argument."""
        seen = Occurrences()
        parse_expression(self.argument, "claim", seen)
        return tuple(seen.divisors)

    def value(self, argument: Value) -> Value | None:
        """Return the value of the function at `argument`, None if that is not rational or not defined."""
        x = Fraction(argument)
        if self.attained_at:
            return x
        if not self.degree:
            return x.numerator // x.denominator if self.function == "floor" else -(-x.numerator // x.denominator)
        if x < 0:
            return None
        from flint import fmpz

        found = Fraction(*(int(fmpz(part).root(self.degree)) for part in (x.numerator, x.denominator)))
        return found if found**self.degree == x else None


class Use(NamedTuple):
    """Where a function is used among tokens, and what is to stand there: a `power` of the function of `argument`."""

    start: int
    end: int
    function: str
    arguments: tuple[tuple[str, ...], ...]
    power: Fraction


@dataclass
class Plain:
    """The plain texts of a statement, and what was defined on the way: first what conditions mention."""

    claim: str
    where: tuple[str, ...]
    definitions: tuple[Definition, ...]
    in_conditions: int

    @classmethod
    def of(cls, claim: str, where: Iterable[str], scales: Iterable[str] = ()) -> Plain | None:
        """Return the plain texts, None if no function is used; raises BoundlabError for what is no use of one.

        Functions of `scales`, of eps and of N keep standing in comparisons of orders.
        """
        where = tuple(where)
        names = {name for text in (claim, *where) for name in re.findall(r"\w+", text)}
        defining = _Defining(names, _SCALES | set(scales))
        conditions = tuple(defining.links(text, "condition") for text in where)
        count = len(defining.found)
        plain = defining.links(claim, "claim")
        used = defining.found or defining.inverted
        return cls(plain, conditions, tuple(defining.found.values()), count) if used else None


_HEAD = re.compile(r"\b(inf|sup)\s*\(\s*([A-Za-z_]\w*)\s+in\b\s*(?=\[)")
_NAMED = re.compile(r"\b(?:inf|sup)_\d")
_INVERSE = re.compile(r"(?:\^|\*\*)\s*\(?\s*-")
_RANGE = re.compile(r"\[([^\[\]]*)\]\s*:(.*)", re.DOTALL)


@dataclass
class _Defining:
    names: set[str]
    scales: Set[str]
    found: dict[tuple[str, tuple[str, ...], int], Definition] = field(default_factory=dict)
    inverted: bool = False  # was 1/b^k put for some b^(-k)?

    def links(self, text: str, argument: str) -> str:
        """Return the plain text of a formula, or of a comparison of orders."""
        parts = ORDER_RELATION.split(spelled(text))
        for i in range(0, len(parts), 2):
            parts[i] = self.plain(parts[i], argument, order=len(parts) > 1)
        return " ".join(ORDER_NAMES.get(part, part) for part in parts)

    def plain(self, text: str, argument: str, *, order: bool = False) -> str:
        """Return `text` with names for the functions in it; in an order, for those without a scale."""
        text = self._without_infima(text, argument)
        try:
            parts = [unmarked(part) for part in tokens(text)]
        except BoundlabError as error:
            raise BoundlabError(f"cannot read {text[:80]!r}: {error.reason}", argument) from None
        if not order:
            parts = self._inverted(parts)
        kept: set[tuple[str, ...]] = set()
        while True:
            uses = [
                use for use in _uses(parts, argument, powers=not order) if tuple(parts[use.start : use.end]) not in kept
            ]
            use = next((u for u in uses if not any(u.start <= v.start < u.end and v is not u for v in uses)), None)
            if use is None:
                return " ".join(parts)
            if not self.scales.isdisjoint(parts[use.start : use.end]):
                kept.add(tuple(parts[use.start : use.end]))
                continue
            parts[use.start : use.end] = self._replacement(use, argument)

    def _inverted(self, parts: list[str]) -> list[str]:
        """Put 1/b^k for b^(-k)."""
        i = 1
        while i < len(parts):
            if parts[i] == "**":
                end, exponent = _exponent(parts, i + 1)
                start = base_start(parts, i) if exponent is not None else None
                if start is not None and exponent is not None and exponent < 0 and exponent.denominator == 1:
                    power = ["**", str(-exponent)] if exponent < -1 else []
                    parts = [*parts[:start], "(", "1", "/", *parts[start:i], *power, ")", *parts[end:]]
                    self.inverted = True
            i += 1
        return parts

    def _without_infima(self, text: str, argument: str) -> str:
        """Put names for `inf(p in [a, b]: E)` and `sup(…)`, innermost first; where they are attained is found later."""
        while heads := list(_HEAD.finditer(text)):
            head = heads[-1]
            end = closing(text, text.index("(", head.start()))
            found = _RANGE.fullmatch(text[head.end() : end]) if end > 0 else None
            bounds = _split(found[1]) if found is not None else ()
            if found is None or len(bounds) != 2 or not all(part.strip() for part in (*bounds, found[2])):
                raise BoundlabError(f"{head[1]} is written {head[1]}(p in [1, 2]: p^2)", argument)
            low, high, body = (" ".join(part.split()) for part in (*bounds, found[2]))
            if set(re.findall(r"[A-Za-z_]\w*(?=\s*\()", body)) - {"min", "max", "abs"} or _NAMED.search(body):
                raise BoundlabError(f"{head[1]}: {body[:60]!r} may have no functions but min, max and abs", argument)
            if _INVERSE.search(body):
                body = " ".join(self._inverted([unmarked(part) for part in tokens(body)]))
            key = head[1], (head[2], low, high, body), 0
            if key not in self.found:
                name = self._fresh(head[1])
                self.found[key] = Definition(name, head[1], body, 0, (head[2], low, high))
            text = f"{text[: head.start()]} {self.found[key].name} {text[end + 1 :]}"
        return text

    def _fresh(self, function: str) -> str:
        free = (n for k in itertools.count(1) if (n := f"{function}_{k}") not in self.names)
        name = next(free)
        self.names.add(name)
        return name

    def _replacement(self, use: Use, argument: str) -> list[str]:
        if use.function == "mod":
            a, b = (["(", *part, ")"] for part in use.arguments)
            return ["(", *a, "-", *b, "*", "floor", "(", *a, "/", *b, ")", ")"]
        degree = use.power.denominator if use.function == "root" else 0
        if degree > MAX_ROOT or abs(use.power.numerator) > MAX_ROOT:
            raise BoundlabError(f"the exponent {use.power}: at most {MAX_ROOT} on either side of the bar", argument)
        key = use.function, _bare(use.arguments[0]), degree
        if key not in self.found:
            if len(self.found) >= MAX_DEFINED:
                raise BoundlabError(f"more than {MAX_DEFINED} uses of sqrt, floor, ceil and mod", argument)
            name = self._fresh(use.function)
            self.found[key] = Definition(name, use.function, " ".join(key[1]), degree)
        name = self.found[key].name
        p = use.power.numerator if use.function == "root" else 1
        if p == 1:
            return [name]
        power = ["**", str(abs(p))] if abs(p) > 1 else []
        return ["(", *(["1", "/"] if p < 0 else []), name, *power, ")"]


def _bare(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Drop parentheses around everything."""
    while len(parts) > 2 and parts[0] == "(" and closing(parts, 0) == len(parts) - 1:
        parts = parts[1:-1]
    return parts


def closing(parts: Iterable[str], start: int) -> int:
    """Return where the parenthesis that opens at `start` is closed, -1 if nowhere."""
    depth = 0
    for i, part in enumerate(parts):
        if i >= start:
            depth += (part == "(") - (part == ")")
            if depth == 0:
                return i
    return -1


def _uses(parts: list[str], argument: str, *, powers: bool) -> Iterator[Use]:
    for i, part in enumerate(parts):
        if part in ARGUMENTS and parts[i + 1 : i + 2] == ["("]:
            end = closing(parts, i + 1)
            if end < 0:
                return  # the reader of the plain text says so
            inner = split_tokens(parts[i + 2 : end])
            if len(inner) != ARGUMENTS[part] or not all(inner):
                raise BoundlabError(f"{part} takes {ARGUMENTS[part]} value{'s' * (ARGUMENTS[part] > 1)}", argument)
            yield Use(i, end + 1, "root" if part == "sqrt" else part, inner, Fraction(1, 2))
        elif powers and part == "**" and i:
            end, exponent = _exponent(parts, i + 1)
            if exponent is not None and exponent.denominator > 1 and (start := base_start(parts, i)) is not None:
                yield Use(start, end, "root", (tuple(parts[start:i]),), exponent)


def _split(parts: str) -> tuple[str, ...]:
    """Split a text at commas outside parentheses."""
    return tuple("".join(part) for part in split_tokens(list(parts)))


def _names(*texts: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", " ".join(texts))) - {"min", "max", "abs"}


def _put(text: str, name: str, value: str) -> str:
    """Return `text` with (value) for `name`."""
    return re.sub(rf"(?<![\w.]){name}(?!\w)", f"({value})", text)


def split_tokens(parts: list[str]) -> tuple[tuple[str, ...], ...]:
    """Split at commas outside parentheses."""
    found: list[list[str]] = [[]]
    depth = 0
    for part in parts:
        depth += (part == "(") - (part == ")")
        if part == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(part)
    return tuple(map(tuple, found))


def _exponent(parts: list[str], start: int) -> tuple[int, Fraction | None]:
    """Return a literal fraction that is the exponent at `start`, and where it ends."""
    head = parts[start : start + 1]
    if head and re.fullmatch(r"\d*\.\d+", head[0]):
        return start + 1, Fraction(head[0])
    if head == ["-"] and re.fullmatch(r"\d{1,9}", "".join(parts[start + 1 : start + 2])):
        return start + 2, -Fraction(parts[start + 1])
    if head == ["("]:
        end = closing(parts, start)
        found = re.fullmatch(r"([-+]?)(\d{1,9})(?:/(\d{1,9}))?", "".join(parts[start + 1 : end])) if end > 0 else None
        if found and int(found[3] or 1):
            return end + 1, Fraction(int(found[1] + found[2]), int(found[3] or 1))
    return start, None


def base_start(parts: list[str], power: int) -> int | None:
    """Return where the base of the power at `power` starts."""
    if parts[power - 1] != ")":
        return power - 1 if re.fullmatch(r"[\w.]+", parts[power - 1]) else None
    depth = 0
    for i in range(power - 1, -1, -1):
        depth += (parts[i] == ")") - (parts[i] == "(")
        if depth == 0:
            called = i > 0 and re.fullmatch(r"[A-Za-z_]\w*", parts[i - 1]) and parts[i - 1] not in {"and", "or", "not"}
            return i - 1 if called else i
    return None


def read(plain: Plain, declared: Mapping[str, Iterable[str]]) -> Statement:
    """Return the plain statement, with the ranges of the parameters that are declared and of those defined."""
    real = [*declared["real"], *(d.name for d in plain.definitions if d.degree or d.over[0])]
    integer = [*declared["integer"], *(d.name for d in plain.definitions if not (d.degree or d.over[0]))]
    conditions = (*plain.where, *(d.condition for d in plain.definitions))
    statement = Statement.parse(plain.claim, conditions, real, integer=integer)
    return replace(statement, completion=Completion.of(plain.definitions))


def obligations(plain: Plain, statement: Statement) -> Iterator[tuple[int, Statement]]:
    """Yield what shows that the functions in the claim are defined, each with the index of the definition."""
    known = len(statement.where) - len(plain.definitions)
    for i, d in enumerate(plain.definitions[plain.in_conditions :], plain.in_conditions):
        if d.over[0]:
            continue  # `infima` shows that it is attained
        argument = parse_expression(d.argument)
        claims = [Literal(e, "!=", ZERO) for e in d.divisors()]
        claims += [Literal(argument, ">=", ZERO)] if d.degree else []
        for claim in claims:
            shown = Statement.of(claim, statement.where[: known + i], statement.ranges)
            yield i, replace(shown, completion=Completion.of(plain.definitions[:i]))


@dataclass(frozen=True)
class Completion:
    """How the values of defined names follow from those of the others, or of x from that of a root of x."""

    steps: tuple[tuple[Definition, Expression], ...]

    @classmethod
    def of(cls, definitions: Iterable[Definition]) -> Completion:
        """Return the completion for these definitions."""
        texts = ((d, d.attained if d.attained_at else d.argument) for d in definitions)
        return cls(tuple((d, parse_expression(text)) for d, text in texts))

    def computed(self) -> set[str]:
        """Return the names whose values are computed."""
        taken: set[str] = set()
        for d, e in self.steps:
            inverted = d.degree and e.op == "parameter" and e.args[0] not in taken
            taken.add(e.args[0] if inverted else d.name)
            if inverted:
                taken.discard(d.name)
        return taken

    def completed(self, point: Mapping[str, Value]) -> dict[str, Value] | None:
        """Return `point` with the computed values, None where one of them is not rational or not defined."""
        found, computed = dict(point), self.computed()
        for d, e in self.steps:  # what a root determines comes first
            if d.name not in computed:
                if found[d.name] < 0:
                    return None
                found[e.args[0]] = found[d.name] ** d.degree
        for d, e in self.steps:
            if d.name in computed:
                value = d.value(e.at(found))
                if value is None:
                    return None
                found[d.name] = value
        return found
