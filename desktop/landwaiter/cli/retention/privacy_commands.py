"""`privacy …`: what is said, counted and logged of data protection."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.retention import privacy_deeds as deeds
from landwaiter.i18n import N_, Words, _, joined

if TYPE_CHECKING:
    from landwaiter.services.retention.privacy import PrivacyFacts
    from landwaiter.services.warm.session import Session


def register(app: typer.Typer) -> None:
    privacy = group(app, "privacy", "Data protection: facts for the assessment, log of breaches.")
    command(privacy, "show")(show)
    command(privacy, "breaches")(breaches)
    command(privacy, "notices")(notices)
    command(privacy, "notice-file")(notice_file)
    add_deeds(app, deeds.STATE_PROCESSING, deeds.LOG_BREACH, deeds.ADD_TO_BREACH)
    add_deeds(app, deeds.RECORD_NOTICE, shown=_recorded)


def show(call: Call) -> CommandAnswer:
    """What is processed, why, how long, who may see it, and what was done about it."""
    from landwaiter.services.retention.privacy import privacy_facts

    found = privacy_facts(call.session())
    return CommandAnswer(found, _lines(found))


def _lines(found: "PrivacyFacts") -> Iterator[str]:
    from landwaiter.domain.base.terms import capital
    from landwaiter.domain.retention.privacy import TOPIC_WORDS
    from landwaiter.services.retention.privacy_words import COUNT_WORDS, measures, periods

    said = {one.topic: one.said for one in found.stated}
    yield from table(
        [_("About"), _("As stated")],
        [(_(words), said.get(topic) or _("not stated")) for topic, words in TOPIC_WORDS.items()],
    )
    yield ""
    yield from table([_("What is kept"), _("How long")], list(periods(found)))
    yield ""
    counted = [(_(words), found.counts[name]) for name, words in COUNT_WORDS.items()]
    yield from table([_("What"), _("How many")], counted)
    yield ""
    years = sorted({*found.store.years, *found.parties, *found.views})
    heads = (N_("Year"), N_("Declarations"), N_("Parties"), N_("Views recorded"))
    yield from table(
        [_(head) for head in heads],
        [
            (
                year,
                found.store.years.get(year, 0),
                found.parties.get(year, 0),
                found.views.get(year, 0),
            )
            for year in years
        ],
    )
    yield ""
    yield from table(
        [_("Role"), _("Persons")], [(capital(role), n) for role, n in found.people.items()]
    )
    yield ""
    yield from table([_("Measures in force"), _("How")], list(measures(found)))


def _recorded(_session: "Session", _said: deeds.RecordNotice, number: int) -> CommandAnswer:
    return CommandAnswer(
        {"notice": number}, [_("Notice {number} is recorded.").format(number=number)]
    )


def notices(call: Call) -> CommandAnswer:
    """Notices to those whose data are processed, the newest first."""
    from landwaiter.services.retention.privacy import privacy_facts
    from landwaiter.services.retention.privacy_notices import notice_details, notice_said

    found = privacy_facts(call.session()).notices
    lines: list[Words | str] = []
    for one in found:
        lines.append(_("{number}: {said}").format(number=one.no, said=notice_said(one)))
        lines += [f"  {said}" for said in notice_details(one)]
    return CommandAnswer(found, lines or [_("No notice is recorded.")])


def notice_file(
    call: Call,
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the notice.")],
    *,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="Where it is written.")],
) -> CommandAnswer:
    """Write the file of a notice as it was given."""
    from landwaiter.services.retention.privacy_notices import write_notice_file

    target = path_of(to)
    found = write_notice_file(call.session(), number, target)
    said = _("The file of notice {number} is written to {file}, SHA-256 {sha256}.").format(
        number=found.no, file=target, sha256=found.sha256
    )
    return CommandAnswer({"notice": found.no, "file": str(target), "sha256": found.sha256}, [said])


def breaches(call: Call) -> CommandAnswer:
    """The log of breaches, the newest first, with until when the authority is told."""
    from landwaiter.domain.retention.privacy import STEP_WORDS
    from landwaiter.services.retention.privacy import privacy_facts
    from landwaiter.services.retention.privacy_words import shown_instant, telling

    session = call.session()
    found = privacy_facts(session).breaches
    state, now = session.casebook.member_state, session.now()
    lines = []
    for one in found:
        lines += [
            _("{number}, known since {known}: {what}").format(
                number=one.no, known=shown_instant(one.known, state), what=one.what
            ),
            _("  How many: {persons}. Consequences: {effects}").format(
                persons=one.persons, effects=one.effects
            ),
            _("  Authority: {said}").format(said=joined(", ", telling(one, now, state))),
        ]
        lines += [
            f"  {shown_instant(step.happened, state)} {_(STEP_WORDS[step.step])}: "
            f"{step.said} ({step.author})"
            for step in one.steps
        ]
    return CommandAnswer(found, lines or [_("No breach is logged.")])
