"""Comparisons of growth as Coq theorems: what they state, and that Coq's kernel accepts them."""

import copy
import re
import shutil

import pytest
from growth import PROVED, REFUSED, REFUTED, SEVERAL, certificate
from test_coqc import OF_THE_REALS, coqc
from theorems import theorem

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.export import coq


def stated(name):
    """The statement of the theorem of a comparison, on one line."""
    found = theorem(coq(certificate(*{**PROVED, **SEVERAL}[name])))
    return next(" ".join(each.split()) for each in found if each.startswith("statement"))


def test_functions_are_compared_with_their_quantifiers():
    assert stated("exponentials") == (
        "statement : (forall c : R, 0 < c -> exists N0 : R, 0 < N0 /\\ forall d : R, N0 < d -> "
        "Rabs (Rpower d 3) <= c * Rabs (Rpower 2 d))."
    )


def test_functions_are_defined_near_the_limit():
    text = stated("logarithms")
    assert "forall eps : R, 0 < eps < eps0 -> 0 < (ln (1 / eps))) /\\" in text
    text = stated("differences")
    assert "(1 - N) <> 0" in text


def test_a_tied_scale_is_any_function_between_multiples():
    text = stated("tied scales")
    assert text.startswith(
        "statement : forall n : R -> R, (exists c C : R, 0 < c /\\ 0 < C /\\ exists eps0 : R, 0 < eps0 /\\ "
        "forall eps : R, 0 < eps < eps0 -> c * (Rpower eps (- (2))) <= n eps <= C * (Rpower eps (- (2)))) ->"
    )


def test_a_scale_is_introduced_before_what_is_tied_to_it():
    text = stated("a tie before its scale")
    assert text.index("forall n : R -> R") < text.index("forall h : R -> R") < text.index("(n eps) ((- (1)) / 2)")


def test_that_parameters_meet_the_conditions_is_a_theorem_too():
    *_, statement, met = theorem(coq(certificate(*PROVED["tied in parameters"])))
    assert statement.startswith("statement :")
    assert " ".join(met.split()) == "conditions_met : exists (d : Z) (s : R), (1 <= d)%Z /\\ s > 0."
    *_, contradict = theorem(coq(certificate(*PROVED["no parameters"])))
    assert " ".join(contradict.split()) == "conditions_contradict : forall (s : R), s > 0 -> s < 0 -> 0 = 1."


def test_conditions_and_divisors_stand_in_the_theorem():
    text = stated("a sign with a divisor")
    assert "s < 0 -> (s <> 0 /\\" in text


def test_what_a_scale_or_a_parameter_is_called_hides_no_function():
    text = coq(certificate("exp(C) ≻ C^sin", (), ("C",)))
    assert "forall C' : R, N0 < C' -> Rabs (Rpower C' (IZR sin')) <= c * Rabs (exp C')" in " ".join(text.split())


@pytest.mark.parametrize("claim", REFUSED)
def test_what_is_not_exported_is_said_in_one_line(claim):
    growing = [name for name in ("n", "x") if re.search(rf"\b{name}\b", claim)]
    with pytest.raises(BoundlabError) as refused:
        coq(certificate(claim, (), tuple(growing)))
    assert REFUSED[claim] in str(refused.value)
    assert "\n" not in str(refused.value)


def test_several_scales_are_points_beyond_a_bound():
    text = stated("a scale that vanishes")
    assert text.endswith(
        "exists C : R, 0 < C /\\ exists N0 : R, 0 < N0 /\\ forall n eps : R, N0 < n -> 0 < eps < / N0 -> "
        "Rabs ((Rpower eps (- (IZR m))) * n) <= C * Rabs (((Rpower eps ((- (2)) * (IZR m))) * n) * (ln n)))."
    )


def test_conditions_between_scales_hold_at_the_points():
    text = stated("a bound")
    assert "s > 0 -> forall C'1 : R, (exists C : R, 0 < C /\\" in text
    assert "N0 < d -> N0 < n -> Rabs d <= C'1 * Rabs n -> Rabs (" in text
    text = stated("a bound on logarithms")
    assert "N0 < d -> N0 < n -> 0 < n -> 0 < (ln n)" not in text  # `n` is evidently positive
    assert "((ln n) ^ 2) <> 0 -> Rabs d <= / N0 * Rabs (n / ((ln n) ^ 2)) ->" in text


def test_a_refuted_comparison_is_the_negation_of_the_whole():
    (text,) = theorem(coq(certificate(*REFUTED["at a witness"])))
    assert " ".join(text.split()) == (
        "refuted : ~ (forall (m : Z), (1 <= m)%Z -> (exists C : R, 0 < C /\\ exists N0 : R, 0 < N0 /\\ "
        "forall N : R, N0 < N -> Rabs (Rpower 2 N) <= C * Rabs (Rpower N (IZR m))))."
    )


