"""`register …`: licences, denials, informed exporters and findings; filled by two persons."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import inspect
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import date_of, mapping_of, path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.base.terms import low
from landwaiter.domain.registers import deeds
from landwaiter.domain.registers.deeds import ImportTable, UndoWriteOff, WriteOffExport
from landwaiter.domain.registers.facts import REGISTER_ENTRY
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.domain.registers.register_entries import RecordedEntry
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.registers.register_deeds import (
        EntryHistory,
        IssuerRow,
        RegisterPreview,
        RegisterRow,
    )
    from landwaiter.services.warm.session import Session

_REF = Annotated[str, typer.Argument(metavar="REF", help="As its issuer writes it.")]
_ISSUER = Annotated[
    str, typer.Option("--issuer", metavar="I", help="State by two letters, or an authority.")
]
_REASON = Annotated[str, typer.Option("--reason", metavar="T")]
_SOURCE = Annotated[
    str, typer.Option("--source", metavar="T", help="Where the register came from.")
]
_MOST_SHOWN = 40
"""Rows of a preview; the JSON has all of them."""


def register(app: typer.Typer) -> None:
    registers = group(
        app, "register", "Registers of licences, denials, informed exporters and findings."
    )
    for kind in RegisterKind:
        of_kind = group(registers, kind.value, TITLES[kind])
        for name, deed in (
            ("list", list_entries),
            ("show", show),
            ("import", import_table),
            ("template", show_template),
        ):
            command(of_kind, name)(_bound(deed, kind))
        if kind is RegisterKind.LICENCES:
            command(of_kind, "due")(due)
    add_deeds(app, deeds.ADD_ENTRY, deeds.REVOKE_ENTRY, deeds.STATE_LOADED, shown=_asked)
    add_deeds(app, deeds.WRITE_OFF, shown=_written)
    add_deeds(app, deeds.UNDO_WRITE_OFF, shown=_undone)


def _bound(deed: Callable[..., CommandAnswer], kind: RegisterKind) -> Callable[..., CommandAnswer]:
    """The command for one register: its second parameter is given."""
    first, _kind, *rest = inspect.signature(deed, eval_str=True).parameters.values()

    @wraps(deed)
    def run(call: Call, **given: Any) -> CommandAnswer:
        return deed(call, kind, **given)

    keyword = inspect.Parameter.KEYWORD_ONLY
    named = [parameter.replace(kind=keyword) for parameter in rest]
    run.__signature__ = inspect.Signature([first, *named])  # type: ignore[attr-defined]
    return run


def list_entries(
    call: Call,
    kind: RegisterKind,
    *,
    issuer: Annotated[str, typer.Option("--issuer", metavar="I")] = "",
    find: Annotated[str, typer.Option("--find", metavar="WORDS")] = "",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="How it stood on a day.")
    ] = None,
) -> CommandAnswer:
    """The entries as they stand on a day, and which issuers' registers are loaded."""
    from landwaiter.services.registers.register_deeds import register_issuers, register_page

    session = call.session()
    day = date_of(as_of, "as-of") or session.today()
    issuers = register_issuers(session, kind)
    rows = every_row(
        lambda after: register_page(session, kind, issuer=issuer, text=find, day=day, after=after)
    )
    data = {"register": kind, "day": day, "rows": rows, "issuers": issuers}
    return CommandAnswer(data, _list_lines(day, rows, issuers))


def _list_lines(
    day: date, rows: "Sequence[RegisterRow]", issuers: "Sequence[IssuerRow]"
) -> Iterator[str]:
    for one in issuers:
        said = (
            _("{issuer}: loaded as of {day}, entries: {count}, {source}.")
            if one.loaded
            else _("{issuer}: not loaded as a whole, entries: {count}.")
        )
        yield said.format(
            issuer=one.issuer,
            day=one.as_of if one.as_of else "",
            count=one.entries,
            source=one.source,
        )
    if not issuers:
        yield _("No register of any issuer is loaded: rules that read it are not evaluated.")
    if not rows:
        return
    yield ""
    header = [_(fact.title) for fact in REGISTER_ENTRY]
    yield from table(header, [_cells(row) for row in rows])
    later = sum(row.known_later for row in rows)
    if later:
        yield _("Recorded here only after {day}: {count} of them.").format(day=day, count=later)


