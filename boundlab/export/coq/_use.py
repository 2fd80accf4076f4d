"""Theorems of statements as written, proved from theorems of other statements: what their proofs begin and end with."""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.parser import Name
from boundlab.export.coq._proof import nested
from boundlab.export.coq._script import Script
from boundlab.export.coq._written import Meaning, Need, Written, frame_of


class Argument:
    """The proof of a statement as written: its script, and what its parameters and conditions are called."""

    def __init__(self, statement: Written) -> None:
        self.statement, self.script, self.meaning = statement, Script(), Meaning(statement)
        self.ranges: dict[str, str] = {}
        self.conditions: list[str] = []

    def begin(self, refuted: str = "") -> None:
        """Write the start; with `refuted`, the statement is assumed under that name and nothing else is."""
        self.script.say("Proof.")
        self.script.depth = 1
        if refuted:
            self.script.say(f"intro {refuted}.")
            return
        self.assume(self.statement, self.meaning)

    def assume(self, statement: Written, meaning: Meaning) -> None:
        """Introduce parameters, ranges and conditions, and what follows from them at once."""
        self.ranges = {name: self.script.new("R") for name in meaning.integers}
        self.conditions = [self.script.new("W") for _ in statement.conditions]
        names = [meaning.variable(name) for name in (*meaning.whole, *meaning.reals)]
        if names := [*names, *self.ranges.values(), *self.conditions]:
            self.script.say(f"intros {' '.join(names)}.")
        for known in self.ranges.values():
            self.positive(known)
        for known, tree in zip(self.conditions, statement.conditions, strict=True):
            self.apart(known, len(meaning.parts(tree)))

    def positive(self, known: str) -> None:
        """Let an integer that is at least 1 be a positive real number."""
        self.script.say(f"pose proof (in_range_positive _ (in_range _ {known})) as {self.script.new('P')}.")

    def apart(self, known: str, count: int) -> list[str]:
        """Take a conjunction apart, which stays as well; return the names of its parts."""
        parts = [self.script.new("H") for _ in range(count)]
        self.script.say(f"pose proof {known} as {nested(parts)}.")
        return parts

    def end(self, name: str, *, refuted: bool = False) -> str:
        """Return the theorem with its proof."""
        self.script.depth = 0
        self.script.say("Qed.")
        frame = frame_of(self.statement)
        stated = frame.universal(frame.conclusion())
        return f"Theorem {name} :\n  {f'~ ({stated})' if refuted else stated}.\n{self.script.text()}\n"

    def use(self, name: str, statement: Written, there: Meaning, conditions: list[str]) -> list[str]:
        """Apply a theorem to what `there` puts for its parameters; return the names of what it says."""
        arguments = [f"({there.whole_number(Name(each))})%Z" for each in there.whole]
        arguments += [there.value(each) for each in there.reals]
        for each in there.integers:
            value = there.whole_number(Name(each))
            known = self.script.have("R", f"(1 <= {value})%Z", "in_its_range")
            self.positive(known)
            arguments.append(known)
        known = self.script.new("U")
        self.script.say(f"pose proof ({' '.join([name, *arguments, *conditions])}) as {known}.")
        return self.apart(known, len(there.parts(statement.claim)))

    def conjunction(self, meaning: Meaning, tree: Any, needed: str, holds: str) -> None:
        """Prove that a formula is defined and holds, by the tactics for the one and the other."""
        for text, need in meaning.needed(tree).items():
            self.script.say("split.")
            with self.script.block():
                self.need(text, need, needed)
        self.script.say(f"{holds}.")

    def need(self, text: str, need: Need, tactic: str) -> None:
        """Prove what is needed."""
        self.script.say(f"{tactic}.")


def lemma(texts: list[str]) -> list[str]:
    """Return theorems as lemmas."""
    return [text.replace("Theorem ", "Lemma ", 1) if text.startswith("Theorem ") else text for text in texts]


def by_cases(known: str, variable: str, count: int) -> str:
    """Return the tactic that puts the `count` values which a disjunction has for a variable."""
    return f"subst {variable}" if count == 1 else f"destruct {known} as {nested(['->'] * count, ' | ')}"
