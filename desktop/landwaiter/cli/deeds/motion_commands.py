"""`motions …`: what waits for a second person; `four-eyes …`: the table that says what does."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.deeds.four_eyes import SET_POLICY
from landwaiter.domain.deeds.motion_deeds import (
    DECLINE_OPEN,
    SECOND_OPEN,
    WITHDRAW_OPEN,
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.domain.office.office_texts import ID, NOW, PROPOSED, SHIPPED
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.deeds.motion import Motion
    from landwaiter.domain.office.office_texts import TextChange
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.deeds.motions import MotionRow, WaitingRoles
    from landwaiter.services.warm.session import Session

_ID = Annotated[str, typer.Argument(metavar="ID")]


def register(app: typer.Typer) -> None:
    motions = group(app, "motions", "What waits for a second person.")
    command(motions, "list")(show_waiting)
    command(motions, "show")(show_one)
    add_deeds(app, SECOND_OPEN, shown=_seconded)
    add_deeds(app, DECLINE_OPEN, shown=_declined)
    add_deeds(app, WITHDRAW_OPEN, shown=_withdrawn)
    eyes = group(app, "four-eyes", "The table that says which deed needs whom.")
    command(eyes, "show")(show_table)
    add_deeds(app, SET_POLICY, shown=_moved)


def show_waiting(call: Call) -> CommandAnswer:
    """Every deed that waits, what you may second first."""
    from landwaiter.services.deeds.motions import waiting_page, waiting_roles

    session = call.session()
    rows = every_row(lambda after: waiting_page(session, after=after))
    users = waiting_roles(session)
    header = (_("Motion"), _("Case"), _("What"), _("Moved by"), _("Day"), _("May be seconded by"))
    lines = [
        (
            row.motion.id,
            row.motion.reference,
            row.motion.title,
            row.motion.author,
            row.motion.at,
            ", ".join(row.waiting.here) or row.waiting.sentence(),
        )
        for row in rows
    ]
    text = [*table(header, lines)] if rows else []
    text += [_role_line(user) for user in users]
    objects = [_object(row) for row in rows]
    objects += [{"deed": "change_user", **asdict(user)} for user in users]
    return CommandAnswer(objects, text or (_("Nothing waits for a second person."),))


def _object(row: "MotionRow") -> dict[str, Any]:
    motion = row.motion
    return {
        "id": motion.id,
        "deed": motion.deed,
        "object": motion.object,
        "case": motion.reference or None,
        "title": motion.title,
        "reason": motion.reason,
        "facts": motion.facts,
        "author": motion.author,
        "at": motion.at,
        "text_sha256": motion.text_sha256,
        "unsound": motion.unsound,
        "may_second": row.may_second,
        "seconders": row.waiting.here,
        "absent": row.waiting.away,
        "alike": row.alike,
    }


def show_one(call: Call, motion_id: _ID) -> CommandAnswer:
    """Exactly the text that is seconded, and its hash."""
    from landwaiter.services.deeds.motions import motion_view
    from landwaiter.services.table.motion_details import details_of, text_changes_of

    session = call.session()
    motion = motion_view(session, motion_id)
    details, texts = details_of(session, motion), text_changes_of(session, motion)
    said = (
        motion.title,
        _("Moved by {author}: {reason}").format(author=motion.author, reason=motion.reason or "–"),
        *_spread(json.loads(motion.text)["args"]),
        *details,
        *_each_text(texts),
        "",
        _("The text that is signed:"),
        motion.text,
        f"SHA-256 {motion.text_sha256}",
    )
    return CommandAnswer({**_fields(motion), "details": details, "texts": texts}, said)


def _each_text(texts: "Iterable[TextChange]") -> Iterator[str]:
    """Texts of the office one below the other: in a table each would be as wide as the longest."""
    for one in texts:
        yield f"{_(ID)}: {one.id}"
        for title, text in ((SHIPPED, one.shipped), (NOW, one.now), (PROPOSED, one.proposed)):
            yield f"  {_(title)}: {text or '–'}"


def _fields(motion: "Motion") -> dict[str, Any]:
    return {field.name: getattr(motion, field.name) for field in fields(motion)}


def _spread(value: Any, depth: int = 1) -> Iterator[str]:
    """What is asked, one value a line, for reading; what is signed is the text itself."""
    pad = "  " * depth
    named = value.items() if isinstance(value, dict) else enumerate(value, 1)
    for name, one in named:
        if isinstance(one, dict | list) and one:
            yield f"{pad}{name}:"
            yield from _spread(one, depth + 1)
        elif one not in (None, "", [], {}):
            yield f"{pad}{name}: {one}"


def _seconded(_session: "Session", said: SecondOpenMotions, result: "Result") -> CommandAnswer:
    done = _("Seconded and carried out: {count}.").format(count=len(said.motions))
    data = {"seconded": said.motions, "said": result.changes.said}
    return CommandAnswer(data, (done, *result.changes.said))


def _declined(_session: "Session", said: DeclineOpenMotion, result: "Result") -> CommandAnswer:
    sentences = (_(DECLINE_OPEN.done), *result.changes.said)
    return CommandAnswer({"declined": said.motion}, sentences)


def _withdrawn(_session: "Session", said: WithdrawOpenMotion, _result: "Result") -> CommandAnswer:
    return CommandAnswer({"withdrawn": said.motion}, (_(WITHDRAW_OPEN.done),))


def show_table(call: Call) -> CommandAnswer:
    """Which deed needs a second person under which condition, and who that may be."""
    from landwaiter.services.deeds.motions import policy_rows

    rows = policy_rows(call.session())
    header = (_("Deed"), _("Condition"), _("Second person"), _("Never"), _("Setting"))
    lines = [(r.title, r.condition, ", ".join(r.seconders), r.who_may_not, r.setting) for r in rows]
    return CommandAnswer(rows, table(header, lines))


def _moved(_session: "Session", _said: Any, result: "Result") -> CommandAnswer:
    return CommandAnswer({"motion": result.motion_id}, result.changes.said)


def _role_line(waits: "WaitingRoles") -> str:
    said = (
        _(
            "{user} waits for the roles {roles} while {absent} is away, given by {by}: “casebook "
            "users deputy {user} --for {absent} --roles {roles}”."
        )
        if waits.absent
        else _("{user} waits for the roles {roles}, given by {by}: “casebook users second {user}”.")
    )
    return said.format(
        user=waits.user, roles=",".join(waits.roles), by=waits.asked_by, absent=waits.absent
    )
