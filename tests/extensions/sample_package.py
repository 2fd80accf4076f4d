"""A package with entry points, as an installer lays it out in a folder of the path."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "softsign_lab/__init__.py": "",
    "softsign_lab/softsign.py": """
from fractions import Fraction
from boundlab.activations import Activation
ACTIVATION = Activation("softsign", "t/(1 + |t|)", at_zero=Fraction(0), lipschitz=Fraction(1), bound=Fraction(1))
""",
    "softsign_lab/gated.py": """
from dataclasses import dataclass
from boundlab.architectures.full import Full


@dataclass(frozen=True, kw_only=True, repr=False)
class Gated(Full):
    \"\"\"A full hypernetwork under another name.\"\"\"

    title = "gated hypernetwork"
""",
    "softsign_lab/floor_engine.py": """
from boundlab.rigorous._bound import Refusal

FAMILY, DIRECTION, SUMMARY = "mine", "lower", "refuses everything"


def bound(query):
    return Refusal("floor", "it was written to refuse")
""",
    "softsign_lab/fig.py": '''
"""The lab's figure."""
from matplotlib.figure import Figure


def draw(data):
    figure = Figure()
    figure.subplots().plot([0, 1])
    return figure
''',
    "softsign_lab/classes.toml": """
[parameters]
s = "real > 0"
[[class]]
id = "lab-ball"
name = "lab ball"
statement = "functions that the lab looks at"
parameters = ["s"]
""",
    "softsign_lab/classes.py": """
from pathlib import Path
ROWS = Path(__file__).with_name("classes.toml")
""",
    "softsign_lab/theorem.py": """
PARAMETERS = {"s": "real > 0"}
CLAIMS = [{"id": "lab-2026/upper", "direction": "upper", "class": "lab-ball", "order": "eps^(-1/s)",
           "status": "derived", "approximators": {"kind": "network", "activation": "softsign"}, "source": "the lab"}]
""",
}
POINTS = {
    "activations.softsign": "softsign_lab.softsign",
    "architectures.gated": "softsign_lab.gated",
    "engines.floor": "softsign_lab.floor_engine",
    "classes.lab": "softsign_lab.classes:ROWS",
    "claims.lab-2026": "softsign_lab.theorem",
    "figures.lab_figure": "softsign_lab.fig",
}


def install(folder: Path, points: dict[str, str], files: dict[str, str], name: str = "softsign-lab") -> Path:
    """Write `files` and the metadata of a distribution that declares `points` into `folder`."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    about = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = "".join(f"{key} = {value}\n" for key, value in points.items())
    (about / "entry_points.txt").write_text(f"[console_scripts]\nx = y:z\n\n[boundlab]\n{lines}", encoding="utf-8")
    return folder
