"""A way to run commands in-process that returns what a user would see."""

import contextlib
import io
import json
from dataclasses import dataclass

import pytest

from boundlab.cli import run


@dataclass
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def boundlab():
    def call(*arguments: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
        return Done(code, out.getvalue(), err.getvalue())

    return call