def test_a_refutation_needs_every_value():
    with pytest.raises(BoundlabError, match="does not give every parameter a value"):
        coq({**certificate(*REFUTED["with ties"]), "witness": {}})


needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason="coqc is not installed (Debian: apt-get install coq)"
)


@pytest.mark.slow
@needs_coq
@pytest.mark.parametrize("scale", ["eps", "N", "several", "refuted"])
def test_theorems_are_accepted_with_the_axioms_of_the_reals(scale, tmp_path):
    if scale in ("several", "refuted"):
        chosen = [*(SEVERAL if scale == "several" else REFUTED).values()]
        chosen = [each for each in chosen if scale == "several" or "eps" not in each[0]]  # one limit in a file
    else:
        chosen = [each for each in PROVED.values() if ("eps" in each[0]) == (scale == "eps")]
    text = coq({"kind": "bundle", "certificates": [certificate(*each) for each in chosen]})
    names = re.findall(r"^Theorem (\w+)", text, re.MULTILINE)
    accepted, printed = coqc(text + "".join(f"\nPrint Assumptions {name}." for name in names), tmp_path)
    assert accepted, printed
    axioms = set(re.findall(r"^(?:\w+\.)*(\w+) ?:", printed, re.MULTILINE))
    assert axioms <= OF_THE_REALS | {"Axioms"}, axioms


@pytest.mark.slow
@needs_coq
def test_a_refutation_with_ties_is_accepted_and_none_where_a_condition_fails(tmp_path):
    assert coqc(coq(certificate(*REFUTED["with ties"])), tmp_path)[0]
    assert not coqc(coq({**certificate(*REFUTED["in a chain"]), "witness": {"m": 6}}), tmp_path)[0]


SPOILED = [
    ("exponentials", "claim", "2^d ≺ d^3"),
    ("exponentials", "claim", "2^d ≻ 2^d*d^3"),
    ("towers", "claim", "exp(exp(N)) ≻ N^N ≻ 3^N ≻ 3^N"),
    ("tied scales", "where", ["n ≍ eps^(-1)"]),
    ("an empty case", "where", ["a >= b"]),
    ("cases", "claim", "log(log(N))*(N^a + N^b) ≍ log(log(N))*N^min(a, b)"),
    ("a sign with a divisor", "where", []),
    ("between bounds", "claim", "(1+sin(N))*N ≍ abs(1-N)"),
    ("expansions", "claim", "sqrt(N^2 + N) - N ≍ 1/N"),
    ("the sign of a sum of constants", "claim", "exp(sqrt(2)*N) ≺ exp(7/5*N)"),
    ("roots of numbers", "claim", "sqrt(2*N+1) - sqrt(2*N) ≺ N^(-1/2)"),
    ("by logarithms", "claim", "(N + sqrt(N))^2 ≳ N^floor(N^2)"),
    ("exponents below a bound", "claim", "N^floor(N) ≺ N^N"),
    ("independent scales", "claim", "x*y ≻ x*y"),
    ("a mean", "claim", "x*y*z ≺ x^3 + y^3 + z^2"),
    ("a difference under a bound", "where", ["d ≲ n"]),
    ("a bound", "where", ["s > 0", "d ≻ 1", "n ≻ 1"]),
    ("a bound", "where", ["n ≲ d", "s > 0"]),
    ("a bound that is strict", "where", ["h ≳ n^(-1/d)", "h ≺ 1"]),
    ("a bound on logarithms", "claim", "d*log(d)^3 ≺ n"),
]


@pytest.mark.parametrize(("kind", "field", "value"), SPOILED)
def test_a_spoiled_certificate_is_not_exported(kind, field, value):
    # The exporter expands what it is given: from a false claim there is no script to write.
    data = copy.deepcopy(certificate(*{**PROVED, **SEVERAL}[kind]))
    data["statement"][field] = value
    assert not check(data).valid
    with pytest.raises(BoundlabError, match="not exported"):
        coq(data)


@pytest.mark.slow
@needs_coq
@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("exponentials", "Rabs (Rpower 2 d))", "Rabs (Rpower 1 d))"),
        ("exponentials", "Rabs (Rpower d 3) <= c", "Rabs (Rpower d 3) * Rpower 2 d <= c"),
        ("an empty case", "a <= b ->\n  (", "(a + 1) <= b + 2 ->\n  ("),
        ("tied scales", "0 < C /\\ exists eps0", "0 <= C /\\ exists eps0"),
        ("a bound", "Rabs d <= C'1 * Rabs n", "Rabs n <= C'1 * Rabs d"),
        ("a scale that vanishes", "0 < eps < / N0", "0 < eps < N0"),
    ],
)
def test_another_statement_is_not_proved_by_the_script(kind, old, new, tmp_path):
    text = coq(certificate(*{**PROVED, **SEVERAL}[kind]))
    before, _, after = text.rpartition("\nTheorem statement ")
    assert old in after
    assert not coqc(f"{before}\nTheorem statement {after.replace(old, new, 1)}", tmp_path)[0]
