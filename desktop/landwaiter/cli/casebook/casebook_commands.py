"""`casebook …`: found, check, back up, restore."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import locale
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call, can_ask
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import complain
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import path_of
from landwaiter.cli.casebook import key_commands
from landwaiter.cli.casebook.founders import founders_of
from landwaiter.cli.casebook.key_commands import shares_data, shares_shown
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.people import authority_commands, user_commands
from landwaiter.domain.casebook.deeds import BACK_UP, BackUp
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.casebook.backup_steps import AnchorRow
    from landwaiter.services.warm.session import Session

MEMBER_STATES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
FALLBACK_STATE = "PL"
"""Where neither option, environment, terminal nor the system says whose casebook it is."""


def register(app: typer.Typer) -> None:
    casebook = group(app, "casebook", "Make, check, back up and restore the casebook.")
    command(casebook, "create")(create)
    command(casebook, "check")(check)
    add_deeds(app, BACK_UP, shown=_backed_up)
    command(casebook, "restore")(restore)
    command(casebook, "keys")(keys)
    key_commands.register(casebook)
    user_commands.register(app, casebook)
    authority_commands.register(app, casebook)


def create(
    call: Call,
    *,
    office: Annotated[
        str | None,
        typer.Option("--office", metavar="CODE", help="In every reference; default: state and 1."),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="XX", help="Member State whose law and time apply."),
    ] = None,
    founder: Annotated[
        list[str] | None,
        typer.Option(
            "--founder",
            metavar="NAME=ROLES[@FILE]",
            help="Who founds it beside --user, with their own password; once for each.",
        ),
    ] = None,
    holder: Annotated[
        list[str] | None,
        typer.Option(
            "--holder",
            metavar="NAME",
            help="Who keeps a half of the recovery key; else the first two founders.",
        ),
    ] = None,
    recovery_shares: Annotated[
        int | None,
        typer.Option(
            "--recovery-shares", metavar="N", help="Refused unless so many people keep a half."
        ),
    ] = None,
) -> CommandAnswer:
    """Found a casebook: --user administers it. The recovery key is shown once.

    With two founders or more, each with their own password: alone, nothing is ever approved.
    """
    from landwaiter.services.table.sessions import CasebookOffice, create_casebook

    folder, name = call.folder(), call.name()
    holders = _holders(holder or (), people=1 + len(founder or ()), shares=recovery_shares)
    member_state = (state or os.environ.get("LANDWAITER_STATE") or _state()).upper()
    code = (office or os.environ.get("LANDWAITER_OFFICE") or f"{member_state}1").upper()
    opened = create_casebook(
        folder,
        office=CasebookOffice(code, member_state),
        user=name,
        password=call.password(twice=True),
        founders=founders_of(founder or ()),
        now=call.clock(),
        holders=holders,
    )
    call.stack.callback(opened.session.casebook.close)
    data = {
        "casebook": str(folder),
        "office": code,
        "member_state": member_state,
        "user": opened.session.casebook.user.name,
        "founders": [name, *(one.partition("=")[0].strip() for one in founder or ())],
        **shares_data(opened.halves),
        "warnings": opened.warnings,
    }
    return CommandAnswer(data, _created(data, shares_shown(call, opened.halves)))


def _holders(named: Sequence[str], *, people: int, shares: int | None) -> tuple[str, ...]:
    """Who keeps a half; wrong usage where another number of halves is asked for."""
    halves = len(named) or min(2, people)
    if shares not in (None, halves):
        raise WrongUsage(
            plural(
                halves,
                "The recovery key is in {n} part: one for each --holder.",
                "The recovery key is in {n} parts: one for each --holder.",
            )
        )
    return tuple(named)


def _created(data: dict[str, Any], shown: Iterable[str]) -> Iterable[str]:
    yield _(
        "The casebook {casebook} of the office {office} is made; {user} administers it."
    ).format(**data)
    if len(data["founders"]) == 1:
        yield _("One person founded it: in it nothing is ever approved by two.")
    yield from shown
    yield from data["warnings"]


def _state() -> str:
    """Asked for at a terminal; else the system's territory; else a fallback that is named."""
    territory = _territory()
    if can_ask():
        return str(typer.prompt(_("Member State"), default=territory or None, err=True))
    if territory:
        return territory
    complain(
        _("No Member State is named: {state} is taken. Use --state to name yours.").format(
            state=FALLBACK_STATE
        )
    )
    return FALLBACK_STATE


def _territory() -> str:
    """Of the system's locale, where it is a Member State."""
    with suppress(ValueError):
        name = locale.getlocale()[0] or ""
        state = name.partition("_")[2].partition(".")[0]
        return state if state in MEMBER_STATES else ""
    return ""


