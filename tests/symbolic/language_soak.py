"""Random statements of the wider language, each with an evaluation of its own: exact on a grid, or in balls far out.

`python tests/symbolic/language_soak.py SEED COUNT` draws COUNT statements with functions of parameters and as many
comparisons of growth, and says how many had which answer; it stops at the first that its evaluation contradicts.
"""

from __future__ import annotations

import operator
import random
import sys
from collections import Counter
from fractions import Fraction
from itertools import product
from math import floor

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

REALS = [Fraction(k, 6) for k in range(-13, 14)]
INTEGERS = range(1, 8)
RELATIONS = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq}


def number(chance):
    value = chance.choice([Fraction(k, d) for k in range(-3, 4) for d in (1, 2)])
    return f"({value})", lambda p: value


def expression(chance, depth):
    """Return the text of an expression in x and m, and the function that it is."""
    if depth == 0:
        name = chance.choice(["x", "x", "m"])
        return chance.choice([(name, lambda p: p[name]), number(chance)])
    a, f = expression(chance, depth - 1)
    b, g = expression(chance, chance.randrange(depth))
    match chance.randrange(9):
        case 0 | 1:
            return f"({a} + {b})", lambda p: f(p) + g(p)
        case 2:
            return f"({a} - {b})", lambda p: f(p) - g(p)
        case 3:
            k, h = number(chance)
            return f"{k}*({a})", lambda p: h(p) * f(p)
        case 4:
            return f"floor({a})", lambda p: Fraction(floor(f(p)))
        case 5:
            return f"ceil({a})", lambda p: Fraction(-floor(-f(p)))
        case 6:
            return f"abs({a})", lambda p: abs(f(p))
        case 7:
            k = chance.choice((2, 3))
            return f"mod({a}, {k})", lambda p: f(p) - k * floor(f(p) / k)
    return f"sqrt(({a})^2)", lambda p: abs(f(p))


def functions(chance):
    """Decide a statement with functions of parameters and hold the answer against a grid; return the verdict."""
    (a, f), (b, g) = expression(chance, 2), expression(chance, 1)
    relation = chance.choice(list(RELATIONS))
    bound = chance.choice(REALS)
    claim, where = f"{a} {relation} {b}", chance.choice([(), (f"x >= {bound}",)])
    names = [n for n in ("x", "m") if n in claim.replace("mod", "").replace("max", "") or (where and n == "x")]
    try:
        found = decide(claim, where, ["x"] if "x" in names else [], work=600_000)
    except BoundlabError as error:
        return f"refused: {error.reason[:40]}"
    case = (claim, where, found.verdict, found.reason)
    if found.certificate() is not None:
        assert check(found.certificate()).valid, case
    if found.roots:
        return "refuted at a root"  # which the functions here do not take
    if found.verdict == "refuted":
        point = {"x": Fraction(0), "m": Fraction(1)} | {n: Fraction(v) for n, v in found.visible(found.witness).items()}
        assert not RELATIONS[relation](f(point), g(point)), case
    if found.proved:
        for x, m in product(REALS, INTEGERS):
            point = {"x": x, "m": Fraction(m)}
            if not where or x >= bound:
                assert RELATIONS[relation](f(point), g(point)), (point, *case)
    return found.verdict


def order(chance, depth):
    """Return the text of a function of N and the function of a ball that it is."""
    if depth == 0:
        return chance.choice(
            [
                ("N", lambda n: n), ("log(N)", lambda n: n.log()), ("N^2", lambda n: n * n),
                ("sqrt(N)", lambda n: n.sqrt()),
                ("1/N", lambda n: 1 / n), ("2", lambda n: n * 0 + 2),
            ]
        )  # fmt: skip
    a, f = order(chance, depth - 1)
    b, g = order(chance, chance.randrange(depth))
    match chance.randrange(8):
        case 0 | 1:
            return f"({a} + {b})", lambda n: f(n) + g(n)
        case 2:
            return f"({a} - {b})", lambda n: f(n) - g(n)
        case 3 | 4:
            return f"({a})*({b})", lambda n: f(n) * g(n)
        case 5:
            return f"({a})/({b})", lambda n: f(n) / g(n)
        case 6:
            return f"log(1 + ({a})^2)", lambda n: (1 + f(n) * f(n)).log()
    return f"sqrt(1 + ({a})^2)", lambda n: (1 + f(n) * f(n)).sqrt()


def growth(chance):
    """Decide how two functions compare and hold the answers against their quotient far out; return which was found."""
    from flint import arb, ctx

    (a, f), (b, g) = order(chance, 2), order(chance, 2)
    try:
        found = {r: decide(f"{a} {r} {b}", growing=["N"]) for r in "≺≍≻"}
    except BoundlabError as error:
        return f"refused: {error.reason[:40]}"
    proved = [r for r, decision in found.items() if decision.proved]
    assert len(proved) <= 1, (a, b, proved)
    assert not all(d.verdict == "refuted" for d in found.values()), (a, b)
    if not proved:
        return "undecided"
    before = ctx.prec
    try:
        ctx.prec = 20_000
        logs = []
        for k in (300, 600):
            n = arb(10) ** k
            quotient = abs(f(n) / g(n))
            logs.append(float(quotient.log()))
    except (ValueError, ZeroDivisionError):
        return "beyond the balls"
    finally:
        ctx.prec = before
    change = logs[1] - logs[0]
    way = "≻" if change > 0.04 else "≺" if change < -0.04 else "≍"
    if any(x != x for x in logs):
        return "beyond the balls"
    assert proved == [way], (a, b, proved, logs)
    return proved[0]


def main(seed, count):
    chance = random.Random(seed)
    for draw in (functions, growth):
        print(draw.__name__, dict(Counter(draw(chance) for _ in range(count))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
