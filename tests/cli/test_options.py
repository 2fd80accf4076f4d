"""One name, one meaning: what every option of every command holds and says."""

from collections import defaultdict

import click
import pytest

from boundlab.cli._group import build
from boundlab.errors import BoundlabError

# Options of one name whose help says besides what this command makes of it; their type is one all the same.
HELP_DIFFERS = {
    "--data": "what is read",
    "--all": "what is meant by all",
    "--hidden": "of which network, and its default",
    "--list": "what is listed",
    "--out": "what is written",
    "--seeds": "where the default comes from",
    "--target": "what a command can take as a target",
    "--eps": "one accuracy, or a list",
    "--scale": "where the default comes from",
    "--jobs": "what the processes do",
    "--activation": "one, or several",
    "--embedding": "of what",
}
SEVERAL = {"--activation"}  # taken once by most commands, any number of times by `phase`


def leaves(command, path=()):
    """Every command with its name; an architecture's own options are its own (`boundlab count`)."""
    parts = {**getattr(command, "commands", {})}
    if isinstance(command, click.Group) and not path:
        parts = {name: command.get_command(click.Context(command), name) for name in command.list_commands(None)}
    yield " ".join(path), command
    for name, part in parts.items():
        yield from leaves(part, (*path, name))


def options():
    found = defaultdict(list)
    for name, command in leaves(build()):
        for option in command.params:
            if isinstance(option, click.Option):
                # further spellings are what an option was called before
                found[option.opts[0]].append((name, option))
    return found


OPTIONS = options()


@pytest.mark.parametrize("spelling", sorted(OPTIONS))
def test_an_option_means_one_thing_in_all_commands(spelling):
    uses = OPTIONS[spelling]
    types = {(option.type.name.removesuffix(" range"), option.is_flag) for _, option in uses}
    assert len(types) == 1, [(name, option.type) for name, option in uses]
    assert len({option.multiple for _, option in uses}) == 1 or spelling in SEVERAL
    helps = {option.help for _, option in uses}
    assert all(helps)
    assert len(helps) == 1 or spelling in HELP_DIFFERS, helps


@pytest.mark.parametrize(
    "spelling", sorted(s for s in OPTIONS if any(o.metavar in ("FILE", "DIR") for _, o in OPTIONS[s]))
)
def test_a_file_has_a_name(spelling):
    for _, option in OPTIONS[spelling]:
        with pytest.raises(BoundlabError, match=rf"^{spelling}: got '', expected the name of a (file|folder)$"):
            option.type.convert("", option, None)


def test_the_table_of_what_differs_is_no_longer_than_needed():
    assert {s for s, uses in OPTIONS.items() if len({option.help for _, option in uses}) > 1} == set(HELP_DIFFERS)
