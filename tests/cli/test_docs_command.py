"""`boundlab docs`: the pages that messages name."""

import json

import pytest

from boundlab.cli import run


@pytest.mark.parametrize("name", ["audit", "docs/audit.md", "laws/taylor-terms"])
def test_a_page_is_printed(name, capsys):
    assert run(["docs", name]) == 0
    assert capsys.readouterr().out.startswith("# ")


def test_all_pages_are_listed(capsys):
    assert run(["docs", "--json"]) == 0
    assert {"index", "audit", "glossary", "laws/taylor-terms"} <= {
        row["page"] for row in json.loads(capsys.readouterr().out)
    }


@pytest.mark.parametrize("name", ["audti", "../README", "/etc/passwd", ""])
def test_another_name_is_refused(name, capsys):
    assert run(["docs", name]) == 2
    assert capsys.readouterr().err.startswith(f"error: page: got {name!r}, expected a page")
