"""Sites for tests: a small one, with a registry file laid over it, and for the browser the whole one."""

from pathlib import Path

import command_lines
import pytest
from window import start

from boundlab.claims.registry import Registry
from boundlab.cli._site import site_contents
from boundlab.derived.load import load
from boundlab.site.build import build

PAPERS = ("galanti-wolf-2020", "yarotsky-2017", "devore-howard-micchelli-1989", "repair", "mhaskar-1996")


@pytest.fixture(scope="session")
def small_registry():
    """A few papers, what they depend on, and the rows of the example file."""
    whole = load(command_lines.EXAMPLE)
    wanted = {c.id for c in whole if c.id.partition("/")[0] in PAPERS} | whole.added
    while more := {d for id_ in wanted for d in whole[id_].depends_on} - wanted:
        wanted |= more
    claims = [c for c in whole if c.id in wanted]
    keys = {id_.partition("/")[0] for id_ in wanted}
    references = [r for key, r in whole.references.items() if key in keys]
    return Registry(claims, references, whole.classes.values(), whole.origins)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory, small_registry) -> Path:
    """A site of a few papers."""
    folder = tmp_path_factory.mktemp("site") / "small"
    build(folder, site_contents(small_registry))
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A browser, for every test that opens pages."""
    driver = start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()
