"""What the exported Coq text states, and what is not exported."""

import copy
import random
import re

import pytest
from first_version import first_version
from theorems import PROVED, REFUTED, certificate, theorem

from boundlab.errors import BoundlabError
from boundlab.export import coq, smt
from boundlab.symbolic.decide import decide


@pytest.mark.parametrize("kind", [*PROVED, *(f"refuted: {name}" for name in REFUTED)])
def test_nothing_is_admitted_and_no_axiom_is_added(kind):
    refuted = kind.startswith("refuted: ")
    text = coq(certificate(*(REFUTED[kind.removeprefix("refuted: ")] if refuted else PROVED[kind])))
    assert not re.search(r"\b(admit|Admitted|Axiom|Parameter|Hypothesis|Variable|Conjecture|Abort)\b", text)
    assert re.findall(r"Require.*", text) == ["Require Import Reals Lra Lia ZArith List."]
    assert text.count("\nProof.") == text.count("Qed.")
    assert ("~ (forall" in theorem(text)[0]) == refuted


@pytest.mark.parametrize("kind", [name for name in PROVED if "extremum" in name])
def test_an_extremum_is_replaced_by_the_equation_of_its_case_and_by_no_other(kind):
    # `subst` would take x = 0, a literal that the proof still needs, as soon as x = -1.
    _, _, proof = coq(certificate(*PROVED[kind])).partition("\nTheorem ")
    assert "subst" not in proof
    assert "[ -> " in proof


@pytest.mark.parametrize("kind", PROVED)
def test_both_versions_of_a_certificate_are_exported_to_one_theorem(kind):
    decision = decide(*PROVED[kind])
    first = first_version(decision)
    assert (first["version"], decision.certificate()["version"]) == (1, 2)
    assert theorem(coq(first)) == theorem(coq(decision.certificate()))


@pytest.mark.parametrize(
    ("table", "key", "field"),
    [
        ("divisors", 0, "at"),
        ("divisors", 0, "is"),
        ("divisors", 0, "by"),
        ("extrema", "x1", "at"),
        ("extrema", "x1", "arguments"),
    ],
)
def test_a_table_that_lacks_something_is_told_in_one_line(table, key, field):
    data = copy.deepcopy(certificate(*PROVED["divisor that is an extremum"]))
    coq(data)
    for new in (None, [], ["claim/7"], {}):
        data["proof"][table][key][field] = new
        with pytest.raises(BoundlabError) as refused:
            coq(data)
        assert "\n" not in str(refused.value)


def test_ranges_conditions_and_divisors_stand_in_the_theorem():
    (stated, met) = theorem(coq(certificate("1/(y-k) < 1/r", ("y > k+r",), ("y",))))
    assert stated.splitlines()[1:] == [
        "  forall (k r : Z) (y : R),",
        "  (1 <= k)%Z ->",
        "  (1 <= r)%Z ->",
        "  y > IZR k + IZR r ->",
        "  (y - IZR k <> 0 /\\ IZR r <> 0 /\\ 1 / (y - IZR k) < 1 / IZR r).",
    ]
    assert met.startswith("conditions_met :\n  exists (k r : Z) (y : R),")


def test_an_order_is_stated_with_its_quantifiers():
    (small,) = (" ".join(each.split()) for each in theorem(coq(certificate("eps^(-m) ≺ eps^(-m-1)"))))
    assert "forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\\ forall eps : R, 0 < eps < eps0 ->" in small
    assert "Rpower eps (- IZR m) <= c * Rpower eps (- IZR m - 1)" in small
    (large,) = theorem(coq(certificate("N^2 ≳ N*log(N)")))
    assert "exists C : R, 0 < C /\\ exists N0 : R, 0 < N0 /\\ forall N : R, N0 < N ->" in large
    assert "(N * ln N) <= C * Rpower N 2" in large


@pytest.mark.parametrize(
    "name",
    ["C", "c", "eps0", "N0", "forall", "Rmin", "sum", "like", "_x", "x", "I", "conj", "Rlt_le", "eq_refl", "exp_0"],
)
def test_a_parameter_takes_no_name_that_the_text_gives_a_meaning(name):
    (stated,) = theorem(coq(certificate(f"eps^(-{name}) ≲ eps^(-2*{name})")))
    assert f"forall ({name}' : Z)" in stated
    assert f"Rpower eps (- IZR {name}')" in stated


