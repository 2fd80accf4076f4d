"""Equations between what a statement holds at n, at n + 1 or at a number, and what its instance there has for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from boundlab.checking._instances import Sequences, _has_sum, affine, at_numbers, free_names, linear, put
from boundlab.checking._rewritten.parser import Call, Name, Numeral, Power, Sum, Summation, rebuilt
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.errors import BoundlabError
from boundlab.export._reading import WORK
from boundlab.export.coq._script import Script
from boundlab.export.coq._written import Meaning, is_literal


@dataclass
class Passage:
    """From texts by `here` to texts of trees by `there`; `put` has the trees that stand for names.

    With `sequences` the others are called by their names at n, called `at` in Coq; without them, all are numbers.
    """

    script: Script
    here: Meaning
    there: Meaning
    put: Mapping[str, Any]
    sequences: Sequences | None = None
    at: str = ""
    base: Callable[[Any], Any] | None = None
    equations: dict[str, str] = field(default_factory=dict)

    def rewriting(self) -> str:
        """Return the tactic that puts the one for the other."""
        return "".join(f"rewrite ?{each}; " for each in self.equations.values())

    def instance(self, tree: Any) -> Any:
        """Return the tree that the instance has for a tree without sums."""
        if self.sequences is None:
            numbers = {n: int(each.value) for n, each in self.put.items() if isinstance(each, Numeral)}
            places = {n: each for n, each in self.put.items() if n not in numbers}
            return at_numbers(put(tree, places), numbers, Budget(WORK))
        return self.sequences.value(put(tree, self.put))

    def equate(self, tree: Any) -> None:
        """Write the equations of all that a tree holds."""
        found: list[Any] = []

        def visit(node: Any) -> Any:
            match node:
                case Summation() | Name() | Call("factorial"):
                    found.append(node)
                case Power(_, exponent) if not is_literal(exponent):
                    found.append(node)
                case _:
                    rebuilt(node, visit)
            return node

        visit(tree)
        for node in sorted(dict.fromkeys(found), key=lambda each: isinstance(each, Name)):
            match node:
                case Summation():
                    self._sum(node)
                case Power():
                    self._power(node)
                case Call():
                    self._factorial(node)
                case Name(name) if self.sequences is not None or not isinstance(self.put.get(name), Numeral):
                    self._say(node, "as_reals")

    def _say(self, node: Any, how: str) -> None:
        left, right = self.here.expression(node), self.there.expression(self.instance(node))
        if left != right and left not in self.equations:
            self.equations[left] = self.script.have("E", f"{left} = {right}", how)

    # Factorials and powers

    def _factorial(self, node: Call) -> None:
        if self.sequences is None:
            self._say(node, "reflexivity")
            return
        argument = self.here.whole_number(node.arguments[0])
        a, c = affine(put(node.arguments[0], self.put), self.sequences.name) or (0, 0)
        if a != 1 or c < 0:
            raise BoundlabError("a factorial of something else than n + c is not exported")
        text = f"({self.at}{' + 1' * c})"
        how = f"replace {argument}%Z with {text}%Z by lia; rewrite !factorial_next by lia; as_reals"
        self._say(node, how if c else f"replace {argument}%Z with {self.at} by lia; reflexivity")

    def _power(self, node: Power) -> None:
        exponent = self.here.whole_number(node.exponent)
        found = linear(put(node.exponent, self.put))
        if self.sequences is None:
            if found is not None and not found[0]:
                self._number(node, exponent, found[1])
            return
        if not self.sequences._holds(node.base, put(node.exponent, self.put)):
            return  # it stands in the instance as it is
        if found is None:
            raise BoundlabError("a power whose exponent is no sum of integers is not exported")
        coefficients, c = found
        if not coefficients:
            self._number(node, exponent, c)
            return
        base = self.here.expression(node.base)
        if c < 0 and self.base is not None and not self.base(node.base):
            raise BoundlabError(f"a power whose base {base[:40]} may be zero, and whose exponent has a minus")
        parts = [self._named_power(node.base, base, name, a) for name, a in sorted(coefficients.items())]
        (start, how), *others = parts
        if not others and c == 0 and start == exponent:
            self._say(node, f"{how}reflexivity")
            return
        summands = [start, *(each for each, _ in others), *([f"({c})"] if c else [])]
        texts = [
            f"({' + '.join(summands[k:])})" if k < len(summands) - 1 else summands[k] for k in range(len(summands))
        ]
        split = "".join(
            f"rewrite (power_sum {base} {texts[k]} {summands[k]} {texts[k + 1]} ltac:(lia) ltac:(together)); "
            for k in range(len(summands) - 1)
        )
        split = f"replace {exponent}%Z with {texts[0]}%Z by lia; {split}"
        each = "".join(how for _, how in parts) + (_literal(base, c) if c else "")
        self._say(node, f"{split}{each}unfold Rdiv; ring")

    def _number(self, node: Power, exponent: str, value: int) -> None:
        inner = replace(self, equations={})
        inner.equate(node.base)
        replaced = f"replace {exponent}%Z with ({value})%Z by lia; {inner.rewriting()}"
        self._say(node, f"{replaced}{'' if value >= 0 else 'unfold Rdiv; rewrite Rmult_1_l; '}reflexivity")

    def _named_power(self, base: Any, text: str, name: str, a: int) -> tuple[str, str]:
        """Return a·n for one name n in an exponent, and the tactic that writes its power as the instance does."""
        assert self.sequences is not None
        at = self.at if name == self.sequences.name else self.here.whole_number(Name(name))
        known, value = self.there.value(self.sequences.names[base, name]), ""
        if f"(powerRZ {text} {at})" != known:
            equation = self.script.have("E", f"(powerRZ {text} {at}) = {known}", "apply power_integer; lia")
            value = f"rewrite ({equation}); "
        if a == 1:
            return at, value
        sign = "left; lia" if a >= 0 else "right; other_than_0"
        split = f"power_multiple {text} {at} ({a}) ltac:(lia) ltac:({sign})"
        return f"({a} * {at})", f"rewrite ({split}); {value}{_literal(known, a, one=True)}"

    # Sums

    def term(self, node: Summation, point: Any) -> Passage:
        """Return the passage of the terms of a sum, at one point."""
        before = self if self.sequences is None else replace(self, here=self._at_n())
        whole = before.here.whole_number(point)
        here = Meaning(_kinds(self.here), {**before.here.put, node.variable: whole}, self.here.real)
        put_ = {**self.put, node.variable: point} if self.sequences is None else {node.variable: point}
        return replace(self, here=here, put=put_, equations={})

    def points(self, node: Summation) -> tuple[list[Any], str]:
        """Return the points at which a sum has terms that are new, and where it ended before, if it did."""
        if self.sequences is None:
            low, length = put(node.low, self.put), self._length(node)
            if length is None:
                return [], ""
            if isinstance(found := linear(low), tuple) and not found[0]:
                return [Numeral(found[1] + j) for j in range(length + 1)], ""
            return [Sum(((1, low), (1, Numeral(j)))) if j else low for j in range(length + 1)], ""
        if self.sequences.name not in self.put:
            return [], ""
        if self.sequences.name in free_names(node.body):
            raise BoundlabError("a sum whose terms depend on where it ends is not exported")
        if _has_sum(node.body):
            raise BoundlabError("a sum of sums is not exported")
        points = [Sum(((1, node.high), (1, Numeral(j)))) for j in range(1, _slope(node.high, self.sequences.name) + 1)]
        return points, self._at_n().whole_number(node.high)

    def stays(self, node: Summation) -> bool:
        """Return whether a sum stands in the instance as it is."""
        return self.sequences is None and self._length(node) is None

    def _length(self, node: Summation) -> int | None:
        """Return by how much the last place of a sum exceeds the first, at numbers; None if that is no number."""
        found = linear(Sum(((1, put(node.high, self.put)), (-1, put(node.low, self.put)))))
        return None if found is None or found[0] else found[1]

    def _lost(self, node: Summation) -> list[Any]:
        """Return the points at which a sum loses terms."""
        if self.sequences is None:
            return []
        lost = _slope(node.low, self.sequences.name)
        return [Sum(((1, node.low), (1, Numeral(j)))) if j else node.low for j in range(lost)]

    def _at_n(self) -> Meaning:
        assert self.sequences is not None
        return Meaning(_kinds(self.here), {**self.here.put, self.sequences.name: self.at}, self.here.real)

    def _sum(self, node: Summation) -> None:
        left = self.here.expression(node)
        points, previous = self.points(node)
        if left in self.equations or (self.sequences is not None and not points):
            return
        if self.stays(node):
            return
        before = self.here if self.sequences is None else self._at_n()
        low, terms = before.whole_number(node.low), self.here.terms(node)
        text = "" if self.sequences is None else self.there.value(self.sequences.names[node])
        steps = ["reflexivity"] if text else []
        for point in points:
            at, right, known = self._term(node, point)
            if text:
                how = f"apply (sum_last {low} {previous} {at} {terms} {text} {right})"
                steps.append(f"{how}; [ lia | lia | | exact {known} ]")
                text = f"({text} + {right})"
            else:
                steps.append(f"apply sum_only; [ lia | exact {known} ]")
                text = right
            previous = at
        for point in self._lost(node):
            at, right, known = self._term(node, point)
            how = f"apply (sum_without {at} ({at} + 1) {previous} {terms} {text} {right})"
            steps.append(f"{how}; [ lia | lia | | exact {known} ]")
            text, low = f"({text} - {right})", f"({at} + 1)"
        equation = self.script.new("E")
        self.script.say(f"assert ({equation} : {left} = {text or '0'}).")
        with self.script.block():
            if points:
                self.script.say(f"transitivity (sum_over {low} {previous} {terms}); [ apply sum_until; lia | ].")
            for step in reversed(steps):
                self.script.say(f"{step}.")
            if not steps:
                self.script.say("apply sum_none; lia.")
        self.equations[left] = equation

    def _term(self, node: Summation, point: Any) -> tuple[str, str, str]:
        """Prove what the instance has for a term; return the point, the term there, and the name of the proof."""
        inside = self.term(node, point)
        inside.equate(node.body)
        value, right = inside.here.expression(node.body), self.there.expression(inside.instance(node.body))
        known = self.script.have("T", f"{value} = {right}", f"{inside.rewriting()}reflexivity")
        return inside.here.put[node.variable], right, known


def _slope(tree: Any, name: str) -> int:
    found = linear(tree)
    return 0 if found is None else found[0].get(name, 0)


def _literal(base: str, exponent: int, *, one: bool = False) -> str:
    """Return the tactic that writes a power with a number as exponent as the instance does."""
    if one and abs(exponent) == 1:
        return f"rewrite {'power_first' if exponent > 0 else 'power_inverse'}; "
    if not exponent:
        return f"rewrite (powerRZ_O {base}); "
    way = "power_up" if exponent > 0 else "power_down"
    return f"rewrite ({way} {base} {abs(exponent)} {abs(exponent)} eq_refl); "


@dataclass(frozen=True)
class _Kinds:
    """The parameters that a text is about."""

    parameters: frozenset[str]
    integers: frozenset[str]
    signed: frozenset[str]


def _kinds(meaning: Meaning) -> _Kinds:
    integers, whole, reals = (frozenset(each) for each in (meaning.integers, meaning.whole, meaning.reals))
    return _Kinds(whole | reals, integers, whole - integers)
