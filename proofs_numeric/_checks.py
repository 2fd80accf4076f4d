"""Discovery: every file of this folder without a leading underscore is a check, named after the file."""

from __future__ import annotations

import ast
import difflib
import hashlib
import importlib
import pkgutil
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import boundlab
from boundlab.errors import BoundlabError
from proofs_numeric._verdict import Budget, Control, Verdict

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Check:
    """A discovered check. The file is imported when it is needed."""

    id: str

    @property
    def file(self) -> Path:
        """Where it stands."""
        return HERE / f"{self.id.replace('-', '_')}.py"

    @property
    def module(self) -> ModuleType:
        """The file."""
        return importlib.import_module(f"proofs_numeric.{self.id.replace('-', '_')}")

    @property
    def title(self) -> str:
        """The first paragraph of the file's docstring, which is not imported for it."""
        text = ast.get_docstring(ast.parse(self.file.read_bytes())) or ""
        return " ".join(text.partition("\n\n")[0].split()).rstrip(".")

    @property
    def concerns(self) -> tuple[str, ...]:
        """The claims and hypotheses that it is about, by id; the file is not imported for it."""
        for node in ast.parse(self.file.read_bytes()).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CONCERNS":
                return tuple(ast.literal_eval(node.value))
        return ()

    @property
    def known(self) -> Mapping[str, str]:
        """Steps that are known to be false as printed, with the reason."""
        return getattr(self.module, "KNOWN", {})

    @property
    def controls(self) -> tuple[Control, ...]:
        """Planted errors, which must be refuted."""
        return tuple(self.module.CONTROLS)

    def run(self, budget: Budget, seed: int) -> Verdict:
        """Run the check; `seconds` is the wall time."""
        module = self.module
        start = time.perf_counter()
        verdict: Verdict = module.check(budget, seed)
        return replace(verdict, seconds=time.perf_counter() - start)

    def key(self, budget: Budget, seed: int) -> str:
        """Return a hash of everything the result depends on: sources, budget and seed."""
        own = self.file.read_bytes()
        used = re.findall(rb"^from proofs_numeric\.(?!_)(\w+)", own, re.MULTILINE)
        others = b"".join((self.file.parent / f"{name.decode()}.py").read_bytes() for name in used)
        text = f"{_shared_sources()} {hashlib.sha256(own + others).hexdigest()} {budget} {seed}"
        return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def _shared_sources() -> str:
    files = [*sorted(HERE.glob("_*.py")), *sorted(Path(boundlab.__file__).parent.rglob("*.py"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def checks() -> list[Check]:
    """Return all checks, by id.

    >>> "lem-21-22" in [check.id for check in checks()]
    True
    """
    names = (m.name for m in pkgutil.iter_modules([str(HERE)]))
    return [Check(name.replace("_", "-")) for name in sorted(names) if not name.startswith("_")]


def select(ids: Iterable[str]) -> list[Check]:
    """Return the checks with these ids, all for none; raises BoundlabError for an unknown one."""
    known = {check.id: check for check in checks()}
    wanted = list(dict.fromkeys(ids))
    for id_ in wanted:
        if id_ not in known:
            near = difflib.get_close_matches(id_, known, n=3, cutoff=0.4)
            hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
            raise BoundlabError(f"no check {id_[:80]!r}; {hint}")
    return [known[id_] for id_ in wanted] or list(known.values())