def check(
    call: Call,
    *,
    anchor: Annotated[
        list[str] | None,
        typer.Option("--anchor", metavar="FILE", help="An anchor kept elsewhere; repeatable."),
    ] = None,
) -> CommandAnswer:
    """Every kind of damage, and what of the casebook is whole. Exit 1 when something is damaged."""
    from landwaiter.services.base.confinement_words import notes
    from landwaiter.services.base.decoding import confinement
    from landwaiter.services.table.sessions import check_folder

    report = check_folder(
        call.folder(),
        user=call.name(),
        password=call.password(),
        anchors=[path_of(name) for name in anchor or ()],
        now=call.clock(),
    )
    holds = confinement()
    data = {
        "sound": report.sound,
        "checks": report.checks,
        "findings": report.findings,
        "damaged": report.damaged,
        "intact": report.intact,
        "audit": audit_data(report.audit),
        "confinement": {**asdict(holds), "notes": notes(holds)},
    }
    complaint = plural(
        len(report.findings), "The check found {n} fault.", "The check found {n} faults."
    )
    return CommandAnswer(
        data, _checked(report, notes(holds), call.clock()()), "" if report.sound else complaint
    )


def audit_data(report: Any) -> dict[str, Any]:
    """The state of the audit chain, as `casebook check` and `audit verify` print it."""
    return {
        "sound": report.sound,
        "entries": report.entries,
        "head": {"seq": report.head.seq, "sha256": report.head.sha256},
        "anchored_to": report.anchored_to,
        "not_anchored": report.not_anchored,
        "open_since": report.open_since or None,
        "anchors": [
            {"seq": one.seq, "kind": one.kind, "at": one.at, "note": one.note}
            for one in report.newest_anchors
        ],
        "erased": report.erased,
        "backdated": {"count": report.backdated.count, "first": report.backdated.first},
        "findings": report.findings,
    }


def audit_lines(report: Any, now: datetime) -> Iterable[str]:
    """The same for people, with a caution where nothing outside vouches for too much of it."""
    from landwaiter.services.audit.anchoring import unvouched

    yield plural(
        report.entries,
        "{n} audit entry, head {sha256}.",
        "{n} audit entries, head {sha256}.",
        sha256=report.head.sha256,
    )
    yield from (one.sentence() for one in report.newest_anchors)
    yield _("Not yet anchored: {count}.").format(count=report.not_anchored)
    since = datetime.fromisoformat(report.open_since) if report.open_since else None
    if said := unvouched(report.not_anchored, since, now):
        yield said
    if report.backdated.count:
        yield report.backdated.sentence()


def _checked(report: Any, notes: Iterable[str], now: datetime) -> Iterable[str]:
    yield _("Checked: {checks}.").format(checks=", ".join(report.checks))
    yield from (f"{finding.check}: {finding.sentence()}" for finding in report.findings)
    yield from audit_lines(report.audit, now)
    yield report.intact.sentence()
    yield from notes
    if report.sound:
        yield _("The casebook is whole.")


def _backed_up(_session: "Session", said: BackUp, anchor: "AnchorRow") -> CommandAnswer:
    sentence = _("The backup {file} is made and was opened to verify it.")
    return _anchored(anchor, said.file, sentence)


def restore(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="A folder that is not there yet.")],
) -> CommandAnswer:
    """A backup into a new folder; nothing is overwritten."""
    from landwaiter.services.casebook.casebooks import restore as restore_casebook

    target = path_of(path)
    name, secret = call.name(), call.password()
    with progress_bar() as tell:
        anchor = restore_casebook(path_of(file), target, user=name, password=secret, progress=tell)
    return _anchored(anchor, target, _("The casebook is restored to {file}."))


def _anchored(anchor: "AnchorRow", target: Path, sentence: str) -> CommandAnswer:
    data = {"file": str(target), "audit_seq": anchor.seq, "audit_head": anchor.sha256}
    head = _("Audit head {seq}: {sha256}").format(seq=anchor.seq, sha256=anchor.sha256)
    return CommandAnswer(data, (sentence.format(file=target), head))


def keys(call: Call, file: Annotated[str, typer.Argument(metavar="FILE")]) -> CommandAnswer:
    """The key sheet: whose signatures a recipient of reports may trust."""
    from landwaiter.services.reports.reporting import write_key_sheet

    target = path_of(file)
    write_key_sheet(call.session(), target)
    text = _("The key sheet {file} is made. Hand it over apart from the reports.")
    return CommandAnswer({"file": str(target)}, (text.format(file=target),))
