"""The table of docs/explicit.md that tells which method wins where is what the engines say."""

from pathlib import Path

import pytest

from boundlab.checking import check
from boundlab.rigorous import Query, leading_constants, sandwich, upper_constants

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explicit.md"


def rows():
    """Return the cells of the table by (m, r)."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("| m | r |"))
    found = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return found
        m, r, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        found[int(m), int(r)] = cells
    return found


TABLE = rows()


def test_the_table_covers_four_by_four():
    assert set(TABLE) == {(m, r) for m in range(1, 5) for r in range(1, 5)}


@pytest.mark.parametrize(("m", "r"), TABLE)
def test_a_row_of_the_table(m, r):
    lower = {name: c.decimal() for name, c in leading_constants(m, r).items()}
    upper = {name: c.decimal() for name, c in upper_constants(m, r).items()}
    below, above = max(lower.values()), min(upper.values())
    spaces = ", ".join(name for name in lower if lower[name] == below)
    engines = ", ".join(name for name in upper if upper[name] == above)
    found = sandwich(Query(m, r, "1e-4"))
    constants = [f"{float(max(c.decimal(4) for c in leading_constants(m, r).values())):.4g}"]
    constants.append(f"{float(min(c.decimal(4) for c in upper_constants(m, r).values())):.4g}")
    ratio = f"{float(above / below):.4g}"
    sizes = f"{found.lower.N} … {found.upper.N}"
    assert TABLE[m, r] == [spaces, constants[0], engines, constants[1], ratio, sizes]
    assert check(found.certificate()).valid


@pytest.mark.parametrize(("m", "r"), TABLE)
def test_the_upper_constant_is_what_small_eps_gives(m, r):
    digits = 10 if m == 4 else 15
    exact = min(c.decimal() for c in upper_constants(m, r).values())
    N = sandwich(Query(m, r, f"1e-{digits * r}")).upper.N
    assert float(exact) * (1 - 1e-9) <= N / 10.0 ** (digits * m) <= float(exact) * (1 + 1e-6)
