"""Statements read off from another by putting in values: a parameter at n + 1, at a number, or in a residue class.

What a plain statement lacks, sums up to n, powers b^n and n!, is a sequence, which a name stands for at n. At n + 1 it
is that name with what it gains; at a number it is written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from boundlab.checking._check import CheckResult, check
from boundlab.checking._fields import items, members, text
from boundlab.checking._refusal import Rejected, Unaffordable, require
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Name,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Sum,
    Summation,
    parse_condition,
    rebuilt,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget

MAX_CONDITIONS, MAX_TERMS, MAX_STEP = 1_000, 1_000, 8
PROVED = ("decision", "residues", "induction", "offset", "powers", "summed")


@dataclass(frozen=True)
class Stated:
    """A statement as written: its trees, and the parameters that are real, or integers of any sign."""

    claim: Any
    conditions: tuple[Any, ...]
    real: frozenset[str]
    signed: frozenset[str]
    texts: tuple[str, tuple[str, ...]]

    @property
    def parameters(self) -> frozenset[str]:
        """The names that occur, the variables of sums left out."""
        trees = (self.claim, *self.conditions)
        return frozenset().union(*(free_names(tree) for tree in trees))

    @property
    def kinds(self) -> dict[str, str]:
        """Where each parameter ranges: "positive" (the integers ≥ 1), "signed" (all integers) or "real"."""
        kinds = {name: "real" if name in self.real else "signed" for name in self.real | self.signed}
        return {name: kinds.get(name, "positive") for name in self.parameters}

    def ranges(self) -> tuple[str, ...]:
        """Return where the parameters range, in words."""
        whole, signed = sorted(self.parameters - self.real - self.signed), sorted(self.signed)
        kinds = [(whole, "an integer ≥ 1" if len(whole) == 1 else "integers ≥ 1")]
        kinds += [(signed, "an integer" if len(signed) == 1 else "integers"), (sorted(self.real), "real")]
        return tuple(f"{', '.join(names)} {kind}" for names, kind in kinds if names)


def stated(value: Any, budget: Budget) -> Stated:
    """Return the statement with these texts; raises Rejected with the reason if it is none."""
    fields = members(value, "the statement", {"claim", "where", "real"}, frozenset({"integer"}))
    claim = text(fields["claim"], "the claim")
    where = tuple(text(each, "a condition") for each in items(fields["where"], "where", MAX_CONDITIONS))
    real, signed = (
        frozenset(text(each, "a name") for each in items(fields.get(kind, []), kind, MAX_CONDITIONS))
        for kind in ("real", "integer")
    )
    trees = tuple(parse_condition(each, budget) for each in where)
    found = Stated(parse_condition(claim, budget), trees, real, signed, (claim, where))
    require(not real & signed and real | signed <= found.parameters, "a name is declared twice, or does not occur")
    require(not variables(found.claim, *trees) & found.parameters, "the variable of a sum stands elsewhere")
    require(not {"eps", "N"} & found.parameters, "eps and N belong in an order claim only")
    return found


def shown_by(certificate: Any, verdict: str, budget: Budget) -> tuple[Stated, CheckResult]:
    """Return what a valid certificate with this verdict says, as written, and the checker's answer."""
    if type(certificate) is not dict or certificate.get("kind") not in PROVED or certificate.get("verdict") != verdict:
        raise Rejected(f"an instance is to be {verdict}")
    budget.spend(20_000)  # it has a budget of its own
    result = accepted(certificate)
    if "written" not in certificate:
        return stated(certificate["statement"], budget), result
    plain, written = certificate["statement"], certificate["written"]
    hidden = {each["name"] for each in written["defined"]}
    kinds = {kind: [n for n in plain.get(kind, []) if n not in hidden] for kind in ("real", "integer")}
    return stated({"claim": written["claim"], "where": written["where"], **kinds}, budget), result


