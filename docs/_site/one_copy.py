"""What the explorer has too is kept once: `python docs/_site/one_copy.py SITE`, after both were written.

The gallery offers figures and their data for download, and the explorer shows the same files.
"""

import re
import sys
from pathlib import Path


def keep_one_copy(site: Path) -> None:
    """Delete downloads that the explorer has byte for byte, and lead their links to its copies."""
    held = {path.name: path for path in (site / "explorer" / "figures").rglob("*") if path.is_file()}
    moved = {}
    for path in sorted((site / "_downloads").rglob("*")):
        other = held.get(path.name)
        if other and path.is_file() and path.read_bytes() == other.read_bytes():
            moved[path.relative_to(site).as_posix()] = other.relative_to(site).as_posix()
            path.unlink()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        led = re.sub(r'_downloads/[0-9a-f]+/[^"#?]+', lambda link: moved.get(link[0], link[0]), text)
        if led != text:
            page.write_text(led, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    keep_one_copy(Path(sys.argv[1]))
