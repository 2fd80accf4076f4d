"""What a site shows: the registry and all that follows from it, and what the command line brings from beside it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from boundlab.activations import built_in
from boundlab.auditing.finding import PAPER, Finding, discover
from boundlab.auditing.hypotheses import audit_hypothesis
from boundlab.auditing.vacuity import Vacuity, vacuity
from boundlab.auditing.verdict import Verdict
from boundlab.checking import check
from boundlab.claims.activation import in_words
from boundlab.claims.claim import Claim
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.registry import Registry
from boundlab.derived.closure import Closure, Derivation, closure_of
from boundlab.derived.load import load
from boundlab.errors import BoundlabError
from boundlab.extensions.origin import BUILT_IN, Origin
from boundlab.site.page import Badge, Inline, Link, listed, slug


@dataclass(frozen=True)
class ProofCheck:
    """A check of a proof: its verdict as `proofs_numeric` keeps it, None where it was not run.

    `concerns` holds the ids of the claims and hypotheses that it is about.
    """

    id: str
    title: str
    verdict: Mapping[str, Any] | None = None
    concerns: Sequence[str] = ()


@dataclass(frozen=True)
class FigureShown:
    """A figure: its drawing and its data, which are copied to the site where they are."""

    name: str
    title: str
    caption: str
    metadata: Mapping[str, Any]
    origin: str = "built-in"
    drawing: Path | None = None
    data: Sequence[Path] = ()


@dataclass(frozen=True)
class Contents:
    """Everything a site is made of.

    `docs` is where the documentation lies, seen from the root of the site, or ""; `doc_pages` are the pages there.
    """

    registry: Registry
    proofs: Sequence[ProofCheck] = ()
    figures: Sequence[FigureShown] = ()
    docs: str = ""
    files: Sequence[str] = ()
    doc_pages: frozenset[str] = frozenset()

    @cached_property
    def closure(self) -> Closure:
        """The bounds of the registry and what the rules derive."""
        return closure_of(self.registry)

    @cached_property
    def derivations(self) -> list[Derivation]:
        """All claims with their derivations, by id."""
        return sorted(self.closure, key=lambda d: d.claim.id)

    @cached_property
    def followers(self) -> dict[str, list[str]]:
        """The ids of what rests on each claim directly: derived from it by a rule, or depending on it."""
        found: dict[str, list[str]] = {}
        for d in self.derivations:
            above = [d.premise.claim.id] if d.premise is not None else list(d.claim.depends_on)
            for id_ in above:
                found.setdefault(id_, []).append(d.claim.id)
        return found

    @cached_property
    def hypotheses(self) -> dict[str, Hypothesis]:
        """The hypotheses of all claims, by id."""
        return {h.id: h for c in sorted(self.registry, key=lambda c: c.id) for h in c.hypotheses}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """The findings of the audit by id; none for a registry that lacks claims of the project."""
        return discover() if all(claim.id in self.registry for claim in load()) else {}

    def findings_about(self, id_: str) -> tuple[Inline, ...]:
        """Return links to the findings about a claim or a hypothesis."""
        about = {f.id: {*f.hypotheses, *(f"{PAPER}/{name}" for name in f.claims)} for f in self.findings.values()}
        return listed(Link(found, f"findings/{slug(found)}") for found, ids in about.items() if id_ in ids)

    def checks_about(self, *ids: str) -> tuple[Inline, ...]:
        """Return links to the checks of proofs that are about one of these claims and hypotheses."""
        return listed(Link(c.id, f"proofs/{slug(c.id)}") for c in self.proofs if set(ids) & set(c.concerns))

    def hypothesis_link(self, id_: str) -> Link:
        """Return a link to a hypothesis, by its name."""
        known = self.hypotheses.get(id_)
        return Link(known.name, f"hypotheses/{slug(id_)}") if known else Link(id_, "")

    def claim_link(self, id_: str) -> Link:
        """Return a link to a claim, or its id alone if there is no such claim."""
        return Link(id_, f"claims/{slug(id_)}" if id_ in self.closure else "")

    def origin(self, id_: str) -> Origin:
        """Return where a claim comes from; "class ID" asks for a target class."""
        return self.registry.origin(id_)

    def origin_badge(self, id_: str) -> tuple[Badge, ...]:
        """Return the badge of what is not the project's, or none."""
        origin = self.origin(id_)
        return () if origin == BUILT_IN else (Badge(str(origin), "yours"),)

    @property
    def registry_option(self) -> str:
        """What a command needs to read the same files; settings of a folder are read without it."""
        named = (name for name in self.files if Path(name).name not in {"boundlab.toml", "pyproject.toml"})
        return "".join(f" --registry {shlex.quote(name)}" for name in named)

    def option_for(self, id_: str) -> str:
        """Return what a command about a claim has to add, so that it knows the claim."""
        return self.registry_option if self.origin(id_).kind == "file" else ""

    def audited(self, hypothesis: Hypothesis, activation: str) -> Verdict:
        """Return the verdict on a hypothesis; its certificate was checked, raises BoundlabError if it was refused."""
        return _audited(hypothesis, activation)

    def vacuity(self, claim: Claim) -> Vacuity | None:
        """Return why nothing satisfies `claim` as stated, or None."""
        origin = self.origin(claim.id)
        return vacuity(claim, accepts, [c for c in self.registry if self.origin(c.id) == origin])

    def activations_of(self, claim: Claim) -> list[str]:
        """Return the project's activations, each alone, that a claim speaks of."""
        members = claim.approximators.activation.members
        return sorted(in_words(m) for m in members if len(m) == 1 and m <= set(built_in()))


def accepts(certificate: dict[str, Any]) -> bool:
    """Check a certificate; raises BoundlabError for one that is refused, since its verdict must not be shown."""
    _require_valid(json.dumps(certificate, ensure_ascii=False))
    return True


@lru_cache(maxsize=4096)
def _require_valid(text: str) -> None:
    result = check(json.loads(text))
    if not result.valid:
        raise BoundlabError(f"a certificate of the site is refused by its checker: {result.reason}")


@lru_cache(maxsize=4096)
def _audited(hypothesis: Hypothesis, activation: str) -> Verdict:
    found = audit_hypothesis(hypothesis, activation)
    if found.certificate is not None:
        accepts(found.certificate)
    return found


def words(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, for the search."""
    return " ".join(filter(None, parts))
