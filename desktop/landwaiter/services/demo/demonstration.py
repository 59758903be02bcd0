"""The sample office: a fictional casebook on which the main job is done, and what came of it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.domain.monitoring.deeds import BeginMonitor, RunMonitor
from landwaiter.resources import root
from landwaiter.services.deeds.engine import do
from landwaiter.services.demo import telling
from landwaiter.services.demo.declarations import Forms
from landwaiter.services.demo.entities import play_entities
from landwaiter.services.demo.finish import Papers, make_papers
from landwaiter.services.demo.furnishing import furnished
from landwaiter.services.demo.place import made_whole, write
from landwaiter.services.demo.player import Player
from landwaiter.services.demo.script import Script, read_script
from landwaiter.services.demo.timetable import SampleClock, Timetable
from landwaiter.services.law.packs import shipped_packs
from landwaiter.services.warm.session import Session, wall_clock

__all__ = ["DemoResult", "run_demo"]

Say = Callable[[str], None]
NOTE = "Read me.txt"


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything is; `user` and `password` sign in, `reviewer` is the second person."""

    folder: Path
    casebook: Path
    user: str
    password: str
    reviewer: str
    reviewer_password: str
    reference: str
    """The case that was decided, signed and reported."""
    references: tuple[str, ...]
    """Every case, in the order of intake."""
    pdf: Path
    xlsx: Path
    keys: Path


def run_demo(
    folder: Path | None = None,
    *,
    say: Say,
    now: Callable[[], datetime] = wall_clock,
) -> DemoResult:
    """Make the sample casebook in a new folder and do the main job on it.

    `folder` is where it is made; a number is added where something is there already. What a
    failed run made is removed again.
    """
    with made_whole(folder) as place:
        return _made(place, say, now)


def _made(place: Path, say: Say, now: Callable[[], datetime]) -> DemoResult:
    samples = root() / "samples" / "demo"
    script = read_script(samples)
    packs = shipped_packs(root())
    timetable = Timetable.of(packs, script.member_state, now())
    clock = SampleClock(timetable.instant(script.created))
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        say(line)

    telling.beginning(place, tell)
    with ExitStack() as stack:
        people = furnished(script, samples, place, clock, stack)
        telling.office(script, tell)
        player = Player(script, Forms(samples, timetable), timetable, clock, people, place)
        player.play()
        clock.move(now())
        _monitor(script, people["analyst"])
        play_entities(samples, people["analyst"], player.cases)
        papers = make_papers(people["reviewer"], player.cases[script.main_case], place)
        telling.work_done(people["analyst"], player, tell)
        telling.main_case(people["analyst"], papers, tell)
        telling.checked(people["administrator"], tell)
    result = _result(script, place, player, papers)
    telling.ending(result.casebook, script, tell)
    write(place / NOTE, "\n".join(told) + "\n")
    return result


def _monitor(script: Script, session: Session) -> None:
    """Begin the programmes of the script, and run each over everything that was taken in."""
    for one in script.programmes:
        do(session, BeginMonitor(one.name, **one.rules, reason=one.reason))
        do(session, RunMonitor(one.name))


def _result(script: Script, place: Path, player: Player, papers: Papers) -> DemoResult:
    analyst, reviewer = script.person("analyst"), script.person("reviewer")
    return DemoResult(
        folder=place,
        casebook=place / "casebook",
        user=analyst.name,
        password=analyst.password,
        reviewer=reviewer.name,
        reviewer_password=reviewer.password,
        reference=papers.reference,
        references=tuple(player.cases.values()),
        pdf=papers.pdf,
        xlsx=papers.xlsx,
        keys=papers.keys,
    )
