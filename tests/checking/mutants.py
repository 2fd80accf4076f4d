"""The checkers under mutation: `python tests/checking/mutants.py --sample 200 --seed 0`, on demand.

One change at a time in boundlab/checking, in a copy: comparisons, connectives, arithmetic, constants ±1, and refusals
(raise, require, afford) left out. The tests of the checkers run on each, those nearest to the file first; a mutant is
killed when one fails, or when they take longer than --timeout. Survivors are listed, except those that
equivalent_mutants.json explains. Finished mutants are kept in --out and not run again, so an interrupted run resumes.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import flint  # noqa: F401
import hypothesis  # noqa: F401
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKERS = ROOT / "boundlab" / "checking"
TESTS = Path("tests/checking")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.json")

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}  # fmt: skip
ARITHMETIC = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add,), ast.Div: (ast.Mult,), ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,), ast.Pow: (ast.Mult,), ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
}  # fmt: skip
REFUSALS = ("require", "afford")
FIRST = ("test_formulas.py", "test_ranges.py", "test_limits.py", "test_samples.py")
DECISIONS = (
    *FIRST, "test_conditions.py", "test_decision.py", "test_attempts.py", "test_statement.py", "test_adversary.py",
    "test_polynomial.py",
)  # fmt: skip
OF_DECISIONS = ("decision", "_proof", "algebra", "formula", "order", "parser", "_scope", "_fields", "statement")
NEAREST = {
    "_loading": ("test_loading.py",),
    "activations": ("../activations", *FIRST),
    **dict.fromkeys(("targets", "bumps", "constructed_hypernetwork"), (*FIRST, "test_hypernetwork_certificates.py")),
    **dict.fromkeys(("constraint_asymmetry", "_hypotheses"), ("test_tables.py", *FIRST)),
    **dict.fromkeys(OF_DECISIONS, DECISIONS),
    **dict.fromkeys(("_annotated", "places"), ("test_annotated.py", *DECISIONS)),
    "polynomial": ("test_limits.py", "test_polynomial.py", *DECISIONS),
}
"""Which tests are tried first; FIRST for every other file."""


class Mutant:
    """One change: the file, the function around it, the line of code before and after."""

    def __init__(self, path: Path, tree: ast.Module, function: str, before: str, after: str) -> None:
        self.path, self.source = path, ast.unparse(tree)
        self.key = f"{path.relative_to(CHECKERS)} | {function} | {before} -> {after}"


def mutants(path: Path) -> list[Mutant]:
    """Return every mutant of a file."""
    found: list[Mutant] = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function, statement in _statements(tree, ""):
        for node in _own_nodes(statement):
            for undo in _changes(node, statement):
                found.append(Mutant(path, tree, function, undo[0], undo[1]))
                undo[2]()
    return found


def _statements(node: ast.AST, function: str):
    for child in ast.iter_child_nodes(node):
        inside = function
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inside = f"{function}.{child.name}".lstrip(".")
        if isinstance(child, ast.stmt | ast.match_case):
            yield inside, child
        yield from _statements(child, inside)


def _own_nodes(statement: ast.AST):
    """Yield the expressions of a statement, but neither those of the statements in it nor annotations."""
    if isinstance(statement, ast.Raise) or (isinstance(statement, ast.Expr) and _is_refusal(statement.value)):
        yield statement
    for name, value in ast.iter_fields(statement):
        if name in ("annotation", "returns", "body", "orelse", "finalbody", "handlers", "decorator_list", "cases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr):
                yield from _outside_messages(child)
            elif isinstance(child, ast.arguments):
                for default in (*child.defaults, *filter(None, child.kw_defaults)):
                    yield from ast.walk(default)


def _outside_messages(node: ast.AST):
    if not isinstance(node, ast.JoinedStr):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _outside_messages(child)


def _is_refusal(call: ast.expr) -> bool:
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS


def _line(statement: ast.AST) -> str:
    return ast.unparse(statement).splitlines()[0]


def _changes(node: ast.AST, statement: ast.AST):
    """Make each change of a node in turn; yield the line before and after, and what undoes it."""
    before = _line(statement)

    def changed(target, field, new, index=None):
        old = getattr(target, field) if index is None else getattr(target, field)[index]

        def put(value):
            if index is None:
                setattr(target, field, value)
            else:
                getattr(target, field)[index] = value

        put(new)
        return before, _line(statement), lambda: put(old)

    match node:
        case ast.Compare(ops=ops):
            for i, op in enumerate(ops):
                for other in COMPARISONS[type(op)]:
                    yield changed(node, "ops", other(), i)
        case ast.BoolOp(op=op):
            yield changed(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield changed(node, "op", ast.UAdd())
        case ast.UnaryOp(op=ast.USub()):
            yield changed(node, "op", ast.UAdd())
        case ast.BinOp(op=op) if type(op) in ARITHMETIC:
            for other in ARITHMETIC[type(op)]:
                yield changed(node, "op", other())
        case ast.Constant(value=bool(value)):
            yield changed(node, "value", not value)
        case ast.Constant(value=int(value)):
            for step in (1, -1):
                yield changed(node, "value", value + step)
        case ast.Raise() | ast.Expr():
            yield from _left_out(node)


def _left_out(node):
    # The statement stays in place and does nothing: its class is exchanged, so that any list holds it still.
    before, fields, kind = _line(node), dict(node.__dict__), type(node)
    node.__class__ = ast.Pass
    yield before, "pass", lambda: (setattr(node, "__class__", kind), node.__dict__.update(fields))


def killed(mutant: Mutant, copy: Path, timeout: float, quick: bool = False) -> str:
    """Run the tests on a mutant; return which failure kills it, or "" if none does."""
    place = copy / mutant.path.relative_to(ROOT)
    original = place.read_text(encoding="utf-8")
    place.write_text(mutant.source, encoding="utf-8")
    nearest = [TESTS / name for name in NEAREST.get(mutant.path.stem, FIRST)]
    try:
        found = failure(nearest, copy, timeout)
        return found if found or quick else failure([p for p in tests(copy) if p not in nearest], copy, timeout)
    finally:
        place.write_text(original, encoding="utf-8")


def tests(copy: Path) -> list[Path]:
    """Return the tests of the checkers."""
    own = sorted(p.relative_to(copy) for p in (copy / TESTS).glob("test_*.py"))
    return [*own, Path("tests/activations"), Path("tests/auditing"), Path("tests/cli/test_certificates.py")]


def failure(files: list[Path], copy: Path, timeout: float, compiled: bool = False) -> str:
    """Return the first test in `files` that fails, "time" if they take too long, or "".

    They run in a fork of this process, which has pytest and hypothesis loaded already and nothing of boundlab.
    """
    log = copy / "log"
    child = os.fork()
    if child == 0:
        os.chdir(copy)
        with log.open("w") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        os.environ |= {"PYTHONPATH": str(copy), "BOUNDLAB_SAMPLES": str(copy / "samples.json")}
        # A mutant's bytecode must not be taken for the next one's.
        sys.dont_write_bytecode = not compiled
        sys.path.insert(0, str(copy))
        os._exit(int(pytest.main(["-qx", "-n0", "-p", "no:cacheprovider", *map(str, files)])))
    until = time.monotonic() + timeout
    while (done := os.waitpid(child, os.WNOHANG))[0] == 0:
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "time"
        time.sleep(0.02)
    text = log.read_text(encoding="utf-8", errors="replace")
    code = os.waitstatus_to_exitcode(done[1])
    if code not in (0, 1, 2):
        raise RuntimeError(text)
    lines = text.splitlines() if code else []
    return next((each[:120] for each in lines if each.startswith(("FAILED", "ERROR"))), "a test" if lines else "")


def main() -> int:
    """Run a sample of mutants and print what became of them; the exit code is 1 if one is alive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, default=200, help="how many mutants; 0 runs all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timeout", type=float, default=240, help="seconds for the tests of one mutant")
    parser.add_argument("--out", type=Path, default=Path("results/mutants.json"), help="what is finished")
    parser.add_argument("--file", help="only this file of boundlab/checking, without .py")
    parser.add_argument("--quick", action="store_true", help="only the tests nearest to each file")
    parser.add_argument("--again", action="store_true", help="run the survivors that are known again")
    given = parser.parse_args()
    explained = json.loads(EQUIVALENT.read_text(encoding="utf-8"))
    paths = [p for p in sorted(CHECKERS.rglob("*.py")) if given.file in (None, p.stem)]
    every = {mutant.key: mutant for path in paths for mutant in mutants(path)}
    chosen = sorted(every) if given.sample == 0 else random.Random(given.seed).sample(sorted(every), given.sample)
    done = json.loads(given.out.read_text(encoding="utf-8")) if given.out.exists() else {}
    if given.again:
        done = {key: how for key, how in done.items() if how}
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="boundlab-mutants-") as folder:
        copy = Path(folder)
        for part in ("boundlab", "tests", "proofs_numeric", "pyproject.toml"):
            source = ROOT / part
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / part, ignore=ignored) if source.is_dir() else shutil.copy(source, copy)
        line = [sys.executable, "-c", "import json, samples; print(json.dumps(samples.SAMPLES))"]
        environment = {**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{copy / TESTS}"}
        made = subprocess.run(line, env=environment, check=True, capture_output=True)
        (copy / "samples.json").write_bytes(made.stdout)
        needed = [TESTS / name for name in (*DECISIONS, "../activations")] if given.quick else tests(copy)
        if broken := failure(needed, copy, given.timeout, compiled=True):
            print(f"without a mutant, {broken}: nothing is learnt from such tests")
            return 2
        for number, key in enumerate(chosen, 1):
            if key not in done and key not in explained:
                done[key] = killed(every[key], copy, given.timeout, given.quick)
                given.out.write_text(json.dumps(done, ensure_ascii=False, indent=1), encoding="utf-8")
                print(f"{number}/{len(chosen)} {'killed' if done[key] else 'ALIVE'}: {key[:300]}", flush=True)
    equivalent = [key for key in chosen if key in explained]
    alive = [key for key in chosen if key not in explained and not done[key]]
    print(f"{len(every)} mutants, {len(chosen)} sampled: {len(chosen) - len(equivalent) - len(alive)} killed, ", end="")
    print(f"{len(equivalent)} equivalent, {len(alive)} alive")
    print("\n".join(alive))
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
