"""Random statements of every kind the grammar has, as text, and what is demanded of each answer.

An answer is accepted by the checker (`decide` raises otherwise, and the certificate is checked again here); a proved
statement holds at every point of a grid, a refuted one fails at its witness, and what is said about its conditions is
true there. The grid is evaluated, exactly, by the checker's reading of the text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from fractions import Fraction
from itertools import product

from boundlab.checking import check
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.statement import holds_at, meets_conditions, parse_statement
from boundlab.checking.decision import _point
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

INTEGERS = [Fraction(k) for k in (1, 2, 3, 4, 7)]
REALS = [Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/3", "1", "3/2", "5")]
NUMBERS = ("0", "1", "2", "3", "1/2", "0.25", "7", "-1", "-2")
RELATIONS = (">=", "<=", ">", "<", "=", "!=", "==", "≥", "≤", "≠")
REFUSALS = ("division by zero", "is zero", "vanishes", "must be evidently positive", "must be positive")
POINTS = 150


class Statements:
    """Draws statements; `kinds` are the names of the methods that draw a claim."""

    kinds = (
        "implied",
        "implied",
        "linear",
        "polynomial",
        "extrema",
        "divided",
        "cancelling",
        "unequal",
        "integral",
        "order",
        "logarithms",
    )

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def draw(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
        """Return claim, conditions, the real parameters that occur, and the kind."""
        kind = self.chance.choice(self.kinds)
        pool = ["m", "n", "a", "b"]
        self.names = self.chance.sample(pool, self.chance.choice((1, 2, 2, 3)))
        claim = getattr(self, kind)()
        where = tuple(self.condition(kind) for _ in range(self.chance.choice((0, 0, 1, 1, 2))))
        where = (*self.premises, *where) if kind == "implied" else where
        occurring = set(re.findall(r"[A-Za-z_]\w*", " ".join((claim, *where))))
        return claim, where, tuple(n for n in ("a", "b") if n in occurring), kind

    def pick(self, *options):
        return self.chance.choice(options)

    def name(self):
        return self.chance.choice(self.names)

    def sum_of(self, part, most=3):
        parts = [part() for _ in range(self.chance.randint(1, most))]
        return "".join(f" {self.pick('+', '+', '-')} {p}" if i else p for i, p in enumerate(parts))

    def scaled(self):
        return self.pick(self.name(), f"{self.pick(*NUMBERS)}*{self.name()}", self.pick(*NUMBERS[:7]))

    def flat(self):
        return self.sum_of(self.scaled)

    def monomial(self):
        factors = [self.pick(self.name(), f"{self.name()}^{self.pick(2, 2, 3)}", f"({self.flat()})") for _ in range(2)]
        return "*".join(factors[: self.pick(1, 2)])

    def curved(self):
        return self.sum_of(lambda: self.pick(self.monomial(), self.scaled()))

    def nested(self):
        inner = [self.flat() for _ in range(self.pick(1, 2, 3))]
        return f"{self.pick('min', 'max')}({', '.join(inner)})"

    def quotient(self):
        n = self.name()
        bottom = self.pick(
            n, n, f"({self.flat()})", f"({n} + 1)", f"({n}^2 + 1)", f"(1/{n})", f"(2/(3/{n}))", f"({n}*{n}/{n})"
        )
        return f"{self.pick('1', '2', '-3', f'({self.flat()})', self.name())}/{bottom}"

    def nothing(self):
        n = self.name()
        return self.pick(
            f"{n}^0", f"0*{n}", f"({n} - {n})", f"0/{n}", f"{n}/{n}", f"min({n}, {n})", f"({n} - {n})*{self.scaled()}"
        )

    def compared(self, left, right, relations=RELATIONS):
        return f"{left} {self.pick(*relations)} {right}"

    def joined(self, comparison):
        one = comparison()
        match self.chance.randrange(7):
            case 0:
                return f"not ({one})"
            case 1:
                return f"{one} {self.pick('and', 'or')} {comparison()}"
            case 2:
                return f"not ({one} {self.pick('and', 'or')} not {comparison()})"
            case 3:
                return f"{self.pick(*NUMBERS)} {self.pick('<=', '<', '!=')} {one}"
        return one

    def linear(self):
        return self.joined(lambda: self.compared(self.flat(), self.flat()))

    def implied(self):
        """A claim that its premises imply, more often than not."""
        x, y, z = (self.pick(self.flat, self.flat, self.curved, self.nested)() for _ in range(3))
        more = self.pick("1", "m", "0", f"({self.name()} - {self.name()})^2", "m*n", "1/m")
        self.premises = self.pick(
            (f"{x} >= {y}",), (f"not ({x} < {y})",), (f"{x} >= {y} or {x} > {y} + 1",), (f"{y} <= {z} <= {x}",), ()
        )
        return self.pick(
            f"{x} + {more} >= {y}", f"not ({x} + {more} < {y})", f"max({x}, {z}) >= {y}", f"{y} - ({x}) <= {more}",
            f"min({x}, {z}) <= {x} + {more}", f"{x} != {y} or {x} = {y}", f"{x} + {more} + 1 != {y}",
            f"{x} - ({x}) <= {more}",
        )  # fmt: skip

    def polynomial(self):
        return self.joined(lambda: self.compared(self.curved(), self.pick(self.flat(), self.curved())))

    def extrema(self):
        return self.joined(lambda: self.compared(self.nested(), self.pick(self.flat(), self.nested())))

    def divided(self):
        return self.joined(lambda: self.compared(self.quotient(), self.pick(self.flat(), self.quotient())))

    def cancelling(self):
        part = self.pick(self.flat, self.quotient)
        return self.joined(lambda: self.compared(f"{self.nothing()} + {part()}", f"{self.flat()} - {self.nothing()}"))

    def unequal(self):
        return self.joined(lambda: self.compared(self.flat(), self.flat(), ("!=", "≠", "=", "==")))

    def integral(self):
        n = self.pick("m", "n")
        left = self.pick(f"{self.pick(2, 3, 4)}*{n}", f"{n}^2", f"{n}*{n}", f"2*{n} - 4*m", f"{n}^3")
        return self.joined(lambda: self.compared(left, self.pick("1", "2", "3", "5", "6*n + 1", self.flat())))

    def exponent(self):
        return self.pick(self.scaled, self.flat, self.nested, self.quotient, self.nothing)()

    def term(self, logarithms=False):
        scale, log = ("eps", "log(1/eps)") if self.in_eps else ("N", "log(N)")
        base = f"{self.pick(scale, scale, 'ε' if self.in_eps else 'N')}^({self.exponent()})"
        front = self.pick("", "", "", "2*", "m*", "(n + 1)*")
        return front + base + (f"*{log}^({self.pick('1', '2', '-1', self.scaled())})" if logarithms else "")

    def order(self, logarithms=False):
        self.in_eps = self.pick(True, False)
        left, right = (
            " + ".join(self.term(logarithms and self.pick(True, False)) for _ in range(self.pick(1, 1, 2)))
            for _ in range(2)
        )
        return self.compared(left, right, ("≲", "≺", "≍", "≳", "≻", "<~", "<<", "~", ">~", ">>"))

    def logarithms(self):
        return self.order(logarithms=True)

    def condition(self, kind):
        n = self.name()
        simple = [
            f"{n} {self.pick('>', '>=', '!=', '<', '=')} {self.pick(*NUMBERS[:7])}",
            f"not ({n} != {self.pick(*NUMBERS)})",
        ]
        simple += [f"{n} >= 1", f"{n} > 0", f"1 <= {n} <= 3", self.linear(), self.integral(), f"{n} > {self.name()}"]
        if kind in ("divided", "cancelling"):
            simple += [f"{n} != 0", self.divided(), f"{self.quotient()} > 0"]
        return self.pick(*simple)


def points(statement, chance):
    names = sorted(statement.parameters)
    ranges = [INTEGERS if n in statement.integers else REALS for n in names]
    everywhere = [dict(zip(names, values, strict=True)) for values in product(*ranges)]
    return everywhere if len(everywhere) <= POINTS else chance.sample(everywhere, POINTS)


def settle(claim, where, real, chance, work):
    """Decide, hold the answer against the grid, and return the verdict ("refused" if the input was)."""
    try:
        decision = decide(claim, where, real, work=work)
    except BoundlabError as error:
        if any(reason in str(error) for reason in REFUSALS):
            return "refused"
        raise AssertionError((str(error), claim, where, real)) from None
    certificate = decision.certificate()
    case = (decision.verdict, decision.reason, claim, where, real)
    if certificate is None:
        return decision.verdict
    result = check(certificate)
    assert result.valid, (result.reason, *case)
    # A comparison of orders that is decided by expansions has a certificate of another kind, and says the same.
    statement = parse_statement({"claim": claim, "where": list(where), "real": list(real)})
    if decision.verdict == "refuted":
        assert not holds_at(statement, _point(decision.witness_json(), "the witness", statement)), case
        return "refuted"
    for point in points(statement, chance):
        if meets_conditions(statement, point):
            assert decision.empty is None, (point, *case)
            try:
                assert holds_at(statement, point), (point, *case)
            except Rejected as undefined:
                raise AssertionError((str(undefined), point, *case)) from None
    return "vacuous" if decision.empty is not None else "proved"


def soak(seed, count, work):
    """Settle `count` statements; return how many had which answer, by kind."""
    statements, chance = Statements(seed), random.Random(seed)
    found: Counter[tuple[str, str]] = Counter()
    for _ in range(count):
        claim, where, real, kind = statements.draw()
        found[kind, settle(claim, where, real, chance, work)] += 1
    return found
