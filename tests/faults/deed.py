"""A deed of the fault harness: what is done, by whom, after what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.cli.terminal import typed
from tests.services.sample_office import ANALYST, PASSWORD, Office

Step = Callable[[Office], None]
NEW_PASSWORD = "another sentence that is long enough"


class Refused(Exception):
    """A command ended with an exit code other than 0, and said this."""

    def __init__(self, code: object, said: str) -> None:
        super().__init__(f"exit {code}: {said}")
        self.code, self.said = code, said


@dataclass(frozen=True, slots=True)
class Deed:
    """After `before`, `run` writes. `covers` names further acts (`act hold`) and commands.

    `backups` and `casebooks` are beside the casebook afterwards, whole, or are not there at all.
    """

    name: str
    run: Step
    before: tuple[Step, ...] = ()
    covers: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    casebooks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Others that are there at once or not at all; one that is there is not written again."""
    renewed: str = ""
    """Whose password it replaces by NEW_PASSWORD."""
    broken_off: tuple[Step, ...] = ()
    """The same broken off at some place, which is recorded: that is not half done."""
    settles: bool = False
    """Whoever opens it afterwards finishes what was begun: its files say nothing before."""

    @property
    def covered(self) -> tuple[str, ...]:
        return (self.name, *self.covers)


def command(*words: str, who: str = ANALYST, **environment: str) -> Step:
    """Type a command; `~/` at the beginning of a word is the folder of the copy."""

    def run(office: Office) -> None:
        folder = str(office.path.parent)
        given = [f"{folder}/{w.removeprefix('~/')}" if w.startswith("~/") else w for w in words]
        named = [] if "--casebook" in given else ["--casebook", str(office.path)]
        seen = typed(
            *given,
            *named,
            environment={
                "LANDWAITER_USER": who,
                "LANDWAITER_PASSWORD": PASSWORD,
                **{f"LANDWAITER_{name}": value for name, value in environment.items()},
            },
            now=office.clock,
        )
        if seen.code != 0:
            raise Refused(seen.code, seen.err)

    return run


def answer(office: Office, *words: str, who: str) -> Any:
    """What a command prints as JSON."""
    seen = typed(
        *(*words, "--json", "--casebook", office.path),
        environment={"LANDWAITER_USER": who, "LANDWAITER_PASSWORD": PASSWORD},
        now=office.clock,
    )
    if seen.code != 0:
        raise Refused(seen.code, seen.err)
    return seen.data
