"""A casebook of fictional people: founded, with its settings, lists and registers."""

from contextlib import ExitStack
from importlib.resources.abc import Traversable
from pathlib import Path

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.domain.registers.deeds import AddEntry, StateLoad
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, do_all, run
from landwaiter.services.demo.place import write
from landwaiter.services.demo.script import SampleRegister, Script
from landwaiter.services.demo.timetable import SampleClock
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

MADE_FOR = "made for the sample casebook"
"""Where its lists come from, as somebody would type it: it is sealed with every verdict."""


def furnished(
    script: Script, samples: Traversable, place: Path, clock: SampleClock, stack: ExitStack
) -> dict[str, Session]:
    """The casebook, founded by all its people, with what the script gives it; all signed in.

    `samples` holds the files that the script names; the casebook is made in `place`.
    """
    path = place / "casebook"
    first, *others = sorted(script.people, key=lambda person: person.key != "administrator")
    opened = sessions.create_casebook(
        path,
        office=sessions.CasebookOffice(script.code, script.member_state),
        user=first.name,
        password=first.password,
        roles=first.roles,
        founders=[casebooks.Founder(one.name, one.roles, one.password) for one in others],
        now=clock,
        sample=True,
    )
    stack.callback(opened.session.casebook.close)
    people = {first.key: opened.session}
    for person in others:
        people[person.key] = sessions.open_casebook(
            path, user=person.name, password=person.password, now=clock
        )
        stack.callback(people[person.key].casebook.close)
    _import_lists(script, samples, place, opened.session)
    do_all(people["head"], [ChangeSetting(*one) for one in script.settings.items()])
    for register in script.registers:
        _state(register, people["analyst"])
    asked = motions.waiting(people["reviewer"])
    for row in asked:
        do(people["reviewer"], SecondOpenMotions((row.motion.id,)))
    return people


def _import_lists(script: Script, samples: Traversable, place: Path, session: Session) -> None:
    for one in script.lists:
        file = place / "lists" / one.file
        write(file, (samples / one.file).read_text(encoding="utf-8"))
        run(session, ImportList((file,), one.id, one.kind, one.title, source=MADE_FOR))


def _state(told: SampleRegister, session: Session) -> None:
    """What a register holds, and that it is here as a whole."""
    kind, issuer = RegisterKind(told.register), told.issuer
    for entry in told.entries:
        fields = {name: value for name, value in entry.items() if name != "lines"}
        said = AddEntry(kind, issuer, fields, told.reason, tuple(entry.get("lines", ())))
        do(session, said)
    do(session, StateLoad(kind, issuer, session.today(), told.source, told.reason))
