"""The training casebook: exercises taken in and not worked on, with clocks that run as of now."""

import re
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.i18n import _, plural
from landwaiter.resources import root
from landwaiter.services.demo.declarations import Forms
from landwaiter.services.demo.furnishing import furnished
from landwaiter.services.demo.place import made_whole, write
from landwaiter.services.demo.player import Player
from landwaiter.services.demo.script import Script, read_script
from landwaiter.services.demo.timetable import SampleClock, Timetable
from landwaiter.services.law.packs import shipped_packs
from landwaiter.services.practice.day_steps import DECLARATION
from landwaiter.services.practice.exercises import exercises, practice_folder
from landwaiter.services.practice.grades import is_practice, no_practice
from landwaiter.services.practice.removal import throw_away
from landwaiter.services.warm.session import Session, wall_clock

Say = Callable[[str], None]
NAME = "Landwaiter practice"
NOTE = "Read me.txt"
_NUMBERED = re.compile(rf"{NAME}( \d+)?")


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """Where it is; `user` and `password` sign the trainee in, `reviewer` is the second person."""

    folder: Path
    casebook: Path
    user: str
    password: str
    reviewer: str
    reviewer_password: str
    references: tuple[str, ...]
    """The cases in the order of the exercises."""


def make_practice(
    folder: Path | None = None, *, say: Say, now: Callable[[], datetime] = wall_clock
) -> PracticeResult:
    """Make the training casebook in a new folder; what a failed run made is removed again.

    `folder` is where it is made; a number is added where something is there already.
    """
    with made_whole(folder, NAME) as place:
        return _made(place, say, now)


def make_beside(
    session: Session, *, say: Say, now: Callable[[], datetime] = wall_clock
) -> PracticeResult:
    """A new training casebook beside the one that is open, which stays until it is thrown away.

    NotAllowed where that is none. Its folder has the usual name, or the next number that is free.
    """
    if not is_practice(session):
        raise no_practice()
    before = session.casebook.path.parent
    wanted = before.with_name(NAME) if _NUMBERED.fullmatch(before.name) else None
    return make_practice(wanted, say=say, now=now)


def throw_away_whole(session: Session) -> Path:
    """The same as `throw_away`, and what was written beside the casebook when it was made."""
    folder = throw_away(session)
    with suppress(OSError):  # what a person laid there stays, and the folder with it
        for name in (DECLARATION, NOTE):
            (folder.parent / name).unlink(missing_ok=True)
        folder.parent.rmdir()
    return folder


def _made(place: Path, say: Say, now: Callable[[], datetime]) -> PracticeResult:
    samples = practice_folder()
    script = read_script(samples)
    timetable = Timetable.of(shipped_packs(root()), script.member_state, now())
    clock = SampleClock(timetable.instant(script.created))
    forms = Forms(root() / "samples" / "demo", timetable)
    with ExitStack() as stack:
        people = furnished(script, samples, place, clock, stack)
        player = Player(script, forms, timetable, clock, people, place)
        player.play()
    write(place / DECLARATION, (root() / "samples" / "aes_cc515c.xml").read_text(encoding="utf-8"))
    result = _result(script, place, player)
    told = tuple(_told(script, result))
    write(place / NOTE, "\n".join(told) + "\n")
    for line in told:
        say(line)
    return result


def _result(script: Script, place: Path, player: Player) -> PracticeResult:
    trainee, reviewer = script.person("analyst"), script.person("reviewer")
    return PracticeResult(
        folder=place,
        casebook=place / "casebook",
        user=trainee.name,
        password=trainee.password,
        reviewer=reviewer.name,
        reviewer_password=reviewer.password,
        references=tuple(player.cases[f"{one.number:02}"] for one in exercises()),
    )


def _told(script: Script, result: PracticeResult) -> list[str]:
    yours = script.person("analyst")
    return [
        _(
            "Landwaiter, training casebook. All companies, persons and numbers in it are "
            "fictional; the universities named stand in the institutions pack, and nothing is "
            "said of them but what the pack says."
        ),
        _("It is made in {folder}").format(folder=result.folder),
        _("These people work there (name, roles, password):"),
        *(f"  {one.name}, {', '.join(one.roles)}, “{one.password}”" for one in script.people),
        plural(
            len(result.references),
            "{n} case waits, and nobody has worked on it.",
            "{n} cases wait, and nobody has worked on them.",
        ),
        _("To begin, sign in as {name} and open Practice, or ask on the command line:").format(
            name=yours.name
        ),
        f'  landwaiter --casebook "{result.casebook}" --user "{yours.name}" practice show',
        _("A day in twelve steps, and where you are in it:"),
        f'  landwaiter --casebook "{result.casebook}" --user "{yours.name}" practice steps',
        _("Grading tells nothing of a case before it is proposed:"),
        f'  landwaiter --casebook "{result.casebook}" --user "{yours.name}" practice grade',
    ]
