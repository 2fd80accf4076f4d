"""The folder a site goes to: nothing that boundlab did not put there is lost."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from boundlab.errors import BoundlabError, bad_value

MANIFEST = ".boundlab-site.json"
"""Lists the files of a site, so that the next one may replace them and nothing else."""


class Destination:
    """A folder that is empty, new, or holds a site; raises BoundlabError for any other, and for an unwritable one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._naming():
            if folder.exists() and not folder.is_dir():
                raise bad_value("out", folder, "a folder; this is a file")
            self.old = _listed(folder)
            if self.old is None and folder.is_dir() and any(folder.iterdir()):
                wanted = "an empty or a new folder, or a site to replace; this one holds other files"
                raise bad_value("out", folder, wanted)
            if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
                raise bad_value("out", folder, "a folder that can be written")

    @contextmanager
    def beside(self) -> Iterator[Path]:
        """Make a folder beside this one, in which the site grows; what is left in it goes when it is done."""
        with self._naming():
            parent = self.folder.resolve().parent
            parent.mkdir(parents=True, exist_ok=True)
            place = tempfile.TemporaryDirectory(prefix=".boundlab-site-", dir=parent)
        with place as made:
            yield Path(made)

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            wanted = f"a folder that can be written: {error.strerror or error}"
            raise bad_value("out", self.folder, wanted) from None

    def take(self, made: Path) -> None:
        """Put the files of the folder `made` here, in the place of those of the site before.

        Raises BoundlabError, and changes nothing, if a file that is not the site's has the name of one of them.
        """
        files = sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file())
        old = set(self.old or ())
        for name in files:
            target = self.folder / name
            if name not in old and os.path.lexists(target):
                raise BoundlabError(
                    f"{target} is not a file of the site that is there, and would be overwritten", "out"
                )
        self.folder.mkdir(parents=True, exist_ok=True)
        # the union is listed while files come and go: interrupted, the next run still knows what is the site's
        self._list(sorted(old | set(files)))
        for name in files:
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made / name, target)
        for name in sorted(old - set(files), reverse=True):
            (self.folder / name).unlink(missing_ok=True)
            parent = (self.folder / name).parent
            while parent != self.folder and parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
                parent = parent.parent
        self._list(files)

    def _list(self, files: list[str]) -> None:
        (self.folder / MANIFEST).write_text(json.dumps({"files": files}, indent=0) + "\n", encoding="utf-8")


def _listed(folder: Path) -> list[str] | None:
    """The files of the site in `folder`, None if there is none; a list that names files elsewhere is not believed."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        return None
    home = folder.resolve()
    return found if all((home / name).resolve().is_relative_to(home) for name in found) else None
