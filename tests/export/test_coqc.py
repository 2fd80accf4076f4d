"""Coq's kernel on exported certificates: it accepts them, with the axioms of the reals, and refuses spoiled ones."""

import copy
import random
import re
import shutil
import subprocess
from collections import Counter

import pytest
from first_version import first_version
from theorems import PROVED, REFUTED, certificate

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.export import coq
from boundlab.symbolic.decide import decide

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed (Debian: apt-get install coq)"),
]
# What `Print Assumptions` lists for theorems of the standard library's Reals, such as those about ln and Rpower.
OF_THE_REALS = {"sig_not_dec", "sig_forall_dec", "functional_extensionality_dep", "classic"}


def coqc(text, folder):
    """Whether coqc accepts a text, and what it prints."""
    (folder / "theorem.v").write_text(text, encoding="utf-8")
    done = subprocess.run(["coqc", "theorem.v"], cwd=folder, capture_output=True, text=True, timeout=600)
    return done.returncode == 0, done.stdout + done.stderr


def test_proofs_are_accepted_with_the_axioms_of_the_reals(tmp_path):
    in_n = [each for each in PROVED.values() if "N" in each[0]]
    for group in (in_n, [each for each in PROVED.values() if each not in in_n]):
        text = coq({"kind": "bundle", "certificates": [certificate(*each) for each in group]})
        names = re.findall(r"^Theorem (\w+)", text, re.MULTILINE)
        accepted, printed = coqc(text + "".join(f"\nPrint Assumptions {name}." for name in names), tmp_path)
        assert accepted, printed
        axioms = set(re.findall(r"^(?:\w+\.)*(\w+) ?:", printed, re.MULTILINE))
        assert axioms <= OF_THE_REALS | {"Axioms"}, axioms


def test_proofs_of_version_1_are_accepted(tmp_path):
    chosen = [PROVED[name] for name in ("extremum that becomes another", "divisor with a maximum", "small order")]
    first = [first_version(decide(*each)) for each in chosen]
    accepted, printed = coqc(coq({"kind": "bundle", "certificates": first}), tmp_path)
    assert accepted, printed


def test_refutations_are_accepted(tmp_path):
    in_n = [each for each in REFUTED.values() if "N" in each[0]]
    for group in (in_n, [each for each in REFUTED.values() if each not in in_n]):
        accepted, printed = coqc(
            coq({"kind": "bundle", "certificates": [certificate(*each) for each in group]}), tmp_path
        )
        assert accepted, printed


def spoiled():
    """Certificates with one thing changed, which are no proofs any more."""
    for kind, change in (
        ("extrema", ("statement", "claim", "min(m1+m2, 2*m1) >= m1+2")),
        ("divisors", ("statement", "claim", "(m1+m2)/r > m1/r + 1")),
        ("squares", ("statement", "where", ["x > 0", "y < 0"])),
        ("tight", ("statement", "where", ["m != 2"])),
        ("tight", ("statement", "real", ["m"])),
        ("divisor by a condition", ("statement", "where", ["m >= 1"])),
        ("vacuous", ("statement", "where", ["2*m = 4"])),
        ("sum of orders", ("statement", "claim", "eps^(-m2/r) + eps^(-m1/r) ≲ eps^(-m1*m2/r)")),
        ("small order", ("statement", "claim", "3*eps^(-m)*log(1/eps) ≺ eps^(-m)")),
        ("powers of sums", ("statement", "claim", "(N^m+log(N)^2)^3 ≳ N^(4*m)*(w+1)/(w*r)")),
    ):
        data = copy.deepcopy(certificate(*PROVED[kind]))
        data[change[0]][change[1]] = change[2]
        yield f"{kind}: {change[2]}", data
    for kind, each in PROVED.items():
        data = copy.deepcopy(certificate(*each))
        if _coefficients(data["proof"]):
            yield f"{kind}: coefficient", data
    for kind, witness in (("extrema", {"m1": 2, "m2": 1}), ("order", {"m": 1}), ("real", {"s": "3/4"})):
        data = copy.deepcopy(certificate(*REFUTED[kind]))
        data["witness"] = witness
        yield f"refuted {kind}: {witness}", data


def _coefficients(node):
    """Change the first coefficient of every combination in a proof; say whether there is one."""
    if isinstance(node, dict) and node.get("by") == "combination":
        node["terms"][0][0] = f"{7 * int(node['terms'][0][0].partition('/')[0])}/3"
        return True
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return sum(_coefficients(each) for each in parts) > 0


@pytest.mark.parametrize(("name", "data"), list(spoiled()))
def test_a_spoiled_certificate_is_refused(name, data, tmp_path):
    if check(data).valid:
        pytest.skip("still a proof")
    try:
        text = coq(data)
    except BoundlabError:
        return  # no theorem at all
    assert not coqc(text, tmp_path)[0]


def kind_of(node):
    """The kind of a step or of an end, "" for what is neither, such as what is said of a divisor."""
    return node.get("step", node.get("by", "")) if "at" not in node else ""


def kinds(node):
    """The kinds of steps and of ends in a proof."""
    if isinstance(node, dict):
        return {kind_of(node)} - {""} | {k for each in node.values() for k in kinds(each)}
    return {k for each in node for k in kinds(each)} if isinstance(node, list) else set()


def places(node, kind="", path=()):
    """The path of every value in a proof, with the table, or the kind of step or end, that it belongs to."""
    if isinstance(node, dict):
        kind = kind_of(node) or kind
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, each in parts:
        yield kind, (*path, name)
        yield from places(each, name if name in TABLES else kind, (*path, name))


def changed(value):
    """Another value: a sign, a coefficient, a polynomial, a step less."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        return (
            ["+" if value == "-" else "-"] if value in ("+", "-") else [f"-({value})", f"2*({value})", f"{value} + 1"]
        )
    return [value[1:], value[:-1]] if isinstance(value, list) and value else []


STEPS = {"fact", "positive", "square", "combination", "extremum", "or", "integer", "terms", "sign"}
TABLES = {"divisors", "extrema"}


def mutants():
    """For each kind of step some proofs with one thing changed, that the checker refuses; None that is not exported."""
    draw, found, seen = random.Random(0), dict.fromkeys(STEPS | TABLES, 0), set()
    jobs = []
    for name, each in PROVED.items():
        proof = certificate(*each)["proof"]
        seen |= kinds(proof)
        # What the arguments of an extremum are multiplied out says no more than that some are positive.
        jobs += [(name, kind, path) for kind, path in places(proof) if kind in found and "arguments" not in path]
    assert seen == STEPS, "a proof of each kind"
    draw.shuffle(jobs)
    for name, kind, (*outer, last) in jobs:
        data = copy.deepcopy(certificate(*PROVED[name]))
        node = data["proof"]
        for key in outer:
            node = node[key]
        if found[kind] == 4 or not (values := changed(node[last])):
            continue
        node[last] = draw.choice(values)
        if check(data).valid:
            continue
        try:
            text = coq(data)
        except BoundlabError:
            yield name, kind, None
            continue
        if text != coq(certificate(*PROVED[name])):
            found[kind] += 1
            yield name, kind, text


def test_a_proof_with_one_thing_changed_in_any_kind_of_step_is_refused(tmp_path):
    refused = Counter()
    for name, kind, text in mutants():
        assert text is None or not coqc(text, tmp_path)[0], (name, kind)
        refused[kind, text is None] += 1
    assert {kind for kind, _ in refused} == STEPS | TABLES, refused  # by the exporter or by Coq
    assert sum(n for (_, alone), n in refused.items() if not alone) >= 12, refused
