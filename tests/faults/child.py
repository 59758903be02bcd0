"""One deed in a process of its own, which may be killed or refused on the way."""

import json
import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from tests.faults.deed import Refused
from tests.faults.shim import Fault, arm, disarm
from tests.services.sample_office import Clock, Office

from landwaiter import errors


@dataclass(frozen=True, slots=True)
class End:
    """How a deed ended: killed, done (code 0), refused (1), or by a bug (anything else)."""

    code: int
    said: str = ""

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL

    @property
    def done(self) -> bool:
        return self.code == 0

    @property
    def refused(self) -> bool:
        """One sentence, exit code 1, and no word of a mistake of the program."""
        words = ("Traceback", "made a mistake")
        said = self.said.strip()
        return self.code == 1 and bool(said) and not any(word in said for word in words)


def end_of(deed: Callable[[Office], None], office: Office) -> End:
    """How the deed ends in this process."""
    try:
        deed(office)
    except Refused as refused:
        return End(refused.code if isinstance(refused.code, int) else 2, refused.said)
    except errors.Fault as fault:
        return End(1, fault.sentence())
    except Exception:  # noqa: BLE001  # whatever it is, it is a finding
        return End(3, traceback.format_exc())
    finally:
        office.close()
    return End(0)


def forked(deed: Callable[[Office], None], folder: Path, at: datetime, fault: Fault | None) -> End:
    """The deed on the casebook in `folder`, done at a time by a child of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_the_child(deed, Office(folder / "casebook", Clock(at)), fault, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        told = pipe.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return End(-os.WTERMSIG(status))
    return End(**json.loads(told)) if told else End(4, "the child said nothing")


def _in_the_child(
    deed: Callable[[Office], None], office: Office, fault: Fault | None, writing: int
) -> NoReturn:
    code = 5
    try:
        if fault is not None:
            arm(fault)
        end = end_of(deed, office)
        if fault is not None:
            disarm()
        told = json.dumps({"code": end.code, "said": end.said}).encode()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
        code = 0
    finally:
        os._exit(code)
