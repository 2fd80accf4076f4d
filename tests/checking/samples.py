"""One certificate or more of every kind, as boundlab writes them, and ways into them.

A run over many mutants of the checkers makes them once and names the file: the producers are not what changes.
"""

import json
import os
from pathlib import Path

KEPT = os.environ.get("BOUNDLAB_SAMPLES")
if KEPT:
    SAMPLES = json.loads(Path(KEPT).read_text(encoding="utf-8"))
else:
    from produced_samples import all_samples

    SAMPLES = all_samples()


def places(value, path=(), most=5):
    """Yield every path into a certificate with what is there; of a long list the first `most` members."""
    yield path, value
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value[:most]):
            yield from places(member, (*path, key), most)


def replaced(value, path, new):
    """Return the certificate with `new` at `path`; the original is not changed."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy
