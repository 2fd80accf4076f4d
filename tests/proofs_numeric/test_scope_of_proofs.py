"""A proof says what it covers: finitely many cases carry their domain, inductions use their hypothesis."""

import ast
import itertools
from pathlib import Path

import pytest

import proofs_numeric
from boundlab.checking import check as recheck
from proofs_numeric import lem_3, lem_15, lem_19, lem_23, repair_thm_1_entropy, repair_thm_2_3_entropy, thm_5
from proofs_numeric._checks import checks
from proofs_numeric._induction import Claim, Induction, chain, infimum
from proofs_numeric._report import data, markdown, page, rows, word
from proofs_numeric._runner import Result
from proofs_numeric._verdict import Outcome, Step, Verdict, counterexample, enumerated, exact

LOOPS = (ast.For, ast.While, ast.comprehension)


def loops_without_domain(source):
    """Names of functions that run over cases, themselves or through others, prove, and name no domain."""
    functions = {f.name: f for f in ast.parse(source).body if isinstance(f, ast.FunctionDef)}

    def called(function):
        return {n.func.id for n in ast.walk(function) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}

    def reached(name, seen):
        if name in functions and name not in seen:
            seen.add(name)
            for other in called(functions[name]):
                reached(other, seen)
        return seen

    def proves(call):
        literal = len(call.args) > 2 and isinstance(call.args[2], ast.Constant) and call.args[2].value is False
        return not literal and not any(k.arg == "domain" for k in call.keywords)

    found = []
    for name, function in functions.items():
        calls = [n for n in ast.walk(function) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "exact"]
        loops = any(isinstance(n, LOOPS) for f in reached(name, set()) for n in ast.walk(functions[f]))
        if loops and any(map(proves, calls)):
            found.append(name)
    return found


