"""`boundlab minimise`, as a user meets it."""

import pytest

from boundlab.cli import run


def output(capsys, *arguments):
    code = run(("minimise", *arguments))
    return code, capsys.readouterr()


@pytest.mark.parametrize("declared", [("--real", "s"), ("--real", "s,a"), ("--positive", "s")])
def test_an_unknown_may_be_declared_real_as_it_is(capsys, declared):
    where = () if "--positive" in declared else ("--where", "s > 0")
    code, found = output(capsys, "max(-s*a, (d*a-1)/2)", "--over", "a", *where, *declared)
    assert (code, found.out.splitlines()[0]) == (0, "minimum: -s/(d + 2*s)")


def test_an_unknown_may_be_declared_positive(capsys):
    code, found = output(capsys, "max(a, 1 - a)", "--over", "a", "--positive", "a")
    assert (code, found.out.splitlines()[0]) == (0, "minimum: 1/2")


@pytest.mark.parametrize(
    ("objective", "options", "said"),
    [
        ("a^4 - a + s*a", ("--real", "s"), "objective: got 'a^4 - a + s*a', expected one linear in a"),
        ("max(a, 1 - a", (), "objective: cannot read 'max(a, 1 - a'"),
        ("max(a, 1 - a)", ("--real", "z"), "--real: got 'z'"),
        ("a*(m - r)", ("--where", "a >= 0"), "the sign of the coefficient"),
    ],
)
def test_what_is_wrong_is_named_as_it_was_given(capsys, objective, options, said):
    code, found = output(capsys, objective, "--over", "a", *options)
    assert (code, said in found.err, "least_value" in found.err) == (2, True, False)
    assert len(found.err.splitlines()) == 1
