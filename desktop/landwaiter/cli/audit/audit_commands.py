"""`audit …`: the sealed chain, verified, listed, exported, anchored; contents erased."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import Limit, command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of, path_of
from landwaiter.cli.casebook.casebook_commands import audit_data, audit_lines
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.audit import deeds
from landwaiter.domain.audit.deeds import ErasePayload, ExportChain, KeepTimeStamp, WriteAnchor
from landwaiter.domain.base.zones import local_date, local_time
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.audit.audit_history import AuditFilter, HistoryRow
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

_CASE = Annotated[str, typer.Option("--case", metavar="REF", help="On this case.")]
_PERSON = Annotated[str, typer.Option("--person", metavar="NAME", help="By this person.")]
_DEED = Annotated[
    str, typer.Option("--deed", metavar="DEED", help="Such as case.approve, or the deed's title.")
]
_ENTITY = Annotated[
    str, typer.Option("--entity", metavar="NAME", help="This entity, and all merged with it.")
]
_FROM = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")]
_TO = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")]


def register(app: typer.Typer) -> None:
    audit = group(app, "audit", "The sealed record of who did and saw what.")
    command(audit, "verify")(verify)
    command(audit, "list")(list_entries)
    add_deeds(app, deeds.EXPORT_CHAIN, shown=_exported)
    command(audit, "show")(show)
    add_deeds(app, deeds.WRITE_ANCHOR, shown=_anchored)
    add_deeds(app, deeds.KEEP_TIME_STAMP, shown=_stamped)
    add_deeds(app, deeds.ERASE_PAYLOAD, shown=_erased)


def verify(
    call: Call,
    *,
    anchor: Annotated[
        list[str] | None,
        typer.Option("--anchor", metavar="FILE", help="An anchor kept elsewhere; repeatable."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Every seal, not the last one of each key: for a court.")
    ] = False,
) -> CommandAnswer:
    """Find every change up to the last anchor; count what is not anchored yet."""
    from landwaiter.services.audit.audit_history import verify_chain

    outside = [path_of(name) for name in anchor or ()]
    report = verify_chain(call.session(), outside, full=full)
    complaint = plural(
        len(report.findings),
        "The audit chain does not verify: {n} fault.",
        "The audit chain does not verify: {n} faults.",
    )
    return CommandAnswer(
        audit_data(report),
        [*report.findings, *audit_lines(report, call.clock()())],
        "" if report.sound else complaint,
    )


def list_entries(
    call: Call,
    *,
    case: _CASE = "",
    person: _PERSON = "",
    deed: _DEED = "",
    entity: _ENTITY = "",
    first: _FROM = None,
    last: _TO = None,
    limit: Limit = 50,
) -> CommandAnswer:
    """The newest entries that fit; that you read them is an entry itself."""
    from landwaiter.services.audit.audit_history import audit_page
    from landwaiter.services.audit.viewing import note_audit_read

    wanted = _filter(first, last, case=case, person=person, deed=deed, entity=entity)
    session = call.session()
    rows = audit_page(session, limit=limit, wanted=wanted).rows
    note_audit_read(session, wanted)
    return _listed(session, rows)


def _exported(_session: "Session", _said: ExportChain, result: "Result") -> CommandAnswer:
    return CommandAnswer(None, result.outcome, raw=True)


def show(
    call: Call,
    *,
    limit: Limit = 50,
    of: Annotated[
        str, typer.Option("--of", metavar="TEXT", help="A person, a deed or a case's reference.")
    ] = "",
) -> CommandAnswer:
    """The newest entries, found by one word."""
    from landwaiter.services.audit.audit_history import audit_page
    from landwaiter.services.audit.viewing import note_audit_read

    session = call.session()
    rows = audit_page(session, limit=limit, text=of).rows
    note_audit_read(session)
    return _listed(session, rows)


def _anchored(_session: "Session", said: WriteAnchor, result: "Result") -> CommandAnswer:
    made = result.outcome
    lines = [
        _("Entry {seq} is anchored in {file}. Keep the file away from the casebook.").format(
            seq=made.seq, file=said.file
        )
    ]
    if said.request is not None:
        sentence = _(
            "Send {file} to a time-stamp authority, then: landwaiter audit timestamp REPLY."
        )
        lines.append(sentence.format(file=said.request.name))
    return CommandAnswer({"seq": made.seq, "sha256": made.sha256, "file": str(said.file)}, lines)


def _stamped(_session: "Session", _said: KeepTimeStamp, result: "Result") -> CommandAnswer:
    stamp = result.outcome
    lines = [
        _("{authority} says: entry {seq} was there at {at}.").format(
            authority=stamp.authority, seq=stamp.anchor.seq, at=instant(stamp.at)
        )
    ]
    if not stamp.trusted:
        lines.append(_("Its certificate was not checked: give one that you trust with --ca."))
    data = {
        "seq": stamp.anchor.seq,
        "sha256": stamp.anchor.sha256,
        "authority": stamp.authority,
        "at": stamp.at,
        "trusted": stamp.trusted,
    }
    return CommandAnswer(data, lines)


def _erased(_session: "Session", said: ErasePayload, result: "Result") -> CommandAnswer:
    sentence = _("The content of entry {seq} is erased once a second person agrees.")
    return CommandAnswer(
        {"motion": result.motion_id, "seq": said.seq, "done": result.done},
        (sentence.format(seq=said.seq), *result.changes.said),
    )


def _filter(first: str | None, last: str | None, **named: str) -> "AuditFilter":
    from landwaiter.services.audit.audit_history import AuditFilter

    return AuditFilter(first=date_of(first, "from"), last=date_of(last, "to"), **named)


def _listed(session: "Session", rows: "Sequence[HistoryRow]") -> CommandAnswer:
    return CommandAnswer(rows, tuple(_lines(session.casebook.member_state, rows)))


def _lines(state: str, rows: "Sequence[HistoryRow]") -> Iterator[str]:
    """Sentences under their day, the newest first; the JSON has what is stored beside them."""
    from landwaiter.services.people.today_said import day_title

    header = (_("When"), _("No."), _("Object"), _("What"))
    for day, of_day in groupby(rows, lambda row: local_date(row.at, state)):
        yield day_title(day)
        told = [
            (f"{local_time(row.at, state):%H:%M}", row.seq, row.object, row.sentence)
            for row in of_day
        ]
        yield from table(header, told)
