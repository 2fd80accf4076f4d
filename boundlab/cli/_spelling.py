"""Text that every character set can carry: what it lacks is spelled in ASCII, as the grammar reads it.

`ε ≤ 1/2` is written `eps <= 1/2` where the output is ASCII, cp1252 or the like; in UTF-8 nothing changes.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import unicodedata
from typing import Any, TextIO

ERRORS = "boundlab.spelled"
ASCII = "boundlab-ascii"
_SPELLED = {
    "ε": "eps", "Λ": "Lambda", "λ": "lambda", "·": "*", "×": "x", "∘": "o", "⊙": "*", "−": "-", "–": "-", "—": "--",
    "‖": "||", "…": "...", "→": "->", "←": "<-", "↦": "|->", "∂": "d", "∇": "grad", "∈": "in", "∏": "prod ", "∝": "~",
    "√": "sqrt", "∞": "inf", "∩": "and", "∫": "int ", "≈": "~=", "≍": "~", "≠": "!=", "≤": "<=", "≥": ">=",
    "≲": "<~", "≳": ">~", "≺": "<<", "≻": ">>", "⊂": "in", "⌈": "ceil(", "⌉": ")", "⌊": "floor(", "⌋": ")",
    "⟨": "<", "⟩": ">", "±": "+-", "°": " deg", "²": "^2", "³": "^3", "¹": "^1", "⁴": "^4", "⁻": "^-", "½": "1/2",
    "─": "-", "━": "-", "│": "|", "•": "*", "“": '"', "”": '"', "‘": "'", "’": "'", "§": "sec. ", "ß": "ss",
    "≡": "==", "⩾": ">=", "⩽": "<=", "≧": ">=", "≦": "<=", "∼": "~", "≃": "~=", "≪": "<<", "≫": ">>", "⪯": "<~",
    "⪰": ">~", "≼": "<~", "≽": ">~", "∧": "and", "∨": "or", "¬": "not ", "⇒": "=>", "⋅": "*", "∙": "*", "∗": "*",
    "÷": "/", "∕": "/", "⁄": "/", "‐": "-", "ɛ": "eps", "✓": "yes", "✗": "no", "○": "o", "◐": "half",
    "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "ł": "l", "Ł": "L",
}  # fmt: skip


def ascii_form(character: str) -> str:
    """The ASCII spelling of one character: from the table, its Greek name, its plain letter, or `?`.

    >>> "".join(map(ascii_form, "ε≤Ωθé₁ℓ猫"))
    'eps<=Omegathetae1l?'
    """
    if character.isascii() or character in _SPELLED:
        return _SPELLED.get(character, character)
    words = unicodedata.name(character, "").split()
    if words[:1] == ["GREEK"] and words[2:3] == ["LETTER"]:
        return words[3].capitalize() if words[1] == "CAPITAL" else words[3].lower()
    plain = unicodedata.normalize("NFKD", character)
    if unicodedata.combining(character) or plain == character:
        return "" if unicodedata.combining(character) else "?"
    return "".join(map(ascii_form, plain))


def spelled(text: str, stream: TextIO | None = None) -> str:
    """`text` as `stream` (default: stdout) will show it, so that columns can be measured before they are printed."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, ERRORS).decode(encoding)


def can_write(text: str) -> bool:
    """Whether stdout has every character of `text`."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def prepare_streams() -> None:
    """Make stdout and stderr take any text; a closed one takes it to nowhere."""
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is None or stream.closed:
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)
        if hasattr(stream, "reconfigure"):
            # Click writes UTF-8 to what calls itself ASCII, whatever the reader was promised.
            if codecs.lookup(stream.encoding).name == "ascii":
                stream.reconfigure(encoding=ASCII)
            stream.reconfigure(errors=ERRORS)


def silence() -> None:
    """Give up on a stdout that cannot be written: what is left in its buffer must not fail again at exit."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(ascii_form, error.object[error.start : error.end])), error.end


def _ascii(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != ASCII:
        return None
    plain = codecs.lookup("ascii")
    return codecs.CodecInfo(
        name=ASCII,
        encode=plain.encode,
        decode=plain.decode,
        incrementalencoder=plain.incrementalencoder,
        incrementaldecoder=plain.incrementaldecoder,
        streamreader=plain.streamreader,
        streamwriter=plain.streamwriter,
    )


codecs.register_error(ERRORS, _replace)
codecs.register(_ascii)
