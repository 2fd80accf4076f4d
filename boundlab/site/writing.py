"""Writing a site: pages and data from templates, style, scripts and libraries beside them, all in one folder."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from boundlab.errors import optional
from boundlab.site.kinds import PageKind
from boundlab.site.mathml import mathml
from boundlab.site.page import Badge, Cell, Code, Formula, Link, Page, Table, plain
from boundlab.site.prose import markup, without_latex

HERE = Path(__file__).parent


class Writer:
    """Writes the files of a site to `folder`; `shared` is what every template gets, `pages` what texts may link."""

    def __init__(self, folder: Path, shared: Mapping[str, Any], pages: Collection[str] = ()) -> None:
        jinja2, markupsafe = optional("jinja2"), optional("markupsafe")
        self.folder, self._safe, self._pages = folder, markupsafe.Markup, pages
        self._engine = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._engine.globals.update(shared)
        self._engine.filters.update(inline=self._inline, script=self._script, without_latex=without_latex)

    def page(self, path: str, template: str, **given: Any) -> None:
        """Write the page at `path`, which is without a suffix, from a template."""
        root = "../" * path.count("/")
        text = self._engine.get_template(f"{template}.html").render(root=root, path=path, **given)
        self.text(f"{path}.html", text)

    def text(self, path: str, text: str) -> None:
        """Write a file."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")

    def json(self, path: str, data: Any) -> None:
        """Write data for people and programs."""
        self.text(path, json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")

    def script_data(self, name: str, data: Any) -> None:
        """Write data that a page loads as a script: a page that is opened as a file may fetch nothing."""
        dense = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        self.text(f"data/{name}.js", f"window.BOUNDLAB=window.BOUNDLAB||{{}};BOUNDLAB[{json.dumps(name)}]={dense};\n")

    def table(self, path: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a table as CSV."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[plain(cell) for cell in row] for row in rows])
        self.text(path, stream.getvalue())

    def copies(self) -> None:
        """Copy style, scripts and libraries."""
        for name in ("static", "vendor"):
            files = (f for f in sorted((HERE / name).iterdir()) if f.suffix in {".css", ".js", ".txt", ".svg"})
            (self.folder / name).mkdir(parents=True, exist_ok=True)
            for file in files:
                shutil.copyfile(file, self.folder / name / file.name)

    def object(self, page: Page, kind: PageKind) -> None:
        """Write the page of an object, the object itself as JSON, and its tables as CSV."""
        tables = [b for s in page.sections for b in s.blocks if isinstance(b, Table) and b.name]
        self.page(page.path, "object", page=page, kind=kind, title=page.title)
        self.json(f"{page.path}.json", page.data)
        for table in tables:
            self.table(f"{page.path}.{table.name}.csv", table.columns, table.rows)

    def _prose(self, text: str, root: str, *, linked: bool = True) -> Any:
        def refer(page: str, name: str) -> str:
            if not linked or page not in self._pages:
                return name
            folder = self._engine.globals["docs_from"](root)
            return str(self._safe('<a href="{}">{}</a>').format(folder + page, name))

        return self._safe(markup(text, refer))

    def _inline(self, cell: Cell, root: str) -> Any:
        if isinstance(cell, str):
            return self._prose(cell, root)
        if isinstance(cell, Link):
            if not cell.path:
                return self._prose(cell.text, root)
            page, _, rest = cell.path.partition("#")
            target = f"{root}{page}.html" + (f"#{rest}" if rest else "")
            return self._safe('<a href="{}">{}</a>').format(target, self._prose(cell.text, root, linked=False))
        if isinstance(cell, Formula):
            return self._safe('<span class="formula">{}</span>').format(self._safe(mathml(cell.latex, cell.display)))
        if isinstance(cell, Code):
            return self._safe("<code>{}</code>").format(cell.text)
        if isinstance(cell, Badge):
            return self._safe('<span class="badge {}">{}</span>').format(cell.kind, self._prose(cell.text, root))
        return self._safe("").join(self._inline(part, root) for part in cell)

    def _script(self, data: Any) -> Any:
        """Data inside a page: nothing in them may end the element that they stand in."""
        dense = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return self._safe(dense.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
