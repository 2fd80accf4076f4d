"""A decision as version 1 of the format has it: the proof as the search leaves it, with nothing said beside it."""

from boundlab.symbolic.contradiction import Budget
from boundlab.symbolic.search import Search, trimmed

WORK = 15_000_000


def first_version(decision):
    """Return the certificate of version 1 of a plain decision; its proof is searched for again."""
    certificate = {**decision.certificate(), "version": 1}
    if decision.proved:
        for squares in (False, True):
            proof, _ = Search(decision.statement, Budget(WORK), squares=squares).outcome()
            if proof is not None:
                certificate["proof"] = trimmed(proof)
                break
        if decision.empty is not None:
            proof = Search(decision.statement, Budget(WORK)).vacuous()
            certificate["conditions"] = {"contradiction": trimmed(proof)}
    return certificate
