"""What conditions between scales say in Coq: gaps between terms, and the multiples of them that a certificate gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.magnitudes import Magnitude
from boundlab.checking._rewritten.parser import Call, Expression, Logarithm, parse_expression, walk
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.checking._rewritten.signs import Unshown
from boundlab.checking._rewritten.statement import Statement
from boundlab.export.coq._dominance import Gap, nearby_all, pattern_of
from boundlab.export.coq._terms import COND, Term, Terms, listed, member

Condition = tuple[Expression, Expression, bool, str]
"""The smaller side, the larger one, whether strictly, and the constant of a condition that is not strict."""


def gaps_of(conditions: Mapping[str, Condition], terms: Terms, parts: int) -> dict[str, Gap]:
    """Write what conditions say of terms; those with a sum on the larger side are not used.

    `parts` is how many parts `cond''` has; the comparisons are the last of them.
    """
    found = {}
    script = terms.script
    for i, (name, (small, large, strict, constant)) in enumerate(conditions.items()):
        try:
            a, b = terms.of(small), terms.of(large)
        except (Unclear, Unshown):
            continue
        if not (a.certain and b.certain and len(b.terms) == 1):
            continue
        names = [f"h{k}'" for k in range(parts)]
        known = f"unfold cond''; intros b'' p'' {pattern_of(names)}; exact h{parts - len(conditions) + i}'"
        f, g = f"(fun p'' => {a.text})", f"(fun p'' => {b.text})"
        if strict:
            stated = f"forall c, 0 < c -> nearby cond'' (fun p'' => Rabs ({f} p'') <= c * Rabs ({g} p''))"
            how = f"apply (from_strict_cond {COND} {f} {g})"
        else:
            stated = f"exists K'', nearby cond'' (fun p'' => Rabs ({f} p'') <= K'' * Rabs ({g} p''))"
            how = f"exists {constant}; apply (from_cond {COND})"
        fact = script.have("V", stated, f"{how}; {known}")
        (other,) = b.terms
        for k, each in enumerate(a.terms):
            ends = f"(fun p'' => {each.text}) (fun p'' => {other.text})"
            lemma = f"{'gap_strict' if strict else 'gap_of'} {COND} {f} {g} {listed(a.terms)} {ends}"
            inside = f"{each.text} + K'' <= {other.text}" if strict else f"{each.text} <= {other.text} + K''"
            stated = f"{'forall' if strict else 'exists'} K'', nearby cond'' (fun p'' => {inside})"
            proof = f"{lemma} {a.name} {b.name} {member(k)} {fact}"
            gap = script.have("V", stated, f"pose proof ({proof}) as H''; exact H''")
            found[f"{name}.{k}"] = Gap(gap, each, other, strict)
    return found


def _logarithm(gap: Gap, name: str, terms: Terms, scales: Sequence[str]) -> Gap:
    """Write that the leading exponent of a gap in one scale, where it rises, is at most that where it falls.

    From a ≲ b follows log(a/b) <= K, a sum of functions of one scale each, all but one of them > 0.
    """
    g, script, scale = terms.germs, terms.script, terms.scale
    place = scales.index(name)
    _zero, equation = g.zero()
    above: list[tuple[int, str]] = []
    fallen: list[tuple[int, Magnitude, str]] = []
    risen: list[tuple[Magnitude, str]] = []
    differences = {}
    for i in range(len(scales)):
        a, b = (each.sizes.get(i, scale.one) for each in (gap.low, gap.high))
        parts = [terms.functions[0].exponent(each) for each in (a, b)]
        germ = g.reduced(
            g.add(f"({parts[0].text} - {parts[1].text})", parts[0], g.opposite(f"(- {parts[1].text})", parts[1]))
        )
        differences[i] = f"({g.sizes.name(a)} (p'' {i}%nat) - {g.sizes.name(b)} (p'' {i}%nat))"
        if g.vanishes(germ):
            above.append((i, f"(near_mono _ _ (vanishing _ {germ.name}) (fun _ H => Req_le _ _ (eq_sym H)))"))
            continue
        between, m, sign = g.between(germ)
        if sign < 0:
            fallen.append((i, m, between))
        elif i == place:
            risen.append((m, between))
        else:
            above.append((i, f"(near_mono _ _ (above_zero _ _ {between}) (fun _ H => Rlt_le _ _ H))"))
    if not risen or len(fallen) > 1:
        raise Unclear("a condition on exponents in several scales is not exported")
    ((m, up),) = risen
    low, constant = Term(f"{g.sizes.name(m)} (p'' {place}%nat)", {place: m}), script.new("k")
    positive = script.new("V")
    k, top, known = fallen[0] if fallen else (place, scale.one, "")
    high = Term(f"{g.sizes.name(top)} (p'' {k}%nat)", {k: top})
    far = f"far_nonnegative _ _ {g.sizes.far(g.one, top)}" if fallen else "zero_nonnegative _"
    script.say(f"assert ({positive} : nearby cond'' (fun p'' => 0 <= {high.text})).")
    script.say(f"{{ pose proof (nearby_at {COND} {k} _ ({far} {equation})) as H''; exact H''. }}")
    fact = script.new("V")
    script.say(f"assert ({fact} : exists K'', nearby cond'' (fun p'' => {low.text} <= {high.text} + K'')).")
    with script.block():
        if gap.strict:
            script.say(f"pose proof ({gap.name} 0) as H''; set ({constant} := 0) in *.")
        else:
            script.say(f"destruct {gap.name} as ({constant} & H'').")
        script.say(f"destruct {up} as (c'' & C'' & P'' & Q'' & U'').")
        facts, names = ["H''", f"(nearby_at {COND} {place} _ U'')"], ["H0''", "[ H1'' _ ]"]
        if fallen:
            script.say(f"destruct {known} as (d'' & D'' & R'' & S'' & W'').")
            facts.append(f"(nearby_at {COND} {k} _ W'')")
            names.append("[ _ H2'' ]")
        for i, each in above:
            facts.append(f"(nearby_at {COND} {i} _ {each})")
            names.append(script.new("U"))
        factor, size = ("D''", "S''") if fallen else ("1", "Rlt_0_1")
        ends = f"(fun p'' => {low.text}) (fun p'' => {high.text})"
        script.say(f"apply (log_gap {COND} c'' {factor} {constant} {ends} P'' {size}); [ | exact {positive} ].")
        script.say(
            f"apply (nearby_mono {COND} _ _ {nearby_all(facts)}); intros p'' {pattern_of(names)}; cbv beta in *."
        )
        whole = " + ".join(differences.values())
        same = f"{g.sizes.unfolded()}same"
        script.say(f"assert (X'' : {gap.low.text} - ({gap.high.text}) = {whole}) by ({same}).")
        if gap.strict:
            script.say(f"subst {constant}.")
        script.say(f"pose proof (exp_pos ({high.text})); lra.")
    return Gap(fact, low, high, False)


def multipliers(
    plain: Statement, gaps: dict[str, Gap], shown: Sequence[Any], terms: Terms, scales: Sequence[str]
) -> list[dict[str, Rational]]:
    """Return the multipliers of gaps that a certificate gives, as far as they are > 0 and the gaps are known.

    Gaps of logarithms, whose names are those of other gaps with a scale, are written where they are needed.
    """
    found = []
    for each in shown:
        for name in each:
            key, *logs = name.split(":")
            for log in logs:
                before, key = key, f"{key}:{log}"
                if key not in gaps and before in gaps and log.endswith(".0"):
                    with suppress(Unclear, Unshown):
                        gaps[key] = _logarithm(gaps[before], log.removesuffix(".0"), terms, scales)
        algebra = Algebra(plain)
        trees = {name: parse_expression(text, plain.budget) for name, text in each.items()}
        if any(isinstance(node, Logarithm | Call) for tree in trees.values() for node in walk(tree)):
            continue
        values = {name: algebra.rational(tree) for name, tree in trees.items()}
        if values.keys() <= gaps.keys():
            try:
                found.append({name: by for name, by in values.items() if terms.scale.sign_of(by)})
            except (Unclear, Unshown):
                continue
    return found
