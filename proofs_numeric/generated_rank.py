"""LoGAH: what is decoded as a product through r dimensions has rank at most r, and what that costs (Eckart-Young).

`rank`: A·B with A of r columns has rank ≤ r, by exact ranks. `decoder`: so have the matrices of the module of
`boundlab count logah-decoder`, in exact arithmetic on its floats. `terms`, `cost`: let M have singular values
σ_1 ≥ σ_2 ≥ …; every B of rank ≤ r has ‖M - B‖_F² ≥ Σ_{i>r} σ_i². For B vanishes on a space of dimension n - r; with P
the projection onto it ‖M - B‖_F² ≥ ‖MP‖_F² = Σ p_i σ_i², where p_i = ‖Pu_i‖² lies in [0, 1] and Σp_i = n - r. Then
Σ p_i σ_i² - Σ_{i>r} σ_i² = Σ_{i≤r} p_i(σ_i² - σ_r²) + Σ_{i>r} (1 - p_i)(σ_r² - σ_i²) ≥ 0: every term, and by induction
their sum. `enclosed`: for random integer matrices the σ_i² are enclosed as roots of det(λ - MᵀM), and a rational B of
rank r near the truncated decomposition costs what they say to ten digits.

Source: Zhou, Knyazev, Jolicoeur-Martineau & Fu 2024 (the decoder's code); Eckart & Young 1936.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from proofs_numeric._induction import Claim, Induction, chain
from proofs_numeric._verdict import Budget, Control, Step, Verdict, enumerated, optional, pick, verdict

KNOWN: dict[str, str] = {}
REALS = ("p", "s", "t", "d", "x", "y", "q", "m")


def rank(name: str, budget: Budget, seed: int, more: int = 0) -> Step:
    """Exact ranks of products of integer matrices."""
    from flint import fmpz_mat

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for number in range(pick(budget, 50, 500)):
            r, rows, columns = rng.randint(1, 4), rng.randint(1, 12), rng.randint(1, 12)
            inner = r + more
            a, b = (
                [[rng.randint(-99, 99) for _ in range(k)] for _ in range(n)]
                for n, k in ((rows, inner), (inner, columns))
            )
            found = (fmpz_mat(a) * fmpz_mat(b)).rank()
            yield found <= r, {"number": number, "shape": [rows, columns], "r": r, "rank": found}

    return enumerated(name, "A·B has rank ≤ r", "random integer factors", cases(), "exact ranks")


@optional
def decoder(name: str = "decoder", kind: str = "logah-decoder") -> Step:
    """The module's matrices, its floats taken as they are stored."""
    import torch
    from flint import fmpq, fmpq_mat

    from boundlab.architectures import get
    from boundlab.networks.hypernetworks import module_for

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for r, side in ((1, 5), (3, 8), (4, 16)):
            torch.manual_seed(0)
            if kind == "logah-decoder":
                module: Any = module_for(get(kind).from_text({"node": 4, "rank": r, "side": side}))
                a, b = (factor[0].tolist() for factor in module.factor_pair(torch.randn(1, 4)))
                matrix = _exact(a).transpose() * _exact(b)
            else:
                options = {"node": 4, "kernel": 1, "out_channels": side, "in_channels": side}
                module = module_for(get(kind).from_text(options))
                matrix = _exact(module.matrix(torch.randn(1, 4), side, side)[0].tolist())
            yield matrix.rank() <= r, {"r": r, "side": side, "rank": matrix.rank()}

    def _exact(rows: list[list[float]]) -> Any:
        exact = [[Fraction(v) for v in row] for row in rows]
        return fmpq_mat([[fmpq(v.numerator, v.denominator) for v in row] for row in exact])

    return enumerated(name, f"{kind}: rank ≤ r", "three modules at random parameters", cases(), "exact ranks")


