"""`audit …`: the sealed chain, verified, listed, exported, anchored; contents erased."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of, path_of
from landwaiter.cli.casebook.casebook_commands import audit_data, audit_lines
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.audit.audit_history import AuditFilter

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
_LIMIT = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000)]


def register(app: typer.Typer) -> None:
    audit = group(app, "audit", "The sealed record of who did and saw what.")
    command(audit, "verify")(verify)
    command(audit, "list")(list_entries)
    command(audit, "export")(export)
    command(audit, "show")(show)
    command(audit, "anchor")(anchor)
    command(audit, "timestamp")(timestamp)
    command(audit, "erase")(erase)


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
    complaint = _("The audit chain does not verify: {count} faults.")
    return CommandAnswer(
        audit_data(report),
        [*report.findings, *audit_lines(report, call.clock()())],
        "" if report.sound else complaint.format(count=len(report.findings)),
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
    limit: _LIMIT = 50,
) -> CommandAnswer:
    """The newest entries that fit; that you read them is an entry itself."""
    from landwaiter.services.audit.audit_history import audit_page
    from landwaiter.services.audit.viewing import note_audit_read

    wanted = _filter(first, last, case=case, person=person, deed=deed, entity=entity)
    session = call.session()
    rows = audit_page(session, limit=limit, wanted=wanted).rows
    note_audit_read(session, wanted)
    return _listed(rows)


def export(
    call: Call,
    *,
    case: _CASE = "",
    person: _PERSON = "",
    deed: _DEED = "",
    entity: _ENTITY = "",
    first: _FROM = None,
    last: _TO = None,
) -> CommandAnswer:
    """The chain as JSON Lines for docs/verify_audit.py; narrowed, it is an extract and says so."""
    from landwaiter.services.audit.audit_history import export_chain

    wanted = _filter(first, last, case=case, person=person, deed=deed, entity=entity)
    return CommandAnswer(None, export_chain(call.session(), wanted), raw=True)


def show(
    call: Call,
    *,
    limit: _LIMIT = 50,
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
    return _listed(rows)


def anchor(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file, kept elsewhere.")],
    *,
    request: Annotated[
        str | None,
        typer.Option("--request", metavar="F.tsq", help="Also a time-stamp query for it."),
    ] = None,
) -> CommandAnswer:
    """Write the head of the chain down outside the casebook."""
    from landwaiter.services.audit.anchoring import write_anchor

    query = path_of(request) if request else None
    made = write_anchor(call.session(), path_of(file), query=query)
    lines = [
        _("Entry {seq} is anchored in {file}. Keep the file away from the casebook.").format(
            seq=made.seq, file=file
        )
    ]
    if query is not None:
        said = _("Send {file} to a time-stamp authority, then: landwaiter audit timestamp REPLY.")
        lines.append(said.format(file=query.name))
    return CommandAnswer({"seq": made.seq, "sha256": made.sha256, "file": file}, lines)


def timestamp(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="REPLY.tsr")],
    *,
    ca: Annotated[
        str | None,
        typer.Option("--ca", metavar="CERTS.pem", help="Certificates you trust, as PEM."),
    ] = None,
) -> CommandAnswer:
    """Keep the reply of a time-stamp authority (RFC 3161), once it verifies."""
    from landwaiter.services.audit.anchoring import import_time_stamp

    roots = path_of(ca) if ca else None
    stamp = import_time_stamp(call.session(), path_of(file), certificates=roots)
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


def erase(
    call: Call,
    seq: Annotated[int, typer.Argument(metavar="SEQ", min=1)],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, as a sentence.")],
) -> CommandAnswer:
    """Ask a second person to have the content of an entry erased; the entry itself stays."""
    from landwaiter.services.audit.erasure import DEED
    from landwaiter.services.table.motions import ask

    asked = ask(call.session(), DEED, {"seq": str(seq)}, reason)
    said = _("The content of entry {seq} is erased once a second person agrees.")
    return CommandAnswer(
        {"motion": asked.motion_id, "seq": seq, "done": asked.done},
        (said.format(seq=seq), *asked.changes.said),
    )


def _filter(first: str | None, last: str | None, **named: str) -> "AuditFilter":
    from landwaiter.services.audit.audit_history import AuditFilter

    return AuditFilter(first=date_of(first, "from"), last=date_of(last, "to"), **named)


def _listed(rows: Any) -> CommandAnswer:
    header = (_("No."), _("When"), _("Who"), _("What"), _("On"), _("Said"))
    lines = table(header, [(r.seq, instant(r.at), r.actor, r.deed, r.object, r.text) for r in rows])
    return CommandAnswer(rows, lines)
