"""Parameters of claims and where they range: integers ≥ 1, integers, reals, reals above or from a number on.

The target family fixes m, m1, m2 and r: integers ≥ 1 with m = m1 + m2. Every other parameter is declared by the
claim that uses it; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal as OneOf

from boundlab.errors import BoundlabError, bad_value
from boundlab.numbers import rational
from boundlab.symbolic.expression import NAME, Value, number, parameter
from boundlab.symbolic.formula import Literal

DIMENSION = "m = m1 + m2"


@dataclass(frozen=True, slots=True)
class Domain:
    """The integers or the reals, those ≥ `least`, or > `least` if `strict`."""

    kind: OneOf["integer", "real"]
    least: Fraction | int | None = None
    strict: bool = False

    def __post_init__(self) -> None:
        if self.kind not in {"integer", "real"}:
            raise bad_value("kind", self.kind, "integer or real")
        if isinstance(self.least, bool) or not isinstance(self.least, int | Fraction | None):
            raise bad_value("least", self.least, "an int, a Fraction or None")
        if self.kind == "integer" and self.least not in {None, 1}:
            raise bad_value("least", self.least, "1 or None, for integers")

    @property
    def bound(self) -> str | None:
        """The bound as text, such as `> 0`."""
        return None if self.least is None else f"{'>' if self.strict else '≥'} {self.least}"

    def __contains__(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
            return False
        if self.kind == "integer" and value != int(value):
            return False
        return self.least is None or (value > self.least if self.strict else value >= self.least)

    def __str__(self) -> str:
        noun = "an integer" if self.kind == "integer" else "a real number"
        return noun if self.bound is None else f"{noun} {self.bound}"


POSITIVE_INTEGER = Domain("integer", 1)
INTEGER = Domain("integer")
REAL = Domain("real")
FAMILY = dict.fromkeys(("m", "m1", "m2", "r"), POSITIVE_INTEGER)


def real_above(least: Fraction | int) -> Domain:
    """Return the reals > `least`."""
    return Domain("real", least, strict=True)


def real_from(least: Fraction | int) -> Domain:
    """Return the reals ≥ `least`."""
    return Domain("real", least)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a claim that its target family does not fix: its domain and what it is."""

    name: str
    domain: Domain
    meaning: str

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not NAME.fullmatch(self.name):
            raise bad_value("parameter", self.name, "a name")
        if self.name in FAMILY:
            raise bad_value("parameter", self.name, f"another name: {self.name} is {FAMILY[self.name]} everywhere")
        if not isinstance(self.domain, Domain):
            raise bad_value(f"domain of {self.name}", self.domain, "a Domain")

    def __str__(self) -> str:
        return f"{self.name}, {self.domain}: {self.meaning}"


