"""The house: who may import whom, what a start loads, lint and types."""

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# What each room may import from boundlab. `errors` and `files` are open to all, `display` to all but the checkers.
ROOMS = {
    "activations": set(),
    "checking": set(),
    "processes": set(),
    "extensions": set(),
    "symbolic": {"checking"},
    "export": {"checking"},
    "claims": {"symbolic", "activations"},
    "function_classes": {"claims", "symbolic"},
    "literature": {"claims", "symbolic", "function_classes"},
    "registry_file": {"activations", "claims", "symbolic", "function_classes"},
    "derived": {"activations", "claims", "symbolic", "function_classes", "literature", "registry_file"},
    "rigorous": {"activations", "symbolic", "function_classes"},
    "auditing": {"activations", "claims", "symbolic", "function_classes", "literature", "derived", "rigorous"},
    "adversary": {"rigorous"},
    "site": {
        "activations",
        "architectures",
        "auditing",
        "checking",
        "claims",
        "comparisons",
        "derived",
        "function_classes",
        "rigorous",
        "scaling",
        "symbolic",
    },
    "testing": {"activations", "architectures", "checking", "claims", "function_classes", "networks", "symbolic"},
    "architectures": {"activations", "symbolic"},
    "networks": {"activations", "architectures", "rigorous", "function_classes"},
    "runs": {"processes"},
    "kernels": set(),
    "comparisons": {"architectures", "claims", "experiments", "networks", "runs"},
    "scaling": {"claims", "kernels", "runs", "rigorous", "networks", "minimal_networks"},
    "minimal_networks": {"activations", "networks", "rigorous", "function_classes", "runs"},
    "experiments": {
        "activations",
        "networks",
        "architectures",
        "rigorous",
        "function_classes",
        "runs",
        "minimal_networks",
        "processes",
        "kernels",
    },
}
SIDES = {"proofs_numeric", "figures", "tests", "benchmarks"}
HEAVY = {
    "torch": {"networks", "runs", "minimal_networks", "experiments", "adversary", "cli", "kernels", "scaling"}
    | {"comparisons"},
    "scipy": {"networks", "minimal_networks", "experiments", "adversary", "scaling"},
    "sympy": set(),
    "matplotlib": set(),
    "ray": {"runs"},
}
SOURCES = sorted((ROOT / "boundlab").rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "boundlab").parts[0].removesuffix(".py")


def imported(path: Path, *, top_level: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level else list(ast.walk(tree))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names.add(module)
            if module == "boundlab":
                names.update(f"boundlab.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names.update(_beginning(node.args[0]))
    return names


def _beginning(name: ast.expr) -> set[str]:
    """The module that an import by name starts with, if it is spelled out: no arrow hides in a text."""
    if isinstance(name, ast.JoinedStr):
        name = name.values[0]
    if isinstance(name, ast.Constant) and str(name.value).startswith("boundlab."):
        return {str(name.value).rstrip(".")}
    return set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path):
    room = room_of(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        assert top not in SIDES or room == "cli", f"{path}: boundlab must not import {name}"
        if top != "boundlab" or not rest or room in {"cli", "__main__"}:
            continue
        target = rest.partition(".")[0]
        shared = {
            "errors",
            "files",
            "numbers",
            "__version__",
            *(["display", "extensions"] if room != "checking" else []),
        }
        allowed = {room} | shared | ROOMS.get(room, set())
        assert target in allowed, f"{path}: {room} must not import {target}"


def test_only_the_command_line_speaks_of_options():
    """The library names arguments; `boundlab.cli` says which option gives each."""
    spoken = [path for path in SOURCES if room_of(path) != "cli" and '"--' in path.read_text(encoding="utf-8")]
    assert not spoken


@pytest.mark.parametrize("side", ["figures", "proofs_numeric"])
def test_what_stands_beside_the_package_does_not_lean_on_its_command_line(side):
    for path in sorted((ROOT / side).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and str(node.module).startswith("boundlab.cli")), path


def dependencies(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules that `path` imports anywhere, inside functions and for type checkers too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in modules else str(node.module) for name in inner}
    return {name for name in found if modules.get(name, path) != path}


def test_no_module_imports_itself_by_way_of_others():
    """CycleError names the circle."""
    dotted = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES)
    modules = dict(zip((name.removesuffix(".__init__") for name in dotted), SOURCES, strict=True))
    graphlib.TopologicalSorter({n: dependencies(path, modules) for n, path in modules.items()}).prepare()
    with pytest.raises(graphlib.CycleError):
        graphlib.TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_libraries_stay_in_their_rooms(path):
    for name in imported(path):
        rooms = HEAVY.get(name.partition(".")[0])
        assert rooms is None or room_of(path) in rooms, f"{path}: {name} does not belong in {room_of(path)}"
    if room_of(path) == "cli":
        heavy = {name.partition(".")[0] for name in imported(path, top_level=True)} & {
            *HEAVY,
            "numpy",
            "flint",
        }
        assert not heavy, f"{path}: {heavy} must be imported inside the command"


def test_import_boundlab_is_light():
    code = "import boundlab, sys; print({'torch','sympy','scipy','numpy'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "set()"


@pytest.mark.parametrize("tool", [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)], ids=" ".join)
def test_lint_and_types(tool):
    done = subprocess.run([sys.executable, "-m", *tool], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