def _cells(row: Any) -> tuple[object, ...]:
    """In the order of the facts."""
    ended = row.revoked or row.last
    return (
        row.issuer,
        row.ref,
        row.who,
        row.what[:48],
        row.destination,
        row.first.isoformat() if row.first else None,
        ended.isoformat() if ended else None,
        low(row.state),
        row.review.isoformat() if row.review else None,
        _("{left} (over-use)").format(left=row.left) if row.over else row.left,
    )


def show(call: Call, kind: RegisterKind, ref: _REF, *, issuer: _ISSUER) -> CommandAnswer:
    """One entry with every statement on it, and what was written off."""
    from landwaiter.services.registers.register_deeds import entry_history

    history = entry_history(call.session(), kind, issuer, ref)
    return CommandAnswer(history, _history_lines(history))


def _history_lines(history: "EntryHistory") -> Iterator[str]:
    newest = history.versions[-1]
    for name, value in newest.entry.values.items():
        yield f"{name}: {value}"
    if history.review is not None:
        yield _("to be reviewed by {day} (Art. 16)").format(day=history.review)
    for line in history.balances:
        yield _(
            "line {item}: {code}, {quantity} {unit}, used {used}; {value} {currency}, used "
            "{used_value}"
        ).format(
            item=line.item,
            code=line.code,
            quantity=line.quantity,
            unit=line.unit,
            used=line.used,
            value=line.value,
            currency=line.currency,
            used_value=line.used_value,
        )
    yield ""
    yield from (_version_line(one) for one in history.versions)
    for one in history.write_offs:
        what = (
            _("undoes {id}").format(id=one.undoes)
            if one.undoes
            else _("line {item}: {quantity} {value}").format(
                item=one.item, quantity=one.quantity or "", value=one.value or ""
            )
        )
        marks = [_("over-use")] if one.over else []
        marks += [_("undone")] if one.id in history.undone else []
        yield "  ".join(
            (one.day.isoformat(), one.id, what, one.reference, one.author, one.reason, *marks)
        )


def _version_line(one: "RecordedEntry") -> str:
    return _("statement {version}: {author}, {at}: {reason}").format(
        version=one.version,
        author=one.author,
        at=instant(one.at),
        reason=one.reason,
    )


def _asked(session: "Session", said: Any, result: "Result") -> CommandAnswer:
    data = {"motion": result.motion_id, "done": result.done, "said": result.changes.said}
    return CommandAnswer(data, (_("Moved, not yet in the register."), *result.changes.said))


