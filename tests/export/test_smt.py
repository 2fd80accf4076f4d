"""SMT-LIB scripts: solvers agree with the answer."""

import pytest
import z3
from theorems import PROVED, REFUTED, certificate

from boundlab.errors import BoundlabError
from boundlab.export import smt


@pytest.mark.parametrize("kind", [*PROVED, *(f"refuted: {name}" for name in REFUTED)])
def test_z3_does_not_contradict(kind):
    refuted = kind.startswith("refuted: ")
    text = smt(certificate(*(REFUTED[kind.removeprefix("refuted: ")] if refuted else PROVED[kind])))
    solver = z3.Solver()
    solver.set("timeout", 500)
    solver.from_string(text)
    assert len(solver.assertions()) > 0
    assert solver.check() != (z3.unsat if refuted else z3.sat)


def test_a_false_statement_said_to_be_proved_is_found_out():
    data = {**certificate("m >= 1"), "statement": {"claim": "1/(m-1) > 0", "where": [], "real": []}}
    solver = z3.Solver()
    solver.from_string(smt(data))
    assert solver.check() == z3.sat


@pytest.mark.parametrize("name", ["abs", "let", "pi", "to_real", "Int"])
def test_a_parameter_takes_no_name_of_a_theory(name):
    solver = z3.Solver()
    solver.from_string(smt(certificate(f"{name} + 1 > {name}")))
    assert solver.check() == z3.unsat


def test_other_certificates_are_refused():
    with pytest.raises(BoundlabError, match="the kind 'entropy-bound' is not exported"):
        smt({"kind": "entropy-bound"})
    with pytest.raises(BoundlabError, match="a bundle of 2 decisions"):
        smt({"kind": "bundle", "certificates": [certificate("m >= 1")] * 2})
