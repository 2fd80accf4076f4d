"""What an induction on n takes for granted at n: the claim, and more where the claim alone does not carry the step."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import NamedTuple, NoReturn

from flint import fmpq

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.rational import Ring
from boundlab.symbolic.sequences import Tokens, Use, affine, bare, linear, put, read, text_of, uses

MAX_DEGREE = 12
_SLACKS = ("1/{n}", "1/({n}+1)", "1/(2*{n})", "1/(4*{n})", "1/(2*{n}+1)", "2/{n}", "2/({n}+1)", "1/{n}^2",
           "1/(2*{n}^2)", "1/(2*{n}*({n}+1))", "1/(2*({n}+1)^2)",
           "(1/({n}+1)+1/({n}+2))/2", "(1/{n}+1/({n}+1))/2", "(1/({n}+1)+1/({n}+2)+1/({n}+3))/3")  # fmt: skip


class Hypothesis(NamedTuple):
    """A hypothesis in tokens, with its text, which is empty for the claim itself; `slack` for an added slack."""

    tokens: Tokens
    text: str
    slack: bool = False


def hypotheses(claim: Tokens, name: str, positive: set[str]) -> Iterator[Hypothesis]:
    """Yield hypotheses, the claim first."""
    yield Hypothesis(claim, "")
    written = text_of(claim)
    closed = list(dict.fromkeys([*_closed_forms(claim, name), *_geometric(claim, name)]))
    known: list[str] = []
    for relation in ("> 0", ">= 0", ""):
        signs = list(_signs(claim, name, positive, relation)) if relation else []
        if (relation and not signs) or not (signs or closed):
            continue
        text = " and ".join([f"({written})", *signs, *closed])
        known = known or [*signs, *closed]
        yield Hypothesis(read(text), text)
    sides = _sides(claim)
    if sides is not None:
        less, relation, more = sides
        for slack in _slacks(claim, name):
            text = f"{text_of(less)} + {slack} {relation} {text_of(more)}"
            if known and any(base in slack for base in ("^" + name, "**")):
                text = " and ".join([f"({text})", *known])
            yield Hypothesis(read(text), text, slack=True)


def _bases(claim: Tokens, name: str) -> dict[str, Tokens]:
    """Return the bases of powers whose exponents grow with n, sums included."""
    found: dict[str, Tokens] = {}
    for use in uses(claim):
        if use.kind == "power" and name in use.parts[1]:
            found.setdefault(" ".join(bare(use.parts[0])), bare(use.parts[0]))
        elif use.kind == "sum":
            inner = (u for u in uses(use.parts[3]) if u.kind == "power" and use.parts[0][0] in u.parts[1])
            found |= {" ".join(bare(u.parts[0])): bare(u.parts[0]) for u in inner}
    return {text: base for text, base in found.items() if name not in base}


def _geometric(claim: Tokens, name: str) -> Iterator[str]:
    """Yield equations for the sums of powers up to n."""
    for use in _sums(claim, name):
        match use.parts[1:]:
            case low, high, [base, "**", variable] if [variable] == use.parts[0] and base != "1":
                ends = (f"({base})^({' '.join(end)})" for end in ([*high, "+", "1"], low))
                yield f"{_written(use)}*({base} - 1) = {' - '.join(ends)}"


def _sums(claim: Tokens, name: str) -> Iterator[Use]:
    """Yield the sums up to n, and those that are in one up to n, at n."""
    for use in uses(claim):
        if use.kind == "sum":
            yield use
            if "sum" in use.parts[3] and use.parts[2] == [name]:
                yield from _sums(put(use.parts[3], use.parts[0][0], [name]), name)


def _written(use: Use) -> str:
    variable, low, high, body = (text_of(part) for part in use.parts)
    return f"sum({variable} = {low} .. {high} : {body})"


def _signs(claim: Tokens, name: str, positive: set[str], relation: str) -> Iterator[str]:
    for text, base in _bases(claim, name).items():
        try:
            value = parse_expression(" ".join(base)).value
        except BoundlabError:
            continue
        if value is not None and value > 1:
            yield f"({text})^{name} >= {f'{name} + 1' if value >= 2 else 1}"
        elif value is not None and 0 < value < 1:
            yield f"0 < ({text})^{name} <= 1"
        elif value is None and not (len(base) == 1 and base[0] in positive):
            yield f"({text})^{name} {relation}"


def _closed_forms(claim: Tokens, name: str) -> Iterator[str]:
    """Yield equations for the sums up to n whose terms are polynomials in their variable."""
    for use in _sums(claim, name):
        reach = linear(use.parts[2])
        if name not in use.parts[3] and reach is not None and name in reach[0]:
            closed = closed_form(use)
            if closed is not None:
                yield f"{_written(use)} = {closed}"


def closed_form(use: Use) -> str | None:
    """Return what a sum of a polynomial in its variable is, a polynomial in its end; None for any other."""
    (variable,), low, high, body = use.parts
    while (inner := next((u for u in uses(body) if u.kind == "sum"), None)) is not None:
        closed = closed_form(inner)
        if closed is None:
            return None
        body = [*body[: inner.start], "(", *read(closed), ")", *body[inner.end :]]
    try:
        e = parse_expression(" ".join(body))
        top, bottom = (ring := Ring(e.parameters() | {variable})).fraction(e, _refused)
    except (BoundlabError, ValueError):
        return None
    place = ring.names.index(variable)
    if bottom.degrees()[place] or linear(low) is None:
        return None
    terms: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for exponents, value in top.to_dict().items():
        rest = tuple(0 if i == place else int(k) for i, k in enumerate(exponents))
        terms.setdefault(int(exponents[place]), {})[rest] = value
    if max(terms, default=0) > MAX_DEGREE:
        return None
    last, before, start = f"({' '.join(high)})", f"({' '.join(low)} - 1)", affine(low, "")
    parts = []
    below = f"/({ring.expression(bottom)})"
    for k, coefficients in terms.items():
        coefficient = ring.context.from_dict(coefficients)
        missing = _power_sum_at(k, before) if start is None else str(sum(i**k for i in range(start[1])))
        parts.append(f"({ring.expression(coefficient)}){below}*({_power_sum_at(k, last)} - ({missing}))")
    return " + ".join(parts) or "0"


def _power_sum_at(k: int, last: str) -> str:
    return " + ".join(f"({c})*{last}^{j}" for j, c in enumerate(_power_sum(k)) if c)


def _refused(e: Expression) -> NoReturn:
    raise BoundlabError(f"{e} where a polynomial is expected")


def _power_sum(k: int) -> list[Fraction]:
    """Return the coefficients, the constant first, of the polynomial 0^k + 1^k + … + n^k in n."""
    sums = [[Fraction(1), Fraction(1)]]  # of 0^0 + … + n^0 = n + 1
    for p in range(1, k + 1):
        # (n+1)^(p+1) = Σ_j comb(p+1, j) S_j(n)
        total = [Fraction(comb(p + 1, j)) for j in range(p + 2)]
        for j, s in enumerate(sums):
            for i, c in enumerate(s):
                total[i] -= comb(p + 1, j) * c
        sums.append([c / (p + 1) for c in total])
    return sums[k]


def _sides(claim: Tokens) -> tuple[Tokens, str, Tokens] | None:
    relations = [i for i, part in enumerate(claim) if part in {"<=", "<", ">=", ">", "==", "!="}]
    if len(relations) != 1 or {"and", "or", "not"} & set(claim) or claim[relations[0]] in {"==", "!="}:
        return None
    left, relation, right = claim[: relations[0]], claim[relations[0]], claim[relations[0] + 1 :]
    # With a slack > 0 the inequality is strict by itself.
    return (left, "<=", right) if relation[0] == "<" else (right, "<=", left)


def _slacks(claim: Tokens, name: str) -> Iterator[str]:
    """Yield terms that shrink as n grows: those of geometric series, and of powers of n."""
    for use in uses(claim):
        if use.kind == "sum":
            last = text_of(put(use.parts[3], use.parts[0][0], ["(", *use.parts[2], ")"]))
            if any(u.kind in {"power", "factorial"} for u in uses(use.parts[3])):
                yield from (f"{factor}({last})" for factor in ("", "2*", "(1/2)*", "(1/3)*", "(1/4)*", "3*", "4*"))
    for text, base in _bases(claim, name).items():
        if len(base) == 1:
            yield from (f"({top})/({text})^{name}" for top in (f"{name} + 1", f"{name} + 2"))
    for end in dict.fromkeys(text_of(bare(use.parts[2])) for use in uses(claim) if use.kind == "sum"):
        yield from (slack.format(n=end if end == name else f"({end})") for slack in _SLACKS)