@dataclass(frozen=True)
class Ranges:
    """The domain of parameters, by name, sorted unless their order is that of a text."""

    items: tuple[tuple[str, Domain], ...] = ()

    @classmethod
    def of(cls, domains: Mapping[str, Domain]) -> Ranges:
        """Return the ranges with these domains."""
        return cls(tuple(sorted(domains.items())))

    def __getitem__(self, name: str) -> Domain:
        return dict(self.items)[name]

    def get(self, name: str, default: Domain) -> Domain:
        """Return the domain of `name`, or `default` if it is not there."""
        return dict(self.items).get(name, default)

    def __contains__(self, name: str) -> bool:
        return any(name == known for known, _ in self.items)

    def admit(self, values: Mapping[str, Value]) -> bool:
        """Does every value of a parameter that is here lie in its domain?"""
        return all(values[name] in domain for name, domain in self.items if name in values)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(name for name, _ in self.items)

    @property
    def real(self) -> tuple[str, ...]:
        """The real parameters."""
        return tuple(name for name, domain in self.items if domain.kind == "real")

    @property
    def signed(self) -> tuple[str, ...]:
        """The integers of any sign."""
        return tuple(name for name, domain in self.items if domain == INTEGER)

    @property
    def unsigned(self) -> frozenset[str]:
        """The parameters that need not be positive."""
        return frozenset(
            n for n, d in self.items if d.least is None or not (d.least > 0 or (d.strict and d.least == 0))
        )

    @property
    def conditions(self) -> tuple[Literal, ...]:
        """The bounds of the real parameters."""
        found = ((n, d.strict, d.least) for n, d in self.items if d.kind == "real" and d.least is not None)
        return tuple(Literal(parameter(n), ">" if strict else ">=", number(least)) for n, strict, least in found)

    def joined(self, other: Ranges) -> Ranges:
        """Return both together; raises BoundlabError for a name that has two domains."""
        for name, domain in other.items:
            if name in self and self[name] != domain:
                raise BoundlabError(f"{name} is {self[name]} in one claim and {domain} in the other: not comparable")
        return Ranges.of({**dict(self.items), **dict(other.items)})

    def text(self, without: Iterable[str] = ()) -> str:
        """Return the ranges in words, such as `all integers m ≥ 1, all real p > 0`.

        >>> Ranges.of({"m": POSITIVE_INTEGER, "p": real_above(0), "r": POSITIVE_INTEGER}).text()
        'all integers m, r ≥ 1, all real p > 0'
        """
        gone = set(without)
        groups: dict[Domain, list[str]] = {}
        for name, domain in self.items:
            if name not in gone:
                groups.setdefault(domain, []).append(name)
        ordered = sorted(groups, key=lambda d: (d != POSITIVE_INTEGER, str(d)))
        kinds = {"integer": "integers", "real": "real"}
        return ", ".join(
            f"all {kinds[d.kind]} {', '.join(groups[d])}" + (f" {d.bound}" if d.bound else "") for d in ordered
        )

    def to_json(self) -> dict[str, str]:
        """Return the domain of every parameter in words."""
        return {name: str(domain) for name, domain in self.items}


def exact(argument: str, text: str) -> Value:
    """Return the number that `text` is, exactly: an integer, a fraction such as 1/3 or a decimal such as 0.25.

    >>> exact("p", "1/3")
    Fraction(1, 3)
    """
    value = rational(text, argument)
    return int(value) if value.denominator == 1 else value


def checked_values(values: Mapping[str, Value], ranges: Ranges, *, split: bool = False) -> dict[str, Value]:
    """Return `values` with what m = m1 + m2 adds to them.

    `split`: the input has the two parts x and I, so m ≥ 2. Raises BoundlabError for a name that `ranges` do not have,
    a value outside its domain, and values of m, m1, m2 that do not add up.

    >>> checked_values({"m": 5, "m1": 2}, Ranges.of(FAMILY))
    {'m': 5, 'm1': 2, 'm2': 3}
    """
    for name, value in values.items():
        if name not in ranges:
            raise bad_value(name, value, f"one of the parameters {', '.join(ranges.names) or '(there is none)'}")
        if value not in ranges[name]:
            raise bad_value(name, value, str(ranges[name]))
    found = {name: int(v) if v == int(v) else v for name, v in values.items()}
    m, m1, m2 = (found.get(n) for n in ("m", "m1", "m2"))
    if m is not None and m1 is not None and m2 is not None and m != m1 + m2:
        raise bad_value("m", m, f"{m1 + m2}: it contradicts {DIMENSION} with m1 = {m1}, m2 = {m2}")
    for part, other in (("m1", "m2"), ("m2", "m1")):
        if m is not None and part in found and other not in found:
            if found[part] >= m:
                raise bad_value(part, found[part], f"less than {m}: it contradicts {DIMENSION} with m = {m}")
            found[other] = m - found[part]
    if split and m == 1:
        raise bad_value("m", m, f"2 or more: it contradicts {DIMENSION}")
    return dict(sorted(found.items()))
