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
from boundlab.symbolic.sequences import Tokens, affine, bare, put, read, uses

MAX_DEGREE = 12
_SLACKS = ("1/{n}", "1/({n}+1)", "1/(2*{n})", "1/(2*{n}+1)", "2/{n}", "2/({n}+1)", "1/{n}^2", "1/(2*{n}^2)",
           "1/(2*{n}*({n}+1))", "1/(2*({n}+1)^2)",
           "(1/({n}+1)+1/({n}+2))/2", "(1/{n}+1/({n}+1))/2", "(1/({n}+1)+1/({n}+2)+1/({n}+3))/3")  # fmt: skip


class Hypothesis(NamedTuple):
    """A hypothesis in tokens, with its text, which is empty for the claim itself; `slack` for an added slack."""

    tokens: Tokens
    text: str
    slack: bool = False


def hypotheses(claim: Tokens, name: str, positive: set[str]) -> Iterator[Hypothesis]:
    """Yield hypotheses, the claim first."""
    yield Hypothesis(claim, "")
    written = _text(claim)
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
            text = f"{_text(less)} + {slack} {relation} {_text(more)}"
            if known and any(base in slack for base in ("^" + name, "**")):
                text = " and ".join([f"({text})", *known])
            yield Hypothesis(read(text), text, slack=True)


def _text(parts: Tokens) -> str:
    """Return tokens as text, sums as they are written."""
    found: list[str] = []
    position = 0
    for use in uses(parts):
        if use.kind == "sum" and use.start >= position:
            variable, low, high, body = (_text(part) for part in use.parts)
            found += [*parts[position : use.start], f"sum({variable} = {low} .. {high} : {body})"]
            position = use.end
    return " ".join([*found, *parts[position:]])


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
    """Yield equations for the sums of powers of a name up to n."""
    for use in uses(claim):
        match use.parts[1:] if use.kind == "sum" else ():
            case [low], high, [base, "**", variable] if [variable] == use.parts[0] and not base.isdecimal():
                end = _text(claim[use.start : use.end])
                yield f"{end}*({base} - 1) = ({base})^({' '.join(high)} + 1) - ({base})^{low}"


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
    for use in uses(claim):
        if use.kind != "sum":
            continue
        (variable,), low, high, body = use.parts
        start = affine(low, "")
        try:
            e = parse_expression(" ".join(body))
            top, bottom = (ring := Ring(e.parameters() | {variable})).fraction(e, _refused)
        except (BoundlabError, ValueError):
            continue
        if start is None or not bottom.is_constant() or name in body or affine(high, name) is None:
            continue
        place, last = ring.names.index(variable), f"({' '.join(high)})"
        terms: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for exponents, value in (top / bottom).to_dict().items():
            rest = tuple(0 if i == place else int(k) for i, k in enumerate(exponents))
            terms.setdefault(int(exponents[place]), {})[rest] = value
        if max(terms, default=0) > MAX_DEGREE:
            continue
        parts = []
        for k, coefficients in terms.items():
            coefficient = ring.context.from_dict(coefficients)
            before = sum(i**k for i in range(start[1]))
            powers = " + ".join(f"({c})*{last}^{j}" for j, c in enumerate(_power_sum(k)) if c)
            parts.append(f"({ring.expression(coefficient)})*({powers} - {before})")
        yield f"{_text(claim[use.start : use.end])} = {' + '.join(parts) or '0'}"


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
            last = _text(put(use.parts[3], use.parts[0][0], ["(", *use.parts[2], ")"]))
            if any(u.kind in {"power", "factorial"} for u in uses(use.parts[3])):
                yield from (f"{factor}({last})" for factor in ("", "2*", "(1/2)*", "(1/3)*", "(1/4)*", "3*", "4*"))
    for text, base in _bases(claim, name).items():
        if len(base) == 1:
            yield from (f"({top})/({text})^{name}" for top in (f"{name} + 1", f"{name} + 2"))
    if any(use.kind == "sum" for use in uses(claim)):
        yield from (slack.format(n=name) for slack in _SLACKS)
