"""Statements proved by induction, in residue classes or at a point, as Coq theorems; and what Coq's kernel says."""

import copy
import random
import re
import shutil

import pytest
from test_coqc import OF_THE_REALS, changed, coqc
from theorems import certificate, theorem

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.export import coq, smt
from boundlab.export.coq import PARTS
from boundlab.export.coq._syntax import library

SHOWN = {
    "sum": ("sum(i=1..n: i) = n*(n+1)/2",),
    "sum with a stronger hypothesis": ("sum(i=1..n: 1/(i*(i+1))) < 1",),
    "sum of powers": ("sum(i=0..n: x^i) = (x^(n+1)-1)/(x-1)", ("x>1",), ("x",)),
    "sum of factorials": ("sum(i=1..n: i*factorial(i)) = factorial(n+1) - 1",),
    "sum with two steps": ("sum(i=1..2*n: i) = n*(2*n+1)",),
    "power": ("2^n > n^2", ("n >= 5",)),
    "power with values one by one": ("2^n >= n^2 - 1",),
    "power of a real number": ("x^n >= 1 + n*(x-1)", ("x > 0",), ("x",)),
    "negative power": ("2^(3-n) <= 4",),
    "factorial": ("factorial(n) >= 2^(n-1)",),
    "residues": ("mod(n*(n+1), 2) = 0",),
    "residues under a condition": ("mod(n^2, 4) = 1", ("mod(n, 2) = 1",)),
}
FAILING = {
    "sum": ("sum(i=1..n: i^2/(i+m)) <= n^2/m",),
    "power": ("2^n >= n^2",),
    "factorial": ("factorial(n) < 2^n + m", ("m <= 5",)),
    "irrational": ("sqrt(2) + sqrt(3) < 22/7",),
    "irrational under a condition": ("sqrt(2)*m - 3^(1/3) < 2", ("m <= 3",)),
}
KINDS = {"induction", "residues", "counterexample"}


def shown(name):
    """The certificate of a statement, and that it has none of the kind `decision`."""
    data = certificate(*(FAILING[name.removeprefix("refuted: ")] if name.startswith("refuted: ") else SHOWN[name]))
    assert data["kind"] in KINDS, name
    return data


NAMES = [*SHOWN, *(f"refuted: {name}" for name in FAILING)]


def test_nothing_is_admitted_and_every_proof_ends():
    for name in NAMES:
        text = coq(shown(name))
        assert not re.search(r"\b(admit|Admitted|Axiom|Parameter|Hypothesis|Variable|Conjecture|Abort)\b", text)
        assert text.count("\nProof.") == text.count("Qed.")
        assert ("~ (" in theorem(text)[-1]) == name.startswith("refuted: ")


def test_sums_powers_and_residues_are_stated_with_their_meaning():
    def stated(name):
        return theorem(coq(shown(name)))[-1].splitlines()[1:]

    assert stated("sum with a stronger hypothesis") == [
        "  forall (n : Z),",
        "  (1 <= n)%Z ->",
        "  ((forall i : Z, (1 <= i <= n)%Z -> IZR i * (IZR i + 1) <> 0) /\\"
        " sum_over 1 n (fun i : Z => 1 / (IZR i * (IZR i + 1))) < 1).",
    ]
    assert stated("factorial")[-1] == "  IZR (factorial_of n) >= powerRZ 2 (n - 1)."
    assert stated("residues under a condition")[-2:] == [
        "  IZR n - 2 * IZR (Int_part (IZR n / 2)) = 1 ->",
        "  IZR n ^ 2 - 4 * IZR (Int_part (IZR n ^ 2 / 4)) = 1.",
    ]
    assert stated("refuted: irrational")[-1] == "  ~ ((0 <= 2 /\\ 0 <= 3 /\\ sqrt 2 + sqrt 3 < 22 / 7))."


def test_what_is_not_exported_is_said_in_one_line():
    data = copy.deepcopy(shown("sum"))
    data["step"]["kind"] = "growth"
    for export, reason in ((coq, "an instance of the kind 'growth' is not exported"), (smt, "exported to Coq, not to")):
        with pytest.raises(BoundlabError) as refused:
            export(data)
        assert reason in str(refused.value)
        assert "\n" not in str(refused.value)


def test_no_two_lemmas_that_may_stand_in_one_file_have_a_name():
    seen = set()
    for part in ("algebra", "sequences", "scale_N", "near", "orders", "like_N", "germs", "growth", *PARTS):
        names = re.findall(r"^(?:Lemma|Definition|Fixpoint|Ltac) (\w+)", library(part), re.MULTILINE)
        assert not seen & set(names), part
        seen |= set(names)


def places(node, path=()):
    """The path of every value in a certificate."""
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, each in parts:
        yield (*path, name)
        yield from places(each, (*path, name))


def mutants(count, seed, names):
    """Texts of certificates with one thing changed, that the checker refuses; None for one that is not exported."""
    draw, found = random.Random(seed), 0
    while found < count:
        name = draw.choice(names)
        data = copy.deepcopy(shown(name))
        *outer, last = draw.choice(list(places(data)))
        node = data
        for key in outer:
            node = node[key]
        values = [node[last] + 1] if type(node[last]) is int else changed(node[last])
        # Where the names of an instance range may be said otherwise, as long as Coq's theorem suffices for the next.
        if {"kind", "version", "as", "verdict", "met", "real", "integer"} & {last, *outer[-1:]} or not values:
            continue
        node[last] = draw.choice(values)
        if check(data).valid:
            continue
        try:
            text = coq(data)
        except BoundlabError:
            yield name, None
            continue
        if text != coq(shown(name)):
            found += 1
            yield name, (*outer, last), text


def test_a_spoiled_certificate_is_another_text_or_one_line():
    names = ["sum", "power", "negative power", "refuted: sum", "refuted: power"]
    assert len(list(mutants(10, 0, names))) >= 10


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed (Debian: apt-get install coq)")
class TestCoqc:
    """What Coq's kernel accepts."""

    def test_proofs_are_accepted_with_the_axioms_of_the_reals(self, tmp_path):
        text = coq({"kind": "bundle", "certificates": [shown(name) for name in NAMES]})
        names = re.findall(r"^Theorem (\w+)", text, re.MULTILINE)
        assert len(names) == len(NAMES)
        accepted, printed = coqc(text + "".join(f"\nPrint Assumptions {name}." for name in names), tmp_path)
        assert accepted, printed
        axioms = set(re.findall(r"^(?:\w+\.)*(\w+) ?:", printed, re.MULTILINE))
        assert axioms <= OF_THE_REALS | {"Axioms"}, axioms

    def test_spoiled_certificates_are_refused(self, tmp_path):
        for name, *rest in mutants(24, 1, NAMES):
            assert rest == [None] or not coqc(rest[1], tmp_path)[0], (name, rest[0])
