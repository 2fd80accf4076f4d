"""A registry of one's own on the command line: by option, by setting, checked, begun; the rest stays as it was."""

import json
import time

import pytest
from registry_file.registry_texts import MINE
from registry_file.test_read import HOSTILE

LOWER, UPPER = "me-2026/lower", "me-2026/upper"
CONTAINS = 'contains = [{ class = "sobolev-ball", with = { m = "d", r = "s" } }]\n'


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.toml").write_text(MINE.replace('by 1"\n', 'by 1"\n' + CONTAINS), encoding="utf-8")
    return ("--registry", "my.toml")


def test_every_command_that_reads_claims_reads_ones_own(boundlab, mine, tmp_path):
    listed = boundlab("list", *mine, "--json").json
    assert {c["id"]: c["origin"] for c in listed if c["origin"] != "built-in"} == dict.fromkeys(
        (LOWER, UPPER), "file my.toml"
    )
    assert [c for c in listed if c["origin"] == "built-in"] == boundlab("list", "--json").json
    assert "file my.toml" in boundlab("list", *mine).out
    shown = boundlab("show", UPPER, *mine)
    assert "N = O(ε^(-d/s)·log(1/ε))" in shown.out
    assert boundlab("show", UPPER, *mine, "--json").json["parameters"][1]["domain"] == "a real number > 0"
    compared = boundlab("compare", LOWER, UPPER, *mine, "--json", "--certificate", "c.json")
    assert (compared.code, compared.json["verdict"], compared.json["status"]) == (1, "no-separation", "conjecture")
    assert boundlab("check", "c.json").code == 0
    best = boundlab("best", "--class", "my-hoelder", *mine, "--json", "--activation", "relu", "--s", "2").json
    assert [(a["id"], a["order"], a["origin"]) for a in best["lower"]] == [
        ("yarotsky-2017/lower-any-depth", "eps^(-d/4)", "built-in")
    ]
    told = boundlab("best", "--class", "my-hoelder", *mine, "--json", "--include-unverified", "--depth-growth", "log",
                    "--weights", "polynomial").json  # fmt: skip
    assert [(a["id"], a["origin"]) for a in told["upper"]] == [(UPPER, "file my.toml")]
    assert boundlab("consistency", *mine).code == 0
    assert boundlab("cite", UPPER, *mine).out.startswith("@misc{me-2026,")
    assert boundlab("bound", UPPER, *mine, "--at", "d=2,s=1/2").out.startswith("N = O(ε^(-4)·log(1/ε))")
    for command in (["ablate", UPPER], ["audit", UPPER], ["phase", "--activation", "tanh"]):
        assert boundlab(*command, *mine).code == 0, command
    classes = {c["id"]: c["origin"] for c in boundlab("list", "classes", *mine, "--json").json}
    assert (classes["my-hoelder"], classes["sobolev-ball"]) == ("file my.toml", "built-in")


def test_answers_about_the_rows_that_were_there_do_not_change(boundlab, mine):
    for command in (["show", "galanti-wolf-2020/thm-3", "--json"], ["audit", "galanti-wolf-2020/thm-1", "--json"],
                    ["compare", "galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4", "--json"]):  # fmt: skip
        assert boundlab(*command, *mine).out == boundlab(*command).out


def test_a_planted_contradiction_is_found(boundlab, mine, tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("-d/(2*s)", "-2*d/s"), encoding="utf-8")
    done = boundlab("consistency", *mine)
    assert done.code == 1
    assert LOWER in done.out
    assert UPPER in done.out
    checked = boundlab("registry", "check", "my.toml", "--json")
    assert checked.code == 1
    assert checked.json["contradictions"][0]["lower"][0]["id"] == LOWER


RELATIONS = {"eps^(-d/(2*s))": "beats", "eps^(-d/(4*s))": "meets", "eps^(-d/(5*s))": "falls short of"}


def test_check_says_what_follows_and_how_each_bound_stands(boundlab, mine, tmp_path):
    path = tmp_path / "my.toml"
    text = path.read_text(encoding="utf-8")
    lower = text[text.rindex("[[claim]]") :]
    rows = [lower.replace("eps^(-d/(2*s))", o).replace(LOWER, f"me-2026/l{i}") for i, o in enumerate(RELATIONS)]
    path.write_text(text.replace(lower, "\n".join(rows)), encoding="utf-8")
    done = boundlab("registry", "check", "my.toml", "--json")
    assert done.code == 0
    *lowers, upper = done.json["claims"]
    assert [{s["relation"] for s in claim["beside"]} for claim in lowers] == [{said} for said in RELATIONS.values()]
    assert {s["relation"] for s in upper["beside"]} >= {"leaves a gap to"}
    assert upper["derived"] == []


