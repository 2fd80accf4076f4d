"""The README as a package index shows it: there, a link into the checkout leads nowhere.

With `files` and `images` set under [tool.hatch.metadata.hooks.custom] (addresses of the project's files and raw files,
ending in a slash; {version} stands for the version), links and images become absolute. Without them, as long as the
project has no home, links become their text and images are left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_IMAGE = re.compile(r"!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#)([^)\s]+)\)")
_BLOCK = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def readme(text: str, files: str = "", images: str = "") -> str:
    """Return `text` with relative links and images made absolute, or without them; blocks of code stay."""

    def outside(part: str) -> str:
        shown = rf"![\1]({images}\2)" if images else ""
        led = rf"[\1]({files}\2)" if files else r"\1"
        return re.sub(r"\n{3,}", "\n\n", _LINK.sub(led, _IMAGE.sub(shown, part)))

    return "".join(part if part.startswith("```") else outside(part) for part in _BLOCK.split(text))


class CustomMetadataHook(MetadataHookInterface):
    """Sets `readme`, which pyproject.toml declares dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the text of README.md into `metadata`."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        addresses = {
            key: self.config.get(key, "").format(version=metadata.get("version", "")) for key in ("files", "images")
        }
        metadata["readme"] = {"content-type": "text/markdown", "text": readme(text, **addresses)}
