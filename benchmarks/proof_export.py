"""Random proved statements of every kind, exported: does Coq's kernel accept them, and does a solver contradict one?

    python benchmarks/proof_export.py [statements] [seed] [seconds] [seconds of a solver]

Statements are drawn until that many (default 200) are proved, or so many seconds (default: no limit) are over, which
the record says; each is exported to Coq and compiled by coqc in a process of its own, and, if it is a decision, to
SMT-LIB for z3 and cvc5, ten seconds each (0: none), where they are installed. Of the kinds that have certificates by
instances refuted statements count, too.
Every statement that is not accepted is listed with the reason. Writes results/proof_export.json.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from _record import CPU, record

from boundlab.errors import BoundlabError
from boundlab.export import coq, smt
from boundlab.symbolic.decide import decide

WORK = 600_000
KINDS = ("exponents", "exponents", "quotients", "connectives", "reals", "orders", "orders", "logs")
KINDS = (*KINDS, "functions", "squares", "infima", "growth", "growth", "growth", "tied scales")
INSTANCES = ("sums", "powers", "residues", "irrational")
KINDS = (*KINDS, *INSTANCES, "bases", "several scales")
INTEGERS, REALS = ("m", "m1", "m2", "r", "w"), ("s", "p", "x", "y")


class Statements:
    """Random statements of the kinds that theorists ask: exponents, conditions, real parameters, orders."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def draw(self) -> tuple[str, str, list[str], list[str]]:
        """Return the kind, the claim, the conditions and the real parameters."""
        kind = self.random.choice(KINDS)
        reals: list[str] = []
        where: list[str] = []
        if kind in ("functions", "squares", "infima", "growth", "tied scales"):
            return self._wider(kind)
        if kind in INSTANCES:
            return self._instances(kind)
        if kind in ("bases", "several scales"):
            return self._scales(kind)
        if kind == "reals":
            reals = self.random.sample(REALS, self.random.choice((1, 2)))
            where = [
                f"{name} {self.random.choice(('>', '>=', '<='))} {self.random.choice(('0', '1', '1/2', '-1'))}"
                for name in reals
            ]
            claim = self._comparison([*reals, "m"], quotient=False, degree=2)
        elif kind in ("exponents", "quotients"):
            names = self.random.sample(INTEGERS, 3)
            where = [self._condition(names)] if self.random.random() < 0.4 else []
            claim = self._comparison(names, quotient=kind == "quotients", degree=1 if kind == "quotients" else 2)
        elif kind == "connectives":
            names = self.random.sample(INTEGERS, 2)
            parts = [self._comparison(names, quotient=False, degree=1) for _ in range(self.random.choice((2, 3)))]
            claim = self.random.choice((" or ", " and ")).join(
                f"not ({part})" if self.random.random() < 0.3 else part for part in parts
            )
            where = [self._condition(names)] if self.random.random() < 0.5 else []
        else:
            names, scale = self.random.sample(INTEGERS, 3), self.random.choice(("eps", "eps", "N"))
            left, right = self._order(names, scale, kind == "logs"), self._order(names, scale, kind == "logs")
            claim = f"{left} {self.random.choice('≲≲≲≺≳≻≍')} {right}"
            where = [self._condition(names)] if self.random.random() < 0.3 else []
        used = " ".join((claim, *where))
        return kind, claim, where, [name for name in reals if name in used]

    def _wider(self, kind: str) -> tuple[str, str, list[str], list[str]]:
        pick = self.random.choice
        if kind == "functions":
            inner = pick(("s", "s/2", "s*m", "s + 1/2", "m/r", "2*s - 1"))
            outer = pick(("floor({})", "ceil({})", "abs({})", "sqrt(({})^2)", "mod({}, 2)", "sqrt(abs({}))^2"))
            other = pick((inner, f"{inner} + 1", f"{inner} - 1", f"abs({inner})", "0", "2"))
            claim = f"{outer.format(inner)} {pick(('<=', '>=', '<', '>'))} {other}"
            return kind, claim, pick(([], [], ["s > 0"] if "s" in inner else [])), ["s"] if "s" in inner else []
        if kind == "squares":
            a, b, c = (pick((1, 2, 3)) for _ in range(3))
            claim = pick((
                f"{a}*x^4 - {b}*x^2 + {c} > 0", f"{a}*x^2 + {c}*y^2 >= {pick((1, 2, 3))}*x*y",
                f"x^4 + y^4 >= {pick((1, 2))}*x^2*y^2", f"({a}*x - {b}*y)^2 + {c} > 0", f"x^2 + {a} >= {b}*x",
            ))  # fmt: skip
            return kind, claim, [], ["x", "y"] if "y" in claim else ["x"]
        if kind == "infima":
            which, body = pick(("inf", "sup")), pick(("s - d*(1/p - 1/2)", "p*s", "p^2 - p*s", "s/p", "max(p, s)"))
            value = pick(("s", "s + d", "s - d", "0", "2*s + d", "s/2"))
            claim = f"{which}(p in [1, 2]: {body}) {pick(('<=', '>='))} {value}"
            real = [name for name in ("s", "d") if re.search(rf"\b{name}\b", claim)]
            return kind, claim, [f"{name} > 0" for name in real], real
        if kind == "growth":
            sides = [self._growth(2) for _ in range(2)]
            return kind, f"{sides[0]} {pick('≲≲≺≳≻≍')} {sides[1]}", ["N ≻ 1"], []
        a, b = pick(("1", "2", "1/2", "m")), pick(("1", "2", "1/2", "m"))
        shapes = ("eps^(-{})", "n^({})", "n^({})*eps", "n^({}) + eps^(-1)", "log(n)*eps^(-{})")
        claim = f"{pick(shapes).format(a)} {pick('≲≲≺≳≻≍')} {pick(shapes).format(b)}"
        return kind, claim, [f"n ≍ eps^(-{pick(('1', '2', '1/2', 'r'))})"], []

    def _instances(self, kind: str) -> tuple[str, str, list[str], list[str]]:
        """Draw what is shown by induction, in residue classes, or at irrational values."""
        pick = self.random.choice
        if kind == "sums":
            term, whole = pick((
                ("i", "n*(n+1)/2"), ("i^2", "n*(n+1)*(2*n+1)/6"), ("i^3", "n^2*(n+1)^2/4"), ("1/(i*(i+1))", "n/(n+1)"),
                ("2*i - 1", "n^2"), ("2^i", "2^(n+1) - 2"), ("i*2^i", "(n-1)*2^(n+1) + 2"), ("1/2^i", "1 - 1/2^n"),
                ("i*factorial(i)", "factorial(n+1) - 1"), ("1/i^2", "2 - 1/n"), ("1/i", "n"),
                ("m*i + 1", "m*n*(n+1)/2 + n"),
                ("x^i", "n*(1 + x^n)"), ("1/(i + m)", "n/(m+1)"), ("1/((2*i-1)*(2*i+1))", "n/(2*n+1)"),
            ))  # fmt: skip
            relation = pick(("=", "=", "<=", "<=", ">=", "<"))
            start = pick(("1", "1", "1", "1", "0", "m")) if "/" not in term else "1"
            total = f"sum(i={start}..{pick(('n', 'n', 'n', '2*n', 'n + m'))}: {term})"
            claim = f"{total} {relation} {whole}{pick(('', '', '', ' + 1'))}"
            where = ["x >= 1"] if "x" in term else pick(([], [], ["n >= 3"], ["n >= m"]))
            return kind, claim, where, ["x"] if "x" in term else []
        if kind == "powers":
            base = pick(("2", "2", "3", "m", "x", "(1+x)", "factorial"))
            power = (
                "factorial(n)"
                if base == "factorial"
                else f"{base}^{pick(('n', 'n', 'n', '(n+1)', '(n-1)', '(2*n)', '(n+m)'))}"
            )
            other = pick(
                ("n", "n + 1", "n^2", "1 + n*x", "2^(n-1)", "2^n", "1", "n*m", "x", "n^2 + n + 1", "factorial(n)")
            )
            claim = f"{power} {pick(('>=', '>=', '>', '<='))} {other}"
            where = [
                *(["x > 0"] if "x" in claim.replace("max", "") else []),
                *pick(([], ["n >= 4"], ["n >= 2"], ["n >= m"])),
            ]
            return kind, claim, where, ["x"] if "x" in claim else []
        if kind == "residues":
            form, divisor = pick(("n", "n^2", "n*(n+1)", "n^3 - n", "n^2 + n + 1", "2*n + m", "n^4")), pick("2233456")
            left = pick(
                ("mod({f}, {d})", "mod({f}, {d})", "{d}*floor(({f})/{d})", "floor(({f} + 1)/{d}) - floor(({f})/{d})")
            )
            right = pick(("0", "1", "2", "n^2", form, f"{form} - 1", "mod(n, 2)"))
            claim = f"{left.format(f=form, d=divisor)} {pick(('<=', '<=', '>=', '=', '!=', '<'))} {right}"
            return kind, claim, pick(([], ["mod(n, 2) = 1"], ["n >= 2"])), []
        a, b, c = (pick((2, 3, 5, 6, 7)) for _ in range(3))
        value = f"{self.random.randint(2, 40)}/{pick((3, 7, 11))}"
        side = pick(
            (f"sqrt({a}) + sqrt({b})", f"sqrt({a})*{b} - 3^(1/3)", f"sqrt(x + {a}) - sqrt(x)", f"floor({b}*sqrt({a}))")
        )
        claim = f"{side} {pick(('<', '<=', '>'))} {value if c else ''}"
        return kind, claim, ["x >= 0"] if "x" in claim else [], ["x"] if "x" in claim else []

    def _scales(self, kind: str) -> tuple[str, str, list[str], list[str]]:
        """Draw orders with powers of parameters, and such of two scales."""
        pick = self.random.choice
        if kind == "bases":
            bounds = pick((["c > 1"], ["0 < c", "c < 1"], ["c > 2"]))
            sides = [
                pick(
                    (
                        "c^N",
                        "N^2*c^N",
                        "c^(2*N)",
                        "(c/2)^N + 1",
                        "m^N",
                        "2^N",
                        "N^m",
                        "(m+1)^N*N",
                        "N^c",
                        "log(c^N + N)",
                    )
                )
                for _ in range(2)
            ]
            claim = f"{sides[0]} {pick('≲≲≺≳≻≍')} {sides[1]}"
            return kind, claim, ["N ≻ 1", *(bounds if "c" in claim else [])], ["c"] if "c" in claim else []

        def side() -> str:
            a, b, d = (pick(("x", "y", "x^2", "sqrt(y)", "log(x)", "x*y", "y^m", "exp(x)", "1/y")) for _ in range(3))
            return pick(
                (f"{a}*{b}", f"{a} + {b}", f"max({a}, {b})", f"({a} + {b})^2", f"{a}*{b}/({d})", f"{a}*{b} + {d}")
            )

        return kind, f"{side()} {pick('≲≲≺≳≻≍')} {side()}", ["x ≻ 1", "y ≻ 1", *pick(([], [], ["x ≲ y"]))], []

    def _growth(self, depth: int) -> str:
        pick = self.random.choice
        if depth == 0:
            return pick(("N", "N", "N^2", "log(N)", "sqrt(N)", "1/N", "2", "log(log(N))", "N^m", "2^N"))
        a, b = self._growth(depth - 1), self._growth(self.random.randrange(depth))
        shape = pick((
            "({a} + {b})", "({a} + {b})", "({a})*({b})", "({a})*({b})", "({a})/({b})", "({a} - {b})", "sqrt({a})",
            "log(2 + {a})", "max({a}, {b})", "({a})^2", "exp({a})", "N^({a})", "floor({a})", "({a})*(2 + sin(N))",
            "abs({a})",
        ))  # fmt: skip
        return shape.format(a=a, b=b)

    def _leaf(self, names: list[str]) -> str:
        return self.random.choice([*names, *names, "1", "2", "3"])

    def _expression(self, names: list[str], *, quotient: bool, degree: int, depth: int = 2) -> str:
        draw = self.random.random()
        if depth == 0 or draw < 0.25:
            return self._leaf(names)
        x, y = (self._expression(names, quotient=quotient, degree=degree, depth=depth - 1) for _ in range(2))
        if draw < 0.5:
            return f"({x} {self.random.choice('++-')} {y})"
        if draw < 0.7:
            return f"{self.random.choice(('min', 'max'))}({x}, {y})"
        if draw < 0.85 and quotient:
            return f"({x})/({self.random.choice(names)}{self.random.choice(('', '+1', '+2'))})"
        if degree > 1:
            return f"({x})*({self._leaf(names)})" if self.random.random() < 0.7 else f"({self._leaf(names)})^2"
        return f"{self.random.choice('23')}*({x})"

    def _comparison(self, names: list[str], *, quotient: bool, degree: int) -> str:
        sides = [self._expression(names, quotient=quotient, degree=degree) for _ in range(2)]
        return f"{sides[0]} {self.random.choice(('>=', '<=', '>', '<', '>=', '!='))} {sides[1]}"

    def _condition(self, names: list[str]) -> str:
        x, y = self.random.sample(names, 2)
        return self.random.choice(
            (f"{x} >= {y}", f"{x} > 2*{y}", f"{x} = {y} + 1", f"{x} <= 3", f"{x} != {y}", f"{x}/{y} >= 2")
        )

    def _order(self, names: list[str], scale: str, logs: bool) -> str:
        terms = []
        for _ in range(self.random.choice((1, 1, 2, 3))):
            sign = "-" if scale == "eps" else ""
            term = f"{scale}^({sign}({self._expression(names, quotient=True, degree=1)}))"
            if logs and self.random.random() < 0.6:
                log = "log(1/eps)" if scale == "eps" else "log(N)"
                term += f"*{log}^{self.random.choice(('1', '2', '(1/2)', f'({self.random.choice(names)})'))}"
            terms.append(self.random.choice(("", "", "3*", f"{self.random.choice(names)}*")) + term)
        joined = " + ".join(terms)
        return (
            f"({joined})^{self.random.choice(('2', '(1/2)'))}"
            if len(terms) > 1 and self.random.random() < 0.2
            else joined
        )


