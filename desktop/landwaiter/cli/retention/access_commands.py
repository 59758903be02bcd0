"""`access-request …` and `disclosure …`: a person's data, and what went out to whom."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.retention import access_deeds as deeds
from landwaiter.domain.retention.access_deeds import (
    BlackOutWords,
    FindPerson,
    GiveOut,
    JudgeEntries,
    ShowWords,
    WithholdEntries,
)
from landwaiter.domain.retention.facts import DISCLOSED
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import shown_score

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.retention.access_requests import AccessEntry, NewAccessRequest
    from landwaiter.services.retention.disclosures import Disclosure
    from landwaiter.services.warm.session import Session

_REQUEST = Annotated[int, typer.Argument(metavar="N", help="Number of the request.")]
_ENTRY = Annotated[list[int], typer.Argument(metavar="ENTRY…", help="Numbers of entries.")]


def register(app: typer.Typer) -> None:
    requests = group(app, "access-request", "Requests of persons for their data.")
    add_deeds(app, deeds.FIND_PERSON, shown=_found)
    command(requests, "list")(list_requests)
    command(requests, "show")(show)
    add_deeds(app, deeds.JUDGE_ENTRIES, deeds.WITHHOLD_ENTRIES, shown=_marked)
    command(requests, "grounds")(grounds)
    command(requests, "redact")(redact)
    add_deeds(app, deeds.GIVE_OUT, shown=_given)
    log = group(app, "disclosure", "What went out to whom, on which basis.")
    command(log, "list")(list_disclosures)


def _found(session: "Session", _said: FindPerson, asked: "NewAccessRequest") -> CommandAnswer:
    from landwaiter.services.reports.access_answer import answer

    found = answer(session, asked.no)
    data = {
        "request": asked.no,
        "rows": asked.search.rows,
        "files": asked.search.files,
        "entries": [_entry_object(entry) for entry in found.entries],
        "unsearched": asked.unsearched,
    }
    return CommandAnswer(data, tuple(_found_lines(asked, found.entries)))


def _found_lines(asked: "NewAccessRequest", entries: "tuple[AccessEntry, ...]") -> Iterator[str]:
    yield plural(
        len(entries),
        "Request {no}: {n} entry in {rows} and {files}.",
        "Request {no}: {n} entries in {rows} and {files}.",
        no=asked.no,
        rows=plural(asked.search.rows, "{n} row", "{n} rows"),
        files=plural(asked.search.files, "{n} file", "{n} files"),
    )
    yield from _entry_lines(entries)
    for one in asked.unsearched:
        yield _("Not searched: {name} ({object}). {why}").format(
            name=one.name, object=one.object, why=one.why
        )


def _entry_lines(entries: "tuple[AccessEntry, ...]") -> Iterator[str]:
    for entry in entries:
        yield _("{no}. {score} {kind} {reference} ({place}): {same}{ground}").format(
            no=entry.no,
            score=shown_score(entry.score),
            kind=entry.kind,
            reference=entry.reference or entry.object,
            place=entry.place,
            same=entry.same,
            ground=f", {entry.ground.code}" if entry.ground else "",
        )
        yield from (f"     {line}" for line in entry.shown_text.split("\n"))
        yield f"     {entry.how}"


def _entry_object(entry: "AccessEntry") -> dict[str, Any]:
    return {
        "no": entry.no,
        "kind": entry.kind,
        "object": entry.object,
        "reference": entry.reference or None,
        "regime": entry.regime,
        "place": entry.place,
        "text": entry.text,
        "given": entry.shown_text,
        "matched": entry.matched,
        "score": f"{entry.score / 1000:.3f}",
        "how": entry.how,
        "same": entry.same,
        "ground": entry.ground.code if entry.ground else None,
        "provision": entry.provision or None,
    }


def list_requests(call: Call) -> CommandAnswer:
    """Every request, the newest first."""
    from landwaiter.services.retention.access_requests import requests

    found = requests(call.session())
    header = (_("No."), _("Name"), _("Received"), _("Entries found"), _("By"))
    lines = table(header, [(r.no, r.name, r.received, r.found, r.author) for r in found])
    return CommandAnswer(found, lines if found else (_("Nobody has asked for access."),))


def show(call: Call, number: _REQUEST) -> CommandAnswer:
    """A request with its entries as they are judged now."""
    return _shown(call.session(), number)


def _marked(
    session: "Session", said: JudgeEntries | WithholdEntries, _result: "Result"
) -> CommandAnswer:
    """The request as it stands once entries of it were judged or withheld."""
    return _shown(session, said.number)


def _shown(session: "Session", number: int) -> CommandAnswer:
    from landwaiter.services.reports.access_answer import answer

    found = answer(session, number)
    data = {"request": found.request, "entries": [_entry_object(one) for one in found.entries]}
    return CommandAnswer(data, tuple(_entry_lines(found.entries)))


def grounds(call: Call) -> CommandAnswer:
    """On which grounds an entry may be withheld, under which law. Needs no casebook."""
    from landwaiter.domain.retention.access_request import GROUNDS

    header = (_("Ground"), _("Because"), _("Basis"), _("Trust"))
    lines = table(header, [(g.code, _(g.title), g.basis, g.trust) for g in GROUNDS])
    return CommandAnswer(GROUNDS, lines)


def redact(
    call: Call,
    number: _REQUEST,
    entries: _ENTRY,
    *,
    words: Annotated[str, typer.Option("--words", metavar="T", help="About others.")],
    undo: Annotated[bool, typer.Option("--show", help="Give these words out after all.")] = False,
) -> CommandAnswer:
    """Black out words that are about others; other parties of a case are blacked out anyway."""
    from landwaiter.services.deeds.engine import do

    session, kind = call.session(), ShowWords if undo else BlackOutWords
    do(session, kind(number, tuple(entries), words))
    return _shown(session, number)


def _given(_session: "Session", _said: GiveOut, logged: "Disclosure") -> CommandAnswer:
    said = _("{file} is written for {recipient} and logged; SHA-256 {sha256}.")
    text = said.format(file=logged.file, recipient=logged.recipient, sha256=logged.sha256)
    return CommandAnswer(logged, (text,))


def list_disclosures(call: Call) -> CommandAnswer:
    """The disclosure log, the newest first."""
    from landwaiter.services.retention.disclosures import disclosures_page

    session = call.session()
    found = every_row(lambda after: disclosures_page(session, after=after))
    header = [_(fact.title) for fact in DISCLOSED]
    lines = table(header, [(d.at, d.recipient, d.basis, d.what, d.file, d.sha256) for d in found])
    return CommandAnswer(found, lines if found else (_("Nothing has been disclosed."),))
