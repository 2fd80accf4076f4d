"""Ten thousand random command lines: never a traceback, never execution, one line and exit code 2 when malformed."""

import random
import sys

import pytest

FORBIDDEN = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "subprocess.Popen", "socket.connect", "os.fork"}
SEEN: list[str] = []
sys.addaudithook(lambda event, _: SEEN.append(event) if event in FORBIDDEN else None)

ATOMS = [
    "m1",
    "m2",
    "r",
    "w",
    "a1",
    "2",
    "3/7",
    "0.5",
    "eps",
    "N",
    "log(1/eps)",
    "log(N)",
    "min(m1,m2)",
    "max(1,r)",
    "x_9",
]
OPERATIONS = [
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    ">=",
    "<=",
    ">",
    "<",
    "=",
    "!=",
    "≲",
    "≺",
    "≍",
    "<~",
    "~",
    " and ",
    " or ",
    ",",
    " not ",
]
SEEDS = [
    "min(m1+m2,2*m1) >= m1", "eps^(-m1/r) ≲ eps^(-m/r)", "N^(-r/m)", "(1+eps^(-a1))*(1+eps^(-a2)) <~ (1+eps^(-2*a1))^3",
    "m1*(m2+2)/(m2+1) <= 2*m1", "w^(1+m2/r)*eps^(-m2/r)+w*eps^(-m1/r)", "galanti-wolf-2020/thm-3",
]  # fmt: skip
HOSTILE = [
    "__import__('os').system('true')", "eval('1')", "().__class__", "lambda: 0", "[x for x in (1,)]", "f'{1}'", "a:=1",
    "9" * 5000, "(" * 3000, "-" * 3000 + "1", "1" + "+1" * 3000, "a" * 9000, "\x00", "\ud800", "²", "１２ >= 3",
    "m1^99999", "((m1+m2+r+w)^60)^60 >= 1", "2^" * 500 + "2", "1e999999", "0x10", "1_000", "1j", "'x'", "...",
    "*", "@", "\\", "🙂", "m1 >= ",
]  # fmt: skip
COMMANDS = [
    ["prove"], ["prove", "--json"], ["invert"], ["show"], ["compare", "galanti-wolf-2020/thm-3"], ["bound"],
    ["prove", "m1 >= 1", "--where"], ["prove", "m1 >= 1", "--real"], ["bound", "galanti-wolf-2020/thm-4", "--m1"],
    ["check"], ["list", "--kind"], ["figures", "--list"],
    ["invert", "N^(-1)", "--expect"], ["compare", "galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4", "--r"], [],
]  # fmt: skip


def random_text(rng: random.Random) -> str:
    kind = rng.randrange(5)
    if kind == 0:
        return rng.choice(HOSTILE)
    if kind == 1:
        return "".join(
            chr(rng.choice([rng.randrange(32, 127), rng.randrange(0x2000), 10])) for _ in range(rng.randrange(30))
        )
    if kind == 2:
        words = [rng.choice(ATOMS) + rng.choice(OPERATIONS) for _ in range(rng.randrange(1, 7))]
        return "".join(words) + rng.choice([*ATOMS, ""])
    text = list(rng.choice(SEEDS))
    for _ in range(rng.randrange(4)):
        place = rng.randrange(len(text) + 1)
        text[place : place + rng.randrange(3)] = rng.choice([*"()+-*/^,<>=~ ", *ATOMS, "≲"])
    return "".join(text)


@pytest.mark.parametrize("seed", range(20))
def test_random_command_lines(boundlab, seed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rng = random.Random(seed)
    boundlab("list")  # load what is loaded lazily before watching
    SEEN.clear()
    for _ in range(500):
        line = [*rng.choice(COMMANDS), *(random_text(rng) for _ in range(rng.choice([0, 1, 1, 1, 2])))]
        done = boundlab(*line)
        assert done.code in {0, 1, 2, 3}, (line, done)
        assert "Traceback" not in done.err + done.out, line
        if done.code == 2 and not done.out:
            assert done.err.startswith("error: "), (line, done)
            assert done.err.count("\n") == 1, (line, done)
            assert len(done.err) < 2_000, (line, done)
    assert SEEN == []
    assert list(tmp_path.iterdir()) == []