FILES = sorted(Path(proofs_numeric.__file__).parent.glob("[a-z]*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_proof_by_cases_names_its_domain(file):
    source = file.read_text(encoding="utf-8")
    assert loops_without_domain(source) == []
    proving = [
        n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Step"
    ]
    assert not [n for n in proving if "Outcome.PROVED" in map(ast.unparse, n.args)], "use exact, enumerated or decided"


@pytest.mark.parametrize(
    "body",
    [
        "for N in range(1, 4):\n        if N > 9:\n            return exact('p', 's', False, 'x', {'N': N})",
        "holds = all(n < 9 for n in range(4))",
        "holds = helper()",
    ],
)
def test_a_planted_proof_by_cases_is_found(body):
    helper = "def helper():\n    return all(n < 9 for n in range(4))\n"
    planted = f"{helper}def packing(budget):\n    {body}\n    return exact('packing', 'M ≤ 9', True, 'rationals')\n"
    assert loops_without_domain(planted) == ["packing"]
    assert loops_without_domain(planted.replace("'rationals'", "'rationals', domain='N ≤ 3'")) == []


def test_cases_need_a_domain_and_it_is_in_the_word():
    cases = [(n * n >= n, {"n": n}) for n in range(5)]
    step = enumerated("squares", "n² ≥ n", "n ≤ 4", cases, "integers")
    assert step.word == "proved for n ≤ 4"
    assert step.scope.startswith("n ≤ 4; 5 cases")
    with pytest.raises(ValueError, match="domain"):
        enumerated("squares", "n² ≥ n", "", cases, "integers")
    assert enumerated("c", "n² ≥ 2n", "n ≤ 4", [(n >= 2, {"n": n}) for n in (2, 1)], "").witness == {"n": 1}


def test_the_domain_is_printed_everywhere_and_kept():
    step = exact("least", "a shell lies in W^γ", True, "exact norms", domain="r, m ≤ 3")
    result = Result("lem-0", "A lemma", {}, Verdict((step, exact("other", "x", True, "all")), "quick", 0))
    assert rows([result])[0][1] == "proved, 1 of 2 steps for r, m ≤ 3 only"
    assert "proved for r, m ≤ 3" in markdown([result])
    assert "proved for r, m ≤ 3" in page([result], [word(result)])
    assert data([result])["checks"][0]["steps"][0]["domain"] == "r, m ≤ 3"
    assert Step.from_json(step.to_json()) == step


def test_lemma_19_says_for_which_parameters_its_thresholds_are_least():
    verdict = next(c for c in checks() if c.id == "lem-19").run("quick", 0)
    assert {s.domain for s in verdict.steps if s.name.startswith("shell r")} == {
        "r, m ≤ 3 and γ ∈ {0.1, 0.5, 0.9, 0.99}"
    }
    assert verdict.step("shell").word == "proved"


GENERAL = [
    lem_3.coordinates("quick"),
    lem_3.unchanged("quick"),
    lem_15.columns(),
    lem_15.neurons(),
    lem_15.induction(),
    lem_19.every_shell(),
    lem_19.series(),
    lem_19.constant_for_r_1(),
    lem_23.modulus("sup-norm", "S*M", "(S + l)*M", ("d <= M",)),
    repair_thm_1_entropy.packing(),
    repair_thm_2_3_entropy.net(),
    repair_thm_2_3_entropy.cones(),
    thm_5.degree(),
]


@pytest.mark.parametrize("step", GENERAL, ids=lambda s: s.name)
def test_general_statements_are_proved_for_all_parameters(step):
    assert step.word == "proved"
    assert step.scope.startswith("all ")
    assert step.certificate is None or recheck(dict(step.certificate)).valid


def test_an_induction_that_does_not_use_its_hypothesis_proves_nothing():
    real = ("a", "b", "x")
    base = Claim("start", "a <= b", ("a = b",), real)
    identity = Induction("n", base, "a <= b", Claim("step", "x*a + x <= x*(a + 1)", (), real))
    assert identity.prove("identity", "…").outcome is Outcome.NOT_CHECKABLE
    used = Induction("n", base, "a <= b", Claim("step", "a + x <= b + x", (), real))
    assert used.prove("used", "…").outcome is Outcome.PROVED
    assert used.without_hypothesis().outcome is Outcome.REFUTED
    wrong = Induction("n", base, "a <= b", Claim("step", "a + 1 <= b", (), real)).prove("wrong", "…")
    assert wrong.outcome is Outcome.REFUTED
    assert wrong.witness["part"] == "step"


def test_a_chain_is_as_good_as_its_worst_link():
    good, bad = Claim("good", "n + 1 > n"), Claim("bad", "2*n <= n + 1")
    assert chain("c", "…", [good, good], "all n").outcome is Outcome.PROVED
    assert chain("c", "…", [good, bad], "all n").witness == {"part": "bad", "n": 2}


def test_infima_need_not_be_attained():
    nearly = ["F1 <= e", "e <= F0 + h"]
    assert infimum("i", "…", "F1 <= F0", "h", nearly, ["F0", "F1", "e"]).outcome is Outcome.PROVED
    assert (
        infimum("i", "…", "F1 <= F0", "h", ["F1 <= e", "e <= F0 + 2*h"], ["F0", "F1", "e"]).outcome is Outcome.REFUTED
    )


def test_a_counterexample_that_fails_to_check_is_no_proof():
    assert counterexample("c", "s", True, "exact", {"n": 1}).outcome is Outcome.REFUTED
    assert counterexample("c", "s", False, "exact", {"n": 1}).outcome is Outcome.NOT_CHECKABLE


def twice(g, i, j, l):  # noqa: E741
    return g[i + 1][g[i + 1][j]], g[i][g[i][l]]


def columns_only(g, i, j, l):  # noqa: E741
    return j, g[i][l]


RULES = [lem_3.isomorphism, lem_3.rows_only, lem_3.merged, twice, columns_only]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
def test_what_holds_for_formal_permutations_holds_for_all_small_networks(rule):
    def kept(widths, g):
        mapping = lem_3.index_map(widths, g, rule)
        return lem_3.outputs(widths, lambda index: index) == lem_3.outputs(widths, mapping.__getitem__)

    def permuted(widths, g):
        mapping = lem_3.index_map(widths, g, rule)
        return set(mapping.values()) == set(mapping)

    small = list(itertools.islice(lem_3.cases("quick"), 200))
    assert not lem_3.layer_is_kept(rule) or all(kept(*case) for case in small)
    assert not lem_3.undone(rule) or all(permuted(*case) for case in small)


def test_formal_permutations_reject_what_small_networks_reject():
    assert [lem_3.layer_is_kept(rule) for rule in RULES] == [True, False, False, False, False]
    assert [lem_3.undone(rule) for rule in RULES] == [True, True, False, True, True]


def test_lemma_3_needs_its_induction_hypothesis():
    assert lem_3.layer_is_kept(lem_3.isomorphism)
    assert not lem_3.layer_is_kept(lem_3.isomorphism, hypothesis=False)