def terms(name: str, sign: str = "<=") -> Step:
    """Both kinds of terms are non-negative, with s = σ_i², t = σ_r²."""
    kept = Claim("a value that is kept", "p*(s - t) >= 0", ("p >= 0", f"t {sign} s"), REALS)
    dropped = Claim("a value that is cut off", "(1 - p)*(t - s) >= 0", ("p <= 1", f"s {sign} t"), REALS)
    return chain(name, "every term of the difference is ≥ 0", [kept, dropped], "all reals")


def cost(name: str, dimension: str = "m") -> Step:
    """d = Σ p_i(s_i - t) + Σ_{cut} (t - s_i), m values cut: d = Σ p_i s_i - Σ_{cut} s_i if Σp = m.

    Induction over i. x = Σ p_i s_i, y = Σ_{cut} s_i, q = Σ p_i, m the number of those cut.
    """
    wanted = f"d = x - y - t*(q - {dimension})"
    base = Claim("no value", f"0 = t*{dimension}", ("m = 0",), REALS)
    kept = Claim("one kept value more", f"d + p*(s - t) = x + p*s - y - t*(q + p - {dimension})", (), REALS)
    both = f"d + p*(s - t) + (t - s) = x + p*s - (y + s) - t*(q + p - ({dimension} + 1))"
    after = Claim("one cut value more", both, (wanted,), REALS), Claim("Σp = m", "d = x - y", (wanted, "q = m"), REALS)
    statement = "Σ p_i σ_i² - Σ_{i>r} σ_i² is the sum of the terms"
    return Induction("numbers of singular values", base, wanted, kept, after).prove(name, statement)


def enclosed(name: str, budget: Budget, seed: int, skip: int = 0) -> Step:
    """‖M - B‖_F² against balls of Σ_{i>r} σ_i², the first `skip` of which are forgotten or, if negative, too many."""
    import numpy as np
    from flint import arb, fmpq, fmpq_mat, fmpz_mat

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        rng = random.Random(seed)
        for _ in range(pick(budget, 5, 40)):
            n = rng.randint(3, 6)
            rows = [[rng.randint(-9, 9) for _ in range(n)] for _ in range(n)]
            matrix = fmpz_mat(rows)
            roots: Any = (matrix.transpose() * matrix).charpoly().complex_roots()
            values = sorted((root.real for root, _ in roots), key=lambda ball: -float(ball.mid()))
            u, s, v = np.linalg.svd(np.array(rows, dtype=float))
            for r in range(1, n):
                left = fmpq_mat([[_fmpq(u[i, k] * s[k]) for k in range(r)] for i in range(n)])
                right = fmpq_mat([[_fmpq(v[k, j]) for j in range(n)] for k in range(r)])
                rest = fmpq_mat(matrix) - left * right
                error = sum((x * x for x in rest.entries()), fmpq(0))
                least = sum(values[r + skip :], arb(0))
                close = bool(abs(arb(error) - least) <= least.abs_lower() * arb("1e-10"))
                yield close, {"matrix": rows, "r": r, "error": str(arb(error)), "bound": str(least)}

    def _fmpq(value: float) -> Any:
        exact = Fraction(value)
        return fmpq(exact.numerator, exact.denominator)

    domain = "random integer matrices of up to 6 rows, every r"
    return enumerated(name, "rank r costs Σ_{i>r} σ_i²", domain, cases(), "exact errors, balls of σ²")


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    steps = [
        rank("rank", budget, seed),
        decoder(),
        terms("terms"),
        cost("cost"),
        enclosed("enclosed", budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("factors through r + 1 dimensions", lambda b, s: rank("c", b, s, more=1)),
    Control("a decoder of whole kernels (GHN-3)", lambda b, s: decoder("c", "ghn3-decoder")),
    Control("singular values in the wrong order", lambda b, s: terms("c", ">=")),
    Control("one dimension too many", lambda b, s: cost("c", "(m + 1)")),
    Control("σ_r counted too", lambda b, s: enclosed("c", b, s, skip=-1)),
    Control("σ_{r+1} forgotten", lambda b, s: enclosed("c", b, s, skip=1)),
)
