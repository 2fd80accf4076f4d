"""A registry file is read whole, or refused with its file, its line and its key."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry_file.registry_texts import MINE, WRONG

import boundlab
from boundlab.claims.registry import Registry
from boundlab.derived.load import load
from boundlab.errors import BoundlabError
from boundlab.extensions.origin import Origin
from boundlab.registry_file.read import extended
from boundlab.registry_file.toml_text import MAX_BYTES, read_toml

BASE = load()


def read(text, base=BASE) -> Registry:
    file = read_toml(text, "my.toml")
    return extended(base, file, file.data, Origin("file", "my.toml"))


def test_the_rows_are_laid_over_what_there_is():
    before = BASE.to_json()
    found = read(MINE)
    assert {c.id for c in found} - {c.id for c in BASE} == {"me-2026/upper", "me-2026/lower"}
    claim = found["me-2026/upper"]
    assert (claim.landau, claim.title) == ("N = O(ε^(-d/s)·log(1/ε))", "My networks")
    assert claim.target == found.classes["my-hoelder"]
    assert str(found.origin("me-2026/upper/emulation")) == "file my.toml"
    assert str(found.origin("yarotsky-2018")) == "built-in"
    assert found.added == {"me-2026/upper", "me-2026/lower"}
    assert "note = {me, draft}" in found.references["me-2026"].bibtex
    assert BASE.to_json() == before
    assert [c.to_json() for c in found if c.id in BASE] == before


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_line(case):
    old, new, message = WRONG[case]
    assert old in MINE
    start = time.monotonic()
    with pytest.raises(BoundlabError) as error:
        read(MINE.replace(old, new, 1))
    assert time.monotonic() - start < 2
    assert re.search(message, str(error.value)), str(error.value)
    assert str(error.value).startswith("my.toml")
    assert str(error.value).isprintable()


HOSTILE = {
    "size": "x" * 10_000_000,
    "nested": "a = " + "[" * 100_000,
    "nested tables": "a = " + "{a = " * 50,
    "dots": "a" + ".a" * 100_000 + " = 1",
    "dotted table": "[" + '"a".' * 50_000 + "a]",
    "digits": "a = " + "9" * 100_000,
    "hexadecimal": "parameters = 0x" + "f" * 100_000,
    "many tables": "".join(f"[[claim.b{i}]]\n" for i in range(15_000)),
    "many claims": '[[claim]]\nid = "a"\n' * 5_000,
    "many keys": "".join(f"a{i} = 1\n" for i in range(25_000)),
    "quotes": 'a = """' + '"\n' * 100_000,
    "not closed": 'a = "' + "\\" * 200_000,
    "control": "\0" * 1_000,
    "huge key": f"{'k' * 200_000} = 1",
    "odd parameters": "[parameters]\n" + "".join(f'"a{i} b" = "real"\n' for i in range(1_000)),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_in_bounded_time(case):
    start = time.monotonic()
    with pytest.raises(BoundlabError) as error:
        read(HOSTILE[case])
    assert time.monotonic() - start < 2
    assert len(str(error.value)) < 1_000


EXPENSIVE = {
    "products": "*".join(f"(eps^(-{i})+eps^(-d*{i + 1}))" for i in range(1, 11)),
    "powers": "+".join(f"eps^(-(d+s+a+b+{i})^8)" for i in range(13)),
    "quotients": "eps^(-(" + "+".join(f"1/(d+s+{i})" for i in range(24)) + "))",
}


@pytest.mark.parametrize("order", EXPENSIVE)
def test_orders_that_take_long_to_multiply_out_are_refused_in_bounded_time(order):
    text = MINE[: MINE.index("[[claim]]")].replace("s =", 'a = "real"\nb = "real"\ns =', 1)
    claim = MINE[MINE.rindex("[[claim]]") :]
    for i in range(100):
        row = claim.replace("me-2026/lower", f"me-2026/c{i}")
        text += row.replace("eps^(-d/(2*s))", f"{i + 2}*({EXPENSIVE[order]})")
    start = time.process_time()
    with pytest.raises(BoundlabError, match=r"my\.toml, line .*(take too long|multiply out)"):
        read(text)
    assert time.process_time() - start < 2


