"""The links of a site, and those that lead nowhere."""

from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit


class Page(HTMLParser):
    """What a page refers to, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]


@lru_cache(maxsize=2)
def pages_of(site: Path) -> dict[Path, Page]:
    """Return every page of a site, read once."""
    return {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def broken(site: Path, outside: tuple[str, ...] = ()) -> list[str]:
    """Return `page: link` for each link of the site that leads to no file or id of it, or out of it."""
    pages = pages_of(site)
    found = []
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), (path, "an id twice")
        for link in page.links:
            target, fragment = urldefrag(link)
            if urlsplit(target).scheme or link.startswith(outside or ("//",)):
                if not link.startswith(outside or ("//",)):
                    found.append(f"{path}: {link}")
                continue
            file = (path.parent / unquote(urlsplit(target).path)).resolve() if target else path
            whole = file.is_file() and not target.endswith("/")  # a path drops the slash, a browser does not
            # a fragment with = is the state of a tool, not a place
            if not whole or (fragment and "=" not in fragment and fragment not in pages[file].ids):
                found.append(f"{path}: {link}")
    return found