def version(command: list[str]) -> str:
    """Return the first line that a program says of its version, empty if it is not installed."""
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()[0]


def compiled(text: str, folder: Path) -> tuple[bool, float, float, str]:
    """Return whether coqc accepts a text, in how many seconds, of how many of a processor, and how it complains."""
    (folder / "theorem.v").write_text(text, encoding="utf-8")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(["coqc", "theorem.v"], cwd=folder, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode == 0, wall, worked, done.stderr[:300]


def solved(text: str, folder: Path, limit_s: int) -> dict[str, str]:
    """Return what each solver says: sat, unsat, unknown, or nothing within the time."""
    (folder / "claim.smt2").write_text(text, encoding="utf-8")
    answers = {}
    for solver, limit in (("z3", f"-T:{limit_s}"), ("cvc5", f"--tlimit={limit_s * 1000}")):
        if shutil.which(solver):
            done = subprocess.run(
                [solver, limit, "claim.smt2"], cwd=folder, capture_output=True, text=True, check=False
            )
            answers[solver] = (done.stdout.split() or ["timeout"])[0]
    return answers


def main() -> None:
    given = sys.argv[1:5]
    start = time.perf_counter()
    wanted, seed, limit, solver_seconds = (
        int(each) for each in (*given, *("200", "0", str(10**6), "10")[len(given) :])
    )
    statements, seen = Statements(seed), set[str]()
    drawn: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    seconds: list[tuple[float, float]] = []
    refused: list[dict[str, Any]] = []
    answers: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while len(seen) < wanted and time.perf_counter() - start < limit:
            kind, claim, where, real = statements.draw()
            try:
                found = decide(claim, where, real, work=WORK)
            except BoundlabError:
                drawn["rejected"] += 1
                continue
            drawn[found.verdict] += 1
            stated = f"{claim} where {', '.join(where)}" if where else claim
            # What is refuted has a certificate by instances, too, in these kinds.
            wanted_too = kind in INSTANCES and found.verdict == "refuted"
            if (found.verdict != "proved" and not wanted_too) or stated in seen:
                continue
            seen.add(stated)
            kinds[kind] += 1
            if not len(seen) % 20:
                print(f"{len(seen)} of {wanted}", file=sys.stderr, flush=True)
            certificate = found.certificate()
            try:
                accepted, wall, worked, said = compiled(coq(certificate), folder)
                seconds.append((wall, worked))
            except BoundlabError as error:
                accepted, said = False, str(error)
            if not accepted:
                refused.append({"statement": stated, "reason": said})
                print(f"refused: {stated}\n  {said}", flush=True)
            if certificate["kind"] != "decision" or found.verdict == "refuted" or not solver_seconds:
                continue
            for solver, answer in solved(smt(certificate), folder, solver_seconds).items():
                answers.setdefault(solver, Counter())[answer] += 1
                if answer == "sat":
                    print(f"{solver} contradicts: {stated}", flush=True)
    results = {
        "drawn": dict(drawn),
        "exported, by kind": dict(kinds),
        "exported": len(seen),
        "seconds": round(time.perf_counter() - start),
        "accepted by coqc": len(seen) - len(refused),
        "refused": refused,
        "seconds of coqc": {
            name: {"median": round(statistics.median(each), 2), "longest": round(max(each), 2)}
            for name, each in zip(("wall", "processor"), zip(*seconds, strict=True), strict=True)
        },
        "solvers": {solver: dict(counts) for solver, counts in answers.items()},
    }
    versions = {
        "coqc": version(["coqc", "--version"]),
        "z3": version(["z3", "--version"]),
        "cvc5": version(["cvc5", "--version"]),
    }
    record(
        "proof_export",
        CPU,
        {"statements": wanted, "seed": seed, "work": WORK, "solver seconds": solver_seconds, **versions},
        results,
    )
    print(results)


if __name__ == "__main__":
    main()