def test_the_example_is_right_and_nothing_is_overwritten(boundlab, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert boundlab("registry", "new", "new.toml").code == 0
    checked = boundlab("registry", "check", "new.toml")
    assert (checked.code, checked.out.splitlines()[-1]) == (0, "no contradictions")
    assert boundlab("cite", UPPER, "--registry", "new.toml").out.startswith("@unpublished{me-2026,")
    again = boundlab("registry", "new", "new.toml")
    assert (again.code, again.err) == (
        2, "error: FILE: got 'new.toml', expected the name of a file that does not exist yet\n"
    )  # fmt: skip


SETTINGS = {
    "variable": ({}, {"BOUNDLAB_REGISTRY": "my.toml"}),
    "own file": ({"boundlab.toml": 'registry = "my.toml"'}, {}),
    "own rows": ({"boundlab.toml": MINE}, {}),
    "project": ({"pyproject.toml": '[tool.boundlab]\nregistry = ["my.toml"]'}, {}),
    "project rows": ({"pyproject.toml": MINE.replace("[[", "[[tool.boundlab.").replace("[p", "[tool.boundlab.p")}, {}),
    "both": ({"boundlab.toml": 'registry = "my.toml"', "pyproject.toml": "[tool.boundlab]\nx = 1"}, {}),
}
NOT_SET = {
    "empty variable": ({"boundlab.toml": 'registry = "my.toml"'}, {"BOUNDLAB_REGISTRY": ""}),
    "other project": ({"pyproject.toml": "[tool.other]\nx = 1\n" + "# tool boundlab"}, {}),
    "no project": ({"pyproject.toml": "this is no TOML"}, {}),
}


@pytest.mark.parametrize("case", [*SETTINGS, *NOT_SET])
def test_settings_of_the_environment_and_of_the_folder(boundlab, mine, tmp_path, monkeypatch, case):
    files, variables = {**SETTINGS, **NOT_SET}[case]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = boundlab("show", UPPER)
    assert done.code == (0 if case in SETTINGS else 2), done.err


WRONG = {
    "key": ({"boundlab.toml": 'registy = "my.toml"'}, {}, "boundlab.toml, line 1: no key 'registy'"),
    "project key": ({"pyproject.toml": "[tool.boundlab]\nx = 1"}, {}, "pyproject.toml, line 2: no key 'x'"),
    "type": ({"boundlab.toml": "registry = 3"}, {}, "boundlab.toml, line 1: registry: got the number 3"),
    "missing": ({"boundlab.toml": 'registry = "no.toml"'}, {}, "boundlab.toml, line 1: registry: got 'no.toml'"),
    "python": ({"boundlab.toml": 'registry = "my.py"'}, {}, "a Python file is run only if it is given itself"),
    "variable": ({}, {"BOUNDLAB_REGISTRY": "my.py"}, "BOUNDLAB_REGISTRY: got 'my.py': a Python file is run only"),
    "variable missing": ({}, {"BOUNDLAB_REGISTRY": "my.toml:no.toml"}, "got 'no.toml', expected a file; there is none"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_named(boundlab, mine, tmp_path, monkeypatch, case):
    files, variables, message = WRONG[case]
    (tmp_path / "my.py").write_text("raise SystemExit('it was run')", encoding="utf-8")
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = boundlab("list")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_end_in_one_line(boundlab, tmp_path, case):
    path = tmp_path / "hostile.toml"
    path.write_text(HOSTILE[case], encoding="utf-8")
    start = time.monotonic()
    done = boundlab("registry", "check", str(path))
    assert time.monotonic() - start < 2
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.rstrip("\n").isprintable()


PYTHON = """
print("this is not for the output")
import json
PARAMETERS = {"d": "integer >= 1"}
CLASSES = [{"id": "cubes", "name": "cubes", "statement": "functions on cubes"}]
CLAIMS = [
    dict(id=f"me-2026/depth-{k}", direction="upper", **{"class": "cubes"}, order=f"eps^(-d/{k})",
         approximators={"kind": "network"}, status="derived", source="me")
    for k in (1, 2, 3)
]
"""


def test_a_python_file_that_is_given_is_run(boundlab, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(PYTHON, encoding="utf-8")
    done = boundlab("list", "--json", "--registry", str(path))
    assert sum(c["origin"] == f"file {path}" for c in json.loads(done.out)) == 3
    assert done.err == "this is not for the output\n"
    silent = PYTHON.replace("print", "str")
    for text, message in (
        (silent + "1/0", "mine.py: ZeroDivisionError"),
        ("raise SystemExit(0)", "mine.py: SystemExit"),
        ("x = 1", "mine.py: it has none of PARAMETERS"),
        (silent.replace("order=", "ordr="), "mine.py, claim 'me-2026/depth-1': no key 'ordr'; did you mean order?"),
        (silent.replace('"integer >= 1"', "object()"), "mine.py, parameters: d: got"),
        ("CLAIMS = [1]", "mine.py: claim: entry 1 is int, expected a table"),
        ("CLAIMS = 1", "mine.py: claim: got the number 1, expected a list"),
    ):
        path.write_text(text, encoding="utf-8")
        done = boundlab("list", "--registry", str(path))
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert message in done.err