def import_table(
    call: Call,
    kind: RegisterKind,
    path: Annotated[str, typer.Argument(metavar="FILE", help="CSV or .xlsx.")],
    *,
    issuer: _ISSUER,
    reason: _REASON = "",
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", metavar="M", help="TOML or JSON: our column = theirs."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="D", help="It is the issuer's whole register of this day."),
    ] = None,
    source: _SOURCE = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what would change, and keep nothing.")
    ] = False,
) -> CommandAnswer:
    """Import a table: every row checked, all of it or nothing, by two persons."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.registers.register_deeds import preview_import

    session = call.session()
    with progress_bar() as bar:
        found = preview_import(
            session,
            path_of(path),
            kind,
            issuer,
            mapping=mapping_of(mapping),
            tell=lambda done, total: bar(done, total, "") if bar else None,
        )
    if preview:
        wrong = _("Some rows do not fit; nothing would be kept.") if found.read.problems else ""
        return CommandAnswer(found, _preview_lines(found), complaint=wrong)
    if found.read.problems:
        return CommandAnswer(
            found, _preview_lines(found), complaint=_("Nothing is kept: some rows do not fit.")
        )
    said = ImportTable(
        kind,
        path_of(path),
        issuer,
        reason,
        mapping=mapping_of(mapping),
        as_of=date_of(as_of, "as-of"),
        source=source,
        sha256=found.sha256,
    )
    return _asked(session, said, run(session, said))


def _preview_lines(found: "RegisterPreview") -> Iterator[str]:
    read = found.read
    yield plural(
        read.rows,
        "{file}: {n} row, new {new}, changed {changed}, same {same}.",
        "{file}: {n} rows, new {new}, changed {changed}, same {same}.",
        file=read.file,
        new=len(found.new),
        changed=len(found.changed),
        same=found.same,
    )
    for problem in read.problems[:_MOST_SHOWN]:
        yield problem.fault(read.file).sentence()
    for entry in found.new[:_MOST_SHOWN]:
        yield _("new: {ref}").format(ref=entry.ref)
    for was, now in found.changed[:_MOST_SHOWN]:
        yield _("changed: {ref}: {what}").format(ref=now.ref, what=_difference(was, now))
    if found.missing:
        yield _("Not in the file, they stay as they are: {refs}").format(
            refs=", ".join(found.missing[:_MOST_SHOWN])
        )
    if read.ignored:
        yield _("Columns that are not read: {names}").format(names=", ".join(read.ignored))


def _difference(was: Any, now: Any) -> str:
    names = sorted({*was.values, *now.values})
    parts = [
        f"{name} {was.values.get(name, '–')} → {now.values.get(name, '–')}"
        for name in names
        if was.values.get(name) != now.values.get(name)
    ]
    return "; ".join(parts or [_("its lines")])


def show_template(call: Call, kind: RegisterKind) -> CommandAnswer:
    """The columns of the register's table, as the first line of a CSV file."""
    from landwaiter.domain.registers.register_columns import COLUMNS

    columns = COLUMNS[kind]
    data = [{"name": c.name, "holds": c.holds, "required": c.required} for c in columns]
    return CommandAnswer(data, (",".join(column.name for column in columns),))


def _written(session: "Session", said: WriteOffExport, result: "Result") -> CommandAnswer:
    from landwaiter.services.registers.register_deeds import entry_history

    history = entry_history(session, RegisterKind.LICENCES, said.issuer, said.ref)
    data = {"ref": said.ref, "balances": history.balances, "said": result.changes.said}
    left = [
        _("line {item}: {left} {unit} left").format(item=b.item, left=b.left, unit=b.unit)
        for b in history.balances
        if b.left is not None
    ]
    return CommandAnswer(data, (_("Written off."), *left, *result.changes.said))


def _undone(session: "Session", said: UndoWriteOff, _result: "Result") -> CommandAnswer:
    return CommandAnswer({"undone": said.write_off}, (_("The write-off is undone."),))


def due(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="CASE")],
    *,
    write: Annotated[bool, typer.Option("--write", help="Write all of it off.")] = False,
    reason: _REASON = "",
) -> CommandAnswer:
    """What the released items of a case take from the licences that they were declared under."""
    from landwaiter.services.registers.write_offs import proposed_write_offs, write_off_due

    session = call.session()
    found = (
        write_off_due(session, reference, reason=reason)
        if write
        else proposed_write_offs(session, reference)
    )
    said = _("item {item}: {quantity} {value} of {ref}, line {line}. {why}")
    lines = [
        said.format(
            item=one.taken.case_item,
            quantity=one.taken.quantity or "",
            value=one.taken.value or "",
            ref=one.taken.ref,
            line=one.taken.item,
            why=one.why_over,
        ).strip()
        for one in found
    ]
    done = [_("Written off.")] if write and found else []
    return CommandAnswer(found, (*lines, *done) if found else (_("Nothing is to be written off."),))