def test_dependencies_in_the_shape_of_diamonds_take_no_time():
    claim = MINE[MINE.rindex("[[claim]]") :]
    text = MINE[: MINE.index("[[claim]]")]
    for i in range(60):
        row = claim.replace("me-2026/lower", f"me-2026/c{i}")
        text += row + f'depends_on = ["me-2026/c{i - 1}", "me-2026/c{i - 1}"]\n\n' * bool(i)
    assert len(read(text)) == len(BASE) + 60


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["eps^(-d)", "N"]),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=5), v, max_size=3),
    max_leaves=6,
)
KEYS = ["id", "title", "direction", "quantity", "class", "order", "conditions", "approximators", "norm", "counting",
        "status", "source", "hypotheses", "depends_on", "notes", "contains", "parameters", "x"]  # fmt: skip


@settings(max_examples=60)
@given(st.data())
def test_any_value_anywhere_is_read_or_refused_in_one_line(data):
    good = read_toml(MINE, "my.toml").data
    where = data.draw(st.sampled_from([good, good["parameters"], *good["class"], *good["claim"],
                                       good["claim"][0]["approximators"]]))  # fmt: skip
    where[data.draw(st.sampled_from(KEYS) | st.sampled_from(list(where)))] = data.draw(values)
    file = read_toml(MINE, "my.toml")
    try:
        found = extended(BASE, file, good, Origin("file", "my.toml"))
        said = ""
    except BoundlabError as error:
        found, said = BASE, str(error)
    assert "\n" not in said
    assert not said or said.startswith("my.toml")
    assert len(found) >= len(BASE)


@settings(max_examples=60)
@given(st.text(max_size=60), st.integers(0, len(MINE)), st.integers(0, 30))
def test_any_text_anywhere_is_read_or_refused_in_one_line(text, start, length):
    try:
        read(MINE[:start] + text + MINE[start + length :])
        said = ""
    except BoundlabError as error:
        said = str(error)
    assert "\n" not in said
    assert not said or said.startswith("my.toml")


def test_the_lines_are_those_of_the_keys():
    lines = read_toml(MINE, "my.toml").lines
    rows = MINE.split("\n")
    for path, line in lines.items():
        words = [word for word in path if isinstance(word, str)]
        assert words[-1] in rows[line - 1], (path, rows[line - 1])
    assert lines["claim", 1, "order"] == rows.index('order = "eps^(-d/(2*s))"') + 1


def test_a_file_is_named_in_the_library_too(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(MINE, encoding="utf-8")
    assert boundlab.load(path)["me-2026/lower"].landau == "N = Ω(ε^(-d/(2·s)))"
    assert len(boundlab.load([path])) == len(BASE) + 2
    assert boundlab.load(BASE) is BASE
    assert boundlab.compare("me-2026/lower", "me-2026/upper", registry=path).verdict == "no-separation"
    found = boundlab.best("tanh", class_="my-hoelder", depth="log", weights="polynomial", registry=path)
    assert {a.claim.id for a, _ in found.conditional} == {"me-2026/lower", "me-2026/upper"}
    assert len(boundlab.consistency(registry=path)) == 0
    for wrong in (3, [3], tmp_path, tmp_path / "none.toml"):
        with pytest.raises(BoundlabError, match=r"registry|expected a file"):
            boundlab.load(wrong)
    path.write_bytes(b'a = "\n\xff"')
    with pytest.raises(BoundlabError, match=r"my\.toml, line 2: not UTF-8"):
        boundlab.load(path)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(BoundlabError, match="at most 250,000 bytes"):
        boundlab.load(path)


def test_a_module_may_hold_the_objects_and_hypotheses_of_its_own(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(
        "from boundlab import Approximators, Claim, TargetClass\n"
        'BALL = TargetClass("my-ball", "B", "my functions")\n'
        "CLASSES = [BALL]\n"
        'HYPOTHESES = [{"id": "mine", "name": "H", "statement": "something that I assume"}]\n'
        'CLAIMS = [Claim("me/a", "A", "upper", "N", BALL, Approximators("network on its whole input"),\n'
        '                "eps^(-1)", "me", "derived"),\n'
        '          {"id": "me/b", "direction": "upper", "class": "my-ball", "order": "1", "status": "derived",\n'
        '           "source": "me", "approximators": {"kind": "network"}, "hypotheses": ["mine"]}]\n',
        encoding="utf-8",
    )
    known = boundlab.load(path)
    assert {c.id for c in known} - {c.id for c in BASE} == {"me/a", "me/b"}
    plain, granted = (boundlab.best("relu", class_="my-ball", registry=known, assume=a) for a in ([], ["mine"]))
    assert [str(a.order) for a in plain.upper] == ["eps^(-1)"]
    assert [str(a.order) for a in granted.upper] == ["1"]
