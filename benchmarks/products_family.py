"""∏(1+x_i) ≲ ∏(1+x_i+x_i²), x_i = ε^(-a_i) with a_i real: `decide` against z3, in one run.

z3 gets the same question as linear real arithmetic: is there a point where some exponent of the left side exceeds all
exponents of the right side? It gives no certificate; `decide` does, and the checker's time is shown as well.

    python benchmarks/products_family.py [largest k] [seconds]
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable

import z3
from _record import CPU, record

from boundlab.checking import check
from boundlab.symbolic.decide import decide

SMALL, LARGE = (0, 1), (0, 1, 2)


def order(k: int, powers: tuple[int, ...]) -> str:
    """Return ∏_i Σ_p ε^(-p·a_i) as text."""
    return "*".join("(" + " + ".join(f"eps^(-{p}*a{i})" for p in powers) + ")" for i in range(k))


def exponents(k: int, powers: tuple[int, ...]) -> list[z3.ArithRef]:
    """Return the exponents of the multiplied-out product."""
    a = z3.Reals([f"a{i}" for i in range(k)])
    return [z3.Sum([p * x for p, x in zip(ps, a, strict=True)]) for ps in itertools.product(powers, repeat=k)]


def by_z3(k: int, left: tuple[int, ...], right: tuple[int, ...], seconds: int) -> str:
    """Decide with z3."""
    solver = z3.Solver()
    solver.set("timeout", 1000 * seconds)
    above = exponents(k, right)
    solver.add(z3.Or([z3.And([x > y for y in above]) for x in exponents(k, left)]))
    return {"unsat": "proved", "sat": "refuted"}.get(str(solver.check()), "undecided")


def timed(run: Callable[[], object]) -> tuple[object, float]:
    """Return the result and the seconds it took."""
    start = time.perf_counter()
    result = run()
    return result, time.perf_counter() - start


def main() -> None:
    """Print the table and write results/products_family.json."""
    results = []
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    print(
        f"{'k':>2} {'claim':>7} {'answer':>9} {'decide':>9} {'check':>9} {'z3':>11} {'z3 answer':>10} {'decide/z3':>10}"
    )
    for k in range(2, largest + 1):
        for name, left, right in (("A ≲ B", SMALL, LARGE), ("B ≲ A", LARGE, SMALL)):
            claim = f"{order(k, left)} <~ {order(k, right)}"
            names = tuple(f"a{i}" for i in range(k))
            decision, own = timed(lambda claim=claim, names=names: decide(claim, (), names))
            result, checking = timed(lambda decision=decision: check(decision.certificate()))
            assert result.valid, result.reason
            peer, other = timed(lambda k=k, left=left, right=right: by_z3(k, left, right, seconds))
            print(
                f"{k:>2} {name:>7} {decision.verdict:>9} {own:>8.3f}s {checking:>8.3f}s {other:>10.3f}s"
                f" {peer:>10} {own / other:>10.4f}",
                flush=True,
            )
            results.append({
                "k": k,
                "claim": name,
                "answer": decision.verdict,
                "decide_seconds": own,
                "check_seconds": checking,
                "z3_seconds": other,
                "z3_answer": peer,
                "decide_over_z3": own / other,
            })  # fmt: skip
    record("products_family", CPU, {"largest_k": largest, "z3_limit_seconds": seconds}, results)


if __name__ == "__main__":
    main()
