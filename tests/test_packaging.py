"""What a package index and an installed package show: no link and no message that leads nowhere."""

import ast
import importlib.util
import re
import tomllib

import pytest
from test_house import ROOT, SOURCES

pytest.importorskip("hatchling", reason="the build backend is not installed")
README = """![A *b*](figures/out/a.png)

[page](docs/a.md#b), [site](https://x.example/), [here](#c)

```python
f[0](docs)
```
"""


def module():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_links_become_absolute_once_the_project_has_a_home():
    text = module().readme(README, "https://h.example/f/", "https://h.example/r/")
    assert "![A *b*](https://h.example/r/figures/out/a.png)" in text
    assert "[page](https://h.example/f/docs/a.md#b), [site](https://x.example/), [here](#c)" in text
    assert "f[0](docs)" in text


def test_without_a_home_nothing_leads_nowhere():
    assert module().readme(README).strip().startswith("page, [site](https://x.example/), [here](#c)\n")
    whole = module().readme((ROOT / "README.md").read_text(encoding="utf-8"))
    prose = re.sub(r"^```.*?^```$", "", whole, flags=re.MULTILINE | re.DOTALL)
    assert not re.findall(r"\]\((?!https?:|#)[^)]*\)", prose)
    assert "docs/python.md" in whole


def test_the_hook_fills_in_the_version():
    hook = module().CustomMetadataHook(str(ROOT), {"files": "https://h.example/v{version}/"})
    metadata = {"version": "1.2"}
    hook.update(metadata)
    assert "(https://h.example/v1.2/docs/python.md)" in metadata["readme"]["text"]


def test_every_page_that_a_text_of_the_program_names_is_in_the_wheel():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert "docs" in wheel["only-include"]
    assert wheel["sources"]["docs"] == "boundlab/_docs"
    named = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named |= dict.fromkeys(re.findall(r"\bdocs/[\w/-]+\.md", node.value), path)
    assert "docs/audit.md" in named
    assert not {page: path for page, path in named.items() if not (ROOT / page).is_file()}
