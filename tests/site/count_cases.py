"""Random options of every architecture, as text, with the bill or the refusal that boundlab gives."""

import random
from typing import Any

from boundlab import architectures
from boundlab.errors import BoundlabError
from boundlab.site.count_data import count_data


def cases(each: int, seed: int) -> list[dict[str, Any]]:
    """Return `each` cases for every architecture: its data, option texts, and the bill as texts, None if refused."""
    chosen = random.Random(seed)
    found = []
    for name in architectures.names():
        data = count_data(architectures.get(name))
        for _ in range(each if data else 0):
            texts = {o["name"]: _text(o, chosen) for o in data["options"] if chosen.random() < 0.7}
            found.append({"data": data, "texts": texts, "bill": bill(name, texts)})
    return found


def _text(option: dict[str, Any], chosen: random.Random) -> str:
    if chosen.random() < 0.04:
        return chosen.choice(
            ["", "x", "-1", "0", "1.5", "2e3", "10000000000001", "³", "1-0", "2/1", "0/0", " 7 ", "+3"]
        )
    if option["kind"] == "flag":
        return chosen.choice(["yes", "no", "TRUE", "false"])
    if option["kind"] == "choice":
        return chosen.choice(option["choices"])
    if option["kind"] == "share":
        return chosen.choice(["1/2", "0.75", "1", "3/7", "1/30"])
    size = lambda: str(chosen.choice([1, 2, 3, 7, chosen.randint(1, 300), chosen.randint(1, 10**5)]))  # noqa: E731
    if option["kind"] == "widths":
        count = chosen.randint(max(option["least"], 0), 4)
        return chosen.choice("-,").join(size() for _ in range(count)) or "none"
    return size()


def bill(name: str, texts: dict[str, str]) -> dict[str, Any] | None:
    """Return the bill as the page shows it, numbers as texts."""
    given = {n: t for n, t in texts.items() if t.strip() or n != "chunk"}
    try:
        found = architectures.count(name, **given).bill()
    except BoundlabError:
        return None
    totals = {n: str(getattr(found, n)) for n in ("stored", "trainable", "active", "generated")}
    return {"items": {i.name: str(i.count) for i in found.items}, **totals}
