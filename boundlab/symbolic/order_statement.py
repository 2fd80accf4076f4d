"""Chains of comparisons of orders as they are written: what tends to a limit, what is tied to it, what is fixed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.coefficient import POSITIVE
from boundlab.symbolic.comparison import from_above, related
from boundlab.symbolic.domain import INTEGER, REAL, Domain, Ranges
from boundlab.symbolic.expansion import Expansion, Expansions, Undetermined, Vague, Written
from boundlab.symbolic.expression import RESERVED, Value
from boundlab.symbolic.growth_reader import FUNCTIONS, GrowthReader, read_growth, read_logarithm, read_size
from boundlab.symbolic.monomial import UNIT
from boundlab.symbolic.signs import Signs
from boundlab.symbolic.spelling import ORDER_NAMES, ORDER_RELATION, bound_names, spelled, sum_ends, tokens, unmarked
from boundlab.symbolic.stated import Stated

if TYPE_CHECKING:
    from boundlab.symbolic.conditional import Conditional, Given

MAX_SCALES = 4
_ONE = re.compile(r"[(\s]*1(\.0*)?[)\s]*")
_IN_PARENTHESES = re.compile(r"^[(\s]*(\w+)[)\s]*$")
SWAPPED = {"≳": "≲", "≻": "≺"}
Path = Mapping[str, str]
Link = tuple[str, str, str]


def names_in(text: str) -> set[str]:
    """Return the tokens of a text, names as they are written."""
    return {unmarked(part) for part in tokens(text)}


def links(text: str) -> list[Link]:
    """Return the links of a chain `A ≲ B ≺ C` of orders.

    >>> links("n <~ n^2 << 2^n")
    [('n', '≲', 'n^2'), ('n^2', '≺', '2^n')]
    """
    parts = [part.strip() for part in ORDER_RELATION.split(spelled(text))]
    sides, relations = parts[::2], [ORDER_NAMES.get(r, r) for r in parts[1::2]]
    return list(zip(sides, relations, sides[1:], strict=False))


def moving_names(where: Iterable[str], growing: Iterable[str]) -> set[str]:
    """Return the names that tend to a limit or are tied to what does."""
    found = {*map(spelled, growing), "eps", "N"}
    for text in where:
        for link in links(text):
            limit = _limit(*link)
            found |= {limit[0]} if limit else set()
    return found


@dataclass
class OrderStatement:
    """A chain of orders in one scale, the scales tied to it, and the conditions on the parameters."""

    claim: str
    where: tuple[str, ...]
    chain: list[Link]
    limits: dict[str, bool]  # the scales that are not tied; True: it tends to 0
    ties: list[tuple[str, str]]
    between: list[Link]  # conditions between scales
    conditions: tuple[Stated, ...]
    ranges: Ranges
    names: frozenset[str]
    written: Written = dataclasses.field(default_factory=Written)
    implied: tuple[str, ...] = ()  # conditions that others imply

    @classmethod
    def parse(
        cls, claim: str, where: Iterable[str], declared: Mapping[str, Iterable[str]], growing: Iterable[str]
    ) -> OrderStatement:
        """Read a statement; raises BoundlabError where it has no scale, or several that are not tied.

        A limit that a condition implies, as n ≳ eps^(-2) does for n, becomes a condition of its own.
        """
        where = tuple(where)
        found = cls._parsed(claim, where, declared, growing)
        fixed = {spelled(name) for names in declared.values() for name in names}
        implied: tuple[str, ...] = ()
        while (one := _implied_limit(found, fixed)) is not None:
            implied = (*implied, one)
            found = cls._parsed(claim, (*where, *implied), declared, growing)
            found.implied = implied
        return found

    @classmethod
    def _parsed(
        cls, claim: str, where: Iterable[str], declared: Mapping[str, Iterable[str]], growing: Iterable[str]
    ) -> OrderStatement:
        chain, growing = links(claim), tuple(map(spelled, growing))
        where = (*(f"{spelled(name)} > 0" for name in declared["positive"]), *where)
        limits, conditions = dict.fromkeys(growing, False), []
        ties, between = list[tuple[str, str]](), list[Link]()
        compared = list(chain)
        for text in where:
            found = links(text)
            compared += found
            if not found:
                conditions.append(Stated.condition(text))
            for link in found:
                match _limit(*link):
                    case str(name), bool(vanishing):
                        limits[name] = vanishing
                    case str(name), str(other) if name not in dict(ties):
                        ties.append((name, other))
                    case _:
                        between.append(link)
        names = {part for left, _, right in compared for side in (left, right) for part in names_in(side)}
        names = {name for name in names if re.fullmatch(r"[A-Za-z_]\w*", name)} - FUNCTIONS
        names -= _bound(compared)
        _require_whole_ends(compared, set(declared["real"]) | set(declared["positive"]))
        for name in growing:
            if name not in names:
                raise bad_value("growing", name, "a name that occurs in the claim")
        limits |= {name: name == "eps" for name in ("eps", "N") if name in names and name not in limits}
        ties, moved = _in_one_scale(ties, limits)
        between += moved
        scales = limits.keys() | {name for name, _ in ties}
        free = [name for name in limits if name not in dict(ties)]
        if not free:
            wanted = "one scale tends to its limit, others are tied to it, as in n ≍ eps^(-2)"
            raise BoundlabError(f"no scale: {wanted}", "claim")
        if ({"eps", "N"} <= set(free) and not between) or len(free) > MAX_SCALES:
            names_ = ", ".join(free)
            raise BoundlabError(f"several scales, {names_}: tie one to the other, as in N ≍ eps^(-2)", "claim")
        for c in conditions:
            if moving := c.names & scales:
                between_scales = "conditions between scales are written with ≲ ≺ ≍, as in d ≲ n"
                raise bad_value(
                    "where", str(c), f"a condition on parameters: {min(moving)} is a scale; {between_scales}"
                )
        parameters = names.union(*(c.names for c in conditions)) - scales
        ranges = _ranges(declared, parameters)
        kept = {name: limits[name] for name in free}
        return cls(claim, where, chain, kept, ties, between, tuple(conditions), ranges, frozenset(parameters))

    def scale_of(self, name: str) -> str | None:
        """Return the scale that is not tied on which `name` depends, None for a parameter."""
        return next(iter(_scales_of(name, dict(self.ties), self.limits)), None)

    def scales(
        self, field: Expansions, values: Mapping[str, Value], base: str, path: Path | None = None
    ) -> dict[str, Expansion]:
        """Return the expansions of `base` and what is tied to it, up to a factor that stays between constants > 0.

        On a path every scale is a function of one, t.
        """
        if path is None:
            found = {base: field.inverse(field.scale()) if self.limits[base] else field.scale()}
            waiting = [tie for tie in self.ties if len(self.limits) == 1 or self.scale_of(tie[0]) in (base, None)]
        else:
            found = {n: read_growth(text, "path", {"t": field.scale()}, field, {}) for n, text in path.items()}
            found = {n: field.inverse(a) if self.limits[n] else a for n, a in found.items()}
            waiting = self.ties
        while waiting:
            ready = [tie for tie in waiting if not any(_occurs(name, tie[1]) for name, _ in waiting)]
            if not ready:
                raise BoundlabError(f"{waiting[0][0]} is tied to itself", "where")
            for name, text in ready:
                if name in found:
                    raise BoundlabError(f"{name} is tied twice", "where")
                m, _, s = field.leading(read_growth(text, "where", found, field, values))
                if s < 0:
                    raise BoundlabError(f"{name} ≍ {text} becomes negative", "where")
                found[name] = Expansion(((m, POSITIVE),))
            waiting = [tie for tie in waiting if tie not in ready]
        return found

    def holds(
        self, sign: Any, length: int, values: Mapping[str, Value], path: Path | None = None, given: Given | None = None
    ) -> bool:
        """Does every link hold, if only on a path? Raises Vague where that cannot be told.

        Under conditions between scales it is told only on a path, or with what is `given` to show it from them.
        """
        answers = [self._link(link, sign, length, values, path, given) for link in self.chain]
        return all(answers)

    def meets(self, sign: Any, length: int, values: Mapping[str, Value], path: Path) -> bool:
        """Do the conditions between scales hold on a path?"""
        return all(self._in_one_scale(link, sign, length, values, path) for link in map(_forwards, self.between))

    def _link(
        self,
        link: Link,
        sign: Any,
        length: int,
        values: Mapping[str, Value],
        path: Path | None,
        given: Given | None,
    ) -> bool:
        link = _forwards(link)
        several = len(self.limits) > 1
        if path is not None or not (several or self.between):
            return self._in_one_scale(link, sign, length, values, path)
        refusal: Exception | None = None
        try:
            if several:
                found = self._in_several_scales(link, sign, length, values)
            else:
                found = self._in_one_scale(link, sign, length, values, path)
            if found or not self.between:
                return found
        except (Vague, Undetermined) as reason:
            refusal = reason
        unread = ""
        if given is not None:
            conditional = self.conditional(sign, length, values, given)
            if conditional.holds(link):
                return True
            unread = "".join(f"; of {each} nothing is used" for each in conditional.unread)
        if isinstance(refusal, Undetermined):
            raise refusal
        raise Vague(f"{refusal or 'it does not follow from the conditions between scales, as far as is seen'}{unread}")

    def _in_one_scale(self, link: Link, sign: Any, length: int, values: Mapping[str, Value], path: Path | None) -> bool:
        left, relation, right = link
        field = Expansions(sign, length, self.written)
        scales = self.scales(field, values, next(iter(self.limits)), path)
        try:
            a, b = (read_size(side, "claim", scales, field, values) for side in (left, right))
            return related(field, a, relation, b)
        except Vague as reason:
            try:
                a, b = (read_logarithm(side, "claim", scales, field, values) for side in (left, right))
                gap = field.add(a, field.negated(b))
                sides = [gap, field.negated(gap)] if relation == "≍" else [gap]
                answers = [from_above(field, side, strictly=relation == "≺") for side in sides]
            except (Vague, BoundlabError):
                raise reason from None
            if None in answers and False not in answers:
                raise reason
            return False not in answers

    def readers(self, sign: Any, length: int, values: Mapping[str, Value]) -> Callable[[str], dict[str, GrowthReader]]:
        """Return what reads a text in every scale."""
        fields = {base: Expansions(sign, length, self.written) for base in self.limits}
        scales = {base: self.scales(fields[base], values, base) for base in self.limits}

        def readers(text: str) -> dict[str, GrowthReader]:
            return {base: GrowthReader(text, "claim", scales[base], fields[base], values) for base in self.limits}

        return readers

    def _in_several_scales(self, link: Link, sign: Any, length: int, values: Mapping[str, Value]) -> bool:
        from boundlab.symbolic.several_scales import compared

        return compared(*link, self.readers(sign, length, values), self.scale_of)

    def conditional(self, sign: Any, length: int, values: Mapping[str, Value], given: Given) -> Conditional:
        """Return what compares orders under the conditions between scales."""
        from boundlab.symbolic.conditional import Conditional

        return Conditional(self.between, given, self.readers(sign, length, values), self.scale_of)


def _forwards(link: Link) -> Link:
    left, relation, right = link
    return (right, SWAPPED[relation], left) if relation in SWAPPED else link


def _scales_of(name: str, ties: Mapping[str, str], limits: Mapping[str, bool]) -> set[str]:
    """Return the scales that are not tied on which a name depends."""
    found, seen, waiting = set[str](), set[str](), [name]
    while waiting:
        each = waiting.pop()
        if each in ties and each not in seen:
            waiting += names_in(ties[each]) - {each}
        elif each in limits and each not in ties:
            found.add(each)
        seen.add(each)
    return found


def _in_one_scale(ties: list[tuple[str, str]], limits: Mapping[str, bool]) -> tuple[list[tuple[str, str]], list[Link]]:
    """Return the ties to one scale, and those to several, itself among them, which are conditions between scales."""
    kept, moved = list(ties), list[Link]()
    while several := [
        (name, other)
        for name, other in kept
        if len(_scales_of(name, dict(kept), limits)) > 1 - (name in names_in(other))
    ]:
        name, other = several[0]
        if name not in limits:
            wanted = f"say too whether {name} ≻ 1 or {name} ≺ 1"
            raise BoundlabError(f"{name} is tied to several scales: {wanted}", "where")
        kept.remove(several[0])
        moved.append((name, "≍", other))
    return kept, moved


def _implied_limit(statement: OrderStatement, fixed: set[str]) -> str | None:
    """Return the condition that a name tends to a limit if another condition implies it.

    Raises BoundlabError for a name that is compared with scales and has no limit.
    """
    for link in statement.between:
        for (name, other), larger in ((link[::2], link[1] in "≳≻"), (link[::-2], link[1] in "≲≺")):
            if not re.fullmatch(r"[A-Za-z_]\w*", name) or name not in statement.names - fixed:
                continue
            direction = _direction(statement, other)
            if direction is None:
                continue
            if link[1] != "≍" and direction == (1 if larger else -1):
                return f"{name} ≻ 1" if larger else f"{name} ≺ 1"
            wanted = f"say {name} ≻ 1 or {name} ≺ 1, or name it under --growing"
            raise BoundlabError(f"{name} is compared with scales and has no limit: {wanted}", "where")
    return None


def _direction(statement: OrderStatement, text: str) -> int | None:
    """Return 1, -1 for what tends to ∞, 0 with all parameters 1 and all scales one; None for what is fixed."""
    if not any(_scales_of(name, dict(statement.ties), statement.limits) for name in names_in(text)):
        return None
    field = Expansions(Signs(_unknown, (), {}), 4)
    ones = dict.fromkeys(statement.names, 1)
    try:
        scales = statement.scales(field, ones, next(iter(statement.limits)), dict.fromkeys(statement.limits, "t"))
        leading, _, _ = field.leading(read_growth(text, "where", scales, field, ones))
        return field.monomials.compare(leading, UNIT)
    except (Vague, Undetermined, ZeroDivisionError):
        return 0


def _unknown(literal: Any) -> Any:
    raise Undetermined(literal.left)


def _bound(compared: Iterable[Link]) -> set[str]:
    """Return the variables of sums; raises BoundlabError for one that also stands elsewhere."""
    sides = [side for left, _, right in compared for side in (left, right)]
    bound = {name for side in sides for name in bound_names(side)}
    for name in sorted(bound):
        if name in RESERVED:
            raise BoundlabError(f"{name} is no variable for a sum", "claim")
        if any(name in names_in(side) for side in sides if name not in bound_names(side)):
            raise BoundlabError(f"{name} is the variable of a sum, and stands elsewhere", "claim")
    return bound


def _require_whole_ends(compared: Iterable[Link], real: set[str]) -> None:
    """A sum ends at a scale or an integer."""
    for left, _, right in compared:
        for end in (end for side in (left, right) for end in sum_ends(side)):
            if "/" in end or "." in end or (found := names_in(end) & set(map(spelled, real))):
                what = end if "/" in end or "." in end else min(found)
                raise BoundlabError(f"a sum ends at an integer or a scale, {what} may be none", "claim")


def _ranges(declared: Mapping[str, Iterable[str]], parameters: set[str]) -> Ranges:
    kinds: dict[str, Domain] = {}
    for argument, domain in (("real", REAL), ("positive", REAL), ("integer", INTEGER)):
        for name in map(spelled, declared[argument]):
            if name not in parameters:
                raise bad_value(argument, name, "the name of a parameter that occurs in the claim or a condition")
            if kinds.setdefault(name, domain) != domain:
                raise bad_value(argument, name, f"one declaration: it is {kinds[name]} already")
    return Ranges(tuple(kinds.items()))


def _occurs(name: str, text: str) -> bool:
    return name in names_in(text)


def _limit(left: str, relation: str, right: str) -> tuple[str, bool | str] | None:
    """Read `x ≻ 1` as (x, False), `y ≺ 1` as (y, True), `n ≍ A` as (n, A)."""
    for name, other, swapped in ((left, right, False), (right, left, True)):
        name = _IN_PARENTHESES.sub(r"\1", name)
        if re.fullmatch(r"[A-Za-z_]\w*|ε", name):
            name = "eps" if name == "ε" else name
            if relation == "≍":
                return name, other
            if _ONE.fullmatch(other) and relation in "≻≺":
                return name, (relation == "≺") != swapped
    return None
