"""The answer to a statement, with what its certificate carries, and the check that every answer passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias, TypeVar

from boundlab.display import Displayed
from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import Value
from boundlab.symbolic.statement import Statement

if TYPE_CHECKING:
    from boundlab.symbolic.algebraic import Root

T = TypeVar("T")
Verdict: TypeAlias = Literal["proved", "refuted", "undecided"]


@dataclass(frozen=True)
class Written:
    """A statement as written, where functions stand in it that a plain statement has names for (`functions`)."""

    claim: str
    where: tuple[str, ...]
    ranges: str
    defined: tuple[tuple[str, str, tuple[dict[str, Any], ...], tuple[str, ...]], ...]

    def __str__(self) -> str:
        return self.claim + (f" where {', '.join(self.where)}" if self.where else "") + self.ranges

    def to_json(self) -> dict[str, Any]:
        """Return the texts, what each name stands for, and the certificates that it is defined."""
        defined = [
            {"name": n, "is": text, **({"shown": list(shown)} if shown else {}), **({"at": list(at)} if at else {})}
            for n, text, shown, at in self.defined
        ]
        return {"claim": self.claim, "where": list(self.where), "defined": defined}


class CheckerDisagrees(RuntimeError):
    """An answer that its own checker refuses: an error in boundlab, not in the input."""


@dataclass(frozen=True, repr=False)
class Decision(Displayed):
    """The answer: `proved` with a proof, `refuted` with a witness, or `undecided` with the reason.

    For a proved statement `met` is a point at which its conditions hold, or `empty` a proof that they hold nowhere;
    both are None if neither was found. There are three answers, so a decision has no truth value: `bool` of one
    raises BoundlabError. Ask for `proved`, or for the `verdict`.
    """

    statement: Statement
    verdict: Verdict
    reason: str
    witness: dict[str, Value] | None = None
    proof: dict[str, Any] | None = None
    met: dict[str, Value] | None = None
    empty: dict[str, Any] | None = None
    written: Written | None = None
    whole: dict[str, Any] | None = None  # the certificate of an order statement (`growth`)
    note: str = ""
    roots: Mapping[str, Root] = field(default_factory=dict)  # the irrational values of `witness` or `met`

    def __bool__(self) -> NoReturn:
        raise BoundlabError(f"decision: {self.verdict} is one of three answers, not a truth value; ask for .proved")

    def __str__(self) -> str:
        return f"{self.verdict}: {self.statement if self.written is None else self.written}"

    @property
    def proved(self) -> bool:
        """Was the statement proved?"""
        return self.verdict == "proved"

    def latex(self) -> str:
        """Return the statement in LaTeX, the conditions after the claim; `latex_reader` reads each back."""
        from boundlab.symbolic.latex_writer import to_latex

        claim, where = str(self.statement.claim), tuple(map(str, self.statement.where))
        if self.written is not None:
            claim, where = self.written.claim, self.written.where
        conditions = ", ".join(to_latex(each, "condition") for each in where)
        return to_latex(claim) + (rf" \quad\text{{if }} {conditions}" if conditions else "")

    def certificate(self) -> dict[str, Any] | None:
        """Return the certificate (docs/certificates.md) or None if undecided."""
        if self.whole is not None:
            return self.whole
        head = {"kind": "decision", "version": 2, "statement": self.statement.to_json(), "verdict": self.verdict}
        if self.written is not None:
            head["written"] = self.written.to_json()
        if self.verdict == "proved":
            return {**head, "proof": self.proof, **self._conditions()}
        if self.verdict == "refuted":
            return {**head, "witness": self.witness_json()}
        return None

    def _conditions(self) -> dict[str, Any]:
        if self.empty is not None:
            return {"conditions": {"contradiction": self.empty}}
        if self.met is not None and self.statement.where:
            return {"conditions": {"met": self._with_roots(self.met)}}
        return {}

    def witness_json(self) -> dict[str, Any] | None:
        """Return the witness with integers as numbers, fractions as text, and roots by their polynomials."""
        return None if self.witness is None else self._with_roots(self.witness)

    def _with_roots(self, point: Mapping[str, Value]) -> dict[str, Any]:
        return {**point_json(point), **{name: root.to_json() for name, root in self.roots.items()}}

    def visible(self, point: Mapping[str, T]) -> dict[str, T]:
        """Return the values of the parameters that were written."""
        hidden = set() if self.written is None else {name for name, *_ in self.written.defined}
        return {name: value for name, value in point.items() if name not in hidden}

    def to_json(self) -> dict[str, Any]:
        """Return verdict, witness, certificate and reason."""
        return {
            "verdict": self.verdict,
            "witness": self.witness_json(),
            "certificate": self.certificate(),
            "reason": self.reason,
            **({"note": self.note} if self.note else {}),
        }

    def checked(self) -> Decision:
        """Return this decision if the checker accepts its certificate.

        One that is too large for the checker becomes undecided; raises CheckerDisagrees if the checker finds it wrong.
        """
        from boundlab.checking import check

        certificate = self.certificate()
        if certificate is None:
            return self
        result = check(certificate)
        if result.valid:
            return self
        if result.refused:
            found = "a proof" if self.proved else "a counterexample"
            reason = f"{found} was found, but it exceeds what is checked: {result.reason}"
            return replace(
                self, verdict="undecided", reason=reason, witness=None, proof=None, met=None, empty=None, whole=None
            )
        raise CheckerDisagrees(f"{self.statement}: {self.verdict}, which the checker refuses: {result.reason}")


def point_json(point: Mapping[str, Value]) -> dict[str, int | str]:
    """Return a point with integers as numbers and fractions as text."""
    return {n: int(v) if v == int(v) else str(v) for n, v in point.items()}
