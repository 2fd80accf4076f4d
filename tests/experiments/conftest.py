"""Fixtures that the tests of experiments share."""

import json

import pytest

from boundlab.runs.store import RunStore, sweep_settings
from boundlab.runs.store_format import checksum


@pytest.fixture
def store(tmp_path):
    """Puts rows into a store, past the search, with a checksum that is right."""

    def put(rows, search=None):
        path = tmp_path / "s.db"
        with RunStore(path) as runs:
            key = runs.register(sweep_settings(["u"]), {}, "now")
            runs.add_tasks(key, 0, ["u"])
            settings = json.dumps({"kind": "minimal sizes", "method": 3, "search": search} if search else {})
            columns = ("u", settings, json.dumps(rows), 1.0, "{}", "now")
            runs._db.execute("insert into units values (?, ?, ?, ?, ?, ?, ?)", (*columns, checksum(*columns)))
        return str(path)

    return put
