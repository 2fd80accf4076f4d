"""The built wheel, installed without torch into an empty environment, runs the commands."""

import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import command_lines
import pytest
from extensions.sample_package import FILES, POINTS, install
from test_documents import BLOCK, FLAGS

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def sh(*command: str, cwd: Path, codes=(0,)) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode in codes, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    sh(sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT), cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    sh(sys.executable, "-m", "venv", str(home / "venv"), cwd=home)
    python = str(home / "venv" / "bin" / "python")
    sh(python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel), cwd=home)
    return home


def test_top_level_names(wheel):
    names = {Path(n).parts[0] for n in zipfile.ZipFile(wheel).namelist()}
    assert {n for n in names if not n.endswith(".dist-info")} == {"boundlab", "proofs_numeric"}
    shipped = {n.removeprefix("boundlab/_docs/") for n in zipfile.ZipFile(wheel).namelist() if "/_docs/" in n}
    assert shipped == {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}


def test_commands(installed):
    boundlab = str(installed / "venv" / "bin" / "boundlab")
    info = json.loads(sh(boundlab, "info", "--json", cwd=installed))
    assert info["packages"]["torch"] is None
    sh(boundlab, "prove", "min(m1+m2, 2*m1) >= m1", "--certificate", "c.json", cwd=installed)
    sh(boundlab, "check", "c.json", cwd=installed)
    sh(boundlab, "compare", "galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4", cwd=installed)
    sh(boundlab, "compare", "galanti-wolf-2020/thm-5", "galanti-wolf-2020/thm-1", cwd=installed, codes=(1,))
    sh(boundlab, "bound", "galanti-wolf-2020/thm-4", "--m1", "2", "--r", "1", "--eps", "1e-3", cwd=installed)
    sh(boundlab, "demo", "--out", "results", cwd=installed)
    assert "optimiser_bias" in sh(boundlab, "figures", "--list", cwd=installed)
    sh(boundlab, "figures", "phase", cwd=installed, codes=(2,))
    for command in sh(boundlab, "--help", cwd=installed).partition("Commands:")[2].split("\n"):
        if command[:2] == "  " and command[2:3].strip():  # not a line that goes on with a description
            sh(boundlab, command.split()[0], "--help", cwd=installed)


def test_every_command_works_or_names_the_extra(installed):
    boundlab = str(installed / "venv" / "bin" / "boundlab")
    sh(boundlab, "prove", "m1 >= 1", "--certificate", "certificate.json", cwd=installed)
    slow = {name: each for name, each in command_lines.SLOW.items() if name != "demo"}
    for line in command_lines.lines(command_lines.TYPICAL, installed) + command_lines.lines(slow, installed):
        done = subprocess.run([boundlab, *line], cwd=installed, capture_output=True, text=True)
        assert done.returncode in (0, 1, 2, 3), (line, done.stderr)
        if done.returncode == 2:
            assert done.stderr.count("\n") == 1, (line, done.stderr)


def test_your_theorem_runs_in_an_empty_folder(installed, tmp_path):
    """What docs/your-theorem.md does: its files, its commands and their output, with nothing but the wheel."""
    boundlab = str(installed / "venv" / "bin" / "boundlab")
    checker = doctest.OutputChecker()
    session = []
    for language, file, code in BLOCK.findall((ROOT / "docs" / "your-theorem.md").read_text(encoding="utf-8")):
        if file:
            (tmp_path / file).write_text(code, encoding="utf-8")
        elif language == "console":
            for text in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
                line, _, expected = text.partition("\n")
                done = subprocess.run([boundlab, *shlex.split(line)[1:]], cwd=tmp_path, capture_output=True, text=True)
                got = done.stdout + done.stderr
                assert checker.check_output(expected.strip(), got.strip(), FLAGS), f"$ {line}\n{got}"
        elif language == "python":
            session.append(code)
    (tmp_path / "session.md").write_text("\n".join(c for c in session if ">>>" in c), encoding="utf-8")
    python = str(installed / "venv" / "bin" / "python")
    sh(python, "-m", "doctest", "session.md", cwd=tmp_path)


