"""The command line: parse, call, print.

Every file in `boundlab/cli/commands/` is a command (or a group of commands) named after the file; it exposes
one `app = typer.Typer(...)`. Only the file of the command in use is imported, which keeps every start quick.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `boundlab` on `arguments` (default: the process's) and exit.

    Exit codes: 0 proved / valid / done, 1 refuted / invalid, 2 bad input, 3 undecided, 130 interrupted.
    """
    from boundlab.cli import _interrupt

    # A start makes many objects and little garbage, and an end needs no look through them: a quarter of the time.
    gc.set_threshold(10_000)
    _interrupt.watch()
    code = run(arguments)
    if code == _interrupt.CODE:
        _interrupt.end_children()
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; every failure is one line on stderr."""
    import click

    from boundlab.cli import _interrupt
    from boundlab.cli._group import as_typed, build
    from boundlab.cli._spelling import prepare_streams, silence
    from boundlab.errors import BoundlabError, bad_value, missing_extra

    prepare_streams()
    _interrupt.start()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        for word in words:
            if not _is_text(word):
                raise bad_value("argument", word, "text that a file name can be made of")
        code = build().start(words)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        sys.stdout.flush()
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return 2
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except BoundlabError as error:
        return _fail(as_typed(error, words), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _interrupt.tell()
    except BrokenPipeError:
        silence()
        return 0
    except OSError as error:
        silence()
        return _fail(f"{error.filename or 'input/output'}: {error.strerror or error}", 2)
    except Exception as error:
        if _interrupt.happened():
            return _interrupt.tell()  # what a library made of it
        if os.environ.get("BOUNDLAB_DEBUG"):
            raise
        if isinstance(error, ImportError) and (needed := missing_extra(error)):
            return _fail(needed, 2)
        detail = f"{type(error).__name__}: {error}"
        return _fail(f"internal error ({detail[:200]}); set BOUNDLAB_DEBUG=1 for the traceback", 70)


def _is_text(word: str) -> bool:
    try:
        return b"\0" not in os.fsencode(word)
    except UnicodeEncodeError:
        return False


def _fail(message: str, code: int) -> int:
    text = " ".join(message.split())
    if len(text) > 600:
        text = f"{text[:400]} … {text[-150:]}"
    with contextlib.suppress(OSError):
        print("error: " + text.encode("utf-8", "replace").decode("utf-8"), file=sys.stderr, flush=True)
    return code