def require_instance(found: Stated, claim: Node, known: list[Node], ranges: Mapping[str, str]) -> None:
    """Require that what was shown is `claim`, from conditions that are `known`, for parameters in their ranges."""
    require(found.claim == claim, "an instance is not what the statement says there")
    require(all(each in known for each in found.conditions), "an instance is shown from other conditions")
    for name in found.parameters:
        kind = "real" if name in found.real else "signed" if name in found.signed else "positive"
        # What holds for all reals, or all integers, holds for fewer.
        wider = {"positive": {"positive", "signed", "real"}, "signed": {"signed", "real"}, "real": {"real"}}
        require(kind in wider[ranges.get(name, "")] if name in ranges else False, f"{shown(name)} ranges elsewhere")


def free_names(tree: Node) -> frozenset[str]:
    """Return the names in a tree, without the variables of sums."""
    match tree:
        case Summation(variable, low, high, body):
            return free_names(low) | free_names(high) | (free_names(body) - {variable})
        case Name(name):
            return frozenset({name})
    found: set[str] = set()

    def visit(part: Any) -> Any:
        found.update(free_names(part))
        return part

    rebuilt(tree, visit)
    return frozenset(found)


def variables(*trees: Node) -> set[str]:
    """Return the variables of the sums in trees."""
    return {node.variable for tree in trees for node in walk(tree) if isinstance(node, Summation)}


def put(tree: Any, values: Mapping[str, Expression]) -> Any:
    """Return the tree with values for names; a sum must not bind what they hold."""
    if isinstance(tree, Name):
        return values.get(tree.text, tree)
    if isinstance(tree, Summation):
        held = values.keys() | {name for value in values.values() for name in free_names(value)}
        require(tree.variable not in held, "a sum binds a name")
    return rebuilt(tree, lambda part: put(part, values))


def affine(tree: Expression, name: str) -> tuple[int, int] | None:
    """Return (a, c) for a tree that is a·name + c with integers a and c as written, else None."""
    match tree:
        case Numeral(int(value)):
            return 0, value
        case Name(text) if text == name:
            return 1, 0
        case Negative(operand):
            inner = affine(operand, name)
            return None if inner is None else (-inner[0], -inner[1])
        case Sum(operands):
            parts = [(sign, affine(operand, name)) for sign, operand in operands]
            if all(part is not None for _, part in parts):
                return sum(s * p[0] for s, p in parts if p), sum(s * p[1] for s, p in parts if p)
        case Product(operands) if all(power == 1 for power, _ in operands):
            a, c = 0, 1
            for _, operand in operands:
                part = affine(operand, name)
                if part is None or (a and part[0]):
                    return None
                a, c = a * part[1] + c * part[0], c * part[1]
            return a, c
    return None


def linear(tree: Expression) -> tuple[dict[str, int], int] | None:
    """Return the coefficients other than zero and the constant of a tree that is Σ a·name + c with integers."""
    match tree:
        case Numeral(int(value)):
            return {}, value
        case Name(text):
            return {text: 1}, 0
        case Negative(operand):
            return _combined([(-1, operand)])
        case Sum(operands):
            return _combined(operands)
        case Product(operands) if all(power == 1 for power, _ in operands):
            whole: tuple[dict[str, int], int] = {}, 1
            for _, operand in operands:
                part = linear(operand)
                if part is None or (whole[0] and part[0]):
                    return None
                (a, c), (b, d) = whole, part
                scaled = {n: k * d for n, k in a.items()} | {n: k * c for n, k in b.items()}
                whole = {n: k for n, k in scaled.items() if k}, c * d
            return whole
    return None


def _combined(operands: Iterable[tuple[int, Expression]]) -> tuple[dict[str, int], int] | None:
    coefficients: dict[str, int] = {}
    constant = 0
    for sign, operand in operands:
        part = linear(operand)
        if part is None:
            return None
        constant += sign * part[1]
        for name, a in part[0].items():
            coefficients[name] = coefficients.get(name, 0) + sign * a
    return {name: a for name, a in coefficients.items() if a}, constant


