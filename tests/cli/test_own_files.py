"""Activations and architectures of a user's own, in a file that is named on the command line."""

import json
import textwrap
from fractions import Fraction

import pytest

from boundlab.activations import Activation, add, catalogue
from boundlab.auditing.hypotheses import audit_activation
from boundlab.errors import BoundlabError

SOFTSIGN = textwrap.dedent("""
    from fractions import Fraction
    from boundlab.activations import Activation

    print("imported")

    def jet(z):
        size = 1 + abs(z)
        return z / size, 1 / size**2, -2 * z.sgn() / size**3

    SOFTSIGN = Activation("softsign", "t/(1 + |t|)", at_zero=Fraction(0), lipschitz=Fraction(1), bound=Fraction(1),
                          monotone=True, jet=jet, kinks=(Fraction(0),))
    STEEP = Activation("steep", "t/(1 + |t|)", lipschitz=Fraction(1, 2), jet=jet)
    FLAT = Activation("flat", "t/(1 + |t|)", bound=Fraction(1, 2), jet=jet)
    SHIFTED = Activation("shifted", "t/(1 + |t|)", at_zero=Fraction(1), jet=jet)
    FALLING = Activation("falling", "-t/(1 + |t|)", monotone=True, jet=lambda z: tuple(-b for b in jet(z)))
    FLOATS = Activation("floats", "t", lipschitz=0.5)
    BROKEN = Activation("broken", "t", jet=lambda z: 1 / 0)
    NAMED = Activation("My activation", "t")
    TAKEN = Activation("tanh", "t")
""")
MIXTURE = textwrap.dedent('''
    from dataclasses import dataclass
    from boundlab.architectures import Architecture, Item, option, primary_generated, trunk

    @dataclass(frozen=True, kw_only=True, repr=False)
    class Mixture(Architecture):
        """K experts and a linear gate on R^m."""

        title = "mixture of experts"
        source = "mine"
        conditioned_on = "nothing"
        generates = "nothing"
        primary: tuple[int, ...] = option.primary_widths()
        primary_bias: str = option.bias_convention("the experts")
        experts: int = option.size("K", "Number of experts.", 4)

        generated = primary_generated()

        def items(self):
            gate = self.experts * (self.primary[0] + 1)
            return (Item("gate", gate), Item("experts", self.experts * trunk(self.primary, self.primary_bias)))

        def torch_module(self):
            from torch import nn

            def expert():
                return nn.Sequential(*[nn.Linear(a, b) for a, b in zip(self.primary, self.primary[1:])])

            experts = nn.ModuleList(expert() for _ in range(self.experts))
            return nn.ModuleDict({"gate": nn.Linear(self.primary[0], self.experts), "experts": experts})

    class Unfinished(Architecture):
        pass

    @dataclass(frozen=True, kw_only=True, repr=False)
    class Failing(Mixture):
        def items(self):
            return 1 / 0

        torch_module = None
''')


@pytest.fixture
def files(tmp_path, monkeypatch):
    from boundlab import activations

    monkeypatch.chdir(tmp_path)
    (tmp_path / "own_sigma.py").write_text(SOFTSIGN)
    (tmp_path / "own_mixture.py").write_text(MIXTURE)
    yield tmp_path
    activations._ADDED.clear()
    catalogue.cache_clear()


def test_an_activation_of_a_file_is_used_and_its_facts_are_declared(files, boundlab):
    done = boundlab("audit", "--facts", "--activation", "own_sigma.py:SOFTSIGN", "--json")
    found = {row["subject"]: row["outcome"] for row in json.loads(done.out)}
    assert found["σ(0) = 0"] == found["Lipschitz"] == "declared"
    assert found["σ' in BV(R) and L^1(R)"] == "open"
    assert "certified" not in found.values()
    assert "imported" in done.err
    verdicts = json.loads(
        boundlab("audit", "galanti-wolf-2020/thm-1", "--activation", "own_sigma.py:SOFTSIGN", "--json").out
    )["verdicts"]
    assert {row["outcome"] for row in verdicts} == {"declared", "open"}
    assert all(row["certificate"] is None for row in verdicts)
    assert "softsign" in boundlab("best", "--activation", "{relu, own_sigma.py:SOFTSIGN}").out.splitlines()[0]


def test_the_facts_of_the_project_have_certificates():
    found = {row.subject: row for row in audit_activation("tanh")}
    assert found["σ(0) = 0"].outcome == found["bounded and real analytic on R"].outcome == "certified"
    assert all((row.certificate is not None) == (row.outcome == "certified") for row in found.values())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("STEEP", "steep: lipschitz: got 1/2, but |σ'| is 0.64 at t = -1/4"),
        ("FLAT", "flat: bound: got 1/2, but |σ| is"),
        ("SHIFTED", "shifted: at_zero: got 1, but σ is 0 at t = 0"),
        ("FALLING", "falling: monotone: got True, but σ' is -"),
        ("FLOATS", "floats: lipschitz: got '0.5', expected a Fraction"),
        ("BROKEN", "broken: jet: got 't = -16', expected balls"),
        ("NAMED", "got 'My activation', expected a name"),
        ("TAKEN", "got 'tanh', expected another name"),
        ("jet", "expected a boundlab.activations.Activation"),
        ("MISSING", "own_sigma.py has no 'MISSING'"),
    ],
)
def test_what_is_no_activation_is_one_line(files, boundlab, name, message):
    done = boundlab("best", "--activation", f"own_sigma.py:{name}")
    assert (done.code, done.out) == (2, "")
    assert message in done.err.splitlines()[-1]


def test_an_activation_added_twice_is_the_later_one():
    from boundlab import activations

    try:
        for value in (0, 1):
            add(Activation("mine", "t", at_zero=Fraction(value)))
            assert catalogue()["mine"].at_zero == value
    finally:
        activations._ADDED.clear()
        catalogue.cache_clear()


def test_an_architecture_of_a_file_is_counted_and_built(files, boundlab):
    pytest.importorskip("torch")
    line = ["--experts", "3", "--primary", "2-5-1"]
    done = boundlab("count", "own_mixture.py:Mixture", *line, "--torch")
    assert "torch:       stored 72, trainable 72" in done.out
    assert "Number of experts." in boundlab("count", "own_mixture.py:Mixture", "--help").out
    for name, message in {
        "own_mixture.py:Nothing": "own_mixture.py has no 'Nothing'",
        "own_mixture.py:dataclass": "a subclass of boundlab.architectures.Architecture",
        "own_mixture.py:Unfinished": "an architecture with generated, items",
        "own_mixture.py:Failing": "expected one that counts (ZeroDivisionError: division by zero)",
        "nowhere.py:X": "there is no file nowhere.py",
    }.items():
        done = boundlab("count", name)
        assert (done.code, done.out) == (2, ""), name
        assert message in done.err.splitlines()[-1]


def test_the_library_loads_what_the_command_line_does(files):
    from boundlab import architectures

    assert architectures.count("own_mixture.py:Mixture", experts=3, primary="2-5-1").bill().trainable == 72
    with pytest.raises(BoundlabError, match="one of chunked"):
        architectures.get("no-such-architecture")
