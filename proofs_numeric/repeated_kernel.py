"""HyperStyle: one generated number per kernel, copied to all its places: the best one is the mean, and what it costs.

For numbers w_1, …, w_n and any c: Σ(w_i - c)² = Σw_i² - 2cΣw_i + nc² ≥ Σw_i² - (Σw_i)²/n, with equality exactly at
the mean. So the least squared error of a 3×3 change of a kernel by a repeated number is Σw² - (Σw)²/9, 0 only for
constant kernels. `expanded`: the identity, by induction over n. `least`, `attained`, `unique`: for all reals and n.

Source: the copying is in the code of Alaluf et al. 2022 (`boundlab count hyperstyle-block`); the rest is elementary.
"""

from __future__ import annotations

from proofs_numeric._induction import Claim, Induction
from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, verdict

KNOWN: dict[str, str] = {}
REALS = ("Q", "A", "S", "w", "c")
SUMS = ("A", "S", "c")
ERROR = "n*(A - 2*c*S + n*c^2)"


def expanded(name: str, sign: str = "-") -> Step:
    """Q = Σ(w - c)², A = Σw², S = Σw over n numbers."""
    sum_of_squares = "Q = A {} 2*c*S + n*c^2"
    one = Claim("one number", f"(w - c)^2 = w^2 {sign} 2*c*w + c^2", (), REALS)
    more = f"Q + (w - c)^2 = A + w^2 {sign} 2*c*(S + w) + (n + 1)*c^2"
    induction = Induction("numbers of entries", one, sum_of_squares.format(sign), Claim("one more", more, (), REALS))
    return induction.prove(name, "Σ(w - c)² = Σw² - 2cΣw + nc²")


def least(name: str, entries: str = "n") -> Step:
    """No c does better."""
    return decided(name, f"{ERROR} >= {entries}*A - S^2", (), SUMS, statement="the error of any c")


def attained(name: str, c: str = "S/n") -> Step:
    """The mean does as well."""
    return decided(name, f"{ERROR} = n*A - S^2", [f"c = {c}"], SUMS, statement="the error of the mean")


def unique(name: str, strict: str = ">") -> Step:
    """Any other c does worse."""
    return decided(name, f"{ERROR} {strict} n*A - S^2", ["n*c != S"], SUMS, statement="any c but the mean")


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    return verdict([expanded("expanded"), least("least"), attained("attained"), unique("unique")], budget, seed)


CONTROLS = (
    Control("the sign of the mixed term", lambda b, s: expanded("c", "+")),
    Control("n + 1 in place of n", lambda b, s: least("c", "(n + 1)")),
    Control("twice the mean", lambda b, s: attained("c", "2*S/n")),
    Control("another c does better", lambda b, s: unique("c", "<")),
)