def test_a_package_is_there_while_it_is_installed(installed, tmp_path):
    boundlab, python = (str(installed / "venv" / "bin" / name) for name in ("boundlab", "python"))
    places = Path(sh(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())

    def listed() -> dict[str, set[str]]:
        kinds = ("activations", "architectures", "claims", "classes", "engines", "figures")
        found = {kind: json.loads(sh(boundlab, "list", kind, "--json", cwd=tmp_path)) for kind in kinds}
        names = {k: {row.get("name" if k in {"activations", "architectures", "engines", "figures"} else "id") for row in
                     rows if row["origin"] == "package softsign-lab 1.0"} for k, rows in found.items()}  # fmt: skip
        return {kind: each for kind, each in names.items() if each}

    assert listed() == {}
    before = set(places.iterdir())
    install(places, POINTS, FILES)
    assert listed() == {
        "activations": {"softsign"}, "architectures": {"gated"}, "claims": {"lab-2026/upper"}, "classes": {"lab-ball"},
        "engines": {"floor"}, "figures": {"lab_figure"},
    }  # fmt: skip
    sh(boundlab, "best", "--activation", "softsign", "--class", "lab-ball", cwd=tmp_path)
    sh(boundlab, "count", "gated", "--tasks", "3", cwd=tmp_path)
    for path in set(places.iterdir()) - before:
        shutil.rmtree(path)
    assert listed() == {}


def test_figures(wheel, installed, tmp_path):
    """With matplotlib every figure is drawn, from the wheel's own data, to the bytes that a checkout gives."""
    python, boundlab = (str(installed / "venv" / "bin" / name) for name in ("python", "boundlab"))
    sh(python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), f"{wheel}[figures]", cwd=installed)
    sh(boundlab, "figures", "--format", "svg", "--out", "drawn", cwd=installed)
    sh(sys.executable, "-m", "boundlab", "figures", "--format", "svg", "--out", str(tmp_path), cwd=ROOT)
    drawn = {path.name: path.read_bytes() for path in (installed / "drawn").glob("*.svg")}
    assert len(drawn) >= 7
    assert drawn == {path.name: path.read_bytes() for path in tmp_path.glob("*.svg")}
    # A folder of that name where the user works changes nothing.
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "__init__.py").write_text("raise SystemExit('not the figures')")
    sh(boundlab, "figures", "constants", "--format", "svg", cwd=tmp_path)
    sh(boundlab, "figures", "constants", "--rerun", cwd=tmp_path, codes=(2,))
    sh(boundlab, "figures", "constants", "--in-place", cwd=tmp_path, codes=(2,))


@pytest.mark.parametrize("page", ["your-data", "your-networks", "your-property-tests"])
def test_pages_of_ones_own_data_and_networks_need_no_checkout(wheel, page, tmp_path):
    """The pages run with the wheel's files, beside the libraries that are installed here."""
    site, folder = tmp_path / "site", tmp_path / "work"
    folder.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    code = (
        "import sys, pathlib, pytest, boundlab, test_documents\n"
        "assert pathlib.Path(boundlab.__file__).is_relative_to(sys.argv[1]), boundlab.__file__\n"
        "with pytest.MonkeyPatch.context() as patch:\n"
        "    test_documents.test_page_examples(pathlib.Path(sys.argv[2]), pathlib.Path.cwd(), patch)\n"
    )
    path = os.pathsep.join(map(str, (site, ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", code, str(site), str(ROOT / "docs" / f"{page}.md")],
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_site_has_its_templates_scripts_and_libraries_with_their_licences(wheel):
    names = {
        n.removeprefix("boundlab/site/") for n in zipfile.ZipFile(wheel).namelist() if n.startswith("boundlab/site/")
    }
    here = ROOT / "boundlab" / "site"
    for folder in ("templates", "static", "vendor"):
        assert {f"{folder}/{f.name}" for f in (here / folder).iterdir()} <= names
    libraries = {n.partition(".")[0] for n in names if n.startswith("vendor/") and n.endswith(".js")}
    assert {f"{each}.LICENSE.txt" for each in libraries} <= names