@dataclass(frozen=True)
class Sequences:
    """What a statement holds that depends on n = `name`: each a sum up to n, a base b of b^n, or n!, with its name.

    A power b^(m + n) is b^m·b^n; m is one of `positive`, the integer parameters ≥ 1.
    """

    name: str
    names: Mapping[Any, str]
    positive: frozenset[str] = frozenset()

    def value(self, tree: Any) -> Any:
        """Return the tree at n, with the names in it."""
        match tree:
            case Summation():
                return self._named(self._sum(tree)[0])
            case Power(base, exponent) if self._holds(base, exponent):
                return self._power(base, exponent)
            case Call("factorial", (argument,)):
                return self._factorial(argument)
        return rebuilt(tree, self.value)

    def next(self, tree: Any) -> Any:
        """Return the tree at n + 1, with the names of what it holds at n."""
        following = Sum(((1, Name(self.name)), (1, Numeral(1))))
        match tree:
            case Summation(variable, low, high, body):
                whole, lost, gained = self._sum(tree)
                if _has_sum(body):
                    return Sum(((1, self._named(whole)), (1, self.next(put(body, {variable: Name(self.name)})))))
                more: list[tuple[int, Expression]] = [
                    (1, Sum(((1, high), (1, Numeral(j))))) for j in range(1, gained + 1)
                ]
                more += [(-1, Sum(((1, low), (1, Numeral(j)))) if j else low) for j in range(lost)]
                terms = ((sign, self.value(put(body, {variable: place}))) for sign, place in more)
                return Sum(((1, self._named(whole)), *terms))
            case Power(base, exponent) if self._holds(base, exponent):
                return self._power(base, put(exponent, {self.name: following}))
            case Call("factorial", (argument,)):
                return self._factorial(put(argument, {self.name: following}))
            case Name(text) if text == self.name:
                return following
        return rebuilt(tree, self.next)

    def starts(self, tree: Any, first: int) -> None:
        """Require that every sum in the tree is over a range from n = `first` on, an empty one at most there."""
        match tree:
            case Summation(variable, low, high, body):
                self._sum(tree)
                begin, end = linear(low), linear(high)
                assert begin is not None
                assert end is not None
                length = {n: end[0].get(n, 0) - begin[0].get(n, 0) for n in {*begin[0], *end[0]}}
                least = sum(a * (first if n == self.name else 1) for n, a in length.items()) + end[1] - begin[1]
                require(min(length.values(), default=0) >= 0 and least >= -1, "a sum ends before it starts")
                if _has_sum(body):
                    self.starts(put(body, {variable: Name(self.name)}), first)
            case _:

                def visit(part: Any) -> Any:
                    self.starts(part, first)
                    return part

                rebuilt(tree, visit)

    def _holds(self, base: Expression, exponent: Expression) -> bool:
        """Is the power one that depends on n, or does it have a name?"""
        if self.name in free_names(exponent):
            return True
        found = linear(exponent)
        return found is not None and bool(found[0]) and all((base, n) in self.names for n in found[0])

    def _sum(self, tree: Summation) -> tuple[Summation, int, int]:
        """Return the sum with the numbers of terms that it loses and gains from n to n + 1."""
        low, high = linear(tree.low), linear(tree.high)
        if low is None or high is None:
            raise Rejected("a sum of no use")
        lost, gained = low[0].get(self.name, 0), high[0].get(self.name, 0)
        require(0 <= lost <= gained and 1 <= gained <= MAX_STEP, "a sum of no use")
        require({*low[0], *high[0]} <= {self.name, *self.positive}, "a sum up to what is no integer parameter")
        if _has_sum(tree.body):
            require(tree.high == Name(self.name) and not lost, "a sum of sums")
        require(self.name not in free_names(tree.body), "a sum whose terms depend on where it ends")
        return tree, lost, gained

    def _factorial(self, argument: Expression) -> Expression:
        """Return (n + c)! as the product of n!, n + 1, …, n + c."""
        a, c = affine(argument, self.name) or (0, 0)
        require(a == 1 and 0 <= c <= MAX_STEP, "a factorial of something else")
        known: Expression = self._named(Call("factorial", (Name(self.name),)))
        more = tuple((1, Sum(((1, Name(self.name)), (1, Numeral(j))))) for j in range(1, c + 1))
        return Product(((1, known), *more)) if more else known

    def _power(self, base: Expression, exponent: Expression) -> Expression:
        found = linear(exponent)
        if found is None or self.name in free_names(base) or not found[0].keys() <= {self.name, *self.positive}:
            raise Rejected("a power of no use")
        coefficients, c = found
        if not coefficients:
            return _literal_power(base, c)
        factors: list[tuple[int, Expression]] = []
        for name, a in sorted(coefficients.items()):
            known = self._named((base, name))
            if a < 0 and not factors:
                factors.append((1, Numeral(1)))
            factors.append((1 if a > 0 else -1, known if abs(a) == 1 else Power(known, Numeral(abs(a)))))
        if c:
            factors.append((1 if c > 0 else -1, Power(base, Numeral(abs(c)))))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _named(self, tree: Any) -> Name:
        require(tree in self.names, "a sum, power or factorial has no name")
        return Name(self.names[tree])


