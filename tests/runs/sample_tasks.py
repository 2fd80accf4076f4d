"""Tasks for the tests: quick, counted, failing, deadly."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from boundlab.runs.task import Task


@dataclass(frozen=True)
class Square(Task):
    """The square of a number, after a while; leaves a mark in `folder` each time it is done."""

    kind: ClassVar[str] = "square"
    method: ClassVar[int] = 1

    number: int
    seconds: float = 0.0
    folder: str = ""

    def run(self, device, report):
        report(f"squaring {self.number}")
        time.sleep(self.seconds)
        if self.folder:
            with (Path(self.folder) / f"{self.number}").open("a") as file:
                file.write(f"{os.getpid()}\n")
        return [{"number": self.number, "square": self.number**2}]


@dataclass(frozen=True)
class Moody(Task):
    """Raises until the file `cure` exists."""

    kind: ClassVar[str] = "moody"
    method: ClassVar[int] = 1

    number: int
    cure: str

    def run(self, device, report):
        if self.number % 3 == 1 and not Path(self.cure).exists():
            raise ValueError(f"no cure for {self.number}")
        return [{"number": self.number}]


@dataclass(frozen=True)
class Deadly(Task):
    """Takes its process with it: always, or the first time only if there is a `folder` to remember it in."""

    kind: ClassVar[str] = "deadly"
    method: ClassVar[int] = 1

    number: int
    folder: str = ""

    def run(self, device, report):
        mark = Path(self.folder) / f"{self.number}"
        if not self.folder or not mark.exists():
            if self.folder:
                mark.touch()
            os.kill(os.getpid(), 9)
        return [{"number": self.number}]


class Squares:
    """The squares of 0, …, count - 1, made as they are asked for."""

    def __init__(self, count, **settings):
        self.count, self.settings = count, settings

    def __len__(self):
        return self.count

    def __iter__(self):
        return (Square(number, **self.settings) for number in range(self.count))

    def __contains__(self, task):
        return task in list(self)
