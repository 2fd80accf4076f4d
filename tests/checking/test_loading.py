"""The loader reads JSON from any file, or refuses it in one line and in bounded time."""

import gc
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from boundlab.checking import load
from boundlab.checking._loading import MAX_BYTES, MAX_DEPTH, MAX_DIGITS
from boundlab.cli import run
from boundlab.errors import BoundlabError


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "certificate.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.mark.parametrize(
    "value",
    [{"kind": "x", "list": [1, -2, "3/7", True, None, {}]}, [], 5, {"ε": "≲"}, 10 ** (MAX_DIGITS - 1)],
)
def test_what_is_json_without_floats_is_read(file, value):
    assert load(file(json.dumps(value))) == value
    assert load(file(json.dumps(value, ensure_ascii=False, indent=1))) == value


def test_a_byte_order_mark_is_skipped(file):
    assert load(file(b"\xef\xbb\xbf{}")) == {}


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_is_bounded(file, opening):
    closing = {"[": "]", '{"a":': "}"}[opening]
    assert load(file(opening * MAX_DEPTH + "0" * (opening != "[") + closing * MAX_DEPTH))
    for depth in (MAX_DEPTH + 1, 5_000, 500_000):
        with pytest.raises(BoundlabError, match="nested deeper"):
            load(file(opening * depth + "0" * (opening != "[") + closing * depth))


REFUSED = {
    "nothing": "",
    "not JSON": "{'kind': 1}",
    "cut off": '{"kind": "decision"',
    "two values": "{} {}",
    "a comma too many": "[1,]",
    "a float": '{"a": 0.5}',
    "an exponent": '{"a": 1e9}',
    "not a number": '{"a": NaN}',
    "infinite": '{"a": -Infinity}',
    "a name twice": '{"a": {"b": 1, "c": 2, "b": 1}}',
    "a name twice, escaped": '{"a": 1, "\\u0061": 2}',
    "digits": "1" + "0" * MAX_DIGITS,
    "negative digits": "[-1" + "0" * MAX_DIGITS + "]",
    "not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a control character": '"\x00"',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_is_refused_in_one_line(file, name):
    path = file(REFUSED[name])
    with pytest.raises(BoundlabError) as error:
        load(path)
    assert str(error.value).startswith(f"{path}: ")
    assert len(str(error.value)) < len(path) + 200
    assert "\n" not in str(error.value)


LARGE = MAX_BYTES - 10
HEAVY = {
    "numbers": "[" + "1," * (LARGE // 2) + "1]",
    "lists": "[" + "[]," * (LARGE // 3) + "1]",
    "objects": "[" + '{"a":1},' * (LARGE // 8) + "1]",
    "names": "{" + ",".join(f'"{i}":0' for i in range(LARGE // 11)) + "}",
    "a name twice among many": "{" + ",".join(f'"{i}":0' for i in range(LARGE // 11)) + ',"0":0}',
    "texts": "[" + '"",' * (LARGE // 3) + "1]",
    "digits": "1" * LARGE,
    "open lists": "[" * LARGE,
    "open objects": '{"":' * (LARGE // 4),
    "an open text": '["' + "a" * LARGE,
    "an open text of quotes": '["' + '\\"' * (LARGE // 2),
    "an open text of backslashes": '"' + "\\" * LARGE,
    "spaces": " " * LARGE,
    "too much": " " * (MAX_BYTES + 1),
}


@pytest.fixture
def as_in_a_new_process():
    """The garbage collector does not walk through what the tests before have left."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("name", HEAVY)
@pytest.mark.usefixtures("as_in_a_new_process")
def test_heavy_files_are_answered_in_bounded_time(file, name, capsys):
    path = file(HEAVY[name])
    for attempt in range(3):  # a busy machine stretches processor time as well; what is slow stays slow
        capsys.readouterr()
        start = time.process_time()
        code = run(["check", path])
        if time.process_time() - start < 2:
            break
        assert attempt < 2
    assert code in (1, 2)
    answer = capsys.readouterr()
    assert len((answer.out + answer.err).strip().splitlines()) == 1


def test_only_files_and_pipes_are_read(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "closed").write_text("{}")
    (tmp_path / "closed").chmod(0)
    for path in ("", ".", "missing", "loop", "x" * 300, "a\0b", "\ud800"):
        with pytest.raises(BoundlabError):
            load(str(tmp_path / path))
    with pytest.raises(BoundlabError, match="neither a regular file nor a pipe"):
        load(os.devnull)
    if os.geteuid():
        with pytest.raises(BoundlabError, match="denied"):
            load(str(tmp_path / "closed"))


CERTIFICATE = '{"kind": "linear-example", "matrix": [["1", "-2"]], "complexity": "2"}'


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_a_piped_certificate_is_read(name):
    for text, code in ((CERTIFICATE, 0), (CERTIFICATE.replace('"2"', '"3"'), 1), ("", 2), (" " * (MAX_BYTES + 1), 2)):
        line = [sys.executable, "-m", "boundlab", "check", name]
        done = subprocess.run(line, input=text, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
    assert "larger than" in done.stderr


def test_a_named_pipe_is_read(tmp_path):
    path = str(tmp_path / "pipe")
    os.mkfifo(path)
    writer = threading.Thread(target=Path(path).write_text, args=(CERTIFICATE,))
    writer.start()
    assert load(path) == json.loads(CERTIFICATE)
    writer.join()


def test_a_link_to_a_file_is_followed(tmp_path):
    (tmp_path / "file").write_text("{}")
    (tmp_path / "link").symlink_to("file")
    assert load(str(tmp_path / "link")) == {}