def _has_sum(tree: Any) -> bool:
    return any(isinstance(node, Summation) for node in walk(tree))


def accepted(certificate: dict[str, Any]) -> CheckResult:
    """Return what the checker of its kind says; raises Rejected if the certificate is not valid."""
    result = check(certificate)
    if not result.valid:
        raise (Unaffordable if result.refused else Rejected)(f"an instance is not shown: {result.reason}")
    return result


def _literal_power(base: Expression, exponent: int) -> Expression:
    power = Power(base, Numeral(abs(exponent)))
    return power if exponent >= 0 else Product(((1, Numeral(1)), (-1, power)))


def at_numbers(tree: Any, values: Mapping[str, int], budget: Budget) -> Any:
    """Return the tree with numbers for parameters, and the sums, powers and factorials that end there written out."""
    budget.spend(1)
    numerals: dict[str, Expression] = {name: Numeral(value) for name, value in values.items()}

    def number(part: Expression) -> int | None:
        found = affine(put(part, numerals), "")
        return None if found is None else found[1]

    match tree:
        case Summation(variable, low, high, body):
            require(variable not in values, "the variable of a sum has a value")
            first, length = number(low), _combined([(1, put(high, numerals)), (-1, put(low, numerals))])
            if length is None:
                raise Rejected("a sum that does not end there")
            if length[0]:
                ends = (put(low, numerals), put(high, numerals))
                return Summation(variable, *ends, at_numbers(body, values, budget))
            require((first is None or first >= 0) and length[1] < MAX_TERMS, "a sum of too many terms")
            terms = []
            for j in range(length[1] + 1):
                if first is None:
                    place = put(low, numerals)
                    place = Sum(((1, place), (1, Numeral(j)))) if j else place
                    terms.append(at_numbers(put(body, {variable: place}), values, budget))
                else:
                    terms.append(at_numbers(body, {**values, variable: first + j}, budget))
            if len(terms) < 2:
                return terms[0] if terms else Numeral(0)
            return Sum(tuple((1, term) for term in terms))
        case Power(base, exponent) if free_names(exponent) & values.keys():
            inner = put(exponent, numerals)
            if free_names(inner):
                return Power(at_numbers(base, values, budget), inner)
            found = number(exponent)
            require(found is not None, "an exponent that is no integer there")
            assert found is not None
            return _literal_power(at_numbers(base, values, budget), found)
        case Call("factorial", (argument,)):
            found = number(argument)
            require(found is not None and 0 <= found <= 100, "a factorial that is not known there")
            product = 1
            for factor in range(2, (found or 0) + 1):
                product *= factor
            return Numeral(product)
        case Name(name) if name in values:
            return numerals[name]
    return rebuilt(tree, lambda part: at_numbers(part, values, budget))
