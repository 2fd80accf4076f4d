"""One function of several scales O(·) or o(·) of another: term by term, and scale by scale.

A term is at most the sum of others if, in every scale, its k-th power is at most the product of k of them; under
conditions between scales, if it is so after gaps a ≲ b, which they say, are multiplied to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.magnitudes import Magnitude
from boundlab.checking._rewritten.parser import Expression, Numeral, Product
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.checking._rewritten.signs import Unshown
from boundlab.export.coq._terms import COND, Side, Term, Terms, listed, member

MAX_MEAN = 3


class Gap(NamedTuple):
    """That `low` is at most `high` up to a constant: `exists K''`, or, if strict, `forall K''`; Coq calls it `name`."""

    name: str
    low: Term
    high: Term
    strict: bool


class _Below(NamedTuple):
    """Of what the exponents are compared: count times a term with multiples of gaps, scale by scale."""

    chosen: tuple[int, ...]
    gaps: tuple[tuple[Rational, Gap], ...]
    low: dict[int, Magnitude]
    high: dict[int, Magnitude]
    order: dict[int, int]


def nearby_all(facts: Sequence[str]) -> str:
    """Return the fact near the limit that all of these are."""
    *others, whole = facts
    for each in reversed(others):
        whole = f"(nearby_and {COND} _ _ {each} {whole})"
    return whole


def pattern_of(names: Sequence[str]) -> str:
    """Return the pattern that gives the parts of such a fact names."""
    *others, whole = names
    for each in reversed(others):
        whole = f"[ {each} {whole} ]"
    return whole


class Dominance:
    """Compares the functions of `terms`."""

    def __init__(self, terms: Terms, gaps: Mapping[str, Gap], combinations: Sequence[Mapping[str, Rational]]) -> None:
        """Take what conditions between scales say, and the multiples of it that the certificate gives."""
        self.terms, self.script, self.germs, self.scale = terms, terms.script, terms.germs, terms.scale
        self.places = range(len(terms.functions))
        terms.negligible = self._term
        self.combinations = [tuple((by, gaps[name]) for name, by in each.items()) for each in combinations]

    def compared(self, small: Expression, large: Expression, strict: bool) -> str:
        """Write that one function is O(·), or o(·), of another; return the name of that."""
        (top, bottom), (above, below) = self.terms.fraction(small), self.terms.fraction(large)
        if bottom is None and below is None:
            return self._dominated(small, large, strict)
        bottom, below = bottom or Numeral(1), below or Numeral(1)
        known = self._dominated(Product(((1, top), (1, below))), Product(((1, above), (1, bottom))), strict)
        positive = [self.terms.positive(self.terms.of(each)) for each in (bottom, below)]
        name = "below_any" if strict else "at_most"
        sides = ((top, bottom), (above, below))
        quotients = [f"(fun p'' => {self.terms.text.text(a)} / {self.terms.text.text(b)})" for a, b in sides]
        parts = " ".join(f"(fun p'' => {self.terms.text.text(each)})" for pair in sides for each in pair)
        divided = f"quotient_{name} {COND} {parts} {' '.join(positive)} {known}"
        known = self.script.have("D", f"{name}_there cond'' {' '.join(quotients)}", f"exact ({divided})")
        stated = (
            f"{name}_there cond'' (fun p'' => {self.terms.text.text(small)}) (fun p'' => {self.terms.text.text(large)})"
        )
        equal = "intro p''; unfold Rdiv; rewrite ?Rinv_mult, ?Rinv_1; ring"
        return self.script.have("D", stated, f"refine (equal_{name} {COND} _ _ _ _ _ _ {known}); {equal}")

    def _dominated(self, small: Expression, large: Expression, strict: bool) -> str:
        a, b = self.terms.of(small), self.terms.of(large)
        if not b.certain or not b.terms:
            raise Unclear("terms in several scales may cancel")
        return self._there(a, b, strict)

    def _there(self, a: Side, b: Side, strict: bool) -> str:
        proofs = "(Forall_nil _)"
        for each in reversed(a.terms):
            proofs = f"(Forall_cons (fun p'' => {each.text}) {self._term(each, b, strict)} {proofs})"
        lemma = "compared_strictly_there" if strict else "compared_there"
        what = "below_any_there" if strict else "at_most_there"
        stated = f"{what} cond'' (fun p'' => {a.text}) (fun p'' => {b.text})"
        how = f"pose proof ({lemma} {COND} _ _ _ _ _ {self.terms.above(a)} {b.name} {proofs}) as H''; exact H''"
        return self.script.have("D", stated, how)

    def _term(self, term: Term, other: Side, strict: bool) -> str:
        for count in range(1, MAX_MEAN + 1):
            for chosen in combinations_with_replacement(range(len(other.terms)), count):
                if (found := self._seen(term, other, chosen, (), strict)) is not None:
                    return self._shown(term, other, found, strict)
        for combination in self.combinations:
            for k in range(len(other.terms)):
                if (found := self._seen(term, other, (k,), combination, strict)) is not None:
                    return self._shown(term, other, found, strict)
        raise Unclear("no term in several scales dominates another, as far as they are expanded")

    def _seen(
        self, term: Term, other: Side, chosen: tuple[int, ...], gaps: tuple[tuple[Rational, Gap], ...], strict: bool
    ) -> _Below | None:
        scale, count = self.scale, self.scale.number(len(chosen))
        low = {i: scale.raised(self._size(term, i), count) for i in self.places}
        high = dict.fromkeys(self.places, scale.one)
        for k in chosen:
            high = {i: scale.times(m, self._size(other.terms[k], i)) for i, m in high.items()}
        for by, gap in gaps:
            low = {i: scale.times(m, scale.raised(self._size(gap.high, i), by)) for i, m in low.items()}
            high = {i: scale.times(m, scale.raised(self._size(gap.low, i), by)) for i, m in high.items()}
        try:
            order = {i: scale.compare(low[i], high[i]) for i in self.places}
        except (Unclear, Unshown):
            return None
        wide = any(gap.strict for _, gap in gaps) or min(order.values()) < 0
        return _Below(chosen, gaps, low, high, order) if max(order.values()) <= 0 and (wide or not strict) else None

    def _size(self, term: Term, place: int) -> Magnitude:
        return term.sizes.get(place, self.scale.one)

    def _shown(self, term: Term, other: Side, seen: _Below, strict: bool) -> str:
        """Write that a term is dominated by the chosen others; return the name of that."""
        members = tuple(other.terms[k] for k in seen.chosen)
        name = self._exponents(term, members, seen, strict)
        within = f"(fun e'' => In e'' {listed(other.terms)})"
        inside = f"(@Forall_nil _ {within})"
        for k in reversed(seen.chosen):
            inside = f"(@Forall_cons _ {within} (fun p'' => {other.terms[k].text}) _ {member(k)} {inside})"
        lemma, what = ("negligible_by", "negligible") if strict else ("dominated_by", "dominated")
        stated = f"{what} cond'' (fun p'' => {term.text}) {listed(other.terms)}"
        how = f"apply ({lemma} {COND} {listed(members)} _ _ ltac:(discriminate) {inside}); exact {name}"
        return self.script.have("M", stated, how)

    def _exponents(self, term: Term, members: tuple[Term, ...], seen: _Below, strict: bool) -> str:
        """Write that count times an exponent is at most the sum of the others, scale by scale; return its name."""
        script, names = self.script, self.germs.sizes
        x = f"(INR {len(members)} * {term.text})"
        y = "".join(f"({each.text} + " for each in members) + "0" + ")" * len(members)
        values = self.germs.values
        multiples = [(values.text(by), values.positive(by), gap) for by, gap in seen.gaps]
        wide = next((n for n, (*_, gap) in enumerate(multiples) if strict and gap.strict), None)
        far = next((i for i in self.places if strict and wide is None and seen.order[i] < 0), None)
        proofs = {i: (names.far if i == far else names.below)(seen.low[i], seen.high[i]) for i in self.places}
        stated = (
            f"nearby cond'' (fun p'' => {x} + K'' <= {y})" if strict else f"nearby cond'' (fun p'' => {x} <= {y} + K'')"
        )
        name = script.new("M")
        script.say(f"assert ({name} : {'forall' if strict else 'exists'} K'', {stated}).")
        with script.block():
            if strict:
                script.say("intro K''.")
            bounds, facts = [], dict[int, str]()
            for i, proof in proofs.items():
                if i != far:
                    bound, facts[i] = script.new("k"), script.new("B")
                    script.say(f"destruct ({proof}) as ({bound} & {facts[i]}).")
                    bounds.append(bound)
            said = dict[int, str]()
            for n, (by, _, gap) in enumerate(multiples):
                if gap.strict and n != wide:
                    said[n] = f"({gap.name} 0)"
                elif n != wide:
                    bound, said[n] = script.new("k"), script.new("B")
                    script.say(f"destruct {gap.name} as ({bound} & {said[n]}).")
                    bounds.append(f"{by} * {bound}")
            total = " + ".join(bounds) or "0"
            if far is not None:
                facts[far] = f"({proofs[far]} (K'' + ({total})))"
            if wide is not None:
                by, _, gap = multiples[wide]
                said[wide] = f"({gap.name} ((K'' + ({total})) / {by}))"
            if not strict:
                script.say(f"exists ({total}).")
            near = [*(f"(nearby_at {COND} {i} _ {fact})" for i, fact in facts.items()), *said.values()]
            pattern = [script.new("U") for _ in near]
            script.say(
                f"apply (nearby_mono {COND} _ _ {nearby_all(near)}); intros p'' {pattern_of(pattern)}; cbv beta in *."
            )
            left, right = (
                " + ".join(f"{names.name(sizes[i])} (p'' {i}%nat)" for i in self.places)
                for sizes in (seen.low, seen.high)
            )
            ups = "".join(f" + {by} * ({gap.high.text})" for by, _, gap in multiples)
            downs = "".join(f" + {by} * ({gap.low.text})" for by, _, gap in multiples)
            same = f"simpl INR; {names.unfolded()}same"
            first, second = script.new("X"), script.new("X")
            script.say(f"assert ({first} : {x}{ups} = {left}) by ({same}).")
            script.say(f"assert ({second} : {y}{downs} = {right}) by ({same}).")
            for n, known in zip(said, pattern[len(facts) :], strict=True):
                by, positive, gap = multiples[n]
                script.say(f"apply (Rmult_le_compat_l {by} _ _ (Rlt_le _ _ {positive})) in {known}.")
                if n == wide:
                    plain = f"{by} * ({gap.low.text}) + (K'' + ({total}))"
                    nonzero = f"field; apply Rgt_not_eq; exact {positive}"
                    whole = f"{by} * ({gap.low.text} + (K'' + ({total})) / {by})"
                    script.say(f"replace ({whole}) with ({plain}) in {known} by ({nonzero}).")
                else:
                    script.say(f"rewrite Rmult_plus_distr_l in {known}.")
            script.say("lra.")
        return name