def test_equal_texts_of_different_kind_are_kept_apart():
    (stated,) = theorem(coq(certificate("min(a+b, c) <= a*b+c")))
    assert "Rmin (IZR a + IZR b) (IZR c') <= IZR a * IZR b + IZR c'" in stated


def test_a_comment_cannot_be_closed_by_a_claim():
    text = coq(certificate("2*(m) >= 2 * (m)"))
    assert text.index("(* 2*(m) >= 2 * (m) *)")
    assert "(*m" not in text


def uncommented(text):
    """A Coq file without its comments, which nest; a quote in one would have to be closed, so none may stand there."""
    depth, found = 0, []
    for part in re.split(r"(\(\*|\*\))", text):
        depth += {"(*": 1, "*)": -1}.get(part, 0)
        assert depth >= 0
        assert not depth or '"' not in part
        found += [] if depth or part == "*)" else [part]
    assert depth == 0
    return "".join(found)


@pytest.mark.parametrize("field", ["name", "is"])
@pytest.mark.parametrize(
    "evil", ["*) {}. (*", "*\n) {}. (\n*", '"*)" {}. "', "* *)) {}. ((*", "*)*) {}. (*(*", "(*) {}. (*)", "**)**) {}."]
)
def test_nothing_said_of_a_function_leaves_its_comment(field, evil):
    data = copy.deepcopy(certificate("floor(s) <= s", (), ("s",)))
    data["written"]["defined"][0][field] = evil.format("Axiom evil : False")
    text = coq(data)
    assert "Axiom evil" in text
    assert "Axiom" not in uncommented(text)


def test_a_function_is_named_in_the_comment():
    text = coq(certificate("floor(s) <= s", (), ("s",)))
    name = re.search(r"(\w+) is floor\(s\) \*\)\nTheorem", text)[1]
    assert f"IZR {name} <= s" in theorem(text)[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "entropy-bound"}, "the kind 'entropy-bound' is not exported"),
        ({"kind": "bundle"}, "the kind 'bundle' is not exported"),
        ({"verdict": "undecided"}, "the verdict 'undecided' is not exported"),
        ({"statement": {}}, "lacks"),
        ({"proof": {"close": {"by": "magic"}}}, "closing 'magic' of the proof is not exported"),
        ({"proof": {"steps": [{"step": "magic"}], "close": {}}}, "the step 'magic' of the proof is not exported"),
        ({"proof": {"close": {"by": "combination", "terms": [["1", ["nothing"]]]}}}, "a fact 'nothing'"),
        ({"proof": {"close": {"by": "combination", "terms": [["one", []]]}}}, "a coefficient"),
        ({"proof": {}}, "close"),
        ({"proof": None}, "not exported"),
    ],
)
def test_what_is_not_exported_is_said_in_one_line(change, reason):
    data = {**copy.deepcopy(certificate("m >= 1")), **change}
    with pytest.raises(BoundlabError) as refused:
        coq(data)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_bundle_has_a_theorem_for_each_part():
    parts = [certificate("m >= 1"), certificate("m >= 2")]
    text = coq({"kind": "bundle", "certificates": parts})
    assert [each.partition(" ")[0] for each in theorem(text)] == ["statement_1", "refuted_2"]


JUNK = (None, 0, -1, "", [], {}, "1/0", "claim.0", "where[0]", "[", True, {"by": "or"}, "min(m, r)", "1/(m-m)")


def places(node, path=()):
    """The path of every value in a certificate."""
    yield path
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, each in parts:
        yield from places(each, (*path, name))


@pytest.mark.parametrize("export", [coq, smt])
def test_a_malformed_certificate_is_refused_in_one_line_or_is_only_another_text(export):
    draw, refused = random.Random(0), 0
    for statement in (*PROVED.values(), *REFUTED.values()):
        for _ in range(12):
            data = copy.deepcopy(certificate(*statement))
            *outer, last = draw.choice(list(places(data))[1:])
            node = data
            for name in outer:
                node = node[name]
            node[last] = draw.choice(JUNK)
            try:
                said = export(data).replace("\n", " ")
            except BoundlabError as error:
                said = str(error)
                refused += 1
            assert said
            assert "\n" not in said
    assert refused > 50
